/** A customer in memory: what is known of her, what she did, and where she stands in which journey. */
import type { EventRecord, Json } from '../condition/facts';
import { runtimeAttributes } from '../journey/deployment-attributes';
import type { Reason, Run } from '../journey/run';
import { attributesOf, replaces } from '../record/event-attributes';
import type { Derivation } from '../runtime/attributes';
import type { LiveCustomer } from '../runtime/live';
import type { SimulatedProgram } from './program';

export type SimulatedRun = { n: number; program: SimulatedProgram; customer: SimulatedCustomer; run: Run; due: number | undefined };

export type SimulatedCustomer = LiveCustomer & {
  steady: Map<string, Map<string, Json | undefined>>;
  /** Say which values news may change. */
  derivations: readonly Derivation[];
  /** Every program has looked at her once. */
  isSeen: boolean;
  /** Grows with all that happens to her. */
  revision: number;
  /** `<program> <trigger>` → why she did not enter, and will not until then unless something happens to her. */
  refused: Map<string, { revision: number; until: number; reason: Reason }>;
  /** Program → what changes by itself stays as it is until then unless something happens to her. */
  looked: Map<number, { revision: number; until: number }>;
  /** The moment `known` holds for. */
  knownAt: number;
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

export function createCustomer(n: number, { attributes, changed = {}, history }: StartingCustomer, derivations: readonly Derivation[]): SimulatedCustomer {
  const customer: SimulatedCustomer = {
    n,
    attributes: { ...attributes },
    changed: Object.fromEntries(Object.keys(attributes).map((id) => [id, changed[id] ?? 0])),
    known: new Map(),
    knownAt: 0,
    steady: new Map(),
    isSeen: false,
    revision: 0,
    derivations,
    refused: new Map(),
    looked: new Map(),
    histories: new Map(),
    mergedInto: undefined,
    tests: new Set(),
    runs: [],
    active: [],
    memberships: new Set(),
    watchedValues: new Map(),
    dates: new Map(),
  };
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

/** What an event itself says about her; gives the attributes that are others now. */
export function takeNews(customer: SimulatedCustomer, event: EventRecord): ReadonlySet<string> {
  const changed = new Set<string>();
  for (const [attribute, value] of Object.entries(attributesOf(event.name, event.properties))) {
    const before = customer.attributes[attribute];
    if (!replaces(attribute, before, customer.changed[attribute], event.at)) continue;
    setAttribute(customer, attribute, value, event.at);
    if (JSON.stringify(before ?? null) !== JSON.stringify(value)) changed.add(attribute);
  }
  return changed;
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

/** What was worked out before may be another now. */
function forget(customer: SimulatedCustomer, news: { event?: string; attribute?: string }): void {
  customer.revision += 1;
  customer.known.clear();
  if (customer.steady.size === 0) return;
  const { event, attribute } = news;
  if (attribute === runtimeAttributes.timeZone || attribute === runtimeAttributes.country) {
    customer.steady.clear();
    return;
  }
  const touched = customer.derivations.map((one) => one.touchedBy(event, attribute === undefined ? nothing : new Set([attribute])));
  for (const values of customer.steady.values()) for (const ids of touched) for (const id of ids) values.delete(id);
}

const nothing: ReadonlySet<string> = new Set();
