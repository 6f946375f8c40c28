/** What has to add up in any report, whatever was simulated. */
import { expect } from 'vitest';
import type { Engagement } from '../engagement/schema';
import type { SimulationReport } from './report';

const sumOf = (counts: Record<string, number>) => Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Each line of the report is held to its own sum, and the messages to what the journeys really sent. */
export function expectAccounts(report: SimulationReport, { journeys }: Pick<Engagement, 'journeys'>): void {
  const kinds = new Map(journeys.flatMap(({ id, nodes }) => nodes.map((node) => [`${id} ${node.id}`, node.kind] as const)));
  let sent = 0;
  let notSent = 0;
  for (const { journey, key, entered, active, exited, nodes } of report.journeys) {
    expect([key, entered]).toEqual([key, active + sumOf(exited)]);
    for (const node of nodes) {
      expect([key, node.node, node.entered]).toEqual([key, node.node, sumOf(node.passed) + node.waiting + node.exited]);
      if (kinds.get(`${journey} ${node.node}`) !== 'send') continue;
      expect([key, node.node, node.entered]).toEqual([key, node.node, node.sent + sumOf(node.notSent) + node.failed + node.waiting]);
      expect(Object.keys(node.notSent)).not.toContain('');
      sent += node.sent;
      notSent += sumOf(node.notSent);
    }
  }
  for (const plan of report.plannedSends) {
    expect(plan.audience).toBe(plan.noAddress + plan.noConsent + plan.sent);
    sent += plan.sent;
  }
  // `sent` is read off the trace; these are counted where messages are really sent.
  expect(report.messages.total).toBe(sent);
  expect(report.header.events.caused['message-sent'] ?? 0).toBe(sent);
  expect(report.messages.byChannel.reduce((sum, { messages }) => sum + messages, 0)).toBe(sent);
  expect(report.messages.perWeek.reduce((sum, { messages }) => sum + messages, 0)).toBe(sent);
  expect(sumOf(report.notSent)).toBe(notSent);
}
