/** What became of people and messages: how they left, why nothing was sent, where it has got to. */
import type { Block, Column, Tone } from '../report';
import { deliveryStates } from './channels';
import { channelName, type SummaryWords } from './summary-input';
import { summaryReason } from './summary-words';

const exitTones: Readonly<Record<string, Tone>> = { goal: 'good', completed: 'accent', failed: 'blocking', suppressed: 'waiting' };

export function leftBlocks({ summary, translate }: SummaryWords): Block[] {
  const left = new Map<string, number>();
  for (const journey of summary.journeys) for (const [code, n] of Object.entries(journey.left)) left.set(code, (left.get(code) ?? 0) + n);
  const rows = [...left].filter(([, n]) => n > 0).sort((a, b) => b[1] - a[1]);
  if (rows.length === 0) return [];
  const max = rows[0]?.[1] ?? 0;
  return [
    { kind: 'heading', level: 2, text: translate('report.left') },
    {
      kind: 'bars',
      rows: rows.map(([code, value]) => ({ label: translate(`report.exit.${code}`), value, max, tone: exitTones[code] ?? 'quiet' })),
    },
  ];
}

export function notSentBlocks({ summary, bundles, translate, language }: SummaryWords): Block[] {
  const reasons = new Map<string, number>();
  for (const { deployment, notSent } of summary.journeys)
    for (const { reason, count } of notSent) {
      const words = summaryReason(reason, bundles[deployment], translate, language);
      reasons.set(words, (reasons.get(words) ?? 0) + count);
    }
  const rows = [...reasons].sort((a, b) => b[1] - a[1]);
  const max = rows[0]?.[1] ?? 0;
  if (rows.length === 0) return [{ kind: 'paragraph', text: translate('report.all-sent') }];
  return [{ kind: 'bars', rows: rows.map(([label, value]) => ({ label, value, max, tone: 'waiting' })) }];
}

export function deliveryBlocks({ summary, translate, language, number }: SummaryWords): Block[] {
  const channels = [...new Set(summary.deliveries.map(({ channel }) => channel))];
  const states = deliveryStates.filter((state) => summary.deliveries.some((one) => one.state === state));
  if (channels.length === 0) return [{ kind: 'paragraph', text: translate('report.no-deliveries') }];
  const countOf = (state: string, channel?: string) =>
    summary.deliveries
      .filter((one) => (channel === undefined || one.channel === channel) && one.state === state)
      .reduce((total, { count }) => total + count, 0);
  const why = summary.deliveries.filter(({ reason }) => reason).sort((a, b) => b.count - a.count);
  return [
    {
      kind: 'table',
      columns: [
        { title: translate('report.channel'), width: '*' },
        ...states.map((state): Column => ({ title: translate(`report.delivery.${state}`), width: 'auto', align: 'number' })),
      ],
      rows: [
        ...channels.map((channel) => ({ cells: [channelName(channel, translate), ...states.map((state) => number(countOf(state, channel)))] })),
        ...(channels.length > 1 ? [{ cells: [translate('report.all-channels'), ...states.map((state) => number(countOf(state)))], total: true }] : []),
      ],
    },
    ...(why.length === 0
      ? []
      : [
          { kind: 'heading' as const, level: 2 as const, text: translate('report.delivery-why') },
          {
            kind: 'table' as const,
            columns: [
              { title: translate('report.reason'), width: '*' as const },
              { title: translate('report.channel'), width: 92 },
              { title: translate('report.became'), width: 74 },
              { title: translate('report.messages'), width: 64, align: 'number' as const },
            ],
            rows: why.map(({ reason, channel, state, count }) => ({
              cells: [
                reason ? summaryReason(reason, undefined, translate, language) : '',
                channelName(channel, translate),
                translate(`report.delivery.${state}`),
                number(count),
              ],
            })),
          },
        ]),
  ];
}
