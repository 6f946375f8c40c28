/** One mapping, ready to be run over many rows: a cell in, what the record gets out of it. */
import type { Json } from '../condition/facts';
import type { Attribute, Mapping } from '../record/schema';
import { applyTransforms, type Row, type TransformContext, valueText } from '../record/transform';
import { trimmed } from '../record/transform-text';
import type { Field } from '../sources/schema';
import type { RecordValue } from './population';
import type { MomentReader } from './read-moment';
import { createValueReader, isEmptyCell, listOf } from './read-value';

/** What one cell comes to. The same cell gives the same object again where values repeat: a column of choices costs nothing. */
export type CellReading = {
  entry?: RecordValue;
  identifiers?: readonly (readonly [attribute: string, value: string])[];
  /** There was something, and it could not be read as the attribute's type. */
  failed?: boolean;
  /** An amount of this currency, which is not the record's. */
  foreign?: string;
};

export type FieldReading = {
  attribute: Attribute;
  field: Field;
  rank: number;
  /** Another field may bring something where this one is empty. */
  takesEmpty: boolean;
  read(raw: unknown, row: Row): CellReading;
};

/** So many different cells before it is asked whether remembering them is any use. */
const TRIAL = 8_192;
const MOST_KNOWN = 20_000;
const nothing: CellReading = {};

export type FieldReadingOptions = {
  attribute: Attribute;
  field: Field;
  mapping: Mapping;
  rank: number;
  isIdentifier: boolean;
  /** False: only identifiers are wanted of it. */
  hasValue: boolean;
  moments: MomentReader;
  currency: string;
  context: TransformContext;
};

export function createFieldReading({ attribute, field, mapping, rank, isIdentifier, hasValue, moments, currency, context }: FieldReadingOptions): FieldReading {
  const readValue = countsRows(attribute, field) ? () => ({ value: 1 }) : createValueReader(attribute, moments, currency);
  const steps = mapping.transforms ?? [];
  const takesEmpty = steps.some((step) => step.kind === 'concat');

  function fresh(raw: unknown, row: Row): CellReading {
    if (!takesEmpty && isEmptyCell(raw)) return nothing;
    let cell = raw;
    if (steps.length > 0) {
      const { value, reason } = applyTransforms(raw, row, mapping, context);
      // What is not listed is left out on purpose, and a name of one word has no second.
      if (value === '' && (reason?.code === 'date-unreadable' || reason?.code === 'date-ambiguous' || reason?.code === 'phone-unreadable'))
        return { failed: true };
      cell = value;
    }
    if (isEmptyCell(cell)) return nothing;
    const reading: CellReading = {};
    if (isIdentifier) {
      const values = attribute.type === 'string[]' ? listOf(cell) : [trimmed(valueText(cell))];
      reading.identifiers = values.map((value) => [attribute.id, value] as const);
    }
    if (!hasValue) return reading;
    const found = readValue(cell);
    if (!found) reading.failed = true;
    else if ('foreign' in found) reading.foreign = found.foreign;
    else reading.entry = { attribute: attribute.id, value: found.value as Json, rank };
    return reading;
  }

  let known: Map<unknown, CellReading> | undefined = takesEmpty ? undefined : new Map();
  let hits = 0;
  let misses = 0;
  return {
    attribute,
    field,
    rank,
    takesEmpty,
    read(raw, row) {
      if (!known || typeof raw === 'object') return fresh(raw, row);
      const before = known.get(raw);
      if (before) {
        hits += 1;
        return before;
      }
      misses += 1;
      const reading = fresh(raw, row);
      if (known.size < MOST_KNOWN) known.set(raw, reading);
      // Names repeat, keys never do.
      if (misses === TRIAL && hits < misses) known = undefined;
      return reading;
    },
  };
}

/** Orders are counted by their numbers, not added up: of a field that is no quantity every row with a value is one. */
export function countsRows(attribute: Attribute, field: Field): boolean {
  const isQuantity = field.type === 'integer' || field.type === 'decimal' || field.type === 'money';
  return field.use === 'aggregate' && attribute.survivorship === 'sum' && attribute.type === 'integer' && (field.key || !isQuantity);
}
