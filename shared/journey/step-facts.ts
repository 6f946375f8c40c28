/** What a step sees of the customer: live facts plus what the step itself has just done. */
import type { EventRecord, Facts, Json } from '../condition/facts';
import type { Ref } from '../condition/schema';
import { isValidZone } from '../time/duration';
import type { Deployment } from './deployment';
import { runtimeAttributes } from './deployment-attributes';
import type { CustomerFacts, Run } from './run';
import type { Channel, Journey, MessageClass } from './schema';

/** A zone name that every time function takes, whatever stands in the document. */
export function fallbackZoneOf(journey: Journey): string {
  const { fallback } = journey.policies.timeZone;
  return isValidZone(fallback) ? fallback : 'UTC';
}

/** The zone in which this customer's days and clocks are read: her own where the journey says so and it is known. */
export function zoneOf(journey: Journey, customer: CustomerFacts): string {
  if (journey.policies.timeZone.source === 'customer') {
    const zone = customer.attribute(runtimeAttributes.timeZone);
    if (typeof zone === 'string' && isValidZone(zone)) return zone;
  }
  return fallbackZoneOf(journey);
}

/** The customer with the attributes and events this step added on top: two sends in one step count as two. */
export type Overlay = CustomerFacts & {
  setAttribute(id: string, value: Json): void;
  addEvent(event: EventRecord): void;
};

export function overlayOf(customer: CustomerFacts): Overlay {
  let attributes: Map<string, Json> | undefined;
  let added: Map<string, EventRecord[]> | undefined;
  return {
    id: customer.id,
    attribute: (id) => {
      const own = attributes?.get(id);
      return own === undefined ? customer.attribute(id) : own;
    },
    events: (name) => {
      const own = added?.get(name);
      return own ? [...customer.events(name), ...own] : customer.events(name);
    },
    inSegment: (id) => customer.inSegment(id),
    setAttribute: (id, value) => {
      attributes ??= new Map();
      attributes.set(id, value);
    },
    addEvent: (event) => {
      added ??= new Map();
      const events = added.get(event.name);
      if (events) events.push(event);
      else added.set(event.name, [event]);
    },
  };
}

/**
 * What conditions of a run may look at. "Since entry" counts from when the starting event happened, not from when it
 * arrived: in a file imported every five minutes the order may come in together with the cart it belongs to.
 */
export function factsOf(
  deployment: Deployment,
  run: Pick<Run, 'enteredAt' | 'entry' | 'outcomes'>,
  customer: CustomerFacts,
  now: number,
  timeZone: string,
): Facts {
  const { journey, administrative } = deployment;
  // A trial must go as the real thing will: what marks a test customer as one does not count inside a test deployment.
  const isTrial = deployment.mode === 'test';
  const isMark = (id: string) => id === runtimeAttributes.test || id === runtimeAttributes.employee;
  return {
    now,
    timeZone,
    attribute: isTrial ? (id) => (isMark(id) ? undefined : customer.attribute(id)) : customer.attribute,
    events: customer.events,
    inSegment: isTrial ? (id) => id !== administrative.test && id !== administrative.employees && customer.inSegment(id) : customer.inSegment,
    run: {
      enteredAt: Math.min(run.entry.at, run.enteredAt),
      get entryUid() {
        return run.entry.uid;
      },
      entry: run.entry.properties,
      journey: { id: journey.id, key: journey.key },
      step: run.outcomes,
    },
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
