/** A condition in words: short, in the reader's language, without anything a customer-facing person would have to decode. */

import type { Catalogue } from '../catalogue/schema';
import { numberFormat } from '../i18n/number-format';
import { localeOf, type Translate } from '../i18n/translator';
import { durationWords } from '../journey/duration-words';
import type { CustomerRecord } from '../record/schema';
import type { Segment } from '../segments/schema';
import { type Language, type Text, textIn } from '../text';
import { durationDays, durationMs } from '../time/duration';
import { isRef } from './refs';
import type { ComparisonOp, Condition, Moment, Operand, Ref } from './schema';

/** How things are called. Undefined: nobody knows; the id is shown. */
export type ConditionNames = {
  attribute(id: string): Text | undefined;
  event(id: string): Text | undefined;
  /** `event` is undefined for a property of the event at hand, where the caller knows which one that is. */
  property(event: string | undefined, id: string): Text | undefined;
  segment(id: string): Text | undefined;
  /** One of an attribute's listed values, e.g. `granted`. */
  value(attribute: string, id: string): Text | undefined;
  /** By its key, which events about journeys carry. */
  journey?(key: string): Text | undefined;
};

/** The names used in an engagement. `event`: whose properties `event.*` and `entry.*` speak of, if that is known. */
export function createConditionNames(
  { record, segments, journeys = [] }: { record: CustomerRecord; segments: readonly Segment[]; journeys?: readonly { key: string; name: Text }[] },
  events: Pick<Catalogue['events'], 'events' | 'commonProperties'>,
  event?: string,
): ConditionNames {
  const attributes = new Map(record.attributes.map((attribute) => [attribute.id, attribute]));
  const known = new Map(events.events.map((one) => [one.id, one]));
  const segmentsById = new Map(segments.map((segment) => [segment.id, segment.name]));
  return {
    attribute: (id) => attributes.get(id)?.label,
    event: (id) => known.get(id)?.label,
    property: (of = event, id) => {
      const own = known.get(of ?? '')?.properties.find((property) => property.id === id);
      return withoutExamples((own ?? events.commonProperties.find((property) => property.id === id))?.label);
    },
    segment: (id) => segmentsById.get(id),
    value: (attribute, id) => attributes.get(attribute)?.values?.find((value) => value.id === id)?.label,
    journey: (key) => journeys.find((one) => one.key === key)?.name,
  };
}

/** "Channel (email, sms, push)" → "Channel": the label lists what may stand there, the sentence says what does. */
function withoutExamples(label: Text | undefined): Text | undefined {
  if (!label) return undefined;
  return Object.fromEntries(Object.entries(label).map(([language, words]) => [language, words?.replace(/\s*\([^()]*[,،][^()]*\)$/u, '')]));
}

/** The condition as one sentence without a full stop, e.g. "Orders is at least 2 and City is Haifa". */
export function conditionSentence(condition: Condition, names: ConditionNames, translate: Translate, language: Language): string {
  return say(plain(condition), { names, translate, language, event: undefined });
}

/** "None of" as "not this and not that", groups of one kind inside another joined, groups of one thing undone. */
function plain(condition: Condition): Condition {
  switch (condition.op) {
    case 'and':
    case 'or': {
      const { op } = condition;
      const args = condition.args.map(plain).flatMap((arg) => (arg.op === op ? arg.args : [arg]));
      const [only, second] = args;
      return only && !second ? only : { op, args };
    }
    case 'not': {
      const arg = plain(condition.arg);
      if (arg.op === 'not') return arg.arg;
      return arg.op === 'or' ? { op: 'and', args: arg.args.map((one) => plain({ op: 'not', arg: one })) } : { op: 'not', arg };
    }
    case 'performed':
      return condition.where ? { ...condition, where: plain(condition.where) } : condition;
    default:
      return condition;
  }
}

type Context = {
  names: ConditionNames;
  translate: Translate;
  language: Language;
  /** The event whose `where` is being said. */
  event: string | undefined;
};

function say(condition: Condition, context: Context): string {
  const { translate } = context;
  switch (condition.op) {
    case 'and':
    case 'or':
      return sayAll(condition.op, condition.args, context);
    case 'not':
      return sayNot(condition.arg, context);
    case 'eq':
      if (typeof condition.right === 'boolean') return translate(`condition.${condition.right}`, { name: nameOf(condition.left, context) });
      return compare(condition, context);
    case 'ne':
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return compare(condition, context);
    case 'in':
      return translate('condition.in', { name: nameOf(condition.left, context), values: listOf(condition.left, condition.right, context) });
    case 'contains':
      return translate('condition.contains', { name: nameOf(condition.left, context), value: wordsOf(condition.left, condition.right, context) });
    case 'starts-with':
      return translate('condition.starts-with', { name: nameOf(condition.left, context), value: condition.right });
    case 'exists':
      return translate('condition.exists', { name: nameOf(condition.left, context) });
    case 'before':
    case 'after':
      return sayMoment(condition.op, condition.left, condition.right, context);
    case 'within': {
      const past = condition.past === undefined ? [] : [stretch('last', condition.past, context)];
      const next = condition.next === undefined ? [] : [stretch('next', condition.next, context)];
      const when = [...past, ...next].join(` ${translate('condition.or')} `) || translate('condition.never');
      return translate('condition.at', { name: nameOf(condition.left, context), when });
    }
    case 'performed':
      return sayPerformed(condition, context);
    case 'in-segment':
      return translate('condition.in-segment', { segment: context.names.segment(condition.segment) ?? condition.segment });
  }
}

