/** Does a formula make sense: are its names known, do its types fit. */
import { toWire } from '../../ids';
import { type Problem, problem } from '../../problem';
import type { CanonicalType } from '../../sources/schema';
import { type Expression, needsProperty, type ValueType } from './syntax';

/** What a formula may name. Types are the catalogue's canonical types. */
export type FormulaNames = {
  /** Canonical type of an attribute; undefined: no such attribute. */
  attribute(id: string): CanonicalType | undefined;
  hasEvent(id: string): boolean;
  /** Canonical type of a property of an event; undefined: it has none of that name. */
  property(event: string, id: string): CanonicalType | undefined;
};

const valueTypes: Record<CanonicalType, ValueType> = {
  string: 'text',
  enum: 'text',
  email: 'text',
  phone: 'text',
  url: 'text',
  country: 'text',
  currency: 'text',
  integer: 'number',
  decimal: 'number',
  money: 'number',
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
  'string[]': 'list',
  json: 'any',
};

const typeWords: Record<ValueType, Record<string, string>> = {
  number: { en: 'number', he: 'מספר', fa: 'عدد' },
  text: { en: 'text', he: 'טקסט', fa: 'متن' },
  boolean: { en: 'yes or no', he: 'כן או לא', fa: 'بله یا خیر' },
  date: { en: 'date', he: 'תאריך', fa: 'تاریخ' },
  datetime: { en: 'date and time', he: 'תאריך ושעה', fa: 'تاریخ و زمان' },
  list: { en: 'list', he: 'רשימה', fa: 'فهرست' },
  any: { en: 'anything', he: 'כל ערך', fa: 'هر مقدار' },
};

/**
 * Problems of a formula for an attribute of this type, with the path left empty, each once and with `at`, its first place in
 * the text, from 1: `attribute-unknown`, `event-unknown`,
 * `property-unknown`, `formula-arguments` {name}, `formula-type` {expected, found}, `formula-divides-by-zero`. All block.
 */
