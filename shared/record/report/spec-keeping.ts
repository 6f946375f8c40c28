/** How long what is kept: nobody has said, which is said; and how far back the plan looks, which is the least that has to stay. */
import { durationWords } from '../../journey/duration-words';
import { eventName, listed } from '../../journey/node-label';
import type { Block } from '../../report';
import { lookBackOf, slackMs } from '../../runtime/look-back';
import { usedSegments } from '../../segments/used-segments';
import type { SpecSetting } from './spec-setting';

const DAY = 86_400_000;

export function keepingBlocks(setting: SpecSetting): Block[] {
  const { engagement, wanted, translate, context, language } = setting;
  const { caps, messages, suppressions, record } = engagement;
  const journeys = engagement.journeys.filter(({ status }) => status !== 'retired');
  const sent = new Set(journeys.flatMap(({ nodes }) => nodes.flatMap((node) => (node.kind === 'send' ? [node.message] : []))));
  const plan = {
    caps,
    messages: messages.filter(({ id }) => sent.has(id)),
    record: { ...record, attributes: record.attributes.filter(({ id }) => wanted.has(id)) },
    segments: usedSegments(engagement, context),
    suppressions,
    journeys,
  };
  const byDays = new Map<number, string[]>();
  for (const [event, reach] of lookBackOf(plan)) {
    const days = Math.round((reach - slackMs) / DAY);
    // What runs look at since they began is kept with them.
    if (days > 0) byDays.set(days, [...(byDays.get(days) ?? []), event]);
  }
  const rows = [...byDays].toSorted(([a], [b]) => b - a);
  return [
    { kind: 'heading', level: 2, text: translate('record-spec.keeping') },
    { kind: 'callout', tone: 'waiting', text: translate('record-spec.keeping-open', { chapter: translate('implementation.part.retention') }) },
    ...(rows.length > 0
      ? [
          { kind: 'paragraph' as const, text: translate('record-spec.keeping-least') },
          {
            kind: 'table' as const,
            columns: [
              { title: translate('record-spec.keeping-back'), width: 130 },
              { title: translate('record-spec.keeping-event'), width: '*' as const },
            ],
            rows: rows.map(([days, events]) => ({
              cells: [
                Number.isFinite(days) ? durationWords(`P${days}D`, translate, language) : translate('record-spec.keeping-always'),
                listed(
                  events.map((id) => `\u2068${eventName(id, setting)}\u2069`),
                  language,
                ),
              ],
            })),
          },
        ]
      : []),
  ];
}
