/** A cell's value as an attribute's: of the canonical type, or none. */
import { booleanPairs } from '../boolean-words';
import type { Json } from '../condition/facts';
import { valueKey } from '../record/sample-evidence';
import type { Attribute } from '../record/schema';
import { valueText } from '../record/transform';
import { trimmed, withAsciiDigits } from '../record/transform-text';
import { languages } from '../text';
import { readCountry } from './read-country';
import type { MomentReader } from './read-moment';
import { readAmount, readCurrency, readNumber } from './read-number';

/** `foreign`: an amount of another currency than the client's, which is no amount of the record. */
export type ValueReading = { value: Json } | { foreign: string } | undefined;

export type ValueReader = (raw: unknown) => ValueReading;

/** Words that mean "nothing here" in exports. */
const nothing = new Set(['', 'null', 'n/a', 'na', 'nan', 'none', 'undefined', 'nil', '-', '--', '—', '\\n', '(null)']);

const booleans = new Map(booleanPairs.flatMap(([yes, no]) => [[yes, true] as const, [no, false] as const]));

/** Whether a cell holds nothing, or a word for it. */
export function isEmptyCell(raw: unknown): boolean {
  if (raw === null || raw === undefined || raw === '') return true;
  if (typeof raw === 'string') return raw.length <= 9 && nothing.has(trimmed(raw).toLowerCase());
  return Array.isArray(raw) && raw.length === 0;
}

/**
 * Reads cells for an attribute. Whole numbers are rounded; amounts are in `currency` (ISO 4217); a day is the day in the
 * reader's zone; an enum gives the id of a value named by id or by its label in any language, and nothing else when the
 * attribute lists its values; a text as it stands, without blanks around it. Never throws.
 */
export function createValueReader({ type, values }: Pick<Attribute, 'type' | 'values'>, moments: MomentReader, currency: string): ValueReader {
  const text = (read: (text: string) => Json | undefined): ValueReader => {
    return (raw) => {
      const value = read(typeof raw === 'string' ? trimmed(raw) : valueText(raw));
      return value === undefined || value === '' ? undefined : { value };
    };
  };
  switch (type) {
    case 'integer':
    case 'decimal': {
      const settle = type === 'integer' ? Math.round : (value: number) => value;
      return (raw) => {
        if (typeof raw === 'number') return Number.isFinite(raw) ? { value: settle(raw) } : undefined;
        if (typeof raw === 'boolean') return { value: raw ? 1 : 0 };
        const value = readShare(trimmed(valueText(raw)));
        return value === undefined ? undefined : { value: settle(value) };
      };
    }
    case 'money':
      return (raw) => {
        if (typeof raw === 'number') return Number.isFinite(raw) ? { value: raw } : undefined;
        const read = readAmount(trimmed(valueText(raw)));
        if (!read) return undefined;
        return read.currency === undefined || read.currency === currency ? { value: read.amount } : { foreign: read.currency };
      };
    case 'boolean':
      return (raw) => {
        const value = typeof raw === 'boolean' ? raw : booleans.get(withAsciiDigits(trimmed(valueText(raw))).toLowerCase());
        return value === undefined ? undefined : { value };
      };
    case 'date':
      return text(moments.day);
    case 'datetime':
      return text(moments.dateTime);
    case 'enum': {
      if (!values || values.length === 0) return text((value) => value);
      const ids = new Map(
        [...values]
          .reverse()
          .flatMap(({ id, label }) => languages.map((language) => [valueKey(label[language] ?? ''), id] as const).concat([[valueKey(id), id]])),
      );
      for (const { id } of values) ids.set(id, id);
      ids.delete('');
      const idOf = (value: string) => ids.get(value) ?? ids.get(valueKey(value));
      // Of a list of tags, the one that is a value.
      return text(
        (value) =>
          idOf(value) ??
          listOf(value)
            .map(idOf)
            .find((id) => id !== undefined),
      );
    }
    case 'string[]':
      return (raw) => {
        const members = listOf(raw);
        return members.length === 0 ? undefined : { value: members };
      };
    case 'country':
      return text(readCountry);
    case 'currency':
      return text(readCurrency);
    case 'json':
      return (raw) => (isJson(raw) ? { value: raw } : undefined);
    case 'string':
    case 'email':
    case 'phone':
    case 'url':
      return text((value) => value);
  }
}

/** `12%` is 0.12. */
function readShare(text: string): number | undefined {
  const percent = /^(.*\S)\s*[%٪]$/u.exec(text);
  if (!percent) return readNumber(text);
  const value = readNumber(percent[1] ?? '');
  return value === undefined ? undefined : value / 100;
}

/** The members of a list, or of a text that is one: JSON, or cut at commas, semicolons and bars. Each once. */
export function listOf(raw: unknown): string[] {
  let members: unknown[];
  if (Array.isArray(raw)) members = raw;
  else {
    const text = trimmed(valueText(raw));
    const parsed = text.startsWith('[') ? parseList(text) : undefined;
    members = parsed ?? text.split(/[,;|\n،]/u);
  }
  return [...new Set(members.map((member) => trimmed(valueText(member))).filter((member) => !isEmptyCell(member)))];
}

function parseList(text: string): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Rows come out of JSON files; what a program put in besides is no value. */
function isJson(raw: unknown): raw is Json {
  return raw !== undefined && typeof raw !== 'function' && typeof raw !== 'symbol' && typeof raw !== 'bigint';
}
