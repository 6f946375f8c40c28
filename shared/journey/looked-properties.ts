/** Which properties of which events a journey looks at. */
import { refsOf } from '../condition/refs';
import type { JourneyContext } from './journey-context';
import { variablesOfMessage } from './message-variables';
import { usesOfNode } from './node-uses';
import type { Journey } from './schema';

/** By event: what is compared, summed, waited for, written into messages, or the key of a run. */
export function lookedProperties(journey: Journey, context: JourneyContext): Map<string, Set<string>> {
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
