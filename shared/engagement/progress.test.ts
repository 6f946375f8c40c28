import { describe, expect, it } from 'vitest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { testAnswer, testAttribute, testEngagement, testField, testId, testJourney, testPoint, testSource } from './engagement.fixture';
import { progressOf, stations } from './progress';

describe('progressOf', () => {
  it('is zero everywhere in an empty engagement, and never not a number', () => {
    const progress = progressOf(testEngagement());
    for (const id of stations) expect(progress.stations[id], id).toMatchObject({ done: 0, share: 0, blocked: false });
    expect(progress.share).toBe(0);
  });

  it('counts confirmed fields and waits for open questions', () => {
    const fields = [testField(1), testField(2, { status: 'promised' }), testField(3, { status: 'open-question' }), testField(4)];
    expect(progressOf(testEngagement({ sources: [testSource(1, fields)] })).stations.sources).toEqual({
      done: 2,
      total: 4,
      share: 0.5,
      blocked: false,
      waiting: true,
    });
  });

  it('counts the attributes that matter, and sees what blocks', () => {
    const field = testField(1);
    const filter = { op: 'exists' as const, left: { kind: 'customer' as const, path: 'vip' } };
    const engagement = testEngagement({
      sources: [testSource(1, [field])],
      record: {
        groups: [],
        attributes: [testAttribute('email', { sources: [{ field: field.id }] }), testAttribute('vip'), testAttribute('idle')],
      },
      journeys: [testJourney(1, [], { entry: { filter, reentry: { mode: 'never' } } }), testJourney(2, [], { status: 'approved' })],
    });
    const { record, journeys } = progressOf(engagement).stations;
    expect(record).toMatchObject({ done: 1, total: 2, blocked: true });
    expect(journeys).toMatchObject({ done: 1, total: 2, share: 0.5, blocked: true });
  });

  it('counts answers of candidates only, "does not apply" included', () => {
    const [a, b] = [testId(1, 'V'), testId(2, 'V')];
    const checklist = {
      points: [testPoint('x'), testPoint('y'), testPoint('z', { switchedOff: 'no' })],
      vendors: [
        { id: a, name: 'A', role: 'candidate' as const },
        { id: b, name: 'B', role: 'current' as const },
      ],
      answers: [testAnswer(a, 'x', 3), testAnswer(a, 'y', undefined, { applies: false }), testAnswer(b, 'x', 3)],
      trialTasks: [],
      trialResults: [],
    };
    expect(progressOf(testEngagement({ checklist })).stations.gap).toMatchObject({ done: 2, total: 2, share: 1, blocked: false });
    const blocked = { ...checklist, answers: [testAnswer(a, 'x', 1)] };
    expect(progressOf(testEngagement({ checklist: blocked })).stations.gap).toMatchObject({ done: 1, total: 2, blocked: true, waiting: true });
  });

  it('asks the price of a channel only when it is used', () => {
    expect(progressOf(testEngagement()).stations.businessCase.total).toBe(6);
    const plannedSends = [{ id: testId(1, 'W'), name: 'Sale', date: '2026-11-27', channel: 'sms' as const }];
    const volumes = { contacts: 0, eventsPerMonth: {}, messagePrices: { sms: 0.1 } };
    expect(progressOf(testEngagement({ plannedSends, volumes })).stations.businessCase).toMatchObject({ done: 2, total: 7 });
  });

  it('stays between 0 and 1 for the whole catalogue, and grows when a question is answered', () => {
    const engagement = mappedEngagement();
    const question = { id: testId(1, 'N'), kind: 'question' as const, text: '?', createdAt: '2026-01-05T08:00:00.000Z' };
    const open = progressOf({ ...engagement, notes: [{ ...question, state: 'open' }] });
    const answered = progressOf({ ...engagement, notes: [{ ...question, state: 'answered' }] });
    expect(answered.stations.handoff.share).toBeGreaterThan(open.stations.handoff.share);
    expect(open.stations.segments.share).toBe(1);
    expect(open.stations.record.share).toBe(1);
    for (const id of stations) {
      expect(open.stations[id].share).toBeGreaterThanOrEqual(0);
      expect(open.stations[id].share).toBeLessThanOrEqual(1);
    }
  });
});