/** Groups inside a group of the other kind are bracketed, so that nobody has to know which binds closer. */
function sayAll(op: 'and' | 'or', args: readonly Condition[], context: Context): string {
  const parts: string[] = [];
  for (let n = 0; n < args.length; n++) {
    const [arg, following] = [args[n], args[n + 1]];
    if (!arg) continue;
    const between = op === 'and' && following && sayBetween(arg, following, context);
    if (between) n++;
    const said = between || say(arg, context);
    parts.push(isGroup(arg) && args.length > 1 ? `(${said})` : said);
  }
  return parts.join(` ${context.translate(`condition.${op}`)} `);
}

function isGroup(condition: Condition): boolean {
  if (condition.op !== 'and' && condition.op !== 'or') return false;
  const [first, second, ...more] = condition.args;
  return condition.op === 'or' || more.length > 0 || !first || !second || !isBetween(first, second);
}

/** The catalogue's `between` has become two comparisons of one thing. */
function isBetween(first: Condition, second: Condition): boolean {
  return first.op === 'gte' && second.op === 'lte' && first.left.kind === second.left.kind && first.left.path === second.left.path;
}

function sayBetween(first: Condition, second: Condition, context: Context): string | undefined {
  if (first.op !== 'gte' || second.op !== 'lte' || !isBetween(first, second)) return undefined;
  const name = nameOf(first.left, context);
  return context.translate('condition.between', { name, from: wordsOf(first.left, first.right, context), to: wordsOf(first.left, second.right, context) });
}

/** "Not" said of the thing itself where language has a word for it. */
function sayNot(condition: Condition, context: Context): string {
  const { translate } = context;
  switch (condition.op) {
    case 'eq':
      if (typeof condition.right === 'boolean') return translate(`condition.not-${condition.right}`, { name: nameOf(condition.left, context) });
      return translate('condition.not-eq', { name: nameOf(condition.left, context), value: wordsOf(condition.left, condition.right, context) });
    case 'in':
      return translate('condition.not-in', { name: nameOf(condition.left, context), values: listOf(condition.left, condition.right, context) });
    case 'contains':
      return translate('condition.not-contains', { name: nameOf(condition.left, context), value: wordsOf(condition.left, condition.right, context) });
    case 'exists':
      return translate('condition.not-exists', { name: nameOf(condition.left, context) });
    case 'in-segment':
      return translate('condition.not-in-segment', { segment: context.names.segment(condition.segment) ?? condition.segment });
    case 'performed':
      if (condition.measure === 'count' && condition.groupBy === undefined && condition.is.op === 'gte')
        return sayPerformed({ ...condition, is: { op: 'lt', value: condition.is.value } }, context);
      break;
    default:
      break;
  }
  return translate('condition.not', { condition: `(${say(condition, context)})` });
}

function compare({ op, left, right }: { op: ComparisonOp; left: Ref; right: Operand }, context: Context): string {
  const dated = typeof right === 'string' && dateWords(right, context.language) !== undefined && op !== 'eq' && op !== 'ne';
  return context.translate(dated ? `condition.date-${op}` : `condition.${op}`, { name: nameOf(left, context), value: wordsOf(left, right, context) });
}

function sayMoment(op: 'before' | 'after', left: Ref, right: Moment, context: Context): string {
  const { translate, language } = context;
  const name = nameOf(left, context);
  if (typeof right !== 'string' && !isRef(right)) {
    const [key, duration] = 'ago' in right ? ['ago', right.ago] : ['ahead', right.ahead];
    return translate(`condition.${op}-${key}`, { name, duration: durationWords(duration, translate, language) });
  }
  return translate(op === 'before' ? 'condition.date-lt' : 'condition.date-gt', { name, value: wordsOf(left, right, context) });
}

type Performed = Extract<Condition, { op: 'performed' }>;

