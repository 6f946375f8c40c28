/**
 * What customers do: visits that lead to carts and orders, tickets, bookings, renewals, consents, and what they make of the
 * messages they get. Each side of a life draws from numbers of its own, so that one more ticket moves no order.
 */
import type { EventRecord, Json } from '../condition/facts';
import type { Engagement } from '../engagement/schema';
import type { Channel } from '../journey/schema';
import { type Agenda, createAgenda } from './agenda';
import { createDeeds, type Deed, type Deeds } from './deeds';
import type { Life } from './life';
import { createLocalClock, type LocalClock } from './local-clock';
import type { Population, Somebody } from './population';
import { createRandom, type Random } from './random';
import { DAYS_PER_MONTH, funnelRates, type MessageRates, messageRates, type Rates } from './rates';
import type { WantedEvents } from './wanted-events';

const DAY = 86_400_000;
const MINUTE = 60_000;

type Next = { life: Life; event: EventRecord } | { life: Life; deed: Deed; random: Random };

export type Lives = {
  begin(somebody: Somebody): void;
  nextAt(): number | undefined;
  /** The day of a moment on her own calendar, days since 1970. */
  dayOf(n: number, at: number): number;
  /** The next thing somebody does; undefined when it only led to others. `n` 0: it is about nobody. */
  take(): { n: number; event: EventRecord } | undefined;
  /** She is sent a message now: what becomes of it. */
  hear(n: number, channel: Channel, message: string, journey: string | undefined, at: number): void;
};

export type LivesOptions = {
  engagement: Engagement;
  rates: Rates;
  population: Pick<Population, 'consentChannels'>;
  wanted: WantedEvents;
  seed: number;
  from: number;
  to: number;
  /** Customers do nothing by themselves; they only answer messages. */
  onlyAnswers?: boolean;
};

/** Streams of numbers below this belong to who she is and to her deeds. */
const MESSAGES = 1000;
const fridayWeekends = new Set(['IL', 'IR', 'AE', 'SA', 'EG', 'JO', 'KW', 'QA', 'OM', 'BH', 'YE', 'IQ', 'SY', 'LY', 'DZ', 'SD']);

export function createLives({ engagement, rates, population, wanted, seed, from, to, onlyAnswers = false }: LivesOptions): Lives {
  const agenda: Agenda<Next> = createAgenda();
  const lives: Life[] = [];
  const clocks = new Map<string, LocalClock>();
  const weekend = fridayWeekends.has(engagement.client.country) ? [5, 6] : [6, 0];
  const funnel = funnelRates(rates);
  const deeds: Deeds = createDeeds({ rates, funnel, wanted, population });
  const byChannel = new Map<Channel, MessageRates>();

  const clockOf = (zone: string) => {
    const clock = clocks.get(zone) ?? createLocalClock(zone, weekend, from, to);
    clocks.set(zone, clock);
    return clock;
  };
  const add = (life: Life, at: number, what: Next) => {
    if (at < to) agenda.add(at, 0, life.n * 1_000_000 + life.events++, what);
  };
  const happensTo =
    (life: Life) =>
    (at: number, name: string, properties: Record<string, Json> = {}) =>
      add(life, at, { life, event: { uid: `s${life.n}-${life.events}`, name, at, properties } });

  function plan(life: Life, deed: Deed, random: Random, afterDay: number): void {
    const days = random.daysUntil(Math.min(0.95, (deed.perMonth * (deed.isOfAll ? 1 : life.activity)) / DAYS_PER_MONTH));
    if (!Number.isFinite(days) || days > (to - from) / DAY + 2) return;
    let at = life.clock.someTime(afterDay + days, random);
    // The first day has begun already.
    if (at < from) at = from + random.between(1, 59) * MINUTE;
    add(life, at, { life, deed, random });
  }

  function start(somebody: Somebody, list: readonly Deed[]): void {
    const life: Life = { ...somebody, clock: clockOf(somebody.zone), events: 0, messages: 0 };
    lives[life.n] = life;
    const today = life.clock.dayOf(from);
    for (const deed of list) if (!deed.isFor || deed.isFor(life)) plan(life, deed, createRandom(seed, life.n, deed.stream), today);
  }

  start(
    { n: 0, starting: { attributes: {}, history: [] }, zone: engagement.client.timeZone, activity: 1, hasOrdered: false, isBusiness: false },
    onlyAnswers ? [] : deeds.ofNobody,
  );

  return {
    begin: (somebody) => start(somebody, onlyAnswers ? [] : deeds.ofSomebody),
    nextAt: () => agenda.nextAt(),
    dayOf: (n, at) => lives[n]?.clock.dayOf(at) ?? 0,
    take() {
      const first = agenda.takeBy(to);
      if (!first) return undefined;
      const { what, at } = first;
      if ('event' in what) return { n: what.life.n, event: what.event };
      const { life, deed, random } = what;
      deed.act({ life, at, random, happens: happensTo(life) });
      plan(life, deed, random, life.clock.dayOf(at) + 1);
      return undefined;
    },
    hear(n, channel, message, journey, at) {
      const life = lives[n];
      if (!life) return;
      const random = createRandom(seed, n, MESSAGES + life.messages++);
      const known = byChannel.get(channel) ?? messageRates(rates, channel);
      byChannel.set(channel, known);
      const happens = happensTo(life);
      const properties = { 'message-id': message, channel };
      if (!random.chance(known.delivered)) {
        happens(at + 2 * MINUTE, 'message-bounced', { ...properties, 'bounce-type': 'soft' });
        return;
      }
      happens(at + MINUTE, 'message-delivered', properties);
      if (random.chance(known.withdrawn)) happens(at + 30 * MINUTE, 'consent-withdrawn', { channel, 'withdraw-method': 'link' });
      if (random.chance(known.complained)) happens(at + 40 * MINUTE, 'message-complained', properties);
      if (!random.chance(known.opened)) return;
      const openedAt = at + random.between(3, 600) * MINUTE;
      if (channel === 'email') happens(openedAt, 'message-opened', { ...properties, 'is-machine-open': false });
      if (!random.chance(known.clicked)) return;
      happens(openedAt + MINUTE, 'message-clicked', { ...properties, ...(journey === undefined ? {} : { 'journey-id': journey }) });
      deeds.visit({ life, at: openedAt + 2 * MINUTE, random, happens }, { fromMail: channel === 'email', orders: known.orders });
    },
  };
}
