import { holdsCardNumber } from '../shared/sources/check-digits';
import { maskValue } from '../shared/sources/mask-value';
import type { CanonicalType, PiiClass } from '../shared/sources/schema';

/** The example of a field in a document that is handed around. Of a card's number not even the form remains: ''. */
export function maskExample(value: string, type: CanonicalType, pii: PiiClass, key: boolean): string {
  return holdsCardNumber(value.replace(/\s+/g, ' ').slice(0, 1_000)) ? '' : maskValue(value, { type, pii, key });
}
