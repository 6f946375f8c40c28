import { z } from 'zod';

/** Catalogue ids: attributes, events, segments, points, messages, calendars. The same everywhere in documents. */
export const keySchema = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/);

/** Things a client can have several of: sources, objects, fields, journeys, vendors, notes. */
export const ulidSchema = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/);

/** Short id of a node or edge, unique inside one journey. */
export const partIdSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/);

/** On the wire (events, properties, formulas, generated code) a catalogue id is written with underscores. */
export function toWire(key: string): string {
  return key.replaceAll('-', '_');
}

/** Accepts both spellings and gives the catalogue id. */
export function fromWire(name: string): string {
  let id = knownIds.get(name);
  if (id === undefined) {
    id = name.replaceAll('_', '-').toLowerCase();
    if (knownIds.size >= mostKnown) knownIds.clear();
    if (name.length <= 100) knownIds.set(name, id);
  }
  return id;
}

/** Asked for the name of every event and of each of its properties, of which there are few. */
const knownIds = new Map<string, string>();
const mostKnown = 5_000;

/** The first of `base`, `base-2`, `base-3` … that is not taken. */
export function freeKey(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base)) return base;
  for (let n = 2; ; n++) {
    const key = `${base.slice(0, 60)}-${n}`;
    if (!taken.has(key)) return key;
  }
}
