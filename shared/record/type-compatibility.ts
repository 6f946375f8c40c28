import type { CanonicalType } from '../sources/schema';

/**
 * How a field's type fits an attribute's. `same` · `fits`: every value can be taken as it is · `converts`: most values can,
 * by a rule a person should see · `clash`: not without somebody's decision.
 */
export type TypeFit = 'same' | 'fits' | 'converts' | 'clash';

/** From a field's type (outer) to an attribute's type (inner). What is not named clashes; same types are the same. */
const fits: { readonly [from in CanonicalType]: Partial<Record<CanonicalType, 'fits' | 'converts'>> } = {
  string: {
    email: 'converts',
    phone: 'converts',
    url: 'converts',
    country: 'converts',
    currency: 'converts',
    enum: 'converts',
    integer: 'converts',
    decimal: 'converts',
    money: 'converts',
    boolean: 'converts',
    date: 'converts',
    datetime: 'converts',
    'string[]': 'converts',
    json: 'converts',
  },
  integer: { string: 'fits', decimal: 'fits', money: 'fits', boolean: 'converts', enum: 'converts', phone: 'converts', datetime: 'converts' },
  decimal: { string: 'fits', money: 'fits', integer: 'converts' },
  boolean: { string: 'fits', integer: 'fits', enum: 'converts' },
  date: { string: 'fits', datetime: 'converts', integer: 'converts' },
  datetime: { string: 'fits', date: 'fits' },
  enum: { string: 'fits', boolean: 'converts', country: 'converts', currency: 'converts', integer: 'converts', 'string[]': 'fits' },
  'string[]': { string: 'converts', enum: 'converts', json: 'fits' },
  money: { string: 'fits', decimal: 'fits', integer: 'converts' },
  email: { string: 'fits' },
  phone: { string: 'fits' },
  url: { string: 'fits' },
  country: { string: 'fits', enum: 'fits' },
  currency: { string: 'fits', enum: 'fits' },
  json: { string: 'fits', 'string[]': 'converts' },
};

export function fitOfTypes(field: CanonicalType, attribute: CanonicalType): TypeFit {
  return field === attribute ? 'same' : (fits[field][attribute] ?? 'clash');
}

/** `aggregate` fields feed a calculation (orders are counted, their totals summed), so their own type need not fit. */
export function clashes(field: { type: CanonicalType; use: string }, attribute: { type: CanonicalType }): boolean {
  return field.use !== 'aggregate' && fitOfTypes(field.type, attribute.type) === 'clash';
}
