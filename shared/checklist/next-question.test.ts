import { describe, expect, it } from 'vitest';
import { testAnswer, testId, testPoint } from '../engagement/engagement.fixture';
import { openAnswers } from './next-question';
import type { Answer } from './schema';
import type { Scored } from './score';

const [A, B] = [testId(1, 'V'), testId(2, 'V')];
const list = (answers: Answer[]): Scored => ({
  points: [
    testPoint('big', { weight: 5, priority: 'should' }),
    testPoint('small', { weight: 1, priority: 'should' }),
    testPoint('gate', { weight: 2 }),
    testPoint('extra', { priority: 'could' }),
  ],
  vendors: [
    { id: A, name: 'A', role: 'candidate' },
    { id: B, name: 'B', role: 'candidate' },
    { id: testId(3, 'V'), name: 'Today', role: 'current' },
  ],
  answers,
});
const proved = { verified: true };

describe('openAnswers', () => {
  it('asks first what can change the leader', () => {
    const open = openAnswers(
      list([
        testAnswer(A, 'big', 3, proved),
        testAnswer(B, 'big', 2, proved),
        testAnswer(A, 'small', 3, proved),
        testAnswer(A, 'gate', 3, proved),
        testAnswer(B, 'gate', 3),
        testAnswer(B, 'small', 2, proved),
      ]),
    );
    // B is behind by 5 · 1 + 1 and can't win with the gate alone; nothing else is open.
    expect(open).toEqual([
      { vendor: B, point: 'gate', kind: 'unproved', changesLeader: false, gate: false, total: { worst: (10 + 2 + 4) / 32, best: (10 + 2 + 8) / 32 } },
    ]);
  });

  it('tells what nobody answered from what nobody saw, leaves could points and the current system out', () => {
    const open = openAnswers(list([testAnswer(A, 'big', 4), testAnswer(A, 'gate', 3, { applies: false })]));
    expect(open.filter(({ vendor }) => vendor === A).map(({ point, kind }) => [point, kind])).toEqual([
      ['big', 'unproved'],
      ['small', 'unanswered'],
    ]);
    expect(open.map(({ point }) => point)).not.toContain('extra');
    expect(new Set(open.map(({ vendor }) => vendor))).toEqual(new Set([A, B]));
    expect(open[0]).toMatchObject({ vendor: B, changesLeader: true });
  });

  it('asks no more of whom a proved answer put out', () => {
    expect(openAnswers(list([testAnswer(A, 'gate', 1, proved), testAnswer(B, 'big', 2, proved)])).some(({ vendor }) => vendor === A)).toBe(false);
    expect(
      openAnswers(list([testAnswer(A, 'gate', 1), testAnswer(B, 'big', 2, proved)])).find(({ vendor, point }) => vendor === A && point === 'gate'),
    ).toMatchObject({
      gate: true,
      changesLeader: true,
    });
  });
});
