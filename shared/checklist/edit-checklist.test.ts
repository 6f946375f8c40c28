import { describe, expect, it } from 'vitest';
import { testEngagement, testId, testPoint } from '../engagement/engagement.fixture';
import { engagementSchema } from '../engagement/schema';
import {
  addOwnPoint,
  addVendor,
  answerPoint,
  clearAnswer,
  clearRequirement,
  editOwnPoint,
  editVendor,
  movePointTo,
  removeOwnPoint,
  removeVendor,
  setPriority,
  setRequirement,
  setWeight,
  switchOffPoint,
  switchOnPoint,
} from './edit-checklist';

const A = testId(1, 'V');
const start = addVendor(
  testEngagement({ checklist: { points: [testPoint('a'), testPoint('b')], vendors: [], answers: [], trialTasks: [], trialResults: [] } }),
  {
    id: A,
    vendor: { name: ' Acme ', role: 'candidate', product: '' },
  },
);

describe('vendors', () => {
  it('are added with tidy words, once', () => {
    expect(start.checklist.vendors).toEqual([{ id: A, name: 'Acme', role: 'candidate' }]);
    expect(addVendor(start, { id: A, vendor: { name: 'B', role: 'current' } })).toBe(start);
    expect(addVendor(start, { id: testId(2, 'V'), vendor: { name: '  ', role: 'current' } })).toBe(start);
  });

  it('are edited field by field', () => {
    const edited = editVendor(start, { id: A, vendor: { product: 'Suite' } });
    expect(edited.checklist.vendors[0]).toEqual({ id: A, name: 'Acme', role: 'candidate', product: 'Suite' });
    expect(editVendor(edited, { id: A, vendor: { product: undefined } }).checklist.vendors[0]).toEqual({ id: A, name: 'Acme', role: 'candidate' });
    expect(editVendor(start, { id: A, vendor: { name: '' } })).toBe(start);
  });

  it('take their answers along, and leave notes', () => {
    const answered = answerPoint(start, { vendor: A, point: 'a', answer: { score: 3 } });
    const noted = {
      ...answered,
      notes: [
        {
          id: testId(1, 'N'),
          kind: 'question' as const,
          text: 'Price?',
          state: 'open' as const,
          createdAt: start.createdAt,
          about: { kind: 'vendor' as const, id: A },
        },
      ],
    };
    const removed = removeVendor(noted, { id: A });
    expect(removed.checklist).toEqual({ points: start.checklist.points, vendors: [], answers: [], trialTasks: [], trialResults: [] });
    expect(removed.notes[0]?.text).toBe('Acme: Price?');
    expect(removed.notes[0]?.about).toBeUndefined();
  });
});

it('what a vendor was asked about a point stays a question about the point', () => {
  const note = { id: testId(2, 'N'), kind: 'question' as const, text: 'How many?', state: 'open' as const, createdAt: start.createdAt };
  const removed = removeVendor({ ...start, notes: [{ ...note, about: { kind: 'point' as const, id: 'a', within: A } }] }, { id: A });
  expect(removed.notes).toEqual([{ ...note, text: 'Acme: How many?', about: { kind: 'point', id: 'a' } }]);
});

describe('answers', () => {
  it('are built up part by part', () => {
    let e = answerPoint(start, { vendor: A, point: 'a', answer: { claim: ' 500 fields ' } });
    expect(e.checklist.answers).toEqual([{ vendor: A, point: 'a', applies: true, verified: false, claim: '500 fields' }]);
    e = answerPoint(e, { vendor: A, point: 'a', answer: { score: 3, verified: true, evidence: 'trial' } });
    expect(e.checklist.answers).toEqual([{ vendor: A, point: 'a', applies: true, verified: true, claim: '500 fields', score: 3, evidence: 'trial' }]);
  });

  it('"does not apply" drops the score, and a score means that it applies', () => {
    const scored = answerPoint(start, { vendor: A, point: 'a', answer: { score: 0 } });
    const off = answerPoint(scored, { vendor: A, point: 'a', answer: { applies: false } });
    expect(off.checklist.answers[0]).toEqual({ vendor: A, point: 'a', applies: false, verified: false });
    expect(answerPoint(off, { vendor: A, point: 'a', answer: { score: 2 } }).checklist.answers[0]).toMatchObject({ applies: true, score: 2 });
  });

  it('disappear when nothing is left in them', () => {
    const scored = answerPoint(start, { vendor: A, point: 'a', answer: { score: 0 } });
    expect(answerPoint(scored, { vendor: A, point: 'a', answer: { score: undefined } }).checklist.answers).toEqual([]);
    expect(clearAnswer(scored, { vendor: A, point: 'a' }).checklist.answers).toEqual([]);
    expect(clearAnswer(start, { vendor: A, point: 'a' })).toBe(start);
  });

  it('of nobody, about nothing or out of range change nothing', () => {
    expect(answerPoint(start, { vendor: testId(9, 'V'), point: 'a', answer: { score: 1 } })).toBe(start);
    expect(answerPoint(start, { vendor: A, point: 'x', answer: { score: 1 } })).toBe(start);
    expect(answerPoint(start, { vendor: A, point: 'a', answer: { score: 5 } })).toBe(start);
    expect(answerPoint(start, { vendor: A, point: 'a', answer: { score: 1.5 } })).toBe(start);
  });
});

