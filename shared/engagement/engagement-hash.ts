import { toCanonicalJson } from '../canonical-json';
import { sha256Hex } from '../journey/content-hash';
import type { Engagement } from './schema';

/**
 * Names the content of an engagement, 64 hex digits: printed on every document of a handover, so that brief, field map and
 * journey file provably speak of the same state. Taken over the data, never over a file's bytes; when it was saved, and
 * how often, is left out.
 */
export function engagementHash(engagement: Engagement): string {
  let hash = hashes.get(engagement);
  if (hash === undefined) {
    hash = sha256Hex(engagementContent(engagement));
    hashes.set(engagement, hash);
  }
  return hash;
}

/** What the hash is taken over: all of the engagement in canonical JSON, without when it was saved and how often. */
export function engagementContent({ revision: _, updatedAt: __, ...content }: Pick<Engagement, 'revision' | 'updatedAt'>): string {
  return toCanonicalJson(content);
}

/** Engagements are never changed in place; eleven briefs of one are made one after the other. */
const hashes = new WeakMap<Engagement, string>();

/** The first twelve digits, in groups of four: what is printed where the whole would not fit. */
export function shortHash(hash: string): string {
  return hash.slice(0, 12).replace(/(.{4})(?=.)/g, '$1 ');
}
