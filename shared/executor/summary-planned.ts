/** What came, beside what was planned: the difference in words, and of what nobody planned anything. */
import { numberFormat } from '../i18n/number-format';
import { localeOf } from '../i18n/translator';
import type { Block, Row } from '../report';
import type { JourneySummary } from './summary';
import type { SummaryWords } from './summary-input';
import type { SummaryPlan } from './summary-plans';

/** Empty where no journey was published. */
export function plannedBlocks(setting: SummaryWords): Block[] {
  const { summary, plans, translate, language, name } = setting;
  if (summary.journeys.length === 0) return [];
  const heading: Block = { kind: 'heading', level: 1, text: translate('report.planned'), id: 'report-planned' };
  if (!plans) return [heading, { kind: 'paragraph', text: translate('report.planned.no-engagement') }];
  const list = new Intl.ListFormat(localeOf[language], { type: 'conjunction' });
  const namesOf = (those: readonly JourneySummary[]) => list.format(those.map((one) => name(one.name)));
  const known = summary.journeys.flatMap((journey) => {
    const plan = plans[journey.journeyId];
    return plan ? [{ journey, plan }] : [];
  });
  const without = known.filter(({ plan }) => plan.entered === undefined).map(({ journey }) => journey);
  const goalless = known.filter(({ plan }) => plan.entered !== undefined && plan.hasGoal && plan.goals === undefined).map(({ journey }) => journey);
  const assumed = known.filter(({ plan }) => plan.goals !== undefined && plan.goalShare?.from === 'assumed').map(({ journey }) => journey);
  const elsewhere = summary.journeys.filter(({ journeyId, entered }) => !plans[journeyId] && entered > 0);
  const rows = known.flatMap(({ journey, plan }) => rowsOf(setting, journey, plan));
  const notes = [
    ...(without.length > 0 ? [translate('report.planned.nothing', { journeys: namesOf(without) })] : []),
    ...(goalless.length > 0 ? [translate('report.planned.no-goal', { journeys: namesOf(goalless) })] : []),
    ...(assumed.length > 0 ? [translate('report.planned.assumed', { journeys: namesOf(assumed) })] : []),
    ...(elsewhere.length > 0 ? [translate('report.planned.elsewhere', { journeys: namesOf(elsewhere) })] : []),
  ];
  if (rows.length === 0 && notes.length === 0) return [];
  return [
    heading,
    ...(rows.length > 0 ? [table(setting, rows)] : []),
    ...notes.map((text): Block => ({ kind: 'paragraph', text, size: 'small', tone: 'quiet' })),
  ];
}

function table({ translate }: SummaryWords, rows: Row[]): Block {
  return {
    kind: 'table',
    columns: [
      { title: translate('report.journey'), width: '*' },
      { title: translate('report.figure'), width: 84 },
      { title: translate('report.planned.plan'), width: 'auto', align: 'number' },
      { title: translate('report.planned.came'), width: 'auto', align: 'number' },
      { title: translate('report.planned.difference'), width: 148 },
    ],
    rows,
  };
}

function rowsOf(setting: SummaryWords, journey: JourneySummary, plan: SummaryPlan): Row[] {
  const { translate, number, name } = setting;
  if (plan.entered === undefined) return [];
  const row = (figure: 'entered' | 'goals', planned: number, came: number, words: string): Row => ({
    cells: [{ text: name(journey.name), user: true }, translate(`report.figure.${figure}`), number(planned), { text: number(came), bold: true }, words],
  });
  const { entered, goals } = plan;
  return [
    row('entered', entered, journey.entered, gapWords(setting, entered, journey.entered)),
    ...(goals === undefined ? [] : [row('goals', goals, journey.goals, gapWords(setting, goals, journey.goals))]),
  ];
}

function gapWords({ translate, language }: SummaryWords, planned: number, came: number): string {
  if (planned === came) return translate('report.gap.none');
  const share = planned === 0 ? undefined : numberFormat(localeOf[language], { style: 'percent', maximumFractionDigits: 0 }).format(came / planned);
  const words = translate(came < planned ? 'report.gap.fewer' : 'report.gap.more', { count: Math.abs(came - planned) });
  return share === undefined ? words : translate('report.gap.share', { words, share });
}
