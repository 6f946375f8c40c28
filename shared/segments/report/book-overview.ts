import { conditionSentence } from '../../condition/sentence';
import { dateWords } from '../../documents/date-words';
import { numberFormat } from '../../i18n/number-format';
import { localeOf, problemText } from '../../i18n/translator';
import { capitalised } from '../../journey/brief-setting';
import type { Block, Column, Line, Row, Tone } from '../../report';
import { projectSize } from '../count/project-size';
import { roundedProjection } from '../projection';
import type { Segment } from '../schema';
import { type BookSetting, segmentLink } from './book-setting';

type State = 'counted' | 'small' | 'empty' | 'not-counted' | 'blocked';
const states: readonly State[] = ['counted', 'small', 'empty', 'not-counted', 'blocked'];
const tones: Record<State, Tone> = { counted: 'plain', small: 'waiting', empty: 'waiting', 'not-counted': 'quiet', blocked: 'blocking' };

/** Every segment has exactly one. `blocked`: something it needs is not there, whatever was counted once. */
function stateOf({ id, minimumSize }: Segment, { engagement, problems }: BookSetting): State {
  const measured = engagement.measured?.segments;
  if (problems.get(id)?.some(({ severity, code }) => severity === 'blocks' || code.endsWith('-without-source'))) return 'blocked';
  const size = measured?.sizes[id];
  if (!measured || size === undefined) return 'not-counted';
  if (size === 0) return 'empty';
  const people = measured.total === undefined ? size : (projectSize(size, measured.people, measured.total)?.people ?? size);
  return people < minimumSize ? 'small' : 'counted';
}

export function summaryBlocks(setting: BookSetting): Block[] {
  const { engagement, translate, language, uses } = setting;
  const { segments, measured } = engagement;
  if (segments.length === 0) return [{ kind: 'callout', tone: 'waiting', title: translate('segments.empty'), text: translate('segment-book.empty-text') }];
  const number = numberFormat(localeOf[language]);
  const audiences = segments.filter(({ administrative }) => !administrative);
  const apart = segments.length - audiences.length;
  const used = audiences.filter(({ id }) => uses.has(id)).length;
  const of = (state: State) => segments.filter((segment) => stateOf(segment, setting) === state);
  return [
    {
      kind: 'paragraph',
      size: 'large',
      text: [
        translate('segment-book.lead', { segments: audiences.length, used }),
        ...(apart > 0 ? [' ', translate('segment-book.lead-apart', { count: apart })] : []),
      ],
    },
    {
      kind: 'table',
      columns: [
        { title: translate('record-spec.state'), width: '*' },
        { title: translate('segment-book.segments'), width: 110, align: 'number' },
      ],
      rows: [
        ...states.flatMap((state): Row[] => {
          const [first, ...others] = of(state);
          if (!first) return [];
          const all = [first, ...others];
          const tone = all.map((segment) => toneOf(segment, setting)).find((one) => one === 'blocking') ?? toneOf(first, setting);
          return [{ cells: [translate(`segment-book.state.${state}`), number.format(all.length)], tone }];
        }),
        { cells: [translate('record-spec.total'), number.format(segments.length)], total: true },
      ],
      together: true,
    },
    measured?.segments
      ? {
          kind: 'callout',
          tone: 'accent',
          title: translate('segment-book.measured'),
          text: translate('brief.counted', { date: dateWords(measured.segments.at, engagement.client.timeZone, language), people: measured.segments.people }),
        }
      : { kind: 'callout', tone: 'waiting', title: translate('segment-book.not-measured'), text: translate('segment-book.not-measured-text') },
  ];
}