describe('points', () => {
  const point = (e: typeof start, id: string) => e.checklist.points.find((p) => p.id === id);

  it('are weighed, within the scale', () => {
    expect(point(setWeight(start, { point: 'a', weight: 8 }), 'a')?.weight).toBe(8);
    expect(setWeight(start, { point: 'a', weight: 11 })).toBe(start);
    expect(setWeight(start, { point: 'a', weight: Number.NaN })).toBe(start);
    expect(point(setPriority(start, { point: 'a', priority: 'could' }), 'a')?.priority).toBe('could');
  });

  it('are switched off only with a reason', () => {
    expect(switchOffPoint(start, { point: 'a', reason: ' ' })).toBe(start);
    const off = switchOffPoint(start, { point: 'a', reason: 'no app' });
    expect(point(off, 'a')?.switchedOff).toBe('no app');
    expect(point(switchOnPoint(off, { point: 'a' }), 'a')).toEqual(point(start, 'a'));
  });

  it('carry a requirement of the consultant, with a reason', () => {
    expect(setRequirement(start, { point: 'a', value: '300', reason: '' })).toBe(start);
    const set = setRequirement(start, { point: 'a', value: '300', reason: 'two more brands' });
    expect(point(set, 'a')?.requirement).toEqual({ value: '300', reason: 'two more brands' });
    expect(point(clearRequirement(set, { point: 'a' }), 'a')).toEqual(point(start, 'a'));
  });

  it('of the client carry all that a published one says, and keep their number when one goes', () => {
    const words = { why: { en: ' w ' }, evidence: { en: 'e' }, redFlag: { en: '' }, costQuestion: { en: 'c' }, unit: { en: 'kits' } };
    let e = addOwnPoint(start, { id: 'own-1', category: 'channels', question: { en: 'Kits?' }, answerType: 'number', ...words });
    expect(point(e, 'own-1')?.own).toEqual({
      category: 'channels',
      question: { en: 'Kits?' },
      why: { en: 'w' },
      evidence: { en: 'e' },
      costQuestion: { en: 'c' },
      answerType: 'number',
      unit: { en: 'kits' },
      ordinal: 1,
    });
    e = addOwnPoint(e, { id: 'own-2', category: 'channels', question: { en: 'B?' } });
    e = addOwnPoint(removeOwnPoint(e, { id: 'own-1' }), { id: 'own-3', category: 'channels', question: { en: 'C?' } });
    expect(['own-2', 'own-3'].map((id) => point(e, id)?.own?.ordinal)).toEqual([2, 3]);
    e = editOwnPoint(e, { id: 'own-2', own: { answerType: undefined, evidence: { en: 'seen' }, question: { en: ' ' } } });
    expect(point(e, 'own-2')?.own).toEqual({ category: 'channels', question: { en: 'B?' }, evidence: { en: 'seen' }, ordinal: 2 });
  });

  it('are moved into the place of another', () => {
    const ids = (engagement: typeof start) => engagement.checklist.points.map(({ id }) => id);
    expect(ids(movePointTo(start, { point: 'b', target: 'a' }))).toEqual(['b', 'a']);
    expect(ids(movePointTo(start, { point: 'a', target: 'b' }))).toEqual(['b', 'a']);
    expect(movePointTo(start, { point: 'a', target: 'gone' })).toBe(start);
    expect(movePointTo(start, { point: 'gone', target: 'a' })).toBe(start);
  });

  it('of the client are added, edited and removed; those of the catalogue are not', () => {
    const added = addOwnPoint(start, { id: 'own-1', category: 'channels', question: { he: 'פקס?' } });
    expect(point(added, 'own-1')).toEqual({ id: 'own-1', weight: 3, priority: 'should', own: { category: 'channels', question: { he: 'פקס?' }, ordinal: 1 } });
    expect(engagementSchema.safeParse(added).success).toBe(true);
    expect(addOwnPoint(added, { id: 'own-1', category: 'channels', question: { en: 'x' } })).toBe(added);
    expect(addOwnPoint(start, { id: 'own-2', category: 'channels', question: {} })).toBe(start);
    expect(point(editOwnPoint(added, { id: 'own-1', own: { question: { en: 'Fax?' } } }), 'own-1')?.own?.question).toEqual({ en: 'Fax?' });
    const answered = answerPoint(added, { vendor: A, point: 'own-1', answer: { score: 1 } });
    expect(removeOwnPoint(answered, { id: 'own-1' }).checklist).toEqual(start.checklist);
    expect(removeOwnPoint(start, { id: 'a' })).toBe(start);
  });
});
