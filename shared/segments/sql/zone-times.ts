/** Times that differ from zone to zone: each is worked out once per zone, in a table of the query that customers are joined with. */
import { addDuration, localParts } from '../../time/duration';
import { spanOf } from '../../time/moment';

export type ZoneInstant =
  /** So much away from now, by the calendar. ISO duration, with a minus for the past. */
  | { kind: 'shifted'; duration: string }
  /** What the clock on the wall shows, `YYYY-MM-DDTHH:MM…`. */
  | { kind: 'wall'; value: string }
  /** The beginning of a day, or of the one after it. */
  | { kind: 'start'; day: string; next: boolean }
  /** The same everywhere; only its day differs. Epoch ms. */
  | { kind: 'fixed'; at: number };

/** An instant, or the day it falls on. */
export type ZoneTime = { as: 'instant' | 'day'; of: ZoneInstant };

/** The time in one zone: epoch ms, or `YYYY-MM-DD` of a day. */
export function zoneTimeIn({ as, of }: ZoneTime, zone: string, now: number): number | string {
  const at = instantIn(of, zone, now);
  return as === 'instant' ? at : dayIn(at, zone);
}

function instantIn(of: ZoneInstant, zone: string, now: number): number {
  switch (of.kind) {
    case 'shifted':
      return addDuration(now, of.duration, zone);
    case 'fixed':
      return of.at;
    case 'wall':
      return spanOf(of.value, zone)?.from ?? Number.NaN;
    case 'start': {
      const span = spanOf(of.day, zone);
      return (of.next ? span && span.to + 1 : span?.from) ?? Number.NaN;
    }
  }
}

const FIRST_DAY = Date.parse('0001-01-02T00:00:00Z');
const LAST_DAY = Date.parse('9999-12-30T00:00:00Z');

/** Where an hour is shown twice around midnight, the day that has begun goes on. Beyond all days: a text before or after them. */
function dayIn(at: number, zone: string): string {
  if (at < FIRST_DAY) return '0000-00-00';
  if (at > LAST_DAY) return '9999-99-99';
  const { date } = localParts(at, zone);
  const following = new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return (spanOf(following, zone)?.from ?? Number.POSITIVE_INFINITY) <= at ? following : date;
}

export type ZoneTimes = {
  /** The expression that stands for the time in the row's zone. */
  column(time: ZoneTime): string;
  all(): { name: string; time: ZoneTime }[];
};

/** Collects the times a query needs; the same time has one column. */
export function createZoneTimes(): ZoneTimes {
  const known = new Map<string, { name: string; time: ZoneTime }>();
  return {
    column(time) {
      const key = JSON.stringify(time);
      const name = known.get(key)?.name ?? nameOf(time, known.size + 1);
      known.set(key, { name, time });
      return `z."${name}"`;
    },
    all: () => [...known.values()],
  };
}

function nameOf({ as, of }: ZoneTime, n: number): string {
  const what = of.kind === 'shifted' ? of.duration.replace('-', 'ago_') : of.kind === 'start' ? `${of.next ? 'after' : 'from'}_${of.day}` : of.kind;
  return `${as === 'day' ? 'day_' : ''}${what.replaceAll('-', '_').toLowerCase().slice(0, 40)}_${n}`;
}
