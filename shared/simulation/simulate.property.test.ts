/** What holds for any journeys, customers and seeds. Small sizes, the same cases each time. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { journeys as arbitraryJourneys } from '../../tests/arbitrary-journeys';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { testId } from '../engagement/engagement.fixture';
import type { Engagement } from '../engagement/schema';
import { channels } from '../journey/schema';
import { expectAccounts } from './accounts.fixture';
import type { SimulationReport, SimulationSettings } from './report';
import { simulate } from './simulate';

const mapped = mappedEngagement();
const from = '2026-06-01T06:00:00.000Z';

/** Journeys of the catalogue and some nobody would draw, under each other's caps and with one-off campaigns between. */
const engagements: fc.Arbitrary<Engagement> = fc
  .record({
    catalogue: fc.subarray(mapped.journeys, { minLength: 1, maxLength: 4 }),
    drawn: fc.array(arbitraryJourneys, { maxLength: 2 }),
    plans: fc.array(fc.record({ day: fc.integer({ min: 1, max: 28 }), channel: fc.constantFrom(...channels) }), { maxLength: 2 }),
    carts: fc.integer({ min: 0, max: 4000 }),
  })
  .map(({ catalogue, drawn, plans, carts }) => {
    const suppressions = new Map([...mapped.suppressions, ...drawn.flatMap((one) => one.suppressions)].map((one) => [one.id, one]));
    const caps = new Map([...mapped.caps, ...drawn.flatMap((one) => one.caps)].map((one) => [one.id, one]));
    const calendars = new Map([...mapped.calendars, ...drawn.flatMap((one) => one.calendars)].map((one) => [one.id, one]));
    const messages = new Map(
      [...mapped.messages, ...drawn.flatMap((one) => [...one.messages, ...one.messages.map((hello) => ({ ...hello, id: 'gone' }))])].map((one) => [
        one.id,
        one,
      ]),
    );
    return {
      ...mapped,
      suppressions: [...suppressions.values()],
      caps: [...caps.values()],
      calendars: [...calendars.values()],
      messages: [...messages.values()],
      journeys: [...catalogue, ...drawn.map(({ journey }, n) => ({ ...journey, id: testId(n + 1, 'D'), key: `drawn-${n + 1}` }))],
      volumes: {
        ...mapped.volumes,
        contacts: 1000,
        customers: 700,
        eventsPerMonth: { 'visit-started': 5000, 'checkout-started': carts, 'product-restocked': 30 },
      },
      plannedSends: plans.map(({ day, channel }, n) => ({ id: testId(n + 1, 'P'), name: 'Sale', date: `2026-06-${String(day).padStart(2, '0')}`, channel })),
    };
  });

const sizes = fc.record({ customers: fc.integer({ min: 5, max: 30 }), days: fc.integer({ min: 5, max: 45 }), seed: fc.nat(4_294_967_295) });

/** The report and every line of its trace. */
function tracedRun(engagement: Engagement, settings: Omit<SimulationSettings, 'from'>): { report: SimulationReport; lines: string[] } {
  const lines: string[] = [];
  const done = simulate(engagement, { ...settings, from }, { onTrace: (line) => lines.push(line) });
  if (!done.ok) throw new Error(JSON.stringify(done.problems));
  return { report: done.value, lines };
}

const customerOf = (line: string) => Number(line.split('\t')[1]);

describe('any simulation', () => {
  test('whoever entered is inside or has left, and every message is sent, not sent with a reason, failed or waiting', { tags: ['long'] }, () => {
    const seen = { drawn: 0, sent: 0, reasons: new Set<string>(), planned: 0 };
    fc.assert(
      fc.property(engagements, sizes, (engagement, size) => {
        const { report, lines } = tracedRun(engagement, size);
        expectAccounts(report, engagement);
        expect(lines).toHaveLength(report.traceLines);
        for (const { key, entered, nodes } of report.journeys) {
          if (key.startsWith('drawn')) seen.drawn += entered;
          for (const node of nodes) {
            seen.sent += node.sent;
            for (const reason of Object.keys(node.notSent)) seen.reasons.add(reason);
          }
        }
        seen.planned += report.plannedSends.reduce((sum, { sent }) => sum + sent, 0);
        expect(report.header.leftOut).toEqual([]);
      }),
      { seed: 5, numRuns: 24 },
    );
    // What never occurred proves nothing.
    expect(Math.min(seen.drawn, seen.sent, seen.planned)).toBeGreaterThan(30);
    expect(seen.reasons.size).toBeGreaterThan(2);
  });

  test('one customer more changes nothing for the others', { tags: ['long'] }, () => {
    let lines = 0;
    fc.assert(
      fc.property(engagements, sizes, fc.integer({ min: 1, max: 3 }), (engagement, size, more) => {
        const before = tracedRun(engagement, size).lines;
        const after = tracedRun(engagement, { ...size, customers: size.customers + more }).lines;
        expect(after.filter((line) => customerOf(line) <= size.customers)).toEqual(before);
        lines += before.length;
      }),
      { seed: 6, numRuns: 12 },
    );
    expect(lines).toBeGreaterThan(500);
  });
});
