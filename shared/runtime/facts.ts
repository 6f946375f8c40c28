import { evaluate } from '../condition/evaluate';
import type { EventRecord, Json } from '../condition/facts';
import type { CustomerFacts, StepCustomer } from '../journey/run';
import { FactsAt, zoneOf } from '../journey/step-facts';
import { attributeFor } from './attributes';
import { customerId } from './customer-id';
import type { Live, LiveCustomer, Program } from './live';

/** A step takes whatever its facts throw for a fault of the run; `check` throws it again, because a store that can't be read is no fault of the run. */
export type CheckedFacts = StepCustomer & { check(): void };

/**
 * The customer as one deployment sees her: live and computed attributes, stored history, segments worked out on demand. A segment that
 * leads back to itself has no members by that way. Test records and employees are in no ordinary segment of a live deployment.
 */
export function factsFor(live: Live, program: Program, customer: LiveCustomer): CheckedFacts {
  return new LiveFacts(live, program, customer);
}

class LiveFacts implements CheckedFacts {
  /** Few questions are about more than one or two segments: lists of so many are found through sooner than maps are made. */
  private readonly known: { segment: string; isIn: boolean }[] = [];
  private readonly asking: string[] = [];

  constructor(
    private readonly live: Live,
    private readonly program: Program,
    private readonly customer: LiveCustomer,
    private readonly troubles: unknown[] = [],
  ) {}

  get id(): string {
    return customerId(this.customer.n);
  }

  attribute(id: string): Json | undefined {
    try {
      return attributeFor(this.live, this.program, this.customer, id);
    } catch (error) {
      this.troubles.push(error);
      throw error;
    }
  }

  events(name: string): readonly EventRecord[] {
    try {
      return this.live.events(this.customer.n, name);
    } catch (error) {
      this.troubles.push(error);
      throw error;
    }
  }

  inSegment(id: string): boolean {
    for (const one of this.known) if (one.segment === id) return one.isIn;
    const segment = this.program.segments.get(id);
    if (!segment || this.asking.includes(id)) return false;
    this.asking.push(id);
    const { journey } = this.program.deployment;
    const isIn = (segment.administrative || !this.isApart()) && evaluate(segment.when, new FactsAt(this, this.live.now, zoneOf(journey, this)));
    this.asking.pop();
    // Inside a circle the answer holds only for this way of asking.
    if (this.asking.length === 0) this.known.push({ segment: id, isIn });
    return isIn;
  }

  after(values: ReadonlyMap<string, Json>, events: readonly EventRecord[]): CustomerFacts {
    const { live, customer } = this;
    const attributes = { ...customer.attributes };
    const changed = { ...customer.changed };
    for (const [id, value] of values) {
      attributes[id] = value;
      changed[id] = live.now;
    }
    const then: Live = {
      now: live.now,
      events(n, name) {
        const added = events.filter((event) => event.name === name);
        return added.length > 0 ? [...live.events(n, name), ...added] : live.events(n, name);
      },
    };
    return new LiveFacts(then, this.program, { n: customer.n, attributes, changed, known: [] }, this.troubles);
  }

  private isApart(): boolean {
    const { deployment, segments } = this.program;
    if (deployment.mode !== 'live') return false;
    for (const one of segments.values()) if (one.administrative && this.inSegment(one.id)) return true;
    return false;
  }

  check(): void {
    if (this.troubles.length > 0) throw this.troubles[0];
  }
}
