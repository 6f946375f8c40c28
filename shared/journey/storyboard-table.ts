import { textIn } from '../text';
import { arrivalWords, nodeLabel, type Speaker } from './node-label';
import { type Moment, momentName } from './storyboard';

/** `mood`: −2 to +2; `gap`: signed. */
export type SheetCell = { words: string } | { mood: number } | { count: number } | { gap: number };

const columns = [
  'moment',
  'when',
  'stage',
  'emotion',
  'as-is',
  'evidence-short',
  'to-be',
  'to-be-words',
  'doubt',
  'motivation',
  'message',
  'plan',
  'actual',
  'gap',
  'counted-on',
  'source',
  'pain',
  'opportunity',
  'owner',
  'kpi',
] as const;
export type SheetColumn = (typeof columns)[number];
export type SheetTable = {
  columns: { key: SheetColumn; title: string }[];
  /** One per touchpoint; what nobody has said is absent. */
  rows: { touchpoint: number; cells: Partial<Record<SheetColumn, SheetCell>> }[];
};

/** The sheet as a table with a row per touchpoint: everything its lanes show. Words in the speaker's language, or in one there is. */
export function storyboardTable(moments: readonly Moment[], speaker: Speaker): SheetTable {
  const { translate } = speaker;
  return {
    columns: columns.map((key) => ({ key, title: translate(`storyboard.${key}`) })),
    rows: moments.map((moment) => ({ touchpoint: moment.touchpoint, cells: cellsOf(moment, speaker) })),
  };
}

function cellsOf(moment: Moment, speaker: Speaker): Partial<Record<SheetColumn, SheetCell>> {
  const { translate, language } = speaker;
  const { frame, sends, arrival, planned, actual, gap } = moment;
  const messages = sends.map((node) => `${translate(`channel.${node.channel}`)}: ${nodeLabel(node, speaker).title}`);
  const evidence = textIn(frame?.evidence, language) || translate('storyboard.guess');
  const words = {
    moment: momentName(moment, speaker),
    when: textIn(frame?.when, language) || (arrival ? arrivalWords(arrival, speaker) : ''),
    stage: frame?.stage ? translate(`stage.${frame.stage}`) : '',
    emotion: textIn(frame?.emotion, language),
    'evidence-short': frame?.mood === undefined ? '' : evidence,
    'to-be-words': textIn(frame?.toBe?.emotion, language),
    doubt: textIn(frame?.doubt, language),
    motivation: textIn(frame?.motivation, language),
    message: [...messages, textIn(frame?.contact, language)].filter(Boolean).join('\n'),
    'counted-on': frame?.actual?.on ?? '',
    source: frame?.actual ? textIn(frame.actual.source, language) : actual ? translate('storyboard.from-executor') : '',
    pain: textIn(frame?.pain, language),
    opportunity: textIn(frame?.opportunity, language),
    owner: textIn(frame?.owner, language),
    kpi: textIn(frame?.kpi, language),
  };
  return {
    ...Object.fromEntries(Object.entries(words).flatMap(([key, said]) => (said ? [[key, { words: said }]] : []))),
    ...(frame?.mood !== undefined && { 'as-is': { mood: frame.mood } }),
    ...(frame?.toBe?.mood !== undefined && { 'to-be': { mood: frame.toBe.mood } }),
    ...(planned && { plan: { count: planned.count } }),
    ...(actual && { actual: { count: actual.count } }),
    ...(gap !== undefined && { gap: { gap } }),
  };
}

/** The whole table for other programs, its titles first: numbers in plain digits, so that a spreadsheet counts with them. */
export function plainSheet({ columns: titles, rows }: SheetTable): string[][] {
  return [titles.map(({ title }) => title), ...rows.map(({ cells }) => titles.map(({ key }) => plain(cells[key])))];
}

function plain(cell: SheetCell | undefined): string {
  return cell === undefined ? '' : String(Object.values(cell)[0]);
}