/** To look one up: category by category, with size, use and state; of those without a chapter of their own, whom they mean. */
export function listBlocks(setting: BookSetting): Block[] {
  const { categories, translate, language, uses, told, names } = setting;
  const number = numberFormat(localeOf[language]);
  // Before anything was counted, there would be nothing in them.
  const sizes: Column[] = setting.engagement.measured?.segments
    ? [
        { title: translate('segment-book.in-sample'), width: 54, align: 'number' },
        { title: translate('segment-book.on-list'), width: 62, align: 'number' },
      ]
    : [];
  return categories.flatMap(({ label, segments }): Block[] => [
    { kind: 'heading', level: 3, text: label },
    {
      kind: 'table',
      columns: [
        { title: translate('brief.segment'), width: '*' },
        ...sizes,
        { title: translate('segment-book.used'), width: 50, align: 'number' },
        { title: translate('record-spec.state'), width: 90 },
      ],
      rows: segments.map((segment) => {
        const state = stateOf(segment, setting);
        const who = capitalised(conditionSentence(segment.when, names, translate, language));
        return {
          cells: [
            [
              segmentLink(segment, setting),
              '  ',
              { text: segment.id, code: true },
              ...(told.has(segment.id) ? [] : [{ text: `\n${who}`, tone: 'quiet' as const }]),
            ],
            ...(sizes.length > 0 ? sizeCells(segment, setting) : []),
            number.format(uses.get(segment.id)?.length ?? 0),
            translate(`segment-book.state.${state}`),
          ],
          tone: toneOf(segment, setting),
        };
      }),
    },
  ]);
}

/** Of those nobody builds on, nothing is urgent. */
function toneOf(segment: Segment, setting: BookSetting): Tone {
  const state = stateOf(segment, setting);
  return state === 'blocked' && !setting.uses.has(segment.id) ? 'waiting' : tones[state];
}

function sizeCells({ id }: Segment, { engagement, language }: BookSetting): string[] {
  const measured = engagement.measured?.segments;
  const size = measured?.sizes[id];
  if (!measured || size === undefined) return ['–', '–'];
  const number = numberFormat(localeOf[language]);
  const exact = measured.total === undefined ? undefined : projectSize(size, measured.people, measured.total);
  return [number.format(size), exact ? number.format(roundedProjection(exact).people) : '–'];
}

/** What keeps segments from being worked out, and what is asked about them. */
export function openBlocks(setting: BookSetting): Block[] {
  const { engagement, translate, language, problems, told } = setting;
  const known = new Map(engagement.segments.map((segment) => [segment.id, segment]));
  // What a segment of the library lacks that nobody has chosen, the list says.
  const full = engagement.segments.filter(({ id }) => told.has(id));
  const found = full.flatMap((segment) => (problems.get(segment.id) ?? []).map((problem) => ({ segment, problem })));
  const whole = problems.get('') ?? [];
  const notes = engagement.notes.filter(({ kind, state, about }) => kind === 'question' && state === 'open' && about?.kind === 'segment');
  return [
    {
      kind: 'table',
      columns: [
        { title: translate('brief.segment'), width: 150 },
        { title: translate('brief.finding'), width: '*' },
      ],
      legend: { blocking: translate('severity.blocks'), waiting: translate('severity.warns') },
      rows: [
        ...whole.map((problem) => ({ cells: [translate('segment-book.all-segments'), problemText(problem, translate)] as Line[], tone: 'blocking' as const })),
        ...found.map(({ segment, problem }) => ({
          cells: [segmentLink(segment, setting), problemText(problem, translate)] as Line[],
          tone: problem.severity === 'blocks' ? ('blocking' as const) : ('waiting' as const),
        })),
      ],
      whenEmpty: translate('brief.all-well'),
    },
    ...(notes.length > 0
      ? [
          {
            kind: 'table' as const,
            columns: [
              { title: translate('brief.segment'), width: 150 },
              { title: translate('brief.question'), width: '*' as const },
              { title: translate('brief.owner'), width: 90 },
              { title: translate('brief.due'), width: 84 },
            ],
            rows: notes.map(({ about, text, owner, due }) => {
              const segment = known.get(about?.id ?? '');
              return {
                cells: [
                  segment ? segmentLink(segment, setting) : { text: about?.id ?? '', code: true },
                  { text, user: true },
                  { text: owner ?? '', user: true },
                  due ? dateWords(due, engagement.client.timeZone, language) : '',
                ],
              };
            }),
          },
        ]
      : []),
  ];
}
