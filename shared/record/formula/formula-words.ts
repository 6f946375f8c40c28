/** A formula in words: the same reading as `parseFormula`, for people who have to build or approve what it says. */
import { type ConditionNames, stretch } from '../../condition/sentence';
import { numberFormat } from '../../i18n/number-format';
import { localeOf, type Translate } from '../../i18n/translator';
import { durationWords } from '../../journey/duration-words';
import { listed } from '../../journey/node-label';
import { type Language, type Text, textIn } from '../../text';
import type { AggregateName, EventSource, Expression } from './syntax';

type Speaker = { names: ConditionNames; translate: Translate; language: Language };

/**
 * One line for each way the value can come about, in the order in which they are tried: the first that holds decides.
 * `attribute`: whose formula it is; its listed values are called by their labels.
 */
export function formulaLines(formula: Expression, attribute: string, speaker: Speaker): string[] {
  const context: Context = { ...speaker, attribute, event: undefined };
  const branches = branchesOf(formula, []);
  if (branches.length === 1) return [say(formula, context)];
  return branches.map(({ tests, value }) => {
    const result = value.kind === 'literal' ? literal(value.value, attribute, context) : say(value, context);
    if (tests.length === 0) return speaker.translate('formula-words.otherwise', { value: result });
    const when = tests.map((test) => (tests.length === 1 || isBoth(test) ? condition(test, context) : part(test, context)));
    return speaker.translate('formula-words.when', { when: when.join(` ${speaker.translate('condition.and')} `), value: result });
  });
}

type Context = Speaker & { attribute: string /** Whose properties bare names are. */; event: string | undefined };

/** A chain of `if`s laid out as a table of decisions; what stands deeper inside one branch takes its test along. */
function branchesOf(formula: Expression, tests: readonly Expression[]): { tests: readonly Expression[]; value: Expression }[] {
  if (formula.kind !== 'call' || formula.name !== 'if') return [{ tests, value: formula }];
  const [test, then, otherwise] = formula.args;
  if (!test || !then || !otherwise) return [{ tests, value: formula }];
  return [...branchesOf(then, [...tests, test]), ...branchesOf(otherwise, tests)];
}

function say(of: Expression, context: Context): string {
  const { translate } = context;
  switch (of.kind) {
    case 'literal':
      return literal(of.value, undefined, context);
    case 'imported':
      return translate('formula-words.imported');
    case 'name':
      return nameOf(of.id, context);
    case 'minus':
      return translate('formula-words.negative', { a: part(of.of, context) });
    case 'not':
      return sayNot(of.of, context);
    case 'in': {
      const values = of.values.map((value) => literal(value, subjectOf(of.left), context));
      return translate('condition.in', { name: part(of.left, context), values: listed(values, context.language) });
    }
    case 'binary':
      return sayBinary(of, context);
    case 'call':
      return sayCall(of, context);
    case 'aggregate':
      return sayAggregate(of.name, of.sources, context);
  }
}

function sayNot(of: Expression, context: Context): string {
  const { translate } = context;
  if (of.kind === 'name') return translate('condition.not-true', { name: nameOf(of.id, context) });
  const [only] = of.kind === 'call' && of.name === 'is_set' ? of.args : [];
  return only ? translate('condition.not-exists', { name: part(only, context) }) : translate('condition.not', { condition: `(${say(of, context)})` });
}

const arithmetic = { '+': 'plus', '-': 'less', '*': 'times', '/': 'over' } as const;
const comparisons = { '=': 'eq', '!=': 'ne', '<': 'lt', '<=': 'lte', '>': 'gt', '>=': 'gte' } as const;

function sayBinary({ op, left, right }: Extract<Expression, { kind: 'binary' }>, context: Context): string {
  const { translate } = context;
  if (op === 'and' || op === 'or') {
    const inner = (side: Expression) => (side.kind === 'name' || (side.kind === 'binary' && side.op === op) ? condition(side, context) : part(side, context));
    return `${inner(left)} ${translate(`condition.${op}`)} ${inner(right)}`;
  }
  if (op === 'contains') return translate('condition.contains', { name: part(left, context), value: valueIn(right, subjectOf(left), context) });
  if (op === '+' || op === '-' || op === '*' || op === '/') {
    // Sums in a row need no brackets; whatever else stands inside does.
    const a = op === '+' || op === '-' ? (isSum(left) ? say(left, context) : part(left, context)) : part(left, context);
    return translate(`formula-words.${arithmetic[op]}`, { a, b: part(right, context) });
  }
  const dated = op !== '=' && op !== '!=' && (isMoment(left) || isMoment(right));
  return translate(`condition.${dated ? 'date-' : ''}${comparisons[op]}`, { name: part(left, context), value: valueIn(right, subjectOf(left), context) });
}

function isMoment(of: Expression): boolean {
  return of.kind === 'aggregate' && (of.name === 'first_at' || of.name === 'last_at');
}

function isBoth(of: Expression): boolean {
  return of.kind === 'binary' && of.op === 'and';
}

function isSum(of: Expression): boolean {
  return of.kind === 'binary' && (of.op === '+' || of.op === '-');
}

/** In brackets where it is made of parts itself, so that nobody has to know what binds closer. */
function part(of: Expression, context: Context): string {
  return isWhole(of) ? say(of, context) : `(${say(of, context)})`;
}

/** These bring their own brackets, or end where their words end. */
const wholeCalls: readonly string[] = ['coalesce', 'is_set', 'days_since', 'years_since'];

