/** What each event the journey listens to has to carry, for whoever sends it. */
import { refsOf } from '../condition/refs';
import { toWire } from '../ids';
import type { Block, Line } from '../report';
import { textIn } from '../text';
import type { BriefSetting } from './brief-setting';
import { journeyNeeds } from './journey-needs';
import { variablesOfMessage } from './message-variables';
import { eventName } from './node-label';
import { usesOfNode } from './node-uses';
import { platformEvents } from './platform-events';

const common = ['uid', 'occurred-at', 'source-system', 'is-test'] as const;

/** One row per property that is looked at; events of which only their happening counts have one without. */
export function payloadBlocks(setting: BriefSetting): Block[] {
  const { journey, context, catalogue, translate, language } = setting;
  const looked = propertiesLookedAt(setting);
  const required = new Map(catalogue.events.events.map((event) => [event.id, new Set(event.properties.filter((one) => one.required).map(({ id }) => id))]));
  const own = new Set<string>(platformEvents);
  const rows = journeyNeeds(journey, context).events.flatMap((event) => {
    const name: Line = [eventName(event, setting), '\n', { text: toWire(event), code: true }];
    const known = context.events.get(event)?.properties;
    const properties = [...(looked.get(event) ?? [])].filter((id) => !common.some((one) => one === id)).sort();
    if (properties.length === 0) return [{ cells: [name, translate('brief.payload-none'), '', ''] }];
    return properties.map((id, i) => {
      const property = known?.get(id);
      return {
        cells: [
          i === 0 ? name : '',
          [textIn(property?.label, language) || id, '\n', { text: toWire(id), code: true }] satisfies Line,
          property ? translate(`type.${property.type}`) : translate('brief.payload-unknown'),
          translate(required.get(event)?.has(id) ? 'brief.payload-always' : own.has(event) ? 'brief.by-platform' : 'brief.payload-wanted'),
        ],
        ...(property ? {} : { tone: 'waiting' as const }),
      };
    });
  });
  if (rows.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: translate('brief.payload') },
    { kind: 'paragraph', text: translate('brief.payload-common'), size: 'small', tone: 'quiet' },
    {
      kind: 'table',
      columns: [
        { title: translate('brief.event'), width: 130 },
        { title: translate('brief.property'), width: '*' },
        { title: translate('brief.property-type'), width: 84 },
        { title: translate('brief.property-given'), width: 92 },
      ],
      rows,
    },
  ];
}

/** Properties by event: compared, summed, waited for, written into messages, or the key of a run. */
function propertiesLookedAt({ journey, context }: BriefSetting): Map<string, Set<string>> {
  const looked = new Map<string, Set<string>>();
  const add = (event: string, ids: Iterable<string>) => {
    const known = looked.get(event) ?? new Set();
    looked.set(event, known);
    for (const id of ids) known.add(id);
  };
  const { entry, policies } = journey;
  const starting = journey.nodes.flatMap((node) => (node.kind === 'trigger' && node.trigger.kind === 'event' ? [node.trigger.event] : []));
  /** What the run's beginning says is a property of the event that started it, if that event has such a property. */
  const addEntry = (ids: readonly string[]) => {
    for (const event of starting) {
      const known = context.events.get(event)?.properties;
      add(event, known ? ids.filter((id) => known.has(id)) : ids);
    }
  };
  const refs = [
    refsOf(entry.filter, policies.goal?.when, ...policies.exits.map(({ when }) => when)),
    ...[...policies.suppressions.map((id) => context.suppressions.get(id)), ...policies.own].map((one) =>
      refsOf(one?.rule.kind === 'condition' ? one.rule.when : undefined),
    ),
    ...journey.nodes.map(usesOfNode),
  ];
  for (const { events, entry: begun } of refs) {
    for (const [event, ids] of Object.entries(events)) add(event, ids);
    addEntry(begun);
  }
  if (entry.reentry.mode === 'parallel-by-key' && entry.reentry.key.kind !== 'customer') addEntry([entry.reentry.key.path]);
  for (const node of journey.nodes) {
    if (node.kind === 'trigger' && node.waves && node.trigger.kind === 'event') add(node.trigger.event, [node.waves.per]);
    const message = node.kind === 'send' ? context.messages.get(node.message) : undefined;
    for (const variable of variablesOfMessage(message)) {
      if (variable.of === 'event' && variable.event) add(variable.event, [variable.id]);
      if (variable.of === 'entry') addEntry([variable.id]);
    }
  }
  return looked;
}
