/**
 * How many messages people get. Nothing is kept for it: who got what is in the events, found by customer through their index, a few hundred
 * customers at a time so that others are served in between. Where there is no time for all, the parts that were read lie spread over all of them.
 */
import type { Pressure, PressureWeek, Spread } from '../../shared/executor/monitor';
import { capLooksBackTo, capUse, type SentMessage } from '../../shared/journey/caps';
import { type Cap, type Channel, channelSchema } from '../../shared/journey/schema';
import { customerId } from '../../shared/runtime/customer-id';
import type { Database } from '../store/driver';
import { hourBegins, hourOf, readCapHours } from './hours';

const weekHours = 7 * 24;
const part = 250;
const mostNamed = 10;

export type AskedCap = {
  cap: Cap;
  /** In which days and clocks of its window are read; a message may count an hour longer or shorter where somebody's clock changes otherwise. */
  zone: string;
  /** Whether it is meant for this customer, where it is not for all. */
  isFor?(customer: number): boolean;
};

export type PressureOptions = {
  now: number;
  weeks: number;
  caps: readonly AskedCap[];
  /** Asked after each part; false: there is no time for more. */
  mayGoOn(): boolean;
  /** Lets others be served. */
  pause(): Promise<void>;
};

type Row = { customer: number; at: number; channel: string | null; class: string | null };
/** `channel` is absent where another program has told of a message on a way that we don't know; caps may count it. */
type Message = SentMessage & { channel: Channel | undefined };
/** Customers by how many they got. */
type Tally = { messages: number; spread: Map<number, number> };
type Week = Tally & { from: number; to: number; channels: Map<Channel, Tally> };
type Named = { n: number; messages: number; channels: Partial<Record<Channel, number>> };

/** Without the words for who she is, which only those that are told need. */
export type CountedPressure = Omit<Pressure, 'most'> & { most: (Omit<Pressure['most'][number], 'label'> & { n: number })[] };

export async function countPressure(db: Database, { now, weeks: count, caps, mayGoOn, pause }: PressureOptions): Promise<CountedPressure> {
  const endHour = hourOf(now) + 1;
  const weeks = Array.from({ length: count }, (_, i): Week => {
    const from = hourBegins(endHour - (count - i) * weekHours);
    return { from, to: from + weekHours * 3_600_000, messages: 0, spread: new Map(), channels: new Map() };
  });
  const since = Math.min(weeks[0]?.from ?? now, ...caps.map(({ cap }) => capLooksBackTo(cap, now)));
  const uses = caps.map(() => ({ reached: 0, oneLeft: 0, below: 0 }));
  const most: Named[] = [];
  let looked = 0;

  const look = (n: number, messages: readonly Message[]) => {
    for (const [i, week] of weeks.entries()) {
      const mine = messages.filter(({ at }) => at >= week.from && at < week.to);
      if (mine.length === 0) continue;
      const channels = byChannel(mine);
      addTo(week, mine.length);
      for (const [channel, times] of channels) addTo(tallyOf(week, channel), times);
      if (i === weeks.length - 1) addNamed(most, { n, messages: mine.length, channels: Object.fromEntries(channels) });
    }
    for (const [i, { cap, zone, isFor }] of caps.entries()) {
      const use = capUse(cap, messages, now, zone);
      const counted = uses[i];
      if (use === 0 || !counted || (isFor && !isFor(n))) continue;
      counted[use >= cap.limit ? 'reached' : use === cap.limit - 1 ? 'oneLeft' : 'below'] += 1;
    }
  };

  for (const first of spreadParts(db)) {
    const end = first + part;
    looked += db.get<{ n: number }>('SELECT count(*) AS n FROM customer WHERE n >= ? AND n < ?', first, end)?.n ?? 0;
    let messages: Message[] = [];
    let whose = 0;
    for (const row of readPart(db, first, end, since)) {
      if (row.customer !== whose && messages.length > 0) look(whose, messages);
      if (row.customer !== whose) messages = [];
      whose = row.customer;
      messages.push(messageOf(row));
    }
    if (messages.length > 0) look(whose, messages);
    await pause();
    if (!mayGoOn()) break;
  }

  return {
    at: iso(now),
    customers: db.get<{ n: number }>('SELECT count(*) AS n FROM customer')?.n ?? 0,
    looked,
    weeks: weeks.map(toWeek),
    most: most.map(({ n, ...one }) => ({ n, customer: customerId(n), ...one })),
    caps: caps.map(({ cap }, i) => ({
      cap: cap.id,
      limit: cap.limit,
      window: cap.window,
      ...(uses[i] ?? { reached: 0, oneLeft: 0, below: 0 }),
      weeks: weeks.map(({ from, to }) => ({
        held: readCapHours(db, `cap-held:${cap.id}`, hourOf(from), hourOf(to)),
        notSent: readCapHours(db, `cap-not-sent:${cap.id}`, hourOf(from), hourOf(to)),
      })),
    })),
  };
}

