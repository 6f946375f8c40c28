/** What each channel brings and costs in a month. */
import { missing, type PlanSetting, small } from '../../documents/plan-setting';
import type { Block } from '../../report';

export function channelBlocks(setting: PlanSetting): Block[] {
  const { translate, amounts } = setting;
  const { channels } = setting.money().range.expected;
  if (channels.length === 0) return missing(translate('case-report.no-channels'));
  const most = Math.max(...channels.map(({ margin }) => margin));
  return [
    ...(most > 0
      ? [
          {
            kind: 'stacked-bars' as const,
            parts: [translate('case.margin')],
            rows: channels.map(({ channel, margin, messages }) => ({
              label: translate(`channel.${channel}`),
              values: [Math.max(0, margin)],
              total: amounts.money(margin),
              note: translate('case.channels.cost', { cost: amounts.money(messages) }),
            })),
          },
        ]
      : []),
    {
      kind: 'table',
      together: true,
      columns: [
        { title: translate('case.channels.channel'), width: '*' },
        { title: translate('case.channels.count'), width: 80, align: 'number' },
        { title: translate('case.margin'), width: 90, align: 'number' },
        { title: translate('case.journeys.messages'), width: 90, align: 'number' },
        { title: translate('case.channels.return'), width: 80, align: 'number' },
      ],
      rows: channels.map(({ channel, count, margin, messages }) => ({
        cells: [
          translate(`channel.${channel}`),
          amounts.count(Math.round(count)),
          amounts.money(margin),
          amounts.money(messages),
          messages > 0 ? { text: translate('case.channels.ratio', { ratio: amounts.times(margin / messages) }), code: true } : translate('case.channels.free'),
        ],
      })),
    },
    small(translate('case.channels.hint')),
  ];
}
