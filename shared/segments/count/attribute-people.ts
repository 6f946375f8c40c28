/** Who a condition on one attribute holds for: asked once for every value that occurs, not for every person. */
import { evaluate, type TimeCondition, timeTest } from '../../condition/evaluate';
import type { Facts, Json } from '../../condition/facts';
import type { Condition } from '../../condition/schema';
import type { Column, Population } from '../../population/population';
import { type Span, spanOf } from '../../time/moment';
import { addPerson, noPeople, type PeopleSet } from './people-set';

/** What the condition says of a value (missing: undefined) for people in one zone. */
type Answer = (value: Json | undefined, code: number) => boolean;

/** What to ask of the people of one zone. */
type Question = (facts: Facts & { attribute: () => Json | undefined }, zone: number) => Answer;

/**
 * For a condition that looks at no attribute but `attribute`, and at no event or segment: then the answer depends on nothing
 * but the value and the person's zone.
 */
export function peopleByValue(population: Population, attribute: string | undefined, condition: Condition, now: number, times: ColumnTimes): PeopleSet {
  const column = attribute === undefined ? undefined : population.columns.get(attribute);
  return spread(population, column, now, isTimed(condition) && column ? timed(condition, column, times) : asked(condition));
}

/** The evaluator, value by value. */
function asked(condition: Condition): Question {
  return (facts) => {
    let asking: Json | undefined;
    const about: Facts = { ...facts, attribute: () => asking };
    return (value) => {
      asking = value;
      return evaluate(condition, about);
    };
  };
}

/** Whether the other side of the comparison is the same for everybody of a zone. */
function isTimed(condition: Condition): condition is TimeCondition {
  if (condition.op === 'within') return condition.left.kind === 'customer';
  if (condition.op !== 'before' && condition.op !== 'after') return false;
  return condition.left.kind === 'customer' && (typeof condition.right === 'string' || 'ago' in condition.right || 'ahead' in condition.right);
}

/** Many segments ask when the last order was, and hardly two people have the same: the moments are read once for all of them. */
function timed(condition: TimeCondition, column: Column, times: ColumnTimes): Question {
  return (facts, zone) => {
    const holds = timeTest(condition, facts);
    const { from, to } = times(column, zone);
    const span: Span = { from: 0, to: 0 };
    return (_, code) => {
      span.from = from[code] ?? Number.NaN;
      span.to = to[code] ?? Number.NaN;
      // Neither a date nor a date-time, or missing.
      return !Number.isNaN(span.from) && holds(span);
    };
  };
}

function spread(population: Population, column: Column | undefined, now: number, question: Question): PeopleSet {
  const people = noPeople(population.size);
  const zones = population.zones.map((timeZone, zone) => {
    const answer = question({ now, timeZone, attribute: () => undefined, events: () => [], inSegment: () => false }, zone);
    // 0 = not asked yet; the missing value is the last.
    return { answer, known: new Uint8Array((column?.values.length ?? 0) + 1) };
  });
  const missing = column?.values.length ?? 0;
  for (let person = 0; person < population.size; person++) {
    const zone = zones[population.zoneOf[person] ?? 0];
    if (!zone) continue;
    const code = column?.codes[person] ?? -1;
    const at = code < 0 ? missing : code;
    let known = zone.known[at];
    if (known === 0) {
      known = zone.answer(code < 0 ? undefined : column?.values[code], code) ? 2 : 1;
      zone.known[at] = known;
    }
    if (known === 2) addPerson(people, person);
  }
  return people;
}

/** First and last moment of each value of a column for people of one zone, NaN for what is no time. */
export type ColumnTimes = (column: Column, zone: number) => { from: Float64Array; to: Float64Array };

/** Reads the moments of a column when they are first asked for. */
export function createColumnTimes({ zones }: Population): ColumnTimes {
  const known = new Map<Column, ReturnType<ColumnTimes>[]>();
  return (column, zone) => {
    const ofColumn = known.get(column) ?? [];
    known.set(column, ofColumn);
    const read = ofColumn[zone] ?? timesOf(column.values, zones[zone] ?? 'UTC');
    ofColumn[zone] = read;
    return read;
  };
}

function timesOf(values: readonly Json[], zone: string): ReturnType<ColumnTimes> {
  const times = { from: new Float64Array(values.length).fill(Number.NaN), to: new Float64Array(values.length).fill(Number.NaN) };
  for (const [code, value] of values.entries()) {
    const span = typeof value === 'string' ? spanOf(value, zone) : undefined;
    if (!span) continue;
    times.from[code] = span.from;
    times.to[code] = span.to;
  }
  return times;
}
