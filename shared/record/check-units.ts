/** Fields of one attribute that count in different units or currencies. Said only where names, types or values say so. */
import type { Engagement } from '../engagement/schema';
import { readAmount, readCurrency } from '../population/read-number';
import { type Problem, problem } from '../problem';
import type { FieldPlace } from '../sources/find';
import { tokensOf } from '../sources/name-tokens';
import type { Field, SourceObject } from '../sources/schema';
import { isEmptyText, type Text } from '../text';
import type { Attribute } from './schema';

type Unit = 'milliseconds' | 'seconds' | 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'percent' | 'fraction' | 'hundredths';

const unitWords: Record<Unit, { spellings: string; label: Record<string, string> }> = {
  milliseconds: { spellings: 'milliseconds millis ms msec', label: { en: 'milliseconds', he: 'אלפיות שנייה', fa: 'میلی‌ثانیه' } },
  seconds: { spellings: 'seconds secs שניות ثانیه', label: { en: 'seconds', he: 'שניות', fa: 'ثانیه' } },
  minutes: { spellings: 'minutes mins דקות دقیقه', label: { en: 'minutes', he: 'דקות', fa: 'دقیقه' } },
  hours: { spellings: 'hours hrs שעות ساعت', label: { en: 'hours', he: 'שעות', fa: 'ساعت' } },
  days: { spellings: 'days ימים روز', label: { en: 'days', he: 'ימים', fa: 'روز' } },
  weeks: { spellings: 'weeks שבועות هفته', label: { en: 'weeks', he: 'שבועות', fa: 'هفته' } },
  months: { spellings: 'months חודשים ماه', label: { en: 'months', he: 'חודשים', fa: 'ماه' } },
  percent: { spellings: 'percent pct percentage אחוז אחוזים درصد', label: { en: 'percent (0 to 100)', he: 'אחוזים (0 עד 100)', fa: 'درصد (۰ تا ۱۰۰)' } },
  fraction: { spellings: '', label: { en: 'a share (0 to 1)', he: 'חלק (0 עד 1)', fa: 'سهم (۰ تا ۱)' } },
  hundredths: { spellings: 'cents agorot אגורות', label: { en: 'hundredths of the currency', he: 'מאיות המטבע', fa: 'صدم واحد پول' } },
};
const unitOfWord = new Map(
  (Object.entries(unitWords) as [Unit, { spellings: string }][]).flatMap(([unit, { spellings }]) =>
    spellings
      .split(' ')
      .filter(Boolean)
      .map((word) => [word, unit] as const),
  ),
);
const shareWords = new Set(['rate', 'ratio', 'share', 'score', 'probability', 'percent', 'pct', 'percentage', 'discount']);

/**
 * `units-clash` {name, field, source, unit, other, otherUnit} at the field that differs from the first whose unit is known (what
 * the attribute's own name says comes before all), and `currency-mixed` {name, currencies, own} at the attribute: amounts in more
 * than one currency, or in another than the client's.
 */
export function checkUnits(attribute: Attribute, fields: readonly FieldPlace[], client: Pick<Engagement['client'], 'currency'>): Problem[] {
  const name: Text = isEmptyText(attribute.label) ? { en: attribute.id } : attribute.label;
  const path = ['record', 'attributes', attribute.id];
  const problems: Problem[] = [];
  if (isNumber(attribute.type)) {
    const own = unitOfName(attribute.id);
    let first = own && { unit: own, field: '' };
    for (const { source, object, field } of fields) {
      const unit = unitOf(field);
      const place = `${object.nativeName}.${field.nativeName}`;
      if (unit === undefined) continue;
      if (first && first.unit !== unit) {
        const words = { unit: unitWords[unit].label, otherUnit: unitWords[first.unit].label };
        problems.push(
          problem('warns', 'units-clash', [...path, 'sources', field.id], {
            name,
            field: place,
            source: source.name,
            other: first.field === '' ? name : first.field,
            ...words,
          }),
        );
      }
      first ??= { unit, field: place };
    }
    // An amount in cents is a hundred times too much as soon as anything else is none.
    const cents = fields.filter(({ field }) => unitOf(field) === 'hundredths');
    const whole = fields.find(({ field }) => unitOf(field) === undefined);
    const [one] = cents;
    if (one && whole && attribute.type === 'money')
      problems.push(
        problem('warns', 'units-clash', [...path, 'sources', one.field.id], {
          name,
          field: `${one.object.nativeName}.${one.field.nativeName}`,
          source: one.source.name,
          unit: unitWords.hundredths.label,
          other: `${whole.object.nativeName}.${whole.field.nativeName}`,
          otherUnit: { en: 'whole amounts', he: 'סכומים שלמים', fa: 'مبلغ کامل' },
        }),
      );
  }
  if (attribute.type === 'money') {
    const currencies = new Set(fields.flatMap(({ object, field }) => currenciesOf(field, object)));
    if (currencies.size > 1 || (currencies.size === 1 && !currencies.has(client.currency)))
      problems.push(problem('warns', 'currency-mixed', path, { name, currencies: [...currencies].sort().join(', '), own: client.currency }));
  }
  return problems;
}

