import { toCanonicalJson } from '../canonical-json';
import { sha256Hex } from '../journey/content-hash';
import type { Engagement } from './schema';

/**
 * Names the content of an engagement, 64 hex digits: printed on every document of a handover, so that brief, field map and
 * journey file provably speak of the same state. Taken over the data, never over a file's bytes; when it was saved, and
 * how often, is left out.
 */
export function engagementHash(engagement: Engagement): string {
  const { revision: _, updatedAt: __, ...content } = engagement;
  return sha256Hex(toCanonicalJson(content));
}

/** The first twelve digits, in groups of four: what is printed where the whole would not fit. */
export function shortHash(hash: string): string {
  return hash.slice(0, 12).replace(/(.{4})(?=.)/g, '$1 ');
}