function sayPerformed(condition: Performed, context: Context): string {
  const { names, translate, language } = context;
  const { window, groupBy, where } = condition;
  const inside: Context = { ...context, event: condition.event };
  const parts = [sayHead(condition, context)];
  if (groupBy !== undefined) parts.push(translate('condition.grouped', { property: names.property(condition.event, groupBy) ?? groupBy }));
  const before = window?.beforeLast;
  if (before !== undefined) {
    const event = names.event(before) ?? before;
    const duration = window?.last;
    parts.push(
      duration === undefined
        ? translate('condition.before-last', { event })
        : translate('condition.before-last-within', { event, duration: durationWords(duration, translate, language) }),
    );
  } else if (window?.last !== undefined) parts.push(stretch('last', window.last, context));
  if (window?.afterLast !== undefined) parts.push(translate('condition.after-last', { event: names.event(window.afterLast) ?? window.afterLast }));
  if (window?.sinceEntry) parts.push(translate('condition.since-entry'));
  if (where) parts.push(`(${say(where, inside)})`);
  return parts.join(' ');
}

function sayHead({ event: id, measure, property, is }: Performed, { names, translate }: Context): string {
  const event = names.event(id) ?? id;
  if (measure !== 'count') {
    const quantity = translate(`condition.quantity-${is.op}`, { value: is.value });
    return translate(`condition.${measure}`, { event, quantity, property: property === undefined ? '?' : (names.property(id, property) ?? property) });
  }
  const [op, count] = timesOf(is);
  if (count <= 0 && (op === 'eq' || op === 'lte')) return translate('condition.none', { event });
  return translate('condition.performed', { event, times: translate(`condition.times-${op}`, { count }) });
}

/** "More than 2 times" is "at least 3 times": one way of saying each thing. */
function timesOf({ op, value }: Performed['is']): ['eq' | 'ne' | 'gte' | 'lte', number] {
  switch (op) {
    case 'gt':
      return ['gte', Math.floor(value) + 1];
    case 'gte':
      return ['gte', Math.ceil(value)];
    case 'lt':
      return ['lte', Math.ceil(value) - 1];
    case 'lte':
      return ['lte', Math.floor(value)];
    case 'eq':
    case 'ne':
      return [op, value];
  }
}

/** "in the last 30 days", "in the next week". Hebrew inflects the unit here, so plain durations have words of their own. */
export function stretch(side: 'last' | 'next', duration: string, { translate, language }: Pick<Context, 'translate' | 'language'>): string {
  const [days, ms] = [durationDays(duration), durationMs(duration)];
  const weeks = /W$/.test(duration);
  if (ms === 0 && days > 0) return translate(`condition.${side}-${weeks ? 'weeks' : 'days'}`, { count: weeks ? days / 7 : days });
  if (days === 0 && ms > 0 && ms % 3_600_000 === 0) return translate(`condition.${side}-hours`, { count: ms / 3_600_000 });
  return translate(`condition.${side}`, { duration: durationWords(duration, translate, language) });
}

function nameOf(ref: Ref, { names, translate, event }: Context): Text | string {
  switch (ref.kind) {
    case 'customer':
      return names.attribute(ref.path) ?? ref.path;
    case 'event':
      return names.property(event, ref.path) ?? ref.path;
    case 'entry':
      return translate('condition.of-entry', { name: names.property(undefined, ref.path) ?? ref.path });
    case 'journey':
      return translate('condition.of-journey', { name: ref.path });
    case 'step':
      return translate('condition.of-step', { name: ref.path });
  }
}

/** A value beside `left`, ready to be put into a sentence. */
function wordsOf(left: Ref, value: Operand, context: Context): Text | string | number {
  if (isRef(value)) return nameOf(value, context);
  if (Array.isArray(value)) return listOf(left, value, context);
  if (value === null) return '–';
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return context.translate(value ? 'condition.yes' : 'condition.no');
  const ofJourney = left.kind === 'event' && left.path === 'journey-id' ? context.names.journey?.(value) : undefined;
  const named = left.kind === 'customer' ? context.names.value(left.path, value) : ofJourney;
  return named ?? dateWords(value, context.language) ?? value;
}

/** "a, b, c", each member kept apart from the writing direction of the others. */
function listOf(left: Ref, values: readonly (string | number | boolean)[], context: Context): string {
  const words = values.map((value) => {
    const said = wordsOf(left, value, context);
    if (typeof said === 'number') return numberFormat(localeOf[context.language]).format(said);
    return `\u2068${typeof said === 'string' ? said : textIn(said, context.language)}\u2069`;
  });
  return words.join(context.language === 'fa' ? '، ' : ', ');
}

/** A date or date-time as the language writes it, the clock as it stands; undefined for any other text. */
function dateWords(value: string, language: Language): string | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?/.exec(value);
  if (!match) return undefined;
  const [, date, clock] = match;
  const at = Date.parse(`${date}T${clock ?? '00:00'}:00Z`);
  if (Number.isNaN(at)) return undefined;
  return new Intl.DateTimeFormat(localeOf[language], { timeZone: 'UTC', dateStyle: 'medium', ...(clock !== undefined && { timeStyle: 'short' }) }).format(at);
}
