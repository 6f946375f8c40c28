/** Which events the journeys look at, and what the properties of one have to be to start or move them. */
import type { Json } from '../condition/facts';
import { refsOf } from '../condition/refs';
import type { Condition } from '../condition/schema';
import type { SimulatedProgram } from './program';
import type { Random } from './random';

export type WantedEvents = {
  /** Start a journey, end it, or are waited for. */
  names: ReadonlySet<string>;
  /** Start journeys for whoever is in a trigger's audience: about nobody in particular. */
  aboutNobody: ReadonlySet<string>;
  /** Properties of an event nothing else is known of: values that triggers and waits compare with, one of each. */
  properties(event: string, random: Random): Record<string, Json>;
};

export function wantedEvents(programs: readonly SimulatedProgram[]): WantedEvents {
  const names = new Set<string>();
  const aboutNobody = new Set<string>();
  const values = new Map<string, Map<string, Json[]>>();

  function collect(event: string, condition: Condition): void {
    if (condition.op === 'and' || condition.op === 'or') for (const arg of condition.args) collect(event, arg);
    else if (condition.op === 'performed') {
      if (condition.where) collect(condition.event, condition.where);
    } else if ('left' in condition && condition.left.kind === 'event' && 'right' in condition) {
      const { right } = condition;
      const listed = condition.op === 'in' && Array.isArray(right) ? right : [right];
      const known = values.get(event) ?? new Map<string, Json[]>();
      values.set(event, known);
      const mine = known.get(condition.left.path) ?? [];
      known.set(condition.left.path, mine);
      for (const one of listed)
        if (typeof one === 'string' || typeof one === 'boolean') mine.push(one);
        else if (typeof one === 'number') mine.push(condition.op === 'lt' ? one - 1 : condition.op === 'gt' ? one + 1 : one);
    }
  }

  for (const { deployment } of programs) {
    for (const node of deployment.journey.nodes) {
      if (node.kind === 'wait-event') {
        names.add(node.event);
        if (node.match) collect(node.event, node.match);
      }
      if (node.kind !== 'trigger' || node.trigger.kind !== 'event') continue;
      (node.audience ? aboutNobody : names).add(node.trigger.event);
      if (node.trigger.where) collect(node.trigger.event, node.trigger.where);
      if (node.audience) collect(node.trigger.event, node.audience);
    }
    const { goal, exits } = deployment.journey.policies;
    for (const when of [goal?.when, ...exits.map((exit) => exit.when)]) {
      if (!when) continue;
      collect('', when);
      for (const event of Object.keys(refsOf(when).events)) names.add(event);
    }
  }
  return {
    names,
    aboutNobody,
    properties(event, random) {
      const made: Record<string, Json> = {};
      for (const [property, choices] of values.get(event) ?? []) {
        const value = random.pick(choices);
        if (value !== undefined) made[property] = value;
      }
      return made;
    },
  };
}
