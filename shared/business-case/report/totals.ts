/** The result in total: low, expected, high; how it comes about; three years month by month; and what it hangs on most. */

import { withoutMarks } from '../../direction-marks';
import { missing, number, type PlanSetting, small, title } from '../../documents/plan-setting';
import { capitalised } from '../../journey/brief-setting';
import { listed } from '../../journey/node-label';
import type { Block, Line, Row } from '../../report';
import { caseMonths } from '../case-model';
import { figureName } from '../case-words';
import { niceStep } from '../nice-step';
import { swings, usualSwing } from '../total-case';
import { headlineBlocks, paybackWords } from './headlines';

export function summaryBlocks(setting: PlanSetting): Block[] {
  const { translate, amounts } = setting;
  const { range, isEmpty } = setting.money();
  if (isEmpty) return headlineBlocks(setting);
  const { expected, low, high } = range;
  const { month, total, breakEven } = expected;
  const isSpanned = low.total.net !== high.total.net;
  const worked = (name: string, formula: string, sum: string): Row => ({
    cells: [translate(name), [translate(formula), '\n', { text: withoutMarks(sum), code: true }]],
  });
  const roi = total.roi === undefined ? '–' : amounts.share(total.roi);
  return [
    {
      kind: 'paragraph',
      size: 'large',
      text: translate(isSpanned ? 'workshop.means.case' : 'workshop.means.case-plain', {
        month: amounts.money(month.net),
        net: amounts.money(total.net),
        low: amounts.money(low.total.net),
        high: amounts.money(high.total.net),
        payback: paybackWords(expected, setting),
      }),
    },
    ...headlineBlocks(setting),
    ...(isSpanned ? [small(translate('case-report.span-how'))] : [small(capitalised(translate('case.no-span')))]),
    title(translate('case-report.how')),
    {
      kind: 'table',
      columns: [
        { title: translate('case-report.figure'), width: 130 },
        { title: translate('case.formula'), width: '*' },
      ],
      rows: [
        worked(
          'case.head.month',
          'case.head.month-formula',
          `${amounts.money(month.margin)} − ${amounts.money(month.messages)} − ${amounts.money(month.content)} − ${amounts.money(month.platform)} = ${amounts.money(month.net)}`,
        ),
        worked(
          'case.head.years',
          'case.head.years-formula',
          `${expected.years.map(({ net }) => amounts.money(net)).join(' + ')} = ${amounts.money(total.net)}`,
        ),
        worked(
          'case.head.roi',
          'case.head.roi-formula',
          `(${amounts.money(total.margin)} − ${amounts.money(total.cost)}) ÷ ${amounts.money(total.cost)} = ${roi}`,
        ),
        worked(
          'case.head.break-even',
          'case.head.break-even-formula',
          `(${amounts.money(month.messages)} + ${amounts.money(month.content)} + ${amounts.money(month.platform)}) ÷ ${amounts.money(month.margin)} = ${breakEven.conversion === undefined ? '–' : amounts.share(breakEven.conversion)}`,
        ),
        {
          cells: [
            translate('case.head.payback'),
            [translate('case.head.payback-formula', { once: amounts.money(expected.once) }), '\n', paybackWords(expected, setting)],
          ],
        },
      ],
    },
    ...breakEvenBlocks(setting),
  ];
}

function breakEvenBlocks(setting: PlanSetting): Block[] {
  const { translate, amounts, language } = setting;
  const { model, range } = setting.money();
  const { people, conversion } = range.expected.breakEven;
  const list = model.inputs.list_size;
  const more =
    people === undefined
      ? translate('case.head.break-even-none')
      : list
        ? translate('case.head.break-even-list', { people: amounts.count(Math.ceil(people * list.expected)) })
        : translate('case.head.break-even-times', { times: amounts.times(people) });
  return [
    {
      kind: 'paragraph',
      text: `${translate('case.head.break-even')}: ${listed([conversion === undefined ? '–' : amounts.share(conversion), more], language)}.`,
    },
  ];
}