/** First numbers of parts, each once, in an order in which any number of them lies evenly over all: each step leads on by the golden section. */
export function* spreadParts(db: Pick<Database, 'get'>): Generator<number> {
  const last = db.get<{ n: number | null }>('SELECT max(n) AS n FROM customer')?.n ?? 0;
  const parts = Math.ceil(last / part);
  let step = Math.max(1, Math.round(parts * 0.618));
  while (divisor(step, parts) > 1) step += 1;
  for (let i = 0; i < parts; i++) yield ((i * step) % parts) * part + 1;
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}

/** By the index of events: each customer is a place in it, and what is not asked about is not read. */
function readPart(db: Database, first: number, end: number, since: number): Row[] {
  return db.all<Row>(
    `SELECT e.customer, e.at, e.properties ->> '$.channel' AS channel, e.properties ->> '$."message-class"' AS class
     FROM customer c CROSS JOIN event e INDEXED BY event_of_customer ON e.customer = c.n AND e.name = 'message-sent' AND e.at >= ?
     WHERE c.n >= ? AND c.n < ? AND e.is_test = 0`,
    since,
    first,
    end,
  );
}

function messageOf({ at, channel, class: messageClass }: Row): Message {
  return { at, channel: channelSchema.safeParse(channel).data, properties: { channel, 'message-class': messageClass } };
}

function byChannel(messages: readonly Message[]): Map<Channel, number> {
  const channels = new Map<Channel, number>();
  for (const { channel } of messages) if (channel) channels.set(channel, (channels.get(channel) ?? 0) + 1);
  return channels;
}

function addTo(tally: Tally, times: number): void {
  tally.messages += times;
  tally.spread.set(times, (tally.spread.get(times) ?? 0) + 1);
}

function tallyOf({ channels }: Week, channel: Channel): Tally {
  const tally = channels.get(channel) ?? { messages: 0, spread: new Map() };
  channels.set(channel, tally);
  return tally;
}

function addNamed(most: Named[], one: Named): void {
  if (most.length === mostNamed && (most.at(-1)?.messages ?? 0) >= one.messages) return;
  most.push(one);
  most.sort((a, b) => b.messages - a.messages || a.n - b.n);
  if (most.length > mostNamed) most.pop();
}

function toWeek({ from, to, messages, spread, channels }: Week): PressureWeek {
  return {
    from: iso(from),
    to: iso(to),
    messages,
    spread: toSpread(spread),
    channels: [...channels]
      .map(([channel, tally]) => ({ channel, messages: tally.messages, spread: toSpread(tally.spread) }))
      .sort((a, b) => b.messages - a.messages || (a.channel < b.channel ? -1 : 1)),
  };
}

function toSpread(spread: ReadonlyMap<number, number>): Spread {
  return [...spread].map(([messages, customers]) => ({ messages, customers })).sort((a, b) => a.messages - b.messages);
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
