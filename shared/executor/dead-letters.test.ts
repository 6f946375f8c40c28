import { expect, test } from 'vitest';
import { awaitingDecision, countsOf, firstDead } from './dead-letters';

test('the channels together; what asks for a decision is shown first and counted alone', () => {
  const counts = countsOf([{ counts: { failed: 2, stopped: 40, sent: 7 } }, { counts: { failed: 1, bounced: 3 } }, { counts: {} }]);
  expect(counts).toEqual({ unknown: 0, failed: 3, bounced: 3, stopped: 40 });
  expect(firstDead(counts)).toBe('failed');
  expect(awaitingDecision(counts)).toBe(3);
  expect(firstDead({ ...counts, unknown: 1 })).toBe('unknown');
  expect(firstDead(countsOf([{ counts: { stopped: 1 } }]))).toBe('stopped');
  expect(firstDead(countsOf([]))).toBe('unknown');
});