function isWhole(of: Expression): boolean {
  if (of.kind === 'binary') return of.op in comparisons || of.op === 'contains';
  if (of.kind === 'call') return wholeCalls.includes(of.name);
  if (of.kind === 'not') return of.of.kind === 'name' || (of.of.kind === 'call' && of.of.name === 'is_set');
  return of.kind !== 'minus';
}

/** A test that stands by itself, without brackets around it; a bare name is one too. */
function condition(of: Expression, context: Context): string {
  return of.kind === 'name' ? context.translate('condition.true', { name: nameOf(of.id, context) }) : say(of, context);
}

function sayCall(of: Extract<Expression, { kind: 'call' }>, context: Context): string {
  const { translate, language } = context;
  const [first, second, third] = of.args;
  if (!first) return of.name;
  switch (of.name) {
    case 'if':
      return translate('formula-words.if', {
        when: condition(first, context),
        value: second ? part(second, context) : '',
        otherwise: third ? part(third, context) : '',
      });
    case 'coalesce':
      return of.args
        .slice(1)
        .reduce((said, next) => translate('formula-words.else', { a: said, b: valueIn(next, context.attribute, context) }), part(first, context));
    case 'is_set':
      return translate('condition.exists', { name: say(first, context) });
    case 'least':
    case 'greatest': {
      const bound = of.args.length === 2 && second ? [first, second].find((arg) => arg.kind === 'literal') : undefined;
      const other = [first, second].find((arg) => arg !== bound);
      if (bound && other)
        return translate(`formula-words.${of.name === 'least' ? 'at-most' : 'at-least'}`, { a: say(other, context), bound: say(bound, context) });
      return translate(`formula-words.${of.name}`, {
        values: listed(
          of.args.map((arg) => say(arg, context)),
          language,
          ';',
        ),
      });
    }
    case 'round':
      return translate('formula-words.rounded', {
        a: part(first, context),
        digits: second ? say(second, context) : numberFormat(localeOf[language]).format(0),
      });
    case 'floor':
      return translate('formula-words.floor', { a: part(first, context) });
    case 'years_since':
      return translate('formula-words.years-since', { a: part(first, context) });
    case 'days_since':
      return translate('formula-words.days-since', { a: part(first, context) });
    case 'add_days':
      return translate('formula-words.add-days', { a: part(first, context), days: second ? part(second, context) : '' });
    case 'size':
      return translate('formula-words.size', { a: part(first, context) });
    case 'quintile':
      return translate('formula-words.quintile', { a: part(first, context) });
  }
}

const ofProperty: Partial<Record<AggregateName, string>> = {
  sum: 'formula-words.sum',
  average: 'formula-words.average',
  min: 'formula-words.min',
  max: 'formula-words.max',
  first: 'formula-words.first',
  last: 'formula-words.last',
  distinct: 'formula-words.distinct',
  list: 'formula-words.list',
};
const ofEvents: Partial<Record<AggregateName, string>> = {
  count: 'formula-words.count',
  first_at: 'formula-words.first-at',
  last_at: 'formula-words.last-at',
  gap_days: 'formula-words.gap-days',
};

function sayAggregate(name: AggregateName, sources: readonly EventSource[], context: Context): string {
  const { translate, language, names } = context;
  const events = listed(
    sources.map((source) => sayEvent(source, context)),
    language,
  );
  const key = ofProperty[name] ?? ofEvents[name];
  const [first] = sources;
  const properties = [...new Set(sources.flatMap(({ event, property }) => (property ? [textIn(names.property(event, property), language) || property] : [])))];
  // What narrows all of them in the same way is said once, at the end.
  const common =
    first && sources.every((one) => one.last === first.last && one.sinceImport === first.sinceImport && one.every === first.every) ? first : undefined;
  const said = translate(key ?? 'formula-words.count', { events, ...(ofProperty[name] ? { property: listed(properties, language) } : {}) });
  return [said, ...(common ? narrowing(common, context) : [])].join(' ');
}

function sayEvent({ event, where }: EventSource, context: Context): string {
  const { names, translate, language } = context;
  const name = translate('formula-words.event', { event: textIn(names.event(event), language) || event });
  return where ? `${name} (${condition(where, { ...context, event })})` : name;
}

function narrowing({ last, every, sinceImport }: EventSource, context: Context): string[] {
  const { translate, language } = context;
  return [
    ...(last === undefined ? [] : [stretch('last', last, context)]),
    ...(sinceImport ? [translate('formula-words.since-import')] : []),
    ...(every === undefined ? [] : [`(${translate('score.every', { duration: durationWords(every, translate, language) })})`]),
  ];
}

function nameOf(id: string, { names, language, event }: Context): string {
  return textIn(event === undefined ? names.attribute(id) : names.property(event, id), language) || id;
}

/** Whose listed values stand on the other side of a comparison. */
function subjectOf(of: Expression): string | undefined {
  return of.kind === 'name' ? of.id : undefined;
}

/** A value, called by the label it has in the list of `attribute`. */
function valueIn(of: Expression, attribute: string | undefined, context: Context): string {
  return of.kind === 'literal' ? literal(of.value, attribute, context) : part(of, context);
}

function literal(value: string | number | boolean, attribute: string | undefined, { names, translate, language }: Context): string {
  if (typeof value === 'number') return numberFormat(localeOf[language], { maximumFractionDigits: 6 }).format(value);
  if (typeof value === 'boolean') return translate(value ? 'condition.yes' : 'condition.no');
  const label: Text | undefined = attribute === undefined ? undefined : names.value(attribute, value);
  return translate('formula-words.text', { text: textIn(label, language) || value });
}
