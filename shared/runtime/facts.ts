import { evaluate } from '../condition/evaluate';
import type { CustomerFacts } from '../journey/run';
import { zoneOf } from '../journey/step-facts';
import { attributesFor } from './attributes';
import { customerId } from './customer-id';
import type { Live, LiveCustomer, Program } from './live';

/** A step takes whatever its facts throw for a fault of the run; `check` throws it again, because a store that can't be read is no fault of the run. */
export type CheckedFacts = CustomerFacts & { check(): void };

/**
 * The customer as one deployment sees her: live and computed attributes, stored history, segments worked out on demand. A segment that
 * leads back to itself has no members by that way. Test records and employees are in no ordinary segment of a live deployment.
 */
export function factsFor(live: Live, program: Program, customer: LiveCustomer): CheckedFacts {
  const { journey, mode } = program.deployment;
  const attributeOf = attributesFor(live, program, customer);
  // Most questions are about no segment.
  let known: Map<string, boolean> | undefined;
  let asking: Set<string> | undefined;
  let trouble: { error: unknown } | undefined;

  const facts: CheckedFacts = {
    id: customerId(customer.n),
    attribute(id) {
      try {
        return attributeOf(id);
      } catch (error) {
        trouble = { error };
        throw error;
      }
    },
    events(name) {
      try {
        return live.events(customer.n, name);
      } catch (error) {
        trouble = { error };
        throw error;
      }
    },
    inSegment(id) {
      const before = known?.get(id);
      if (before !== undefined) return before;
      const segment = program.segments.get(id);
      if (!segment || asking?.has(id)) return false;
      known ??= new Map();
      asking ??= new Set();
      asking.add(id);
      const isApart = !segment.administrative && mode === 'live' && [...program.segments.values()].some((one) => one.administrative && facts.inSegment(one.id));
      const isIn =
        !isApart &&
        evaluate(segment.when, {
          now: live.now,
          timeZone: zoneOf(journey, facts),
          attribute: facts.attribute,
          events: facts.events,
          inSegment: facts.inSegment,
        });
      asking.delete(id);
      // Inside a circle the answer holds only for this way of asking.
      if (asking.size === 0) known.set(id, isIn);
      return isIn;
    },
    check() {
      if (trouble) throw trouble.error;
    },
  };
  return facts;
}
