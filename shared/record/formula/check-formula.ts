/** Does a formula make sense: are its names known, do its types fit. */
import { type Problem, problem } from '../../problem';
import type { CanonicalType } from '../../sources/schema';
import { type AggregateName, type EventSource, type Expression, type FunctionName, needsProperty, type ValueType } from './syntax';

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
 * Problems of a formula for an attribute of this type, with the path left empty: `attribute-unknown`, `event-unknown`,
 * `property-unknown`, `formula-arguments` {name}, `formula-type` {expected, found}, `formula-divides-by-zero`. All block.
 */
export function checkFormula(formula: Expression, type: CanonicalType, names: FormulaNames): Problem[] {
  const found = new Map<string, Problem>();
  const add = (code: string, params: Problem['params']) => found.set(JSON.stringify([code, params]), problem('blocks', code, [], params));
  const mismatch = (expected: ValueType, found: ValueType) => add('formula-type', { expected: typeWords[expected], found: typeWords[found] });
  const want = (is: ValueType, ...wanted: ValueType[]) => {
    if (is !== 'any' && !wanted.includes(is)) mismatch(wanted[0] ?? 'any', is);
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
        if (event === undefined) add('attribute-unknown', { attribute: expression.id });
        else if (names.hasEvent(event)) add('property-unknown', { event, property: expression.id });
        return 'any';
      }
      case 'minus':
        want(of(expression.of), 'number');
        return 'number';
      case 'not':
        want(of(expression.of), 'boolean');
        return 'boolean';
      case 'in':
        of(expression.left);
        return 'boolean';
      case 'binary':
        return binary(expression, event);
      case 'call':
        return called(expression.name, expression.args.map(of));
      case 'aggregate':
        return aggregated(expression.name, expression.sources);
    }
  }

  function binary({ op, left, right }: Extract<Expression, { kind: 'binary' }>, event: string | undefined): ValueType {
    const [a, b] = [typeOf(left, event), typeOf(right, event)];
    switch (op) {
      case '+':
      case '-':
      case '*':
      case '/':
        want(a, 'number');
        want(b, 'number');
        if (op === '/' && right.kind === 'literal' && right.value === 0) add('formula-divides-by-zero', {});
        return 'number';
      case 'and':
      case 'or':
        want(a, 'boolean');
        want(b, 'boolean');
        return 'boolean';
      case '=':
      case '!=':
        if (!compatible(a, b)) mismatch(a, b);
        return 'boolean';
      case '<':
      case '<=':
      case '>':
      case '>=':
        want(a, 'number', 'date', 'datetime');
        if (!compatible(a, b)) mismatch(a, b);
        return 'boolean';
      case 'contains':
        want(a, 'list', 'text');
        return 'boolean';
    }
  }

  function called(name: FunctionName, args: ValueType[]): ValueType {
    const [first = 'any', second = 'any', third = 'any'] = args;
    const takes = (least: number, most = least) => {
      if (args.length < least || args.length > most) add('formula-arguments', { name });
    };
    switch (name) {
      case 'if':
        takes(3);
        want(first, 'boolean');
        if (!compatible(second, third)) mismatch(second, third);
        return second === 'any' ? third : second;
      case 'coalesce':
      case 'least':
      case 'greatest': {
        takes(1, 50);
        const known = args.find((arg) => arg !== 'any') ?? 'any';
        if (name !== 'coalesce') want(known, 'number', 'date', 'datetime');
        for (const arg of args) if (!compatible(known, arg)) mismatch(known, arg);
        return known;
      }
      case 'is_set':
        takes(1);
        return 'boolean';
      case 'round':
        takes(1, 2);
        for (const arg of args) want(arg, 'number');
        return 'number';
      case 'floor':
        takes(1);
        want(first, 'number');
        return 'number';
      case 'years_since':
      case 'days_since':
        takes(1);
        want(first, 'date', 'datetime');
        return 'number';
      case 'add_days':
        takes(2);
        want(first, 'date', 'datetime');
        want(second, 'number');
        return 'date';
      case 'size':
        takes(1);
        want(first, 'list');
        return 'number';
    }
  }

  function aggregated(name: AggregateName, sources: readonly EventSource[]): ValueType {
    const types = sources.map(({ event, property, where }): ValueType => {
      if (!names.hasEvent(event)) add('event-unknown', { event });
      if (where) want(typeOf(where, event), 'boolean');
      if (needsProperty[name] !== (property !== undefined)) add('formula-arguments', { name });
      if (property === undefined || !names.hasEvent(event)) return 'any';
      const type = names.property(event, property);
      if (!type) add('property-unknown', { event, property });
      return type ? valueTypes[type] : 'any';
    });
    switch (name) {
      case 'count':
      case 'distinct':
      case 'gap_days':
        return 'number';
      case 'sum':
      case 'average':
        for (const is of types) want(is, 'number');
        return 'number';
      case 'min':
      case 'max':
        for (const is of types) want(is, 'number', 'date', 'datetime');
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
  if (!compatible(valueTypes[type], result)) mismatch(valueTypes[type], result);
  return [...found.values()];
}

/** A date and a date-time are both time, and dates are written as text. */
function compatible(a: ValueType, b: ValueType): boolean {
  if (a === b || a === 'any' || b === 'any') return true;
  const isTime = (one: ValueType) => one === 'date' || one === 'datetime';
  return (isTime(a) && (isTime(b) || b === 'text')) || (a === 'text' && isTime(b));
}
