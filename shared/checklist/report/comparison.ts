/** All vendors against each other: places, heat map, categories, costs. */

import type { Block, HeatCell, Line, Tone } from '../../report';
import { textIn } from '../../text';
import { costGapWords } from '../cost-gap-words';
import type { VendorAnalysis } from '../gap-analysis';
import type { KnownPoint } from '../point-groups';
import { gapOf, scoreByCategory, standingOf } from '../score';
import { costParts } from '../total-cost';
import { separator } from './clauses';
import { type GapSetting, moneyWords, numberWords, percentWords, pointName, scoreWords, small, user } from './setting';

export function rankingBlocks(setting: GapSetting): Block[] {
  const { translate } = setting;
  const number = (title: string, width: number) => ({ title: translate(title), width, align: 'number' as const });
  return [
    {
      kind: 'table',
      columns: [
        { title: translate('gap-report.column.place'), width: 44 },
        { title: translate('gap.vendor'), width: '*' },
        number('gap.score', 34),
        number('gap-report.column.gates', 38),
        number('gap-report.column.answered', 40),
        number('gap-report.column.journeys', 68),
        number('gap-report.column.cost', 62),
        number('gap-report.column.trial', 44),
      ],
      rows: setting.placed.map((one) => ({ cells: rankingCells(one, setting), tone: toneOf(one) })),
      whenEmpty: translate('gap-report.no-vendors'),
    },
    small(translate('gap-report.ranking-how')),
  ];
}

function rankingCells(one: VendorAnalysis, setting: GapSetting): Line[] {
  const { translate } = setting;
  const { vendor, score, consequences, cost, trial } = one;
  const place =
    vendor.role === 'current'
      ? translate('gap.today')
      : score.rank === undefined
        ? translate(score.blocking.length > 0 ? 'gap-report.out' : 'gap-report.unplaced')
        : numberWords(score.rank, setting);
  const count = (...fates: string[]) => consequences.journeys.filter(({ fate }) => fates.includes(fate)).length;
  const [open, all] = [count('unknown'), consequences.journeys.length];
  return [
    place,
    [{ text: vendor.name, user: true, bold: true }, ...(vendor.product ? ['\n', user(vendor.product)] : [])],
    scoreWords(score.share, setting),
    numberWords(score.blocking.length, setting),
    percentWords(score.answered.share, setting),
    [translate('gap.n-of-m', { n: count('runs', 'limited'), m: all }), ...(open > 0 ? ['\n', translate('gap.journeys-open', { open, all })] : [])],
    cost ? [moneyWords(cost.total, setting), ...(cost.gaps.length > 0 ? [' *'] : [])] : '–',
    trial ? percentWords(trial.share, setting) : '–',
  ];
}

function toneOf({ vendor, score }: VendorAnalysis): Tone {
  if (vendor.role === 'current') return 'quiet';
  if (score.rank === 1) return 'accent';
  return score.blocking.length > 0 ? 'blocking' : 'plain';
}

export function heatMapBlock(setting: GapSetting): Block {
  const { analysis, groups, translate, language } = setting;
  const cell = (text: string, shade: number): HeatCell => ({ text, shade });
  return {
    kind: 'heat-map',
    caption: translate('gap-report.legend.marks'),
    columns: analysis.vendors.map(({ vendor, score }) => ({
      title: user(vendor.name),
      note: vendor.role === 'current' ? translate('gap.today') : scoreWords(score.share, setting),
    })),
    groups: groups.map(({ label, points }) => ({
      title: textIn(label, language),
      rows: points.map((known) => ({
        label: `${numberWords(known.number, setting)}. ${textIn(known.label, language)}`,
        note: `${translate(`priority.${known.point.priority}`)} · ${numberWords(known.point.weight, setting)}`,
        cells: analysis.vendors.map(({ vendor }) => heatCell(known, vendor.id, setting)),
      })),
    })),
    legend: [
      { cell: cell(numberWords(0, setting), -3), words: translate('gap-report.legend.far') },
      { cell: cell(numberWords(1, setting), -2), words: translate('gap-report.legend.below') },
      { cell: cell(numberWords(2, setting), -1), words: translate('gap-report.legend.near') },
      { cell: cell(numberWords(3, setting), 0), words: translate('gap-report.legend.wanted') },
      { cell: cell(numberWords(4, setting), 1), words: translate('gap-report.legend.above') },
      { cell: { text: '?', empty: 'open' }, words: translate('gap.standing.unanswered') },
      { cell: { text: '–', empty: 'none' }, words: translate('gap.standing.not-applicable') },
    ],
  };
}

function heatCell(known: KnownPoint, vendor: string, setting: GapSetting): HeatCell {
  const { catalogue, answerOf } = setting;
  const answer = answerOf(vendor, known.point.id);
  const standing = standingOf(known.point, answer);
  if (standing === 'unanswered') return { text: '?', empty: 'open' };
  if (standing !== 'scored' || answer?.score === undefined) return { text: '–', empty: 'none' };
  const blocks = known.point.priority === 'must' && answer.score <= 1;
  const shade = gapOf(known.point, answer, catalogue.checklist.scoringMethod.requiredScoreByPriority) ?? 0;
  return { text: `${numberWords(answer.score, setting)}${answer.verified ? ' ✓' : ''}${blocks ? ' ×' : ''}`, shade, strong: blocks };
}

