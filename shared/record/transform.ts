/** What the steps of a mapping do to a value. What they are: `transform-schema.ts`. */
import { readPhoneNumber } from '../phone-number';
import type { Mapping } from './schema';
import { readDate } from './transform-date';
import { splitName } from './transform-name';
import type { Transform } from './transform-schema';
import { inCase, mapValue, trimmed } from './transform-text';

/** Why a step gave nothing; the words are `transform.reason.<code>`. */
export type TransformReason = 'date-unreadable' | 'date-ambiguous' | 'phone-unreadable' | 'name-one-word' | 'value-not-listed';

export type Transformed = {
  value: string;
  /** Of the first step that could not do its work, and which one it was. */
  reason?: { code: TransformReason; step: number };
};

/** Values of one record by native field name, as samples keep them. */
export type Row = Readonly<Record<string, unknown>>;
export type TransformContext = {
  /** Native name of another field of the same object; undefined when it is gone. */
  nameOf(field: string): string | undefined;
};

/** Longer values are cut: a whole document in a cell is no value of a record. */
const LONGEST = 10_000;

/**
 * The value after all steps, in order. A step that can't do its work gives an empty value and says why; an empty value
 * stays empty, except that `concat` may still bring something. Never throws.
 */
export function applyTransforms(value: unknown, row: Row, mapping: Pick<Mapping, 'transforms'>, context: TransformContext): Transformed {
  let now = valueText(value);
  let reason: Transformed['reason'];
  for (const [step, transform] of (mapping.transforms ?? []).entries()) {
    const next = applyOne(now, row, transform, context);
    if (typeof next === 'string') now = next.slice(0, LONGEST);
    else {
      now = '';
      reason ??= { code: next.reason, step };
    }
  }
  return reason && now === '' ? { value: now, reason } : { value: now };
}

function applyOne(value: string, row: Row, transform: Transform, context: TransformContext): string | { reason: TransformReason } {
  if (transform.kind === 'concat') return concat(value, row, transform, context);
  if (trimmed(value) === '') return '';
  switch (transform.kind) {
    case 'trim':
      return trimmed(value);
    case 'case':
      return inCase(value, transform.to);
    case 'split-name': {
      const { first, last } = splitName(value);
      if (transform.part === 'first') return first;
      return last === '' ? { reason: 'name-one-word' } : last;
    }
    case 'value-map': {
      const found = mapValue(value, transform.values);
      if (found !== undefined) return found;
      return transform.otherwise === 'keep' ? value : { reason: 'value-not-listed' };
    }
    case 'date': {
      const read = readDate(value, transform.form);
      return 'value' in read ? read.value : read;
    }
    case 'phone':
      return readPhone(value, transform.country);
  }
}

function concat(value: string, row: Row, { fields, separator }: Transform & { kind: 'concat' }, { nameOf }: TransformContext): string {
  const others = fields.map((field) => {
    const name = nameOf(field);
    return name !== undefined && Object.hasOwn(row, name) ? valueText(row[name]) : '';
  });
  return [value, ...others]
    .map(trimmed)
    .filter((part) => part !== '')
    .join(separator);
}

/** E.164 when it is a valid number; an extension is left out. */
function readPhone(value: string, country: string): string | { reason: TransformReason } {
  const number = readPhoneNumber(value, country);
  return number?.isValid ? number.e164 : { reason: 'phone-unreadable' };
}

/** A value of a sample row as text: lists by comma, anything deeper as JSON. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text =
    typeof value === 'object' ? (Array.isArray(value) && value.every((one) => typeof one !== 'object') ? value.join(', ') : jsonText(value)) : String(value);
  return text.slice(0, LONGEST);
}

function jsonText(value: object): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}
