import { type Problem, problem } from '../problem';
import type { Journey, Trigger } from './schema';

/** What starts journeys: an event, a field's change or date, a segment, a calendar. */
export type Start = { kind: Trigger['kind'] /** Event, attribute or segment; the beat of a schedule; '' for what has none. */; of: string };
export type StartedBy = { start: Start; journeys: { journey: Journey; node: string; trigger: Trigger }[] };

export function startOf(trigger: Trigger): Start {
  switch (trigger.kind) {
    case 'event':
      return { kind: trigger.kind, of: trigger.event };
    case 'segment-enter':
    case 'segment-exit':
      return { kind: trigger.kind, of: trigger.segment };
    case 'attribute-changed':
    case 'date-attribute':
      return { kind: trigger.kind, of: trigger.attribute };
    case 'schedule':
      return { kind: trigger.kind, of: trigger.every };
    case 'manual':
    case 'api':
      return { kind: trigger.kind, of: '' };
  }
}

/** Everything that starts a journey, with all journeys it starts, the one that speaks first on top. Retired ones are left out. */
export function startsOf(journeys: readonly Journey[]): StartedBy[] {
  const starts = new Map<string, StartedBy>();
  for (const journey of journeys) {
    if (journey.status === 'retired') continue;
    for (const node of journey.nodes) {
      if (node.kind !== 'trigger') continue;
      const start = startOf(node.trigger);
      const key = `${start.kind} ${start.of}`;
      const known = starts.get(key) ?? { start, journeys: [] };
      known.journeys.push({ journey, node: node.id, trigger: node.trigger });
      starts.set(key, known);
    }
  }
  for (const { journeys: some } of starts.values()) some.sort((a, b) => b.journey.policies.priority - a.journey.policies.priority);
  return [...starts.values()];
}

/** Kinds in which two journeys meet on the same customer at the same moment; manual starts and calendars are somebody's choice. */
const meets: ReadonlySet<Trigger['kind']> = new Set(['event', 'segment-enter', 'segment-exit', 'attribute-changed', 'date-attribute']);

/**
 * Journeys that compete for the same start, at each of their triggers. Of the same priority nobody can say which speaks
 * first, so somebody should look; otherwise it is only worth knowing. Triggers with conditions may rule each other out.
 */
export function checkTriggers(journeys: readonly Journey[]): Problem[] {
  return startsOf(journeys).flatMap(({ start, journeys: some }) => {
    if (!meets.has(start.kind)) return [];
    return some.flatMap(({ journey, node, trigger }) => {
      const rivals = some.filter((other) => other.journey !== journey);
      const rival = rivals.find((other) => other.journey.policies.priority === journey.policies.priority) ?? rivals[0];
      if (!rival) return [];
      const equal = rival.journey.policies.priority === journey.policies.priority;
      const unconditional = !('where' in trigger && trigger.where) && !('where' in rival.trigger && rival.trigger.where);
      const params = { journey: { ...rival.journey.name }, mine: journey.policies.priority, theirs: rival.journey.policies.priority };
      return [
        problem(
          equal && unconditional ? 'warns' : 'informs',
          equal ? 'trigger-shared-equal' : 'trigger-shared',
          ['journeys', journey.id, 'nodes', node],
          params,
        ),
      ];
    });
  });
}
