import type { Field, FieldProfile } from '../sources/schema';
import { languages } from '../text';
import { consentValues } from './consent-words';
import { isConsent } from './event-attributes';
import { meaningsOfName } from './name-words';
import { valueKey } from './sample-evidence';
import type { Attribute } from './schema';
import type { DateForm } from './transform-date';
import type { Transform } from './transform-schema';

/** The steps that bring this field's values into the attribute's form; shown with the suggestion before it is accepted. */
export function suggestTransforms(field: Field, attribute: Attribute, country: string | undefined): Transform[] {
  if (field.use === 'aggregate') return [];
  if (attribute.type === 'phone' && ['phone', 'string', 'integer'].includes(field.type) && country !== undefined && /^[A-Z]{2}$/.test(country))
    return [{ kind: 'phone', country }];
  if (attribute.type === 'date' || attribute.type === 'datetime') {
    const form = dateFormOf(field);
    return form === undefined ? [] : [{ kind: 'date', form }];
  }
  if (attribute.id === 'first-name' || attribute.id === 'last-name')
    return holdsWholeName(field) ? [{ kind: 'trim' }, { kind: 'split-name', part: attribute.id === 'first-name' ? 'first' : 'last' }] : [];
  return consentMapFor(field, attribute) ?? valueMapFor(field, attribute);
}

/** How the field's dates are written, by the form the import found or what a text of dates looks like; undefined: as ISO. */
export function dateFormOf({ type, nativeType, profile }: Field): DateForm | undefined {
  const written = nativeType.toLowerCase();
  if (/jalali|shamsi|persian|خورشیدی|شمسی/.test(written)) return 'jalali';
  const [, inside = ''] = /\(([^)]*)\)/.exec(written) ?? [];
  const form = inside.replace(/[-. ]/g, '/');
  if (form === 'dd/mm/yyyy' || form === 'mm/dd/yyyy') return form;
  if (inside === 'yyyymmdd') return 'yyyymmdd';
  if (form === 'yyyy/mm/dd') return inside === 'yyyy-mm-dd' ? undefined : 'yyyy-mm-dd';
  if (/^(integer|bigint|number).*\bmilli/.test(written)) return 'epoch-milliseconds';
  if (/^(integer|bigint|number).*\b(seconds|unix)/.test(written)) return 'epoch-seconds';
  if (type === 'integer') return epochOf(profile);
  // A database's own dates come as ISO; a text may be anything that looks like one.
  return type === 'string' ? 'auto' : undefined;
}

/** Ten digits are seconds, thirteen milliseconds, eight a date without signs. */
function epochOf(profile: FieldProfile | undefined): DateForm | undefined {
  if (!profile || profile.minLength !== profile.maxLength) return undefined;
  return ({ 8: 'yyyymmdd', 10: 'epoch-seconds', 13: 'epoch-milliseconds' } as const)[profile.maxLength as 8 | 10 | 13];
}

/** By its name, unless the values are single words. */
function holdsWholeName({ nativeName, label, profile }: Field): boolean {
  const words = [nativeName, ...languages.map((language) => label[language] ?? '')].map((name) => new Set(meaningsOfName(name)));
  const [native] = words;
  const isWhole = words.some((known) => known.has('full')) || (native?.has('name') === true && !words.some((known) => known.has('first') || known.has('last')));
  return isWhole && (profile?.pattern === undefined || /[\s,]/.test(profile.pattern));
}

/** כן → granted: when every frequent value says something about the consent, and not yet in the attribute's own words. */
function consentMapFor(field: Field, { id, type, values: own = [] }: Attribute): Transform[] | undefined {
  if (!isConsent(id) || (type !== 'enum' && type !== 'boolean')) return undefined;
  const found = consentValues(field);
  if (!found) return undefined;
  const wanted = { granted: 'true', withdrawn: 'false', pending: undefined, unknown: undefined } as const;
  const values = found.flatMap(({ from, to: state }) => {
    const to = type === 'boolean' ? wanted[state] : own.find((one) => one.id === state)?.id;
    return to === undefined ? [] : [{ from, to }];
  });
  return values.every(({ from, to }) => from === to) ? [] : [{ kind: 'value-map', values, otherwise: 'keep' }];
}

/** M → male: when every frequent value is one of the attribute's by id, label or its only possible first letter. */
function valueMapFor({ profile }: Field, { type, values = [] }: Attribute): Transform[] {
  if (type !== 'enum' || !profile?.top || profile.top.length === 0 || values.length === 0) return [];
  const pairs = profile.top.map(([from]) => ({ from, to: valueFor(from, values) }));
  if (pairs.every(({ from, to }) => from === to)) return [];
  const found = pairs.flatMap(({ from, to }) => (to === undefined ? [] : [{ from: from.slice(0, 200), to }]));
  return found.length === pairs.length ? [{ kind: 'value-map', values: found, otherwise: 'keep' }] : [];
}

function valueFor(value: string, values: NonNullable<Attribute['values']>): string | undefined {
  const key = valueKey(value);
  if (key === '') return undefined;
  const namesOf = ({ id, label }: (typeof values)[number]) => [id, ...languages.map((language) => label[language] ?? '')].map(valueKey);
  const exact = values.find((one) => namesOf(one).includes(key));
  if (exact) return exact.id;
  const begins = [...key].length === 1 ? values.filter((one) => namesOf(one).some((name) => name.startsWith(key))) : [];
  return begins.length === 1 ? begins[0]?.id : undefined;
}
