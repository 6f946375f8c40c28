/** What each journey brings in a month: drawn, and as figures with where each is from; what nobody has said is named. */
import { missing, type PlanSetting, small, title, user } from '../../documents/plan-setting';
import type { Block, Line, Row } from '../../report';
import { textIn } from '../../text';
import { originWords } from '../case-words';
import type { JourneyFigureName, JourneyModel } from '../journey-case';
import { journeyBars, unknownWords } from './headlines';

export function caseJourneyBlocks(setting: PlanSetting): Block[] {
  const { translate, amounts, engagement, language } = setting;
  const { model, range } = setting.money();
  if (model.journeys.length === 0 && !model.gaps.some(({ kind }) => kind === 'stopped')) return missing(translate('workshop.no-journeys'));
  const nameOf = (id: string) => textIn(engagement.journeys.find((one) => one.id === id)?.name, language);
  const rows = model.journeys.map((journey, i) => ({ journey, now: range.expected.journeys[i], low: range.low.journeys[i], high: range.high.journeys[i] }));
  rows.sort((a, b) => (b.now?.contribution ?? Number.NEGATIVE_INFINITY) - (a.now?.contribution ?? Number.NEGATIVE_INFINITY));
  const sum = (side: 'low' | 'expected' | 'high') => range[side].journeys.reduce((all, { contribution = 0 }) => all + contribution, 0);
  const stopped = model.gaps.flatMap((gap) => (gap.kind === 'stopped' ? [nameOf(gap.journey)] : []));
  const contribution = (journey: JourneyModel, now: number | undefined): Line =>
    now === undefined ? { text: unknownWords(journey, setting), tone: 'waiting' } : amounts.money(now);
  return [
    ...(rows.some(({ now }) => now?.contribution !== undefined) ? journeyBars(setting).slice(0, 1) : []),
    {
      kind: 'table',
      columns: [
        { title: translate('case.journeys.journey'), width: '*' },
        { title: translate('case.journeys.people'), width: 64, align: 'number' },
        { title: translate('case.journeys.conversion'), width: 64, align: 'number' },
        { title: translate('case.journeys.value'), width: 54, align: 'number' },
        { title: translate('case.journeys.messages'), width: 46, align: 'number' },
        { title: translate('case.journeys.contribution'), width: 88, align: 'number' },
      ],
      rows: [
        ...rows.map(
          ({ journey, now, low, high }): Row => ({
            cells: [
              user(nameOf(journey.journey)),
              figureLine(journey, 'perMonth', setting),
              figureLine(journey, 'conversion', setting),
              figureLine(journey, 'value', setting),
              now && journey.figures.perMonth ? amounts.money(now.messages) : '–',
              low?.contribution === high?.contribution || low?.contribution === undefined || high?.contribution === undefined
                ? contribution(journey, now?.contribution)
                : [
                    amounts.money(now?.contribution ?? 0),
                    '\n',
                    { text: translate('case.from-to', { from: amounts.money(low.contribution), to: amounts.money(high.contribution) }), tone: 'quiet' },
                  ],
            ],
          }),
        ),
        {
          total: true,
          cells: [
            translate('case.journeys.sum'),
            '',
            '',
            '',
            '',
            sum('low') === sum('high')
              ? amounts.money(sum('expected'))
              : [amounts.money(sum('expected')), '\n', translate('case.from-to', { from: amounts.money(sum('low')), to: amounts.money(sum('high')) })],
          ],
        },
      ],
    },
    small(translate('case-report.journeys-how')),
    ...(stopped.length > 0 ? [title(translate('case.gaps'), 3), small(translate('case.journeys.stopped', { journeys: stopped.join(' · ') }))] : []),
  ];
}

/** The number, and under it where it is from. */
function figureLine({ figures }: JourneyModel, name: JourneyFigureName, setting: PlanSetting): Line {
  const figure = figures[name];
  if (!figure) return '–';
  return [setting.amounts.of(figure.measure, figure.expected), '\n', { text: originWords(figure.origin, setting), tone: 'quiet' }];
}
