import type { Transform } from '../../../shared/record/transform-schema';
import { maskValue } from '../../../shared/sources/mask-value';
import { higherClass } from '../../../shared/sources/personal-data';
import type { CanonicalType, Field } from '../../../shared/sources/schema';

const MOST = 60;

/**
 * A sample's value as it is shown: masked by its field, unless the user wants to see it. `as`: what the value is meant to be;
 * a telephone number kept as text shows no more than any other.
 */
export function shownValue(value: string, field: Pick<Field, 'type' | 'pii' | 'key'>, as: CanonicalType, bare: boolean): string {
  return bare ? value.slice(0, MOST) : maskValue(value, as === 'phone' ? { ...field, type: as } : field);
}

/** What masks a value after these steps: one joined from several fields is as personal as the most personal of them. */
export function maskedAs(field: Field, transforms: readonly Transform[], others: readonly Field[]): Pick<Field, 'type' | 'pii' | 'key'> {
  const ids = new Set(transforms.flatMap((step) => (step.kind === 'concat' ? step.fields : [])));
  if (ids.size === 0) return field;
  const joined = [field, ...others.filter(({ id }) => ids.has(id))];
  return { type: 'string', pii: joined.map(({ pii }) => pii).reduce(higherClass), key: joined.some(({ key }) => key) };
}
