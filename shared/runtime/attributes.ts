/**
 * Attributes as a deployment sees them: what was delivered, continued by its formulas. A computed value is never stored; it
 * is worked out when somebody asks, at most once per customer and moment, so that it can't be stale.
 */
import { own } from '../condition/event-property';
import type { EventRecord, Json } from '../condition/facts';
import { runtimeAttributes } from '../journey/deployment-attributes';
import { zoneOf } from '../journey/step-facts';
import { type ComputationFacts, createComputation, type KeptValues, type Steadiness } from '../record/formula/computation';
import type { Attribute } from '../record/schema';
import { explainScore, scoreSum } from '../record/score/explain-score';
import type { ScoreExplanation, ScoreSum, Threshold } from '../record/score/schema';
import { zoneOfCountry } from '../time/zone-of-country';
import type { Derivation, Live, LiveCustomer, Program, SteadyValues } from './live';

/** Gives the same derivation for the same formulas. */
export function createDerivations(): (attributes: readonly Attribute[]) => Derivation {
  const known = new Map<string, Derivation>();
  return (attributes) => {
    const key = JSON.stringify(attributes.filter(({ formula }) => formula !== undefined).map(({ id, type, formula, values }) => [id, type, formula, values]));
    let derivation = known.get(key);
    if (!derivation) {
      derivation = deriveFrom(attributes);
      known.set(key, derivation);
    }
    return derivation;
  };
}

function deriveFrom(attributes: readonly Attribute[]): Derivation {
  const computation = createComputation(attributes);
  const byEvent = new Map<string, Set<string>>();
  const byAttribute = new Map([[runtimeAttributes.country as string, new Set<string>([runtimeAttributes.timeZone])]]);
  const note = (index: Map<string, Set<string>>, key: string, attribute: string) => {
    const noted = index.get(key);
    if (noted) noted.add(attribute);
    else index.set(key, new Set([attribute]));
  };
  for (const [attribute, needs] of computation.needs) {
    for (const event of needs.events) note(byEvent, event, attribute);
    for (const other of needs.attributes) note(byAttribute, other, attribute);
  }
  return {
    computation,
    touchedBy(event, changed) {
      const byThis = event === undefined ? undefined : byEvent.get(event);
      // Most events change no attribute that was delivered.
      if (changed.size === 0) return byThis ?? changed;
      const touched = new Set([...changed, ...(byThis ?? [])]);
      for (const one of changed) for (const other of byAttribute.get(one) ?? []) touched.add(other);
      return touched;
    },
  };
}

/** An attribute of a customer as a deployment sees it. An empty time zone is the one of the country. */
export function attributeFor(live: Live, program: Program, customer: LiveCustomer, id: string): Json | undefined {
  return program.derivation.computation.needs.has(id) ? computedBy(live, program, customer)(id) : delivered(customer, id);
}

/** Everything known about a customer, delivered and computed; by the rules of `program`, without one only what was delivered. */
export function allAttributes(live: Live, program: Program | undefined, customer: LiveCustomer): Record<string, Json> {
  if (!program) return customer.attributes;
  const ids = new Set([...Object.keys(customer.attributes), ...program.derivation.computation.needs.keys(), runtimeAttributes.timeZone]);
  return Object.fromEntries(
    [...ids].flatMap((id) => {
      const value = attributeFor(live, program, customer, id);
      return value === undefined ? [] : [[id, value]];
    }),
  );
}

/** What a computed attribute comes to for a customer of whom nothing is known. */
export function blankValue(live: Live, program: Program, attribute: string): Json | undefined {
  const nobody: LiveCustomer = { n: 0, attributes: {}, changed: {}, known: [] };
  return program.derivation.computation.values({ now: live.now, timeZone: zoneFor(program, nobody), attribute: () => undefined, events: () => [] })(attribute);
}

function computedBy(live: Live, program: Program, customer: LiveCustomer): (id: string) => Json | undefined {
  const { n: deployment, derivation } = program;
  for (const one of customer.known) if (one.deployment === deployment) return one.read;
  const zone = zoneFor(program, customer);
  const read =
    find(customer.known, derivation, zone)?.read ?? derivation.computation.values(new FormulasOf(live, customer, zone, keptFor(customer, derivation, zone)));
  customer.known.push({ deployment, derivation, zone, read });
  return read;
}

/** How long values of a customer stay as they are now while nothing new is known of her. A delivered one never changes by itself. */
export function steadinessFor(live: Live, program: Program, customer: LiveCustomer): Steadiness {
  const zone = zoneFor(program, customer);
  return program.derivation.computation.steadiness(new FormulasOf(live, customer, zone, keptFor(customer, program.derivation, zone)));
}

/** Why a computed number is what it is for a customer; undefined for what is none. */
export function explainedFor(
  live: Live,
  program: Program,
  customer: LiveCustomer,
  id: string,
  thresholds?: readonly Threshold[],
): ScoreExplanation | undefined {
  const zone = zoneFor(program, customer);
  const kept = keptFor(customer, program.derivation, zone);
  const events: Live['events'] = (n, name) => live.events(n, name);
  return explainScore(program.derivation.computation, id, live.now, (now) => new FormulasOf({ now, events }, customer, zone, kept), thresholds);
}

/** What a computed number is made of now; undefined for what is none. */
export function scoreSumFor(live: Live, program: Program, customer: LiveCustomer, id: string): ScoreSum | undefined {
  const zone = zoneFor(program, customer);
  return scoreSum(program.derivation.computation, id, new FormulasOf(live, customer, zone, keptFor(customer, program.derivation, zone)));
}

/** Formulas of the same record in the same zone come to the same for every deployment. */
function find<T extends { derivation: Derivation; zone: string }>(among: readonly T[], derivation: Derivation, zone: string): T | undefined {
  for (const one of among) if (one.derivation === derivation && one.zone === zone) return one;
  return undefined;
}

function keptFor({ steady }: LiveCustomer, derivation: Derivation, zone: string): SteadyValues['values'] | undefined {
  if (!steady) return undefined;
  let mine = find(steady, derivation, zone);
  if (!mine) {
    mine = { derivation, zone, values: new Map() };
    steady.push(mine);
  }
  return mine.values;
}

/** What formulas look at. A class for the same reason as `FactsAt`. */
class FormulasOf implements ComputationFacts {
  constructor(
    private readonly live: Live,
    private readonly customer: LiveCustomer,
    readonly timeZone: string,
    readonly steady: KeptValues | undefined,
  ) {}

  get now(): number {
    return this.live.now;
  }

  attribute(id: string): Json | undefined {
    return delivered(this.customer, id);
  }

  events(name: string): readonly EventRecord[] {
    return this.live.events(this.customer.n, name);
  }

  imported(id: string): { value: Json; at: number } | undefined {
    const { attributes, changed } = this.customer;
    const value = own(attributes, id);
    return value === undefined ? undefined : { value, at: changed[id] ?? 0 };
  }
}

function delivered(customer: LiveCustomer, id: string): Json | undefined {
  const value = own(customer.attributes, id);
  if (id !== runtimeAttributes.timeZone || (value !== undefined && value !== '')) return value;
  const country = own(customer.attributes, runtimeAttributes.country);
  return typeof country === 'string' ? zoneOfCountry(country) : undefined;
}

function zoneFor(program: Program, customer: LiveCustomer): string {
  return zoneOf(program.deployment.journey, { attribute: (id) => delivered(customer, id) });
}
