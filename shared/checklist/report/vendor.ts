/** One vendor: what fails, what will not run and why, what is too small or costs more, how it went by hand, what is not known. */

import { capitalised } from '../../journey/brief-setting';
import type { Block, Line } from '../../report';
import { textIn } from '../../text';
import type { VendorAnalysis } from '../gap-analysis';
import { namesAmounts } from './amounts-in-words';
import { separator, vendorClauses } from './clauses';
import { type GapSetting, journeyName, listWords, moneyWords, numberWords, percentWords, pointName, small, user } from './setting';

const order = { stopped: 0, limited: 1, unknown: 2, runs: 3 } as const;
const tones = { stopped: 'blocking', limited: 'waiting', unknown: 'quiet', runs: 'good' } as const;

export function vendorBlocks(one: VendorAnalysis, setting: GapSetting): Block[] {
  const { translate } = setting;
  const { vendor, score } = one;
  const says = vendorClauses(one, setting).join(separator(setting));
  return [
    { kind: 'heading', level: 2, text: user(vendor.name), id: `vendor-${vendor.id}` },
    { kind: 'paragraph', text: `${capitalised(says)}.` },
    {
      kind: 'facts',
      rows: [
        ...(vendor.role === 'current' ? [{ label: translate('gap-report.role'), value: translate('gap-report.today') }] : []),
        ...(vendor.product ? [{ label: translate('gap.vendor.product'), value: user(vendor.product) }] : []),
        ...(vendor.contact ? [{ label: translate('gap.vendor.contact'), value: user(vendor.contact) }] : []),
        ...(vendor.note ? [{ label: translate('gap.vendor.note'), value: user(vendor.note) }] : []),
        { label: translate('gap.part.answered'), value: translate('gap.n-of-m', { n: score.answered.count, m: score.answered.of }) },
        { label: translate('gap.part.verified'), value: numberWords(score.verified, setting) },
        { label: translate('gap.part.not-applicable'), value: numberWords(score.notApplicable, setting) },
        ...(score.couldShare === undefined ? [] : [{ label: translate('gap.part.could'), value: numberWords(Math.round(score.couldShare * 100), setting) }]),
      ],
    },
    ...gateBlocks(one, setting),
    ...journeyBlocks(one, setting),
    ...limitBlocks(one, setting),
    ...extraBlocks(one, setting),
    ...trialBlocks(one, setting),
    ...openAnswersOf(one, setting),
  ];
}

function title(key: string, { translate }: GapSetting): Block {
  return { kind: 'heading', level: 3, text: translate(key) };
}

function gateBlocks({ vendor, score }: VendorAnalysis, setting: GapSetting): Block[] {
  const { translate, answerOf } = setting;
  if (score.blocking.length === 0) return [];
  return [
    title('gap-report.gates', setting),
    {
      kind: 'table',
      columns: [
        { title: translate('gap.column.point'), width: 130 },
        { title: translate('gap.score'), width: 40, align: 'number' },
        { title: translate('gap-report.column.said-and-seen'), width: '*' },
      ],
      rows: score.blocking.map(({ point, score: given }) => {
        const answer = answerOf(vendor.id, point);
        const said = [answer?.claim, answer?.evidence].filter((text) => text !== undefined && text !== '');
        return { tone: 'blocking' as const, cells: [pointName(point, setting), numberWords(given, setting), user(said.join('\n'))] };
      }),
    },
  ];
}

/** Journeys that run are only counted; each of the others says what it lacks. */
function journeyBlocks({ consequences }: VendorAnalysis, setting: GapSetting): Block[] {
  const { translate } = setting;
  const { journeys } = consequences;
  if (journeys.length === 0) return [];
  const count = (fate: keyof typeof order) => journeys.filter((one) => one.fate === fate).length;
  const told = journeys.filter(({ fate }) => fate === 'stopped' || fate === 'limited').sort((a, b) => order[a.fate] - order[b.fate]);
  const unknown = journeys.filter(({ fate }) => fate === 'unknown').map(({ journey }) => journeyName(journey, setting));
  return [
    title('gap-report.journeys', setting),
    {
      kind: 'paragraph',
      text: translate('gap-report.journeys-count', { runs: count('runs'), limited: count('limited'), stopped: count('stopped'), unknown: count('unknown') }),
    },
    ...(told.length > 0
      ? [
          {
            kind: 'table' as const,
            columns: [
              { title: translate('gap-report.column.journey'), width: 140 },
              { title: translate('gap-report.column.fate'), width: 80 },
              { title: translate('gap-report.column.because'), width: '*' as const },
            ],
            rows: told.map(({ journey, fate, because }) => ({
              cells: [
                { text: journeyName(journey, setting), user: true },
                { text: translate(`gap.fate.${fate}`), tone: tones[fate] },
                because.map(({ point, missing }) => lackWords(point, missing, setting)).join(separator(setting)),
              ] as Line[],
            })),
          },
        ]
      : []),
    ...(unknown.length > 0 ? [small(translate('gap-report.journeys-unknown', { names: listWords(unknown, setting) }))] : []),
  ];
}