/** The curve at every half year, and the years with their sums. */
export function paybackBlocks(setting: PlanSetting): Block[] {
  const { translate, amounts } = setting;
  const { range, isEmpty } = setting.money();
  if (isEmpty) return missing(`${translate('case.empty')}.`);
  const { expected, low } = range;
  const months = Array.from({ length: caseMonths / 6 + 1 }, (_, i) => i * 6);
  const isSpanned = low.total.net !== expected.total.net;
  const values = months.flatMap((month) => [expected.cumulated[month] ?? 0, ...(isSpanned ? [low.cumulated[month] ?? 0] : [])]);
  const step = niceStep((Math.max(0, ...values) - Math.min(0, ...values)) / 5);
  return [
    {
      kind: 'curve',
      min: Math.floor(Math.min(0, ...values) / step) * step,
      max: Math.ceil(Math.max(0, ...values) / step) * step,
      step,
      points: months.map((month) => {
        const value = expected.cumulated[month] ?? 0;
        const worst = low.cumulated[month] ?? 0;
        return {
          label: `${number(month, setting)}\n${amounts.money(value)}`,
          value,
          words: amounts.money(value),
          ...(isSpanned && { target: worst, targetWords: amounts.money(worst) }),
        };
      }),
      names: { value: translate('case.end.expected'), target: translate('case.end.low') },
      caption: translate(isSpanned ? 'case-report.curve-spanned' : 'case-report.curve'),
    },
    {
      kind: 'table',
      together: true,
      columns: [
        { title: translate('gap.cost.year-column'), width: '*' },
        { title: translate('case.margin'), width: 110, align: 'number' },
        { title: translate('case-report.cost'), width: 110, align: 'number' },
        { title: translate('case-report.left'), width: 110, align: 'number' },
      ],
      rows: [
        ...expected.years.map(({ margin, cost, net }, i) => ({
          cells: [translate('gap.cost.year', { year: i + 1 }), amounts.money(margin), amounts.money(cost), amounts.money(net)],
        })),
        {
          total: true,
          cells: [translate('case.total'), amounts.money(expected.total.margin), amounts.money(expected.total.cost), amounts.money(expected.total.net)],
        },
      ],
    },
    { kind: 'paragraph', text: `${translate('case.head.payback')}: ${paybackWords(expected, setting)}` },
    small(translate('case-report.year-how')),
  ];
}

/** How far one number alone moves the result of three years. A loss has no place on a scale that begins at nothing; then there is only the table. */
export function swingBlocks(setting: PlanSetting): Block[] {
  const { translate, amounts } = setting;
  const { model, range, isEmpty } = setting.money();
  const found = isEmpty ? [] : swings(model);
  if (found.length === 0) return missing(translate('case-report.no-swings'));
  const net = range.expected.total.net;
  const ends = found.flatMap(({ low, high }) => [low, high]);
  const step = niceStep(Math.max(...ends, net) / 4);
  const max = Math.ceil(Math.max(...ends, net) / step) * step;
  const isDrawn = Math.min(...ends, net) >= 0 && max > 0;
  return [
    { kind: 'paragraph', text: translate('case-report.swings-how', { share: amounts.share(usualSwing) }) },
    ...(isDrawn
      ? [
          {
            kind: 'tornado' as const,
            max,
            columns: { label: translate('case-report.number'), down: translate('case-report.worse'), up: translate('case-report.better') },
            rows: found.slice(0, 12).map(({ id, figure, from, to, low, high }) => {
              const [worse, better] =
                low < high
                  ? [
                      { at: from, net: low },
                      { at: to, net: high },
                    ]
                  : [
                      { at: to, net: high },
                      { at: from, net: low },
                    ];
              const said = (one: { at: number; net: number }): Line => [
                amounts.of(figure.measure, one.at),
                '\n',
                { text: amounts.money(one.net), tone: 'quiet' },
              ];
              return {
                label: [{ text: figureName(id, setting), user: true }],
                at: net,
                down: { to: worse.net, words: said(worse) },
                up: { to: better.net, words: said(better) },
              };
            }),
          },
        ]
      : []),
    ...(isDrawn && found.length <= 12
      ? []
      : [
          {
            kind: 'table' as const,
            columns: [
              { title: translate('case-report.number'), width: '*' as const },
              { title: translate('case.end.low'), width: 70, align: 'number' as const },
              { title: translate('case.end.high'), width: 70, align: 'number' as const },
              { title: translate('case-report.at-low'), width: 90, align: 'number' as const },
              { title: translate('case-report.at-high'), width: 90, align: 'number' as const },
            ],
            rows: found.slice(isDrawn ? 12 : 0).map(({ id, figure, from, to, low, high }) => ({
              cells: [
                { text: figureName(id, setting), user: true },
                amounts.of(figure.measure, from),
                amounts.of(figure.measure, to),
                amounts.money(low),
                amounts.money(high),
              ],
            })),
          },
        ]),
  ];
}
