/**
 * What a system may say so that somebody understands it. A deployment knows the attributes and identifiers of its record and, where
 * whoever published it said so, which events the client's systems can tell of. What nobody has said is not asked.
 */
import type { Catalogue } from '../catalogue/schema';
import { toWire } from '../ids';
import { addressAttributes, consentAttributes, runtimeAttributes } from '../journey/deployment-attributes';
import { listensOf } from '../journey/deployment-listens';
import { lookBackOf } from '../runtime/look-back';
import type { DeploymentBundle } from './api';

/** Of an event, `any`: its properties were never listed. */
export type KnownProperties = ReadonlySet<string> | 'any';

/** Each name in the spelling of the catalogue and in that of the wire, so that asking costs one look. */
export type KnownNames = {
  events: ReadonlyMap<string, KnownProperties>;
  /** Somebody has listed events; else none is missing. */
  listsEvents: boolean;
  /** Empty: no record describes any; else none is missing. */
  attributes: ReadonlySet<string>;
};

/** What the record need not say for the executor to go by it. */
const always = [...Object.values(runtimeAttributes), ...Object.values(consentAttributes), ...Object.values(addressAttributes)].filter((id) => id !== undefined);

/** The events of the catalogue with what each may carry, as a bundle tells the executor of them. */
export function eventListOf({ events, commonProperties }: Pick<Catalogue['events'], 'events' | 'commonProperties'>): NonNullable<DeploymentBundle['events']> {
  return events.map(({ id, properties }) => ({ id, properties: [...commonProperties, ...properties].map((one) => one.id) }));
}

/** What one deployment knows. */
export function namesOfBundle(bundle: DeploymentBundle): KnownNames {
  const { triggers, runs } = listensOf(bundle);
  const events = new Map<string, KnownProperties>();
  // What it looks at it knows, also where nobody listed it. To read every formula takes a while and is for those that list none.
  const looksAt = [...triggers.events, ...runs.events, ...(bundle.events ? [] : lookBackOf(bundle).keys())];
  for (const id of looksAt) for (const name of spellings(id)) events.set(name, 'any');
  for (const { id, properties } of bundle.events ?? []) {
    const known = new Set(properties.flatMap(spellings));
    for (const name of spellings(id)) events.set(name, known);
  }
  const described = bundle.record.attributes.map(({ id }) => id);
  const attributes = new Set(described.length > 0 ? [...described, ...always].flatMap(spellings) : []);
  return { events, listsEvents: bundle.events !== undefined, attributes };
}

/** What several know together. */
export function joinNames(all: readonly KnownNames[]): KnownNames {
  const events = new Map<string, KnownProperties>();
  for (const one of all)
    for (const [name, properties] of one.events) {
      const known = events.get(name);
      // Whoever lists an event's properties says more than whoever only looks at the event.
      if (known === undefined || known === 'any') events.set(name, properties);
      else if (properties !== 'any') events.set(name, new Set([...known, ...properties]));
    }
  return { events, listsEvents: all.some(({ listsEvents }) => listsEvents), attributes: new Set(all.flatMap(({ attributes }) => [...attributes])) };
}

function spellings(id: string): string[] {
  const wire = toWire(id);
  return wire === id ? [id] : [id, wire];
}
