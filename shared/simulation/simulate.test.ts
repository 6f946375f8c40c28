import { describe, expect, test } from 'vitest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { testId } from '../engagement/engagement.fixture';
import type { Engagement } from '../engagement/schema';
import { expectAccounts } from './accounts.fixture';
import { type SimulationReport, type SimulationSettings, simulationReportSchema } from './report';
import { simulate } from './simulate';

const settings: SimulationSettings = { customers: 150, days: 30, seed: 7, from: '2026-06-01T06:00:00.000Z' };
const engagement: Engagement = {
  ...mappedEngagement(),
  volumes: {
    contacts: 15_000,
    customers: 9_000,
    eventsPerMonth: { 'visit-started': 45_000, 'checkout-started': 4_500, 'order-placed': 4_000, 'ticket-opened': 600 },
    messagePrices: { email: 0.01 },
  },
  plannedSends: [
    { id: testId(1, 'P'), name: 'Sale', date: '2026-06-10', channel: 'email' },
    { id: testId(2, 'P'), name: 'Too late', date: '2027-06-10', channel: 'email' },
  ],
};

function reportOf(changes: Partial<SimulationSettings> = {}, of = engagement): SimulationReport {
  const done = simulate(of, { ...settings, ...changes });
  if (!done.ok) throw new Error(JSON.stringify(done.problems));
  return done.value;
}
const report = reportOf();

describe('simulate', () => {
  test('gives a report of the published shape', () => {
    expect(simulationReportSchema.parse(report)).toEqual(report);
    expect(report.journeys).toHaveLength(17);
    expect(report.journeys.filter(({ entered }) => entered > 0).length).toBeGreaterThan(9);
  });

  test('everybody who entered is inside or has left; every message is sent, not sent, failed or waiting', () => {
    expectAccounts(report, engagement);
    expect(report.messages.total).toBeGreaterThan(50);
    const weeks = report.messages.perCustomerWeek.histogram;
    expect(weeks.reduce((sum, { customerWeeks }) => sum + customerWeeks, 0)).toBe(settings.customers * 4);
  });

  test('planned sends within the time go to those with consent, cost money and count in caps', { tags: ['long'] }, () => {
    const [sale, ...others] = report.plannedSends;
    expect(others).toEqual([]);
    expect(sale).toMatchObject({ channel: 'email', at: '2026-06-10T07:00:00.000Z' });
    expect(sale?.audience).toBe((sale?.noAddress ?? 0) + (sale?.noConsent ?? 0) + (sale?.sent ?? 0));
    expect(sale?.sent).toBeGreaterThan(30);
    const without = reportOf({}, { ...engagement, plannedSends: [] });
    expect(without.traceHash).not.toBe(report.traceHash);
    const mails = report.messages.byChannel.filter(({ channel }) => channel === 'email').reduce((sum, { messages }) => sum + messages, 0);
    expect(report.cost.channels.find(({ channel }) => channel === 'email')?.cost).toBeCloseTo(mails * 0.01);
    expect(report.cost.total).toBeCloseTo(mails * 0.01);
  });

  test('the same seed gives the same report, another seed another trace', { tags: ['long'] }, () => {
    expect(reportOf()).toEqual(report);
    expect(reportOf({ seed: 8 }).traceHash).not.toBe(report.traceHash);
    expect(report.traceHash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('volumes are what happens: as many visits as typed, within chance', () => {
    const expected = (45_000 / 15_000) * settings.customers * (settings.days / 30.4375);
    expect((report.header.events.happened['visit-started'] ?? 0) / expected).toBeGreaterThan(0.75);
    expect((report.header.events.happened['visit-started'] ?? 0) / expected).toBeLessThan(1.3);
    expect(report.assumptions).toContainEqual({ id: 'events-per-month', about: 'visit-started', value: 3, source: 'volumes' });
    expect(report.assumptions.find(({ about }) => about === 'registration-completed')?.source).toBe('assumed');
    expect(report.scale).toBe(100);
  });

  test('what cannot run is left out and said; nothing to run, a bad number and a cancellation are refused', { tags: ['long'] }, () => {
    const [first, ...rest] = engagement.journeys;
    const done = simulate(
      { ...engagement, messages: engagement.messages.filter(({ id }) => !JSON.stringify(first).includes(`"${id}"`)) },
      { ...settings, days: 2 },
    );
    expect(done.ok && done.value.header.leftOut).toContain(first?.id);
    expect(done.problems.map(({ code }) => code)).toContain('message-unknown');
    expect(rest.length).toBe(16);
    expect(simulate({ ...engagement, journeys: [] }, settings)).toMatchObject({ ok: false, problems: [{ code: 'simulation-nothing-to-run' }] });
    expect(simulate(engagement, { ...settings, customers: 0 })).toMatchObject({ ok: false, problems: [{ code: 'invalid-value', path: ['customers'] }] });
    expect(simulate(engagement, settings, { isCancelled: () => true })).toMatchObject({ ok: false, problems: [{ code: 'simulation-cancelled' }] });
    const shares: number[] = [];
    simulate(engagement, { ...settings, days: 3 }, { onProgress: (share) => shares.push(share) });
    expect(shares.at(0)).toBe(0);
    expect(shares.at(-1)).toBe(1);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
  });
});
