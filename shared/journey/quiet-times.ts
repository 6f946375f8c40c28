/** When not to write: nights, weekly rest and holidays, on the wall clock of the customer's zone or by the sun of a place. */
import { type QuietPart, quietParts } from './quiet-times-parts';
import type { Calendar } from './schema';

const DAY_MS = 86_400_000;
/** Quiet times are worked out for so long at once and then only looked up: a simulation asks millions of times. */
const CHUNK_MS = 64 * DAY_MS;
const MOST_CHUNKS = 200;
const MOST_ZONES = 500;
/** Calendars that leave no minute open would be followed for ever; this is two years. */
const MOST_HOPS = 11;

/** Parts that overlap or adjoin, as one; cut off at the ends of a chunk. */
export type Stretch = { from: number; to: number; parts: QuietPart[] };

type Clock = (chunk: number) => readonly Stretch[];

/** Documents and deployments never change, so what was worked out for their calendars stays true. */
const clocks = new WeakMap<readonly Calendar[], Map<string | undefined, Map<string, Clock | undefined>>>();

function clockFor(calendars: readonly Calendar[], country: string | undefined, zone: string): Clock | undefined {
  let byCountry = clocks.get(calendars);
  if (!byCountry || byCountry.size > MOST_ZONES) {
    byCountry = new Map();
    clocks.set(calendars, byCountry);
  }
  let byZone = byCountry.get(country);
  if (!byZone || byZone.size > MOST_ZONES) {
    byZone = new Map();
    byCountry.set(country, byZone);
  }
  let clock = byZone.get(zone);
  if (clock === undefined && !byZone.has(zone)) {
    const mine = calendarsFor(calendars, country);
    clock = mine.length === 0 ? undefined : createClock(mine, zone);
    byZone.set(zone, clock);
  }
  return clock;
}

/** Calendars that count for a customer of this country. Country unknown: all of them, because a late message hurts less than one on a holy day. */
function calendarsFor(calendars: readonly Calendar[], country: string | undefined): readonly Calendar[] {
  return country === undefined ? calendars : calendars.filter((c) => c.countries.length === 0 || c.countries.includes(country));
}

function createClock(calendars: readonly Calendar[], zone: string): Clock {
  const known = new Map<number, readonly Stretch[]>();
  return (chunk) => {
    let stretches = known.get(chunk);
    if (!stretches) {
      if (known.size >= MOST_CHUNKS) known.clear();
      stretches = stretchesOf(calendars, zone, chunk * CHUNK_MS, (chunk + 1) * CHUNK_MS);
      known.set(chunk, stretches);
    }
    return stretches;
  };
}

/** In order, with open time between any two. */
function stretchesOf(calendars: readonly Calendar[], zone: string, from: number, to: number): Stretch[] {
  const parts = calendars.flatMap((calendar) => quietParts(calendar, zone, from, to)).sort((a, b) => a.from - b.from);
  const stretches: Stretch[] = [];
  for (const part of parts) {
    const last = stretches.at(-1);
    const end = Math.min(part.to, to);
    if (!last || part.from > last.to) stretches.push({ from: Math.max(part.from, from), to: end, parts: [part] });
    else {
      last.to = Math.max(last.to, end);
      last.parts.push(part);
    }
  }
  return stretches;
}

/** The last stretch that has begun by `at`. */
function stretchAt(stretches: readonly Stretch[], at: number): Stretch | undefined {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.from ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  const stretch = stretches[low - 1];
  return stretch && at < stretch.to ? stretch : undefined;
}

export type Quiet = { until: number; calendar: string; holiday?: string };

/**
 * Whether it is quiet at `at`, until when (epoch ms, the first moment that is not quiet), and the calendar that says so with
 * the holiday, if it is one: of several, the one that lasts longest. Overlapping and adjoining times are followed to the end.
 * Calendars that never leave a minute open give a moment that is still quiet, years away; the sender's longest hold ends
 * such a wait.
 */
export function quietAt(calendars: readonly Calendar[], country: string | undefined, at: number, zone: string): Quiet | undefined {
  const clock = clockFor(calendars, country, zone);
  const stretch = clock && stretchAt(clock(Math.floor(at / CHUNK_MS)), at);
  if (!clock || !stretch) return undefined;
  const longest = longestAt(stretch.parts, at);
  if (!longest) return undefined;
  const { calendar, holiday } = longest;
  return { until: endOf(stretch, clock), calendar, ...(holiday !== undefined && { holiday }) };
}

function longestAt(parts: readonly QuietPart[], at: number): QuietPart | undefined {
  let longest: QuietPart | undefined;
  for (const part of parts) if (part.from <= at && part.to > at && part.to > (longest?.to ?? 0)) longest = part;
  return longest;
}

function endOf(stretch: Stretch, clock: Clock): number {
  let until = stretch.to;
  for (let hops = 0; hops < MOST_HOPS && until % CHUNK_MS === 0; hops++) {
    const next = clock(until / CHUNK_MS)[0];
    if (!next || next.from > until) break;
    until = next.to;
  }
  return until;
}

/** The first moment (epoch ms) after `at` that is not quiet; undefined when it is not quiet at `at`. */
export function quietUntil(calendars: readonly Calendar[], country: string | undefined, at: number, zone: string): number | undefined {
  return quietAt(calendars, country, at, zone)?.until;
}

/** The stretches of quiet of these calendars that end after `from`, in order, at most up to `to`; those that adjoin are one. */
export function quietStretches(calendars: readonly Calendar[], from: number, to: number, zone: string): Stretch[] {
  return stretchesOf(calendars, zone, from, to);
}
