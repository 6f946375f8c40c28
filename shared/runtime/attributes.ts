/**
 * Attributes as a deployment sees them: what was delivered, continued by its formulas. A computed value is never stored; it
 * is worked out when somebody asks, at most once per customer and moment, so that it can't be stale.
 */
import type { Json } from '../condition/facts';
import { runtimeAttributes } from '../journey/deployment-attributes';
import { zoneOf } from '../journey/step-facts';
import { type Computation, createComputation } from '../record/formula/computation';
import type { Attribute } from '../record/schema';
import { zoneOfCountry } from '../time/zone-of-country';
import type { Live, LiveCustomer, Program } from './live';

/** The formulas of one record and what each of them rests on. Deployments of the same record share it. */
export type Derivation = {
  /** Different for different formulas; names what is remembered. */
  id: number;
  computation: Computation;
  /** `changed`, and every attribute whose value may be another because of it or of the event. */
  touchedBy(event: string | undefined, changed: ReadonlySet<string>): ReadonlySet<string>;
};

/** Gives the same derivation for the same formulas. */
export function createDerivations(): (attributes: readonly Attribute[]) => Derivation {
  const known = new Map<string, Derivation>();
  return (attributes) => {
    const key = JSON.stringify(attributes.filter(({ formula }) => formula !== undefined).map(({ id, type, formula, values }) => [id, type, formula, values]));
    let derivation = known.get(key);
    if (!derivation) {
      derivation = deriveFrom(attributes, known.size);
      known.set(key, derivation);
    }
    return derivation;
  };
}

function deriveFrom(attributes: readonly Attribute[], id: number): Derivation {
  const computation = createComputation(attributes);
  const byEvent = new Map<string, string[]>();
  const byAttribute = new Map<string, string[]>([[runtimeAttributes.country, [runtimeAttributes.timeZone]]]);
  const note = (index: Map<string, string[]>, key: string, attribute: string) => {
    const noted = index.get(key);
    if (noted) noted.push(attribute);
    else index.set(key, [attribute]);
  };
  for (const [attribute, needs] of computation.needs) {
    for (const event of needs.events) note(byEvent, event, attribute);
    for (const other of needs.attributes) note(byAttribute, other, attribute);
  }
  return {
    id,
    computation,
    touchedBy(event, changed) {
      const derived = [...((event !== undefined && byEvent.get(event)) || []), ...[...changed].flatMap((one) => byAttribute.get(one) ?? [])];
      return derived.length === 0 ? changed : new Set([...changed, ...derived]);
    },
  };
}

/** Reads attributes of a customer for a deployment. An empty time zone is the one of the country. */
export function attributesFor(live: Live, program: Program, customer: LiveCustomer): (id: string) => Json | undefined {
  const { needs } = program.derivation.computation;
  // Read many times for each question: the name is not put together again for every value.
  const ofDeployment = `deployment ${program.n}`;
  return (id) => (needs.has(id) ? computedBy(live, program, customer, ofDeployment)(id) : delivered(customer, id));
}

/** Everything known about a customer, delivered and computed; by the rules of `program`, without one only what was delivered. */
export function allAttributes(live: Live, program: Program | undefined, customer: LiveCustomer): Record<string, Json> {
  if (!program) return customer.attributes;
  const read = attributesFor(live, program, customer);
  const ids = new Set([...Object.keys(customer.attributes), ...program.derivation.computation.needs.keys(), runtimeAttributes.timeZone]);
  return Object.fromEntries(
    [...ids].flatMap((id) => {
      const value = read(id);
      return value === undefined ? [] : [[id, value]];
    }),
  );
}

/** What a computed attribute comes to for a customer of whom nothing is known. */
export function blankValue(live: Live, program: Program, attribute: string): Json | undefined {
  const nobody: LiveCustomer = { n: 0, attributes: {}, changed: {}, known: new Map() };
  return program.derivation.computation.values({ now: live.now, timeZone: zoneFor(program, nobody), attribute: () => undefined, events: () => [] })(attribute);
}

function computedBy(live: Live, program: Program, customer: LiveCustomer, ofDeployment: string): (id: string) => Json | undefined {
  const known = customer.known.get(ofDeployment);
  if (known) return known;
  const timeZone = zoneFor(program, customer);
  const shared = `${program.derivation.id} ${timeZone}`;
  let values = customer.known.get(shared);
  if (!values) {
    let steady = customer.steady?.get(shared);
    if (!steady && customer.steady) {
      steady = new Map();
      customer.steady.set(shared, steady);
    }
    values = program.derivation.computation.values({
      now: live.now,
      timeZone,
      ...(steady ? { steady } : {}),
      attribute: (id) => delivered(customer, id),
      events: (name) => live.events(customer.n, name),
      imported(id) {
        const value = own(customer.attributes, id);
        return value === undefined ? undefined : { value, at: customer.changed[id] ?? 0 };
      },
    });
    customer.known.set(shared, values);
  }
  customer.known.set(ofDeployment, values);
  return values;
}

function delivered(customer: LiveCustomer, id: string): Json | undefined {
  const value = own(customer.attributes, id);
  if (id !== runtimeAttributes.timeZone || (value !== undefined && value !== '')) return value;
  const country = own(customer.attributes, runtimeAttributes.country);
  return typeof country === 'string' ? zoneOfCountry(country) : undefined;
}

function zoneFor(program: Program, customer: LiveCustomer): string {
  return zoneOf(program.deployment.journey, { id: '', attribute: (id) => delivered(customer, id), events: () => [], inSegment: () => false });
}

function own(values: Readonly<Record<string, Json>>, id: string): Json | undefined {
  return Object.hasOwn(values, id) ? values[id] : undefined;
}
