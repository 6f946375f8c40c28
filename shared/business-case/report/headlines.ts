/** The business case in short: what is left, from when on, and what each journey brings. */
import { missing, number, type PlanSetting, small, user } from '../../documents/plan-setting';
import { numberFormat } from '../../i18n/number-format';
import { localeOf } from '../../i18n/translator';
import type { Block, Line } from '../../report';
import { textIn } from '../../text';
import type { JourneyModel } from '../journey-case';
import type { CaseResult, JourneyMonth } from '../total-case';

/** The same figures low, expected and high; says so when there is nothing to reckon with. */
export function headlineBlocks(setting: PlanSetting): Block[] {
  const { translate, amounts, language } = setting;
  const { range, model, isEmpty } = setting.money();
  if (isEmpty) return missing(`${translate('case.empty')}. ${translate(model.journeys.length === 0 ? 'case.empty-journeys' : 'case.empty-numbers')}`);
  const row = (name: string, value: (result: CaseResult) => string): { cells: Line[] } => ({
    cells: [translate(name), value(range.low), [{ text: value(range.expected), bold: true }], value(range.high)],
  });
  const roi = ({ total }: CaseResult) =>
    total.roi === undefined ? '–' : numberFormat(localeOf[language], { style: 'percent', maximumFractionDigits: 0 }).format(total.roi);
  return [
    {
      kind: 'table',
      together: true,
      columns: [
        { title: translate('case-report.figure'), width: '*' },
        { title: translate('case.end.low'), width: 92, align: 'number' },
        { title: translate('case.end.expected'), width: 92, align: 'number' },
        { title: translate('case.end.high'), width: 92, align: 'number' },
      ],
      rows: [
        row('case.head.month', ({ month }) => amounts.money(month.net)),
        row('case.head.years', ({ total }) => amounts.money(total.net)),
        row('case.head.payback', (result) => paybackWords(result, setting)),
        row('case.head.roi', roi),
        row('case.head.break-even', ({ breakEven }) => (breakEven.conversion === undefined ? '–' : amounts.share(breakEven.conversion))),
      ],
    },
    small(
      [
        ...(model.platform.kind === 'vendor'
          ? [translate('case.platform.vendor', { name: vendorOf(model.platform.cost.vendor, setting) })]
          : [translate('case.platform.typed')]),
        ...(model.gaps.length > 0 ? [`${translate('case.gaps')}: ${number(model.gaps.length, setting)}`] : []),
      ].join(' · '),
    ),
  ];
}

export function paybackWords({ paybackMonth }: CaseResult, { translate }: Pick<PlanSetting, 'translate'>): string {
  if (paybackMonth === undefined) return translate('case.payback.never');
  return paybackMonth === 0 ? translate('case.payback.none') : translate('case.payback.month', { month: paybackMonth });
}

export function vendorOf(id: string, { engagement }: Pick<PlanSetting, 'engagement'>): string {
  return engagement.checklist.vendors.find((one) => one.id === id)?.name ?? id;
}

/** What a journey is expected to bring in a month and how far that may be off, or what nobody has said. */
export function journeyResultWords(journey: string, setting: PlanSetting): string {
  const { translate, amounts } = setting;
  const { model, range } = setting.money();
  const found = model.journeys.find((one) => one.journey === journey);
  if (!found) {
    const platform = model.platform.kind === 'vendor' ? vendorOf(model.platform.cost.vendor, setting) : '';
    return translate('workshop.result-stopped', { vendor: platform });
  }
  const of = (journeys: readonly JourneyMonth[]) => journeys.find((one) => one.journey === journey)?.contribution;
  const [low, now, high] = [of(range.low.journeys), of(range.expected.journeys), of(range.high.journeys)];
  if (now === undefined) return unknownWords(found, setting);
  const span =
    low === undefined || high === undefined || low === high ? '' : ` (${translate('case.from-to', { from: amounts.money(low), to: amounts.money(high) })})`;
  return `${translate('workshop.result-month', { money: amounts.money(now) })}${span}`;
}

export function unknownWords({ missing: lacks }: Pick<JourneyModel, 'missing'>, { translate }: Pick<PlanSetting, 'translate'>): string {
  return translate('case.journeys.unknown', { what: lacks.map((one) => translate(`case.figure.${one}`)).join(' · ') });
}

/** What each journey brings in a month, the most first; those that nobody can reckon yet are named with what is missing. */
export function journeyBars(setting: PlanSetting): Block[] {
  const { amounts, engagement, language, translate } = setting;
  const { model, range } = setting.money();
  const nameOf = (id: string) => textIn(engagement.journeys.find((one) => one.id === id)?.name, language);
  const known = range.expected.journeys.flatMap(({ journey, contribution }, i) =>
    contribution === undefined ? [] : [{ journey, contribution, low: range.low.journeys[i]?.contribution, high: range.high.journeys[i]?.contribution }],
  );
  known.sort((a, b) => b.contribution - a.contribution);
  const unknown = model.journeys.filter(({ missing: lacks }) => lacks.length > 0);
  return [
    ...(known.length > 0
      ? [
          {
            kind: 'stacked-bars' as const,
            parts: [translate('case.journeys.contribution')],
            rows: known.map(({ journey, contribution, low, high }) => ({
              label: user(nameOf(journey)),
              values: [Math.max(0, contribution)],
              total: amounts.money(contribution),
              ...(low !== undefined &&
                high !== undefined &&
                low !== high && { note: translate('case.from-to', { from: amounts.money(low), to: amounts.money(high) }) }),
            })),
          },
        ]
      : []),
    ...(unknown.length > 0
      ? [{ kind: 'list' as const, ordered: false, items: unknown.map((one): Line => [user(nameOf(one.journey)), `: ${unknownWords(one, setting)}`]) }]
      : []),
  ];
}
