/** What a cheaper tool leaves out, as money. */
import { dotted, missing, type PlanSetting, small } from '../../documents/plan-setting';
import type { Block, Inline, Line } from '../../report';
import { textIn } from '../../text';
import { compareVendors } from '../compare-vendors';
import { vendorOf } from './headlines';

export function cheaperToolBlocks(setting: PlanSetting): Block[] {
  const { translate, amounts, engagement, catalogue, language } = setting;
  const rows = compareVendors(engagement, catalogue.kpi.kpis, setting.money().vendors);
  if (rows.length === 0) return missing(translate('case-report.no-vendors'));
  const names = (ids: readonly string[]) => ids.map((id) => textIn(engagement.journeys.find((one) => one.id === id)?.name, language));
  const beneath = (line: Inline[]): Inline[] =>
    line.length > 0 ? ['\n', ...line.map((one): Inline => (typeof one === 'string' ? { text: one, tone: 'quiet' } : { ...one, tone: 'quiet' }))] : [];
  return [
    { kind: 'paragraph', text: translate('case.vendors.hint') },
    {
      kind: 'stacked-bars',
      parts: [translate('case-report.bill-alone'), translate('case-report.workarounds'), translate('case.vendors.lost')],
      rows: rows.map(({ vendor, cost, fallbacks, lost, isPartial }) => ({
        label: { text: vendorOf(vendor, setting), user: true },
        values: [cost - fallbacks, fallbacks, lost],
        total: amounts.money(cost + lost),
        ...(isPartial && { note: translate('case.vendors.partial') }),
      })),
    },
    {
      kind: 'table',
      columns: [
        { title: translate('case.vendors.vendor'), width: 90 },
        { title: translate('case.vendors.cost'), width: 80, align: 'number' },
        { title: translate('case.vendors.fallbacks'), width: 80, align: 'number' },
        { title: translate('case.vendors.lost'), width: '*' },
        { title: translate('case.vendors.net'), width: 80, align: 'number' },
      ],
      rows: rows.map(({ vendor, cost, fallbacks, isPartial, lost, stopped, unknown, net }) => ({
        cells: [
          { text: vendorOf(vendor, setting), user: true },
          [amounts.money(cost), ...(isPartial ? ['\n', { text: translate('case.vendors.partial'), tone: 'waiting' as const }] : [])],
          amounts.money(fallbacks),
          [
            amounts.money(lost),
            ...beneath(dotted(names(stopped))),
            ...(unknown.length > 0
              ? [
                  '\n',
                  {
                    text: translate('case.vendors.unknown', {
                      journeys: names(unknown)
                        .map((name) => `\u2068${name}\u2069`)
                        .join(' · '),
                    }),
                    tone: 'waiting' as const,
                  },
                ]
              : []),
          ] as Line,
          [{ text: amounts.money(net), bold: true }],
        ],
      })),
    },
    small(translate('case-report.vendors-how')),
  ];
}
