/** How far the result can be trusted: weights, draws, and what is still open. */
import type { Block, Tornado } from '../../report';
import { textIn } from '../../text';
import { leastMove, type WeightTurn } from '../sensitivity';
import { dateWords, type GapSetting, numberWords, ofHundred, percentWords, pointName, scoreWords, small, user, vendorName } from './setting';

/** Weights that are shown, and open answers that are asked about, before the rest is only counted. */
const [TURNS, QUESTIONS] = [14, 30];
/** End of the scale of weights. */
const MOST_WEIGHT = 10;

export function sensitivityBlocks(setting: GapSetting): Block[] {
  const { analysis, translate, robustness } = setting;
  const turning = analysis.sensitivity.filter((one) => leastMove(one) !== Number.POSITIVE_INFINITY);
  const shown = turning.slice(0, TURNS);
  const turn = (to: WeightTurn | undefined) =>
    to && { to: to.weight, words: [translate('gap-report.turn-to', { weight: Math.round(to.weight * 10) / 10 }), ' ', user(vendorName(to.leader, setting))] };
  const tornado: Tornado = {
    kind: 'tornado',
    max: MOST_WEIGHT,
    columns: { label: translate('gap-report.column.weight-today'), down: translate('gap-report.column.lower'), up: translate('gap-report.column.higher') },
    rows: shown.map(({ point, weight, down, up }) => {
      const [lower, higher] = [turn(down), turn(up)];
      return {
        label: `${pointName(point, setting)} (${numberWords(weight, setting)})`,
        at: weight,
        ...(lower && { down: lower }),
        ...(higher && { up: higher }),
      };
    }),
  };
  return [
    { kind: 'heading', level: 2, text: translate('gap-report.weights'), id: 'gap-weights' },
    ...(analysis.sensitivity.length === 0
      ? [small(translate('gap-report.no-sensitivity'))]
      : shown.length === 0
        ? [{ kind: 'paragraph' as const, text: translate('gap.decision.no-turn') }]
        : [{ kind: 'paragraph' as const, text: translate('gap-report.weights-how') }, tornado]),
    ...(turning.length > shown.length ? [small(translate('gap-report.more-turns', { count: turning.length - shown.length }))] : []),
    { kind: 'heading', level: 2, text: translate('gap-report.draws'), id: 'gap-draws' },
    { kind: 'paragraph', text: translate('gap-report.draws-how', { draws: robustness.draws, spread: percentWords(robustness.spread, setting) }) },
    {
      kind: 'table',
      columns: [
        { title: translate('gap.vendor'), width: '*' },
        { title: translate('gap-report.column.leads'), width: 74, align: 'number' },
        { title: translate('gap-report.column.fails'), width: 74, align: 'number' },
        { title: translate('gap-report.column.low'), width: 62, align: 'number' },
        { title: translate('gap-report.column.middle'), width: 56, align: 'number' },
        { title: translate('gap-report.column.high'), width: 62, align: 'number' },
      ],
      rows: [...robustness.vendors]
        .sort((a, b) => b.leads - a.leads)
        .map(({ vendor, leads, fails, total }) => ({
          cells: [
            user(vendorName(vendor, setting)),
            numberWords(Math.round(leads), setting),
            numberWords(fails, setting),
            scoreWords(total?.low, setting),
            scoreWords(total?.middle, setting),
            scoreWords(total?.high, setting),
          ],
        })),
      whenEmpty: translate('gap-report.no-candidates'),
    },
    ...(robustness.nobody > 0 && robustness.vendors.length > 0
      ? [small(translate('gap-report.nobody-draws', { count: robustness.nobody, draws: robustness.draws }))]
      : []),
  ];
}

/** What to ask whom next, and the questions people wrote down about vendors and points. */
export function openBlocks(setting: GapSetting): Block[] {
  const { analysis, translate, points, language, engagement } = setting;
  const shown = analysis.open.slice(0, QUESTIONS);
  const asked = engagement.notes.filter(
    ({ kind, state, about }) => kind === 'question' && state === 'open' && (about?.kind === 'vendor' || about?.kind === 'point'),
  );
  return [
    { kind: 'paragraph', text: translate('gap-report.open-how') },
    {
      kind: 'table',
      columns: [
        { title: translate('gap.vendor'), width: 84 },
        { title: translate('gap.question'), width: '*' },
        { title: translate('gap-report.column.why'), width: 84 },
        { title: translate('gap-report.column.ends'), width: 84 },
      ],
      rows: shown.map(({ vendor, point, kind, total, changesLeader, gate }) => ({
        tone: changesLeader ? ('waiting' as const) : ('plain' as const),
        cells: [
          user(vendorName(vendor, setting)),
          textIn(points.get(point)?.question, language) || point,
          [
            translate(kind === 'unanswered' ? 'gap.standing.unanswered' : 'gap-report.unproved'),
            ...(gate ? [`\n${translate('gap-report.is-gate')}`] : []),
            ...(changesLeader ? [`\n${translate('gap-report.changes-leader')}`] : []),
          ],
          translate('gap-report.from-to', { worst: ofHundred(total.worst) ?? 0, best: ofHundred(total.best) ?? 0 }),
        ],
      })),
      whenEmpty: translate('gap-report.nothing-open'),
    },
    ...(analysis.open.length > shown.length ? [small(translate('gap-report.more-open', { count: analysis.open.length - shown.length }))] : []),
    ...(asked.length > 0
      ? [
          { kind: 'heading' as const, level: 2 as const, text: translate('gap-report.asked'), id: 'gap-asked' },
          {
            kind: 'table' as const,
            columns: [
              { title: translate('gap.question'), width: '*' as const },
              { title: translate('gap-report.column.about'), width: 110 },
              { title: translate('brief.owner'), width: 80 },
              { title: translate('brief.due'), width: 80 },
            ],
            rows: asked.map(({ text, about, owner, due }) => ({
              cells: [
                user(text),
                about?.kind === 'vendor' ? user(vendorName(about.id, setting)) : about ? pointName(about.id, setting) : '',
                user(owner ?? ''),
                due ? dateWords(due, setting) : '',
              ],
            })),
          },
        ]
      : []),
  ];
}

/** How the numbers come about, so that nobody has to believe them. */
export function methodBlocks({ translate, robustness, catalogue, language }: GapSetting): Block[] {
  const paragraph = (key: string, params = {}): Block => ({ kind: 'paragraph', text: translate(key, params) });
  const part = (key: string): Block => ({ kind: 'heading', level: 3, text: translate(key) });
  const { must, should, could } = catalogue.checklist.scoringMethod.requiredScoreByPriority;
  return [
    part('gap-report.method.points'),
    paragraph('gap-report.method.points-text'),
    {
      kind: 'facts',
      rows: catalogue.checklist.scoringScale.map(({ score, label }) => ({
        label: translate('gap-report.method.grade', { score }),
        value: textIn(label, language),
      })),
    },
    part('gap-report.method.score'),
    paragraph('gap-report.method.score-text'),
    paragraph('gap-report.method.gates-text'),
    paragraph('gap-report.method.wanted-text', { must, should, could }),
    part('gap-report.method.claims'),
    paragraph('gap-report.method.claims-text'),
    part('gap-report.method.requirements'),
    paragraph('gap-report.method.requirements-text'),
    part('gap-report.method.costs'),
    paragraph('gap-report.method.costs-text'),
    part('gap-report.method.draws'),
    paragraph('gap-report.method.draws-text', { draws: robustness.draws, spread: Math.round(robustness.spread * 100) }),
  ];
}