function lackWords(point: string, missing: readonly string[] | undefined, setting: GapSetting): string {
  const name = pointName(point, setting);
  if (!missing) return name;
  const kinds = missing.map((kind) => setting.translate(point === 'journey-logic' ? `node.kind.${kind}` : `trigger.${kind}`));
  return `${name} (${listWords(kinds, setting)})`;
}

function limitBlocks({ consequences }: VendorAnalysis, setting: GapSetting): Block[] {
  const { translate } = setting;
  if (consequences.limits.length === 0) return [];
  return [
    title('gap-report.limits', setting),
    {
      kind: 'table',
      columns: [
        { title: translate('gap.column.point'), width: '*' },
        { title: translate('gap-report.column.allowed'), width: 80, align: 'number' },
        { title: translate('gap-report.column.needed'), width: 80, align: 'number' },
        { title: translate('gap-report.column.over'), width: 80, align: 'number' },
      ],
      rows: consequences.limits.map(({ point, allowed, needed, over }) => ({
        tone: over > 0 ? ('blocking' as const) : ('plain' as const),
        cells: [pointName(point, setting), numberWords(allowed, setting), numberWords(needed, setting), over > 0 ? numberWords(over, setting) : '–'],
      })),
    },
  ];
}

function extraBlocks({ consequences }: VendorAnalysis, setting: GapSetting): Block[] {
  const { translate } = setting;
  if (consequences.extra.length === 0) return [];
  return [
    title('gap-report.extra', setting),
    {
      kind: 'list',
      ordered: false,
      items: consequences.extra.map(({ channel, price, perMonth, once, words }): Line => {
        // What somebody wrote in words, amounts and all, is not said again.
        if (words && namesAmounts(words, [price, perMonth, once])) return [`${translate(`channel.${channel}`)}: `, user(words)];
        const amounts = [
          ...(price === undefined ? [] : [translate('gap.decision.price', { amount: moneyWords(price, setting) })]),
          ...(perMonth === undefined ? [] : [translate('gap.decision.per-month', { amount: moneyWords(perMonth, setting) })]),
          ...(once === undefined ? [] : [translate('gap.decision.once', { amount: moneyWords(once, setting) })]),
        ];
        return [`${translate(`channel.${channel}`)}: ${amounts.join(' · ')}`, ...(words ? [amounts.length > 0 ? ' · ' : '', user(words)] : [])];
      }),
    },
  ];
}

function trialBlocks({ vendor, trial }: VendorAnalysis, setting: GapSetting): Block[] {
  const { translate, engagement } = setting;
  if (!trial) return [];
  const results = new Map(engagement.checklist.trialResults.filter((one) => one.vendor === vendor.id).map((one) => [one.task, one]));
  return [
    title('gap-report.trial', setting),
    {
      kind: 'paragraph',
      text: translate('gap-report.trial-share', { share: percentWords(trial.share, setting), tried: trial.tried.count, of: trial.tried.of }),
    },
    {
      kind: 'table',
      columns: [
        { title: translate('gap-report.column.task'), width: '*' },
        { title: translate('gap-report.column.outcome'), width: 80 },
        { title: translate('gap-report.column.ease'), width: 70, align: 'number' },
        { title: translate('gap-report.column.by'), width: 110 },
      ],
      rows: engagement.checklist.trialTasks.map(({ id, task }) => {
        const result = results.get(id);
        return {
          cells: [
            user(task),
            translate(result ? `gap-report.outcome.${result.outcome}` : 'gap-report.not-tried'),
            result?.ease === undefined ? '–' : translate('gap.n-of-m', { n: result.ease, m: 5 }),
            user([result?.by, result?.note].filter(Boolean).join('\n')),
          ],
        };
      }),
    },
  ];
}

/** Names are enough here: what to ask and why stands under each point. */
function openAnswersOf({ vendor }: VendorAnalysis, setting: GapSetting): Block[] {
  const { translate, groups, answerOf, language } = setting;
  const counted = groups.flatMap(({ points }) => points).filter(({ point }) => point.switchedOff === undefined && point.priority !== 'could');
  const isOpen = (id: string) => {
    const answer = answerOf(vendor.id, id);
    return (answer?.applies ?? true) && answer?.score === undefined;
  };
  const open = counted.filter(({ point }) => isOpen(point.id)).map(({ label }) => textIn(label, language));
  const unproved = counted
    .filter(({ point }) => {
      const answer = answerOf(vendor.id, point.id);
      return answer?.applies && answer.score !== undefined && !answer.verified;
    })
    .map(({ label }) => textIn(label, language));
  if (open.length + unproved.length === 0) return [];
  return [
    title('gap-report.not-known', setting),
    {
      kind: 'list',
      ordered: false,
      items: [
        ...(open.length > 0 ? [translate('gap-report.not-answered-list', { count: open.length, names: listWords(open, setting) })] : []),
        ...(unproved.length > 0 ? [translate('gap-report.unproved-list', { count: unproved.length, names: listWords(unproved, setting) })] : []),
      ],
    },
  ];
}
