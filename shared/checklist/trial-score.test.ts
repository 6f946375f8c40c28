import { describe, expect, it } from 'vitest';
import { testId } from '../engagement/engagement.fixture';
import type { TrialResult, TrialTask } from './trial-schema';
import { trialScore } from './trial-score';

const V = testId(1, 'V');
const task = (n: number, weight: number, minutes?: number): TrialTask => ({ id: testId(n, 'T'), task: `Task ${n}`, weight, ...(minutes && { minutes }) });
const result = (n: number, outcome: TrialResult['outcome'], patch: Partial<TrialResult> = {}): TrialResult => ({
  vendor: V,
  task: testId(n, 'T'),
  outcome,
  ...patch,
});

describe('trialScore', () => {
  it('weighs what was tried, half for help, and leaves out what was not', () => {
    const trialTasks = [task(1, 5, 10), task(2, 3), task(3, 2), task(4, 9)];
    const trialResults = [
      result(1, 'alone', { minutes: 15, ease: 5 }),
      result(2, 'with-help', { ease: 2 }),
      result(3, 'not-done', { minutes: 40 }),
      result(9, 'alone'),
    ];
    expect(trialScore({ trialTasks, trialResults }, V)).toEqual({
      vendor: V,
      share: (5 + 1.5) / 10,
      tried: { count: 3, of: 4 },
      outcomes: { alone: 1, 'with-help': 1, 'not-done': 1 },
      ease: 3.5,
      pace: 1.5,
    });
  });

  it('says nothing of a product nobody tried', () => {
    expect(trialScore({ trialTasks: [task(1, 5)], trialResults: [] }, V)).toBeUndefined();
    expect(trialScore({ trialTasks: [task(1, 5)], trialResults: [{ ...result(1, 'alone'), vendor: testId(2, 'V') }] }, V)).toBeUndefined();
  });

  it('counts tasks alike where none weighs anything', () => {
    expect(trialScore({ trialTasks: [task(1, 0), task(2, 0)], trialResults: [result(1, 'alone'), result(2, 'not-done')] }, V)?.share).toBe(0.5);
  });
});
