/** Secrets on their way into headers, and the comparison of what should be equal to one. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Reason } from '../../shared/journey/run';
import { reasonOf } from './troubles';

/** Undefined: it can go into a header. A line break pasted along with a token would begin a header of its own. */
export function faultOfSecret(secret: string | undefined): Reason | undefined {
  if (secret === undefined || secret === '') return reasonOf('secret-missing');
  return /^[\x21-\x7e]{1,4000}$/.test(secret) ? undefined : reasonOf('secret-unusable');
}

/** Takes as long whatever differs, lengths included. */
export function areSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
