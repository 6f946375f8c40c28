/** What a step sees of the customer: live facts plus what the step itself has just done. */
import type { EventRecord, Facts, Json } from '../condition/facts';
import type { Ref } from '../condition/schema';
import { isValidZone } from '../time/duration';
import type { Deployment } from './deployment';
import { runtimeAttributes } from './deployment-attributes';
import type { CustomerFacts, Run, StepCustomer } from './run';
import type { Channel, Journey, MessageClass } from './schema';

/** A zone name that every time function takes, whatever stands in the document. */
export function fallbackZoneOf(journey: Journey): string {
  const { fallback } = journey.policies.timeZone;
  return isValidZone(fallback) ? fallback : 'UTC';
}

/** The zone in which this customer's days and clocks are read: her own where the journey says so and it is known. */
export function zoneOf(journey: Journey, customer: Pick<CustomerFacts, 'attribute'>): string {
  if (journey.policies.timeZone.source === 'customer') {
    const zone = customer.attribute(runtimeAttributes.timeZone);
    if (typeof zone === 'string' && isValidZone(zone)) return zone;
  }
  return fallbackZoneOf(journey);
}

/** The customer with the attributes and events this step added: two sends in one step count as two, and who was made a VIP is in the segment. */
export class Overlay implements CustomerFacts {
  /** Absent: nothing has been set, nothing has happened, as in most steps. */
  private values: Map<string, Json> | undefined;
  private added: EventRecord[] | undefined;
  /** As she is by now; absent: to be worked out when somebody asks. */
  private current: CustomerFacts | undefined;

  constructor(private readonly customer: StepCustomer) {
    this.current = customer;
  }

  get id(): string {
    return this.customer.id;
  }

  attribute(id: string): Json | undefined {
    return this.changed().attribute(id);
  }

  events(name: string): readonly EventRecord[] {
    return this.changed().events(name);
  }

  inSegment(id: string): boolean {
    return this.changed().inSegment(id);
  }

  setAttribute(id: string, value: Json): void {
    this.values ??= new Map();
    this.values.set(id, value);
    this.current = undefined;
  }

  addEvent(event: EventRecord): void {
    this.added ??= [];
    this.added.push(event);
    this.current = undefined;
  }

  private changed(): CustomerFacts {
    this.current ??= this.customer.after(this.values ?? new Map(), this.added ?? []);
    return this.current;
  }
}

/**
 * What conditions may look at when they are about this customer. A class, like all that is made anew for each question: the
 * functions of an object literal would have to be made with it, and there are millions of questions.
 */
export class FactsAt implements Facts {
  constructor(
    private readonly customer: CustomerFacts,
    readonly now: number,
    readonly timeZone: string,
    readonly run?: Facts['run'],
    readonly event?: EventRecord,
  ) {}

  attribute(id: string): Json | undefined {
    return this.customer.attribute(id);
  }

  events(name: string): readonly EventRecord[] {
    return this.customer.events(name);
  }

  inSegment(id: string): boolean {
    return this.customer.inSegment(id);
  }
}

type Begun = Pick<Run, 'enteredAt' | 'entry' | 'outcomes'>;

/**
 * The run as its conditions see it. "Since entry" counts from when the starting event happened, not from when it arrived: in a
 * file imported every five minutes the order may come in together with the cart it belongs to.
 */
class RunFacts implements NonNullable<Facts['run']> {
  constructor(
    private readonly drawn: Journey,
    private readonly begun: Begun,
  ) {}

  get enteredAt(): number {
    return Math.min(this.begun.entry.at, this.begun.enteredAt);
  }

  /** Of somebody who only asks to enter it is made when it is asked for. */
  get entryUid(): string {
    return this.begun.entry.uid;
  }

  get entry(): Record<string, Json> {
    return this.begun.entry.properties;
  }

  get step(): Record<string, Json> {
    return this.begun.outcomes;
  }

  get journey(): Record<string, Json> {
    return { id: this.drawn.id, key: this.drawn.key };
  }
}

/** What conditions of a run may look at. */
export function factsOf(deployment: Deployment, run: Begun, customer: CustomerFacts, now: number, timeZone: string, event?: EventRecord): Facts {
  const seen = deployment.mode === 'test' ? withoutMarks(deployment, customer) : customer;
  return new FactsAt(seen, now, timeZone, new RunFacts(deployment.journey, run), event);
}

/** A trial must go as the real thing will: what marks a test customer as one does not count inside a test deployment. */
function withoutMarks({ administrative }: Deployment, customer: CustomerFacts): CustomerFacts {
  return {
    id: customer.id,
    attribute: (id) => (id === runtimeAttributes.test || id === runtimeAttributes.employee ? undefined : customer.attribute(id)),
    events: (name) => customer.events(name),
    inSegment: (id) => id !== administrative.test && id !== administrative.employees && customer.inSegment(id),
  };
}

/** The value a reference points to; undefined when there is none. */
export function refValue(ref: Ref, facts: Facts): Json | undefined {
  const pick = (values: Record<string, Json> | undefined) => (values && Object.hasOwn(values, ref.path) ? values[ref.path] : undefined);
  switch (ref.kind) {
    case 'customer':
      return facts.attribute(ref.path);
    case 'event':
      return pick(facts.event?.properties);
    case 'entry':
      return pick(facts.run?.entry);
    case 'journey':
      return pick(facts.run?.journey);
    case 'step':
      return pick(facts.run?.step);
  }
}

/** `run:node:visit`: names what a node did on one passage, for ever. */
export function passageKey(run: Pick<Run, 'id' | 'node' | 'visit'>): string {
  return `${run.id}:${run.node}:${run.visit}`;
}

/**
 * The `message-sent` event of a send, as the executor and the simulator must record it in the same transaction: caps and
 * conditions of other journeys count it from that moment.
 */
export function sentEvent(
  journey: Journey,
  send: { key: string; node: string; message: string; channel: Channel; class: MessageClass },
  at: number,
): EventRecord {
  return {
    uid: `sent:${send.key}`,
    name: 'message-sent',
    at,
    properties: {
      'message-id': send.message,
      channel: send.channel,
      'message-class': send.class,
      'journey-id': journey.key,
      'step-id': send.node,
    },
  };
}
