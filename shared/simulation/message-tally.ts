/** Counts messages as customers get them: how many a week, on which channel, and who else wrote on the same day. */
import type { Channel, MessageClass } from '../journey/schema';
import { toIso } from '../time/moment';
import type { SimulationReport } from './report';

const DAY = 86_400_000;
const WEEK = 7 * DAY;

export type MessageTally = {
  /** `from`: id of the journey or planned send; `day`: on the customer's own calendar. */
  add(message: { customer: number; at: number; day: number; channel: Channel; class: MessageClass; from: string }): void;
  /** `customers`: how many there are, those without a message included. */
  report(customers: number): Pick<SimulationReport, 'messages' | 'collisions'>;
  byChannel(): Map<Channel, number>;
};

export function createMessageTally({ days, from }: { days: number; from: number }): MessageTally {
  const weeks = Math.ceil(days / 7);
  const whole = Math.max(1, Math.floor(days / 7));
  /** By customer, of those who got any. */
  const perCustomerWeek: (Uint16Array | undefined)[] = [];
  const perWeek = Array.from({ length: weeks }, () => ({ messages: 0, byChannel: {} as Partial<Record<Channel, number>> }));
  const kinds = new Map<string, { channel: Channel; class: MessageClass; messages: number }>();
  const today: { day: number; senders: string[] }[] = [];
  const pairs = new Map<string, { a: string; b: string; days: number; customers: Set<number> }>();

  function meet(customer: number, day: number, sender: string): void {
    const mine = today[customer];
    if (mine?.day !== day) {
      today[customer] = { day, senders: [sender] };
      return;
    }
    if (mine.senders.includes(sender)) return;
    for (const other of mine.senders) {
      const [a, b] = other < sender ? [other, sender] : [sender, other];
      const key = `${a} ${b}`;
      const pair = pairs.get(key) ?? { a, b, days: 0, customers: new Set() };
      pair.days += 1;
      pair.customers.add(customer);
      pairs.set(key, pair);
    }
    mine.senders.push(sender);
  }

  return {
    add({ customer, at, day, channel, class: messageClass, from: sender }) {
      const week = Math.min(weeks - 1, Math.max(0, Math.floor((at - from) / WEEK)));
      const mine = perCustomerWeek[customer - 1] ?? new Uint16Array(weeks);
      perCustomerWeek[customer - 1] = mine;
      mine[week] = (mine[week] ?? 0) + 1;
      const counted = perWeek[week];
      if (counted) {
        counted.messages += 1;
        counted.byChannel[channel] = (counted.byChannel[channel] ?? 0) + 1;
      }
      const kind = kinds.get(`${channel} ${messageClass}`) ?? { channel, class: messageClass, messages: 0 };
      kind.messages += 1;
      kinds.set(`${channel} ${messageClass}`, kind);
      meet(customer, day, sender);
    },
    byChannel() {
      const channels = new Map<Channel, number>();
      for (const { channel, messages } of kinds.values()) channels.set(channel, (channels.get(channel) ?? 0) + messages);
      return channels;
    },
    report(customers) {
      const histogram: number[] = [];
      let sum = 0;
      for (let customer = 0; customer < customers; customer++)
        for (let week = 0; week < whole; week++) {
          const messages = perCustomerWeek[customer]?.[week] ?? 0;
          histogram[messages] = (histogram[messages] ?? 0) + 1;
          sum += messages;
        }
      const customerWeeks = customers * whole;
      const filled = histogram.flatMap((times, messages) => (times ? [{ messages, customerWeeks: times }] : []));
      return {
        messages: {
          total: perWeek.reduce((all, week) => all + week.messages, 0),
          byChannel: [...kinds.values()].sort((a, b) => b.messages - a.messages || (a.channel < b.channel ? -1 : 1)),
          perCustomerWeek: {
            histogram: filled,
            mean: sum / customerWeeks,
            percentile95: percentile(filled, customerWeeks, 0.95),
            most: filled.at(-1)?.messages ?? 0,
          },
          perWeek: perWeek.map((week, i) => ({ from: toIso(from + i * WEEK), days: Math.min(7, days - 7 * i), ...week })),
        },
        collisions: [...pairs.values()]
          .map(({ a, b, days: onDays, customers: met }) => ({ a, b, customers: met.size, days: onDays }))
          .sort((x, y) => y.customers - x.customers || (x.a + x.b < y.a + y.b ? -1 : 1)),
      };
    },
  };
}

function percentile(histogram: readonly { messages: number; customerWeeks: number }[], total: number, share: number): number {
  let counted = 0;
  for (const { messages, customerWeeks } of histogram) {
    counted += customerWeeks;
    if (counted >= total * share) return messages;
  }
  return 0;
}
