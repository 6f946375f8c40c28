/** What one transaction says for or against writing to somebody, on its way into the file that outlives the store. */
import type { EventRecord, Json } from '../../shared/condition/facts';
import { runtimeAttributes } from '../../shared/journey/deployment-attributes';
import { forbids, isLasting, lastingEvent, mustLast, saysNo } from '../../shared/record/lasting';
import type { LiveCustomer } from '../../shared/runtime/live';
import type { Database } from '../store/driver';
import { identifiersOf } from './identified';
import type { LastingWords, Said, Word } from './lasting-words';

type Known = Pick<LiveCustomer, 'n' | 'attributes' | 'changed'>;

export type Spoken = {
  /** Before an attribute of hers gets another value. */
  set(customer: Known, attribute: string, value: Json): void;
  heard(customer: number, event: EventRecord): void;
  /** She is known by more than before: what was said holds for all of it. */
  again(customer: Known): void;
  /** Before the commit: what forbids is on the disk when it returns. Throws SQLite's errors. */
  flush(customerOf: (n: number) => Known): void;
  /** What ends a no; in this order the file never allows what the store forbids. Throws SQLite's errors. */
  afterCommit(): void;
};

export function createSpoken(db: Database, words: LastingWords): Spoken {
  const attributes = new Map<number, Set<string>>();
  const events = new Map<number, Word[]>();
  let allowed: Said[] = [];
  const note = (n: number, attribute: string) => {
    const noted = attributes.get(n);
    if (noted) noted.add(attribute);
    else attributes.set(n, new Set([attribute]));
  };

  return {
    set({ n, attributes: known, changed }, attribute, value) {
      if (isLasting(attribute) && mustLast(attribute, value ?? undefined, known[attribute], changed[attribute] === undefined)) note(n, attribute);
    },
    heard(n, { uid, name, at, properties }) {
      const about = lastingEvent(name, properties);
      if (about === undefined) return;
      // What a provider says of why may quote the address.
      const { reason: _, ...others } = properties;
      events.set(n, [...(events.get(n) ?? []), { about, forbids: true, at, value: { uid, properties: others } }]);
    },
    again({ n, attributes: known, changed }) {
      for (const attribute of Object.keys(changed)) if (isLasting(attribute) && saysNo(attribute, known[attribute])) note(n, attribute);
    },
    flush(customerOf) {
      const forbidden: Said[] = [];
      allowed = [];
      for (const n of new Set([...attributes.keys(), ...events.keys()])) {
        const identifiers = identifiersOf(db, n);
        // She has become part of somebody else, who has her words, or was erased.
        if (identifiers.length === 0) continue;
        const customer = customerOf(n);
        if (customer.attributes[runtimeAttributes.test] === true) continue;
        const all = [...(attributes.get(n) ?? [])].map((attribute) => wordOf(customer, attribute));
        forbidden.push({ identifiers, words: [...all.filter((word) => word.forbids), ...(events.get(n) ?? [])] });
        allowed.push({ identifiers, words: all.filter((word) => !word.forbids) });
      }
      words.keep(forbidden.filter((one) => one.words.length > 0));
      allowed = allowed.filter((one) => one.words.length > 0);
    },
    afterCommit() {
      words.keep(allowed);
      allowed = [];
    },
  };
}

/** What an attribute of hers says now. */
export function wordOf({ attributes, changed }: Omit<Known, 'n'>, attribute: string): Word {
  const value = attributes[attribute];
  return { about: attribute, forbids: forbids(attribute, value), at: changed[attribute] ?? 0, value: value ?? null };
}
