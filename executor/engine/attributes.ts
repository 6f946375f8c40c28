/**
 * Attributes as a deployment sees them: what was delivered, continued by its formulas. A computed value is never stored; it
 * is worked out when somebody asks, at most once per customer and moment, so that it can't be stale.
 */
import type { Json } from '../../shared/condition/facts';
import { runtimeAttributes } from '../../shared/journey/deployment-attributes';
import { zoneOf } from '../../shared/journey/step-facts';
import { type Computation, createComputation } from '../../shared/record/formula/computation';
import type { Attribute } from '../../shared/record/schema';
import { zoneOfCountry } from '../../shared/time/zone-of-country';
import type { Deployed } from './registry';
import type { Customer, Work } from './work';

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
export function attributesFor(work: Work, deployed: Deployed, customer: Customer): (id: string) => Json | undefined {
  const { needs } = deployed.derivation.computation;
  return (id) => (needs.has(id) ? computedBy(work, deployed, customer)(id) : delivered(customer, id));
}

/** Everything known about a customer, delivered and computed; by the rules of `deployed`, without one only what was delivered. */
export function allAttributes(work: Work, deployed: Deployed | undefined, customer: Customer): Record<string, Json> {
  if (!deployed) return customer.attributes;
  const read = attributesFor(work, deployed, customer);
  const ids = new Set([...Object.keys(customer.attributes), ...deployed.derivation.computation.needs.keys(), runtimeAttributes.timeZone]);
  return Object.fromEntries(
    [...ids].flatMap((id) => {
      const value = read(id);
      return value === undefined ? [] : [[id, value]];
    }),
  );
}

/** What a computed attribute comes to for a customer of whom nothing is known. */
export function blankValue(work: Work, deployed: Deployed, attribute: string): Json | undefined {
  const nobody: Customer = { n: 0, attributes: {}, changed: {}, known: new Map() };
  return deployed.derivation.computation.values({ now: work.now, timeZone: zoneFor(deployed, nobody), attribute: () => undefined, events: () => [] })(
    attribute,
  );
}

function computedBy(work: Work, deployed: Deployed, customer: Customer): (id: string) => Json | undefined {
  const ofDeployment = `deployment ${deployed.n}`;
  const known = customer.known.get(ofDeployment);
  if (known) return known;
  const timeZone = zoneFor(deployed, customer);
  const shared = `${deployed.derivation.id} ${timeZone}`;
  let values = customer.known.get(shared);
  if (!values) {
    values = deployed.derivation.computation.values({
      now: work.now,
      timeZone,
      attribute: (id) => delivered(customer, id),
      events: (name) => work.events(customer.n, name),
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

function delivered(customer: Customer, id: string): Json | undefined {
  const value = own(customer.attributes, id);
  if (id !== runtimeAttributes.timeZone || (value !== undefined && value !== '')) return value;
  const country = own(customer.attributes, runtimeAttributes.country);
  return typeof country === 'string' ? zoneOfCountry(country) : undefined;
}

function zoneFor(deployed: Deployed, customer: Customer): string {
  return zoneOf(deployed.deployment.journey, { id: '', attribute: (id) => delivered(customer, id), events: () => [], inSegment: () => false });
}

function own(values: Readonly<Record<string, Json>>, id: string): Json | undefined {
  return Object.hasOwn(values, id) ? values[id] : undefined;
}
