/** What was taken in and nobody understands: a misspelt name is kept like any other, and its sender should hear of it. */
import { fromWire } from '../ids';
import { type Problem, problem } from '../problem';
import { type EventEnvelope, type IngestWarning, mostWarnings, type ProfileUpdate } from './api';
import type { KnownNames } from './known-names';

/** `isIdentifier`: whether the rules of identity go by an attribute. */
export type Understood = { names: KnownNames; isIdentifier: (attribute: string) => boolean };

const longestName = 100;

/** Of events, in the order in which they were sent. Names as they were sent. */
export function warningsOfEvents(events: readonly EventEnvelope[], { names, isIdentifier }: Understood): IngestWarning[] {
  const found = createFindings();
  events.forEach(({ name, properties, identifiers }, index) => {
    for (const key in identifiers) if (!isIdentifier(key)) found.add('identifier-unknown', key, index);
    if (!names.listsEvents) return;
    const known = names.events.get(name) ?? names.events.get(fromWire(name));
    if (known === undefined) found.add('event-unknown', name, index);
    else if (known !== 'any')
      for (const key in properties) if (!has(known, key) && !isProfileField(names, name, key)) found.add('property-unknown', key, index, name);
  });
  return found.warnings;
}

/** Of profiles, likewise. */
export function warningsOfProfiles(updates: readonly ProfileUpdate[], { names, isIdentifier }: Understood): IngestWarning[] {
  const found = createFindings();
  updates.forEach(({ attributes, identifiers }, index) => {
    for (const key in identifiers) if (!isIdentifier(key)) found.add('identifier-unknown', key, index);
    if (names.attributes.size > 0) for (const key in attributes) if (!has(names.attributes, key)) found.add('attribute-unknown', key, index);
  });
  return found.warnings;
}

/** As the app says them. */
export function problemsOfWarnings(warnings: readonly IngestWarning[]): Problem[] {
  return warnings.map(({ kind, name, event, count, first }) => problem('warns', `sent-${kind}`, [first], { name, times: count, ...(event && { event }) }));
}

/** This event sets attributes: they are its properties. */
function isProfileField({ attributes }: KnownNames, event: string, key: string): boolean {
  return fromWire(event) === 'profile-updated' && (attributes.size === 0 || has(attributes, key));
}

function has(known: ReadonlySet<string>, name: string): boolean {
  return known.has(name) || known.has(fromWire(name));
}

function createFindings() {
  const warnings: IngestWarning[] = [];
  const byKey = new Map<string, IngestWarning>();
  return {
    warnings,
    add(kind: IngestWarning['kind'], sent: string, first: number, event?: string) {
      const name = sent.slice(0, longestName);
      const key = JSON.stringify([kind, name, event]);
      const known = byKey.get(key);
      if (known) known.count++;
      else if (warnings.length < mostWarnings) {
        const warning = { kind, name, ...(event === undefined ? {} : { event }), count: 1, first };
        byKey.set(key, warning);
        warnings.push(warning);
      }
    },
  };
}