export function checkFormula(formula: Expression, type: CanonicalType, names: FormulaNames): Problem[] {
  const found = new Map<string, Problem>();
  const add = (at: number, code: string, params: Problem['params']) => {
    const key = JSON.stringify([code, params]);
    if (!found.has(key)) found.set(key, problem('blocks', code, [], { ...params, at }));
  };
  const mismatch = (at: number, expected: ValueType, found: ValueType) => add(at, 'formula-type', { expected: typeWords[expected], found: typeWords[found] });
  const want = (at: number, is: ValueType, ...wanted: ValueType[]) => {
    if (is !== 'any' && !wanted.includes(is)) mismatch(at, wanted[0] ?? 'any', is);
  };

  /** `event`: whose properties bare names are; undefined outside `where`. */
  function typeOf(expression: Expression, event: string | undefined): ValueType {
    const of = (part: Expression) => typeOf(part, event);
    switch (expression.kind) {
      case 'literal':
        return typeof expression.value === 'string' ? 'text' : typeof expression.value === 'number' ? 'number' : 'boolean';
      case 'imported':
        return valueTypes[type];
      case 'name': {
        const known = event === undefined ? names.attribute(expression.id) : names.property(event, expression.id);
        if (known) return valueTypes[known];
        if (event === undefined) add(expression.at, 'attribute-unknown', { attribute: expression.id });
        else if (names.hasEvent(event)) add(expression.at, 'property-unknown', { event, label: toWire(event), property: expression.id });
        return 'any';
      }
      case 'minus':
        want(expression.of.at, of(expression.of), 'number');
        return 'number';
      case 'not':
        want(expression.of.at, of(expression.of), 'boolean');
        return 'boolean';
      case 'in':
        of(expression.left);
        return 'boolean';
      case 'binary':
        return binary(expression, event);
      case 'call':
        return called(expression, expression.args.map(of));
      case 'aggregate':
        return aggregated(expression);
    }
  }

  function binary({ at, op, left, right }: Extract<Expression, { kind: 'binary' }>, event: string | undefined): ValueType {
    const [a, b] = [typeOf(left, event), typeOf(right, event)];
    switch (op) {
      case '+':
      case '-':
      case '*':
      case '/':
        want(left.at, a, 'number');
        want(right.at, b, 'number');
        if (op === '/' && isZero(right)) add(at, 'formula-divides-by-zero', {});
        return 'number';
      case 'and':
      case 'or':
        want(left.at, a, 'boolean');
        want(right.at, b, 'boolean');
        return 'boolean';
      case '=':
      case '!=':
        if (!compatible(a, b)) mismatch(at, a, b);
        return 'boolean';
      case '<':
      case '<=':
      case '>':
      case '>=':
        want(left.at, a, 'number', 'date', 'datetime');
        if (!compatible(a, b)) mismatch(at, a, b);
        return 'boolean';
      case 'contains':
        want(left.at, a, 'list', 'text');
        return 'boolean';
    }
  }

  function called({ at, name, args: parts }: Extract<Expression, { kind: 'call' }>, args: ValueType[]): ValueType {
    const placeOf = (i: number) => parts[i]?.at ?? at;
    const [first = 'any', second = 'any', third = 'any'] = args;
    const takes = (least: number, most = least) => {
      if (args.length < least || args.length > most) add(at, 'formula-arguments', { name });
    };
    switch (name) {
      case 'if':
        takes(3);
        want(placeOf(0), first, 'boolean');
        if (!compatible(second, third)) mismatch(placeOf(2), second, third);
        return second === 'any' ? third : second;
      case 'coalesce':
      case 'least':
      case 'greatest': {
        takes(1, 50);
        const known = args.find((arg) => arg !== 'any') ?? 'any';
        if (name !== 'coalesce') want(placeOf(0), known, 'number', 'date', 'datetime');
        args.forEach((arg, i) => {
          if (!compatible(known, arg)) mismatch(placeOf(i), known, arg);
        });
        return known;
      }
      case 'is_set':
        takes(1);
        return 'boolean';
      case 'round':
        takes(1, 2);
        args.forEach((arg, i) => {
          want(placeOf(i), arg, 'number');
        });
        return 'number';
      case 'floor':
        takes(1);
        want(placeOf(0), first, 'number');
        return 'number';
      case 'quintile':
        takes(1);
        want(placeOf(0), first, 'number', 'date', 'datetime');
        return 'number';
      case 'years_since':
      case 'days_since':
        takes(1);
        want(placeOf(0), first, 'date', 'datetime');
        return 'number';
      case 'add_days':
        takes(2);
        want(placeOf(0), first, 'date', 'datetime');
        want(placeOf(1), second, 'number');
        return 'date';
      case 'size':
        takes(1);
        want(placeOf(0), first, 'list');
        return 'number';
    }
  }

  function aggregated({ at, name, sources }: Extract<Expression, { kind: 'aggregate' }>): ValueType {
    const types = sources.map(({ at: place, event, property, where }): ValueType => {
      if (!names.hasEvent(event)) add(place, 'event-unknown', { event, label: toWire(event) });
      if (where) want(where.at, typeOf(where, event), 'boolean');
      if (needsProperty[name] !== (property !== undefined)) add(at, 'formula-arguments', { name });
      if (property === undefined || !names.hasEvent(event)) return 'any';
      const type = names.property(event, property);
      if (!type) add(place, 'property-unknown', { event, label: toWire(event), property });
      return type ? valueTypes[type] : 'any';
    });
    switch (name) {
      case 'count':
      case 'distinct':
      case 'gap_days':
        return 'number';
      case 'sum':
      case 'average':
        for (const is of types) want(at, is, 'number');
        return 'number';
      case 'min':
      case 'max':
        for (const is of types) want(at, is, 'number', 'date', 'datetime');
        return types[0] ?? 'any';
      case 'first':
      case 'last':
        return types.every((is) => is === types[0]) ? (types[0] ?? 'any') : 'any';
      case 'first_at':
      case 'last_at':
        return 'datetime';
      case 'list':
        return 'list';
    }
  }

  const result = typeOf(formula, undefined);
  if (!compatible(valueTypes[type], result)) mismatch(formula.at, valueTypes[type], result);
  return [...found.values()];
}

/** A date and a date-time are both time, and dates are written as text. */
function compatible(a: ValueType, b: ValueType): boolean {
  if (a === b || a === 'any' || b === 'any') return true;
  const isTime = (one: ValueType) => one === 'date' || one === 'datetime';
  return (isTime(a) && (isTime(b) || b === 'text')) || (a === 'text' && isTime(b));
}

/** Zero whatever the record holds: written so, or something less itself. */
function isZero(expression: Expression): boolean {
  if (expression.kind === 'literal') return expression.value === 0;
  if (expression.kind === 'minus') return isZero(expression.of);
  return expression.kind === 'binary' && expression.op === '-' && withoutPlaces(expression.left) === withoutPlaces(expression.right);
}

function withoutPlaces(expression: Expression): string {
  return JSON.stringify(expression, (key, value) => (key === 'at' ? undefined : value));
}
