/** How many messages people get, as the monitor shows it: a few lines of a spread, and what a simulation made of it beforehand. */
import type { SimulationReport } from '../simulation/report';
import type { Spread } from './monitor';

/** From here on the lines are put together: "5+". */
export const lastLine = 5;

/** Shares of those who got any, of 1 message, 2, … and `lastLine` or more; undefined: nobody got any. */
export function spreadShares(spread: Spread): number[] | undefined {
  const all = spread.reduce((sum, { customers }) => sum + customers, 0);
  if (all === 0) return undefined;
  const lines = Array.from({ length: lastLine }, () => 0);
  for (const { messages, customers } of spread) {
    const line = Math.min(messages, lastLine) - 1;
    lines[line] = (lines[line] ?? 0) + customers / all;
  }
  return lines;
}

/** The weeks of a simulation in the same lines: those of its customers in which one got any message. */
export function simulatedShares({ messages }: Pick<SimulationReport, 'messages'>): number[] | undefined {
  return spreadShares(
    messages.perCustomerWeek.histogram.flatMap(({ messages: n, customerWeeks }) => (n > 0 ? [{ messages: n, customers: customerWeeks }] : [])),
  );
}

/** Of a spread: how many people, how many messages, at most how many `share` of them got, and the most anybody got. */
export function spreadFacts(spread: Spread, share = 0.95): { people: number; messages: number; atMost: number; most: number } {
  const people = spread.reduce((sum, { customers }) => sum + customers, 0);
  let seen = 0;
  const line = spread.find(({ customers }) => {
    seen += customers;
    return seen >= people * share;
  });
  return {
    people,
    messages: spread.reduce((sum, { messages, customers }) => sum + messages * customers, 0),
    atMost: line?.messages ?? 0,
    most: spread.at(-1)?.messages ?? 0,
  };
}
