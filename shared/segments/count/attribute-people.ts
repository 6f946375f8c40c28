/** Who a condition on one attribute holds for: asked once for every value that occurs, not for every person. */
import { momentIn } from '../../condition/compare';
import { evaluate, isTimely, type TimeBounds, type TimeCondition, timeBounds } from '../../condition/evaluate';
import type { Facts, Json } from '../../condition/facts';
import type { Condition } from '../../condition/schema';
import type { Column, Population } from '../../population/population';
import { addPerson, noPeople, type PeopleSet } from './people-set';

/** What the condition says of a value (missing: undefined) for people in one zone. */
type Answer = (value: Json | undefined, code: number) => boolean;

/** What to ask of the people of one zone. */
type Question = (facts: Facts) => Answer;

/**
 * For a condition that looks at no attribute but `attribute`, and at no event or segment: then the answer depends on nothing
 * but the value and the person's zone.
 */
export function peopleByValue(population: Population, attribute: string | undefined, condition: Condition, now: number): PeopleSet {
  const column = attribute === undefined ? undefined : population.columns.get(attribute);
  return spread(population, column, now, isTimed(condition) && column ? timed(condition, column) : asked(condition));
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
function timed(condition: TimeCondition, column: Column): Question {
  const read = timesOf(column);
  return (facts) => {
    const bounds = timeBounds(condition, facts);
    return (value, code) => {
      const at = read.at[code];
      if (at === undefined || Number.isNaN(at)) return false;
      if (read.isMoment[code] === 1) return isTimely({ from: at, to: at }, bounds);
      const near = nearly(at, bounds);
      if (near !== undefined) return near;
      const span = momentIn(value, facts.timeZone);
      return span !== undefined && isTimely(span, bounds);
    };
  };
}

const DAY = 86_400_000;

/**
 * What the bounds say of a day, or of a time on a clock, wherever it is: no zone is further than a day from UTC, and one has
 * once left a day out. Undefined close to a bound, where the zone decides.
 */
function nearly(utc: number, { toAtLeast, toBelow, fromAbove, fromAtMost }: TimeBounds): boolean | undefined {
  const [first, last] = [utc - 2 * DAY, utc + 3 * DAY];
  if (first >= toAtLeast && last < toBelow && first > fromAbove && last <= fromAtMost) return true;
  if (last < toAtLeast || first >= toBelow || last <= fromAbove || first > fromAtMost) return false;
  return undefined;
}

/** One pass over the people; whoever is the first with a value in a zone has the question asked. */
function spread(population: Population, column: Column | undefined, now: number, question: Question): PeopleSet {
  const people = noPeople(population.size);
  const { zoneOf } = population;
  const answers = population.zones.map((timeZone) => question({ now, timeZone, attribute: () => undefined, events: () => [], inSegment: () => false }));
  const values = column?.values ?? [];
  const codes = column?.codes ?? new Int32Array(population.size).fill(-1);
  // By zone and code, the missing value first: not asked, no, yes.
  const width = values.length + 1;
  const known = new Uint8Array(width * answers.length);
  for (let person = 0; person < population.size; person++) {
    const zone = zoneOf[person] ?? 0;
    const code = codes[person] ?? -1;
    const at = zone * width + code + 1;
    let answer = known[at];
    if (answer === NOT_ASKED) {
      answer = answers[zone]?.(code < 0 ? undefined : values[code], code) ? YES : NO;
      known[at] = answer;
    }
    if (answer === YES) addPerson(people, person);
  }
  return people;
}

const NOT_ASKED = 0;
const NO = 1;
const YES = 2;

/** The moment of each value in epoch ms, or, of a day and a time without a zone, what it would be in UTC; NaN for what is no time. */
type ColumnTimes = { at: Float64Array; isMoment: Uint8Array };

const timesKnown = new WeakMap<Column, ColumnTimes>();

/** Read once in the life of a column: an edited condition is counted again and again over the same people. */
function timesOf(column: Column): ColumnTimes {
  const known = timesKnown.get(column) ?? readTimes(column.values);
  timesKnown.set(column, known);
  return known;
}

const withZone = /\d\d(Z|[+-]\d{2}(:?\d{2})?)$/i;

function readTimes(values: readonly Json[]): ColumnTimes {
  const times = { at: new Float64Array(values.length).fill(Number.NaN), isMoment: new Uint8Array(values.length) };
  for (let code = 0; code < values.length; code++) {
    const value = values[code];
    const span = momentIn(value, 'UTC');
    if (!span || typeof value !== 'string') continue;
    times.at[code] = span.from;
    times.isMoment[code] = value.length > 10 && withZone.test(value) ? 1 : 0;
  }
  return times;
}
