import { evaluate } from '../../shared/condition/evaluate';
import type { CustomerFacts } from '../../shared/journey/run';
import { zoneOf } from '../../shared/journey/step-facts';
import { attributesFor } from './attributes';
import type { Deployed } from './registry';
import type { Customer, Work } from './work';

export function customerId(n: number): string {
  return `c${n}`;
}

/** Number of a customer from the id the API shows; undefined when it is none. */
export function customerNumber(id: string): number | undefined {
  const digits = /^c([1-9]\d{0,14})$/.exec(id)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** A step takes whatever its facts throw for a fault of the run; `check` throws it again, because a store that can't be read is no fault of the run. */
export type CheckedFacts = CustomerFacts & { check(): void };

/**
 * The customer as one deployment sees her: live and computed attributes, stored history, segments worked out on demand. A segment that
 * leads back to itself has no members by that way. Test records and employees are in no ordinary segment of a live deployment.
 */
export function factsFor(work: Work, deployed: Deployed, customer: Customer): CheckedFacts {
  const { journey, mode } = deployed.deployment;
  const attributeOf = attributesFor(work, deployed, customer);
  const known = new Map<string, boolean>();
  const asking = new Set<string>();
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
        return work.events(customer.n, name);
      } catch (error) {
        trouble = { error };
        throw error;
      }
    },
    inSegment(id) {
      const before = known.get(id);
      if (before !== undefined) return before;
      const segment = deployed.segments.get(id);
      if (!segment || asking.has(id)) return false;
      asking.add(id);
      const isApart =
        !segment.administrative && mode === 'live' && [...deployed.segments.values()].some((one) => one.administrative && facts.inSegment(one.id));
      const isIn =
        !isApart &&
        evaluate(segment.when, {
          now: work.now,
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
