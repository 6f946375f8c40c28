/** A customer in memory: what is known of her, what she did, and where she stands in which journey. */
import type { EventRecord, Json } from '../condition/facts';
import { runtimeAttributes } from '../journey/deployment-attributes';
import type { Run } from '../journey/run';
import { attributesOf, replaces, withWhatFollows } from '../record/event-attributes';
import type { LiveCustomer, SteadyValues } from '../runtime/live';
import type { Holding } from './holding';
import type { SimulatedProgram } from './program';

export type SimulatedRun = { n: number; program: SimulatedProgram; customer: SimulatedCustomer; run: Run; due: number | undefined };

export type SimulatedCustomer = LiveCustomer & {
  steady: SteadyValues[];
  /** Answers about her and others that have to hear of her news. */
  holdings: readonly Holding<unknown>[];
  /** Every program has looked at her once. */
  isSeen: boolean;
  /** By name, oldest first. */
  histories: Map<string, EventRecord[]>;
  /** Who she turned out to be; everything of hers is the other's then. */
  mergedInto: SimulatedCustomer | undefined;
  /** Events that were sent as tests. */
  tests: Set<EventRecord>;
  runs: SimulatedRun[];
  active: SimulatedRun[];
  /** `<program> <segment>` she is in, as last looked at. */
  memberships: Set<string>;
  /** `<program> <attribute>` → its computed value, as last looked at. */
  watchedValues: Map<string, string>;
  /** `<program> <trigger>` → when a date of hers starts a run. */
  dates: Map<string, number>;
};

/** Somebody as the simulation finds her. */
export type StartingCustomer = {
  attributes: Readonly<Record<string, Json>>;
  /** When each was set, epoch ms; absent: long ago. */
  changed?: Readonly<Record<string, number>>;
  /** What she did before, in any order. */
  history: readonly EventRecord[];
};

export function createCustomer(n: number, { attributes, changed = {}, history }: StartingCustomer, holdings: readonly Holding<unknown>[]): SimulatedCustomer {
  const customer: SimulatedCustomer = {
    n,
    attributes: emptyTable(),
    changed: emptyTable(),
    known: [],
    steady: [],
    isSeen: false,
    holdings,
    histories: new Map(),
    mergedInto: undefined,
    tests: new Set(),
    runs: [],
    active: [],
    memberships: new Set(),
    watchedValues: new Map(),
    dates: new Map(),
  };
  for (const [id, value] of Object.entries(attributes)) {
    customer.attributes[id] = value;
    customer.changed[id] = changed[id] ?? 0;
  }
  for (const event of [...history].sort((a, b) => a.at - b.at)) {
    takeNews(customer, event);
    remember(customer, event);
  }
  return customer;
}

/** Whom she has turned out to be; herself, when nobody else. */
export function survivorOf(customer: SimulatedCustomer): SimulatedCustomer {
  let one = customer;
  while (one.mergedInto) one = one.mergedInto;
  return one;
}

/**
 * Customers have values for other attributes each. As ordinary objects nearly every one of them would have a shape of its own, and
 * reading them would be slow; an object without a prototype is a table from the start.
 */
function emptyTable<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}

/** What an event itself says about her; gives the attributes that are others now. */
export function takeNews(customer: SimulatedCustomer, event: EventRecord): ReadonlySet<string> {
  let changed: Set<string> | undefined;
  const said = withWhatFollows(attributesOf(event.name, event.properties), customer.attributes);
  for (const attribute of Object.keys(said)) {
    const value = said[attribute] ?? null;
    const before = customer.attributes[attribute];
    if (!replaces(attribute, before, customer.changed[attribute], event.at)) continue;
    setAttribute(customer, attribute, value, event.at);
    if (JSON.stringify(before ?? null) === JSON.stringify(value)) continue;
    changed ??= new Set();
    changed.add(attribute);
  }
  return changed ?? nothing;
}

/** A late event finds its place by time; of the same time, behind those known already. */
export function remember(customer: SimulatedCustomer, event: EventRecord): void {
  forget(customer, { event: event.name });
  const list = customer.histories.get(event.name);
  if (!list) {
    customer.histories.set(event.name, [event]);
    return;
  }
  let place = list.length;
  while (place > 0 && (list[place - 1]?.at ?? 0) > event.at) place--;
  if (place === list.length) list.push(event);
  else list.splice(place, 0, event);
}

export function setAttribute(customer: SimulatedCustomer, attribute: string, value: Json, at: number): void {
  if (value === null) delete customer.attributes[attribute];
  else customer.attributes[attribute] = value;
  customer.changed[attribute] = at;
  forget(customer, { attribute });
}

/** Her runs are others than they were: what was answered before may be answered differently now. */
export function askAgain({ n, holdings }: SimulatedCustomer): void {
  for (const holding of holdings) holding.drop(n);
}

/** She is somebody else than she was. */
export function forgetAll(customer: SimulatedCustomer): void {
  customer.known.length = 0;
  customer.steady.length = 0;
  askAgain(customer);
}

/** What was worked out before may be another now. */
function forget(customer: SimulatedCustomer, { event, attribute }: { event?: string; attribute?: string }): void {
  const { n, known, steady, holdings } = customer;
  known.length = 0;
  for (const holding of holdings) holding.hear(n, event, attribute);
  if (attribute === runtimeAttributes.timeZone || attribute === runtimeAttributes.country) {
    steady.length = 0;
    return;
  }
  const changed = attribute === undefined ? nothing : new Set([attribute]);
  for (const { derivation, values } of steady) for (const id of derivation.touchedBy(event, changed)) if (values.get(id)) values.set(id, undefined);
}

const nothing: ReadonlySet<string> = new Set();