/** Webs, and the same numbers in a table: a web is for the shape, nobody reads 63 from it. */
export function categoryBlocks(setting: GapSetting): Block[] {
  const { analysis, groups, translate, language, points, engagement } = setting;
  const scores = new Map(
    analysis.vendors.map(({ vendor }) => [
      vendor.id,
      new Map(
        scoreByCategory(engagement.checklist, vendor.id, ({ id }) => points.get(id)?.category ?? '').map(({ category, score }) => [category, score.share]),
      ),
    ]),
  );
  const valuesOf = (vendor: string) => groups.map(({ category }) => scores.get(vendor)?.get(category));
  const axes = groups.map(({ label }) => textIn(label, language));
  const today = analysis.vendors.find(({ vendor }) => vendor.role === 'current');
  const isShown = setting.candidates.some(({ vendor }) => valuesOf(vendor.id).filter((value) => value !== undefined).length > 0);
  return [
    ...(isShown
      ? [
          {
            kind: 'radar' as const,
            axes,
            max: 1,
            shapes: setting.candidates.map((one) => ({
              title: user(one.vendor.name),
              note: translate('decision.score', { score: scoreWords(one.score.share, setting) }),
              tone: one.score.blocking.length > 0 ? ('blocking' as const) : one.score.rank === 1 ? ('accent' as const) : ('plain' as const),
              values: valuesOf(one.vendor.id),
            })),
            ...(today && { beside: { title: user(today.vendor.name), values: valuesOf(today.vendor.id) } }),
          },
        ]
      : []),
    ...chunks(analysis.vendors, PER_TABLE).map(
      (vendors): Block => ({
        kind: 'table',
        columns: [
          { title: translate('gap.category'), width: '*' },
          ...vendors.map(({ vendor }) => ({ title: `\u2068${vendor.name}\u2069`, width: 62, align: 'number' as const })),
        ],
        rows: groups.map(({ category, label }) => ({
          cells: [textIn(label, language), ...vendors.map(({ vendor }) => scoreWords(scores.get(vendor.id)?.get(category), setting))],
        })),
      }),
    ),
  ];
}

export function costBlocks(setting: GapSetting): Block[] {
  const { analysis, translate } = setting;
  const priced = analysis.vendors.flatMap(({ vendor, cost }) => (cost ? [{ vendor, cost }] : []));
  const unpriced = analysis.vendors.filter(({ cost }) => !cost).map(({ vendor }) => vendor.name);
  const sums = priced.map(({ vendor, cost }) => ({
    vendor,
    cost,
    parts: costParts.map((part) => sum(cost.lines.filter((line) => line.part === part).map(({ total }) => total))),
  }));
  if (priced.length === 0) return [{ kind: 'paragraph', text: translate('gap-report.no-prices') }];
  const isComplete = priced.every(({ cost }) => cost.gaps.length === 0);
  return [
    {
      kind: 'stacked-bars',
      parts: costParts.map((part) => translate(`gap.cost.part.${part}`)),
      rows: sums.map(({ vendor, cost, parts }) => ({
        label: user(vendor.name),
        values: parts,
        total: moneyWords(cost.total, setting),
        ...(cost.gaps.length > 0 && { note: translate('gap-report.incomplete') }),
      })),
    },
    ...chunks(sums, PER_TABLE).map(
      (vendors): Block => ({
        kind: 'table',
        columns: [
          { title: translate('gap-report.column.part'), width: '*' },
          ...vendors.map(({ vendor }) => ({ title: `\u2068${vendor.name}\u2069`, width: 66, align: 'number' as const })),
        ],
        rows: [
          ...costParts.flatMap((part, i) =>
            sums.some(({ parts }) => parts[i] !== 0)
              ? [{ cells: [translate(`gap.cost.part.${part}`), ...vendors.map(({ parts }) => moneyWords(parts[i] ?? 0, setting))] }]
              : [],
          ),
          ...(vendors[0]?.cost.perYear ?? []).map((_, year) => ({
            tone: 'quiet' as const,
            cells: [translate('gap-report.year', { year: year + 1 }), ...vendors.map(({ cost }) => moneyWords(cost.perYear[year] ?? 0, setting))],
          })),
          { total: true, cells: [translate('gap-report.total'), ...vendors.map(({ cost }) => moneyWords(cost.total, setting))] },
        ],
      }),
    ),
    ...(isComplete ? [] : [{ kind: 'heading' as const, level: 3 as const, text: translate('gap-report.cost-gaps') }]),
    ...(isComplete
      ? []
      : [
          {
            kind: 'list' as const,
            ordered: false,
            items: priced.flatMap(({ vendor, cost }): Line[] =>
              cost.gaps.length === 0
                ? []
                : [
                    [
                      { text: vendor.name, user: true, bold: true },
                      `: ${cost.gaps.map((gap) => costGapWords(gap, vendor, translate, (id) => pointName(id, setting))).join(separator(setting))}.`,
                    ],
                  ],
            ),
          },
        ]),
    ...unpriced.map((name) => small(translate('gap-report.no-price-of', { vendor: name }))),
  ];
}

/** Vendors side by side that a table on an upright page has room for. */
const PER_TABLE = 5;

/** As even as possible. */
function chunks<T>(items: readonly T[], most: number): T[][] {
  const count = Math.ceil(items.length / most);
  const size = Math.ceil(items.length / Math.max(1, count));
  return Array.from({ length: count }, (_, i) => items.slice(i * size, (i + 1) * size));
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((all, amount) => all + amount, 0);
}