function isNumber(type: Attribute['type']): boolean {
  return type === 'integer' || type === 'decimal' || type === 'money';
}

function unitOfName(name: string): Unit | undefined {
  for (const token of tokensOf(name)) {
    const unit = unitOfWord.get(token);
    if (unit) return unit;
  }
  return undefined;
}

/** What a number counts, as far as the attribute's own name says it. */
export function unitLabel({ id, type }: Pick<Attribute, 'id' | 'type'>): Text | undefined {
  const unit = isNumber(type) ? unitOfName(id) : undefined;
  return unit && unitWords[unit].label;
}

/** What a number counts, by its name, its written type and its smallest and largest value. Orders that are counted have no unit. */
function unitOf({ nativeName, nativeType, type, use, profile }: Field): Unit | undefined {
  if (use === 'aggregate' || !isNumber(type)) return undefined;
  const named = unitOfName(nativeName) ?? unitOfName(nativeType);
  if (/\(\s*0(?:\.0)?\s*(?:-|–|to|\.\.)\s*1(?:\.0)?\s*\)/.test(nativeType)) return 'fraction';
  if (profile?.top?.some(([value]) => /\d\s*%$/.test(value))) return 'percent';
  const isShare = named === 'percent' || tokensOf(nativeName).some((token) => shareWords.has(token));
  const [min, max] = [Number(profile?.min ?? Number.NaN), Number(profile?.max ?? Number.NaN)];
  // A few values prove nothing, and a column of noughts and ones may be either.
  if (isShare && profile && profile.filled >= 20 && profile.distinct > 2 && min >= 0) {
    if (max <= 1) return 'fraction';
    if (max > 2 && max <= 100) return 'percent';
  }
  return named;
}

/** Codes that are no words of their own in any name. */
const codes = new Set(['ils', 'nis', 'usd', 'eur', 'gbp', 'irr', 'chf', 'rub', 'aed', 'jpy', 'cny', 'inr', 'cad', 'aud']);

/** The currencies of a field as far as it, or the field of currencies beside it, says so. */
function currenciesOf(field: Field, object: SourceObject): string[] {
  const named = [field.nativeName, field.nativeType].flatMap((text) => tokensOf(text).filter((token) => codes.has(token)));
  const { profile, example, note } = field;
  const values = [example ?? '', profile?.min ?? '', profile?.max ?? '', ...(profile?.top ?? []).map(([value]) => value)];
  const written = values.flatMap((value) => readAmount(value)?.currency ?? []);
  const noted = (note ?? '').match(/\b[A-Z]{3}\b|[₪€£]/g) ?? [];
  const said = [...named, ...written, ...noted.filter((word) => codes.has(word.toLowerCase()) || word.length === 1)];
  if (said.length > 0) return [...new Set(said.flatMap((word) => readCurrency(word) ?? []))];
  const beside = object.fields.filter((other) => other.type === 'currency' && other.status !== 'missing');
  return [
    ...new Set(
      beside.flatMap((other) => [...(other.profile?.top ?? []).map(([value]) => value), other.example ?? ''].flatMap((value) => readCurrency(value) ?? [])),
    ),
  ];
}
