import { describe, expect, it } from 'vitest';
import { testEngagement, testId } from '../engagement/engagement.fixture';
import { engagementHash } from '../engagement/engagement-hash';
import { type Engagement, engagementSchema } from '../engagement/schema';
import { createTranslate } from '../i18n/translator';
import { changesSince, type DecisionWords, decisionsOf, frozenStanding, recordDecision } from './decision';
import { analyseGap, readPlan } from './gap-analysis';
import { robustnessOf } from './robustness';

const [heliora, postwing, today] = [testId(1, 'V'), testId(2, 'V'), testId(3, 'V')];
const now = '2026-03-10T09:00:00.000Z';
const catalogue = { checklist: { points: [], categories: [] }, events: { events: [] } } as never;

function engagement(score = 4): Engagement {
  const answer = (vendor: string, point: string, given: number) => ({ vendor, point, applies: true, verified: true, score: given });
  return testEngagement({
    checklist: {
      points: [
        { id: 'sms', weight: 5, priority: 'must' },
        { id: 'api', weight: 3, priority: 'should' },
      ],
      vendors: [
        { id: heliora, name: 'Heliora', role: 'candidate', costs: { perMonth: 1000 } },
        { id: postwing, name: 'Postwing', role: 'candidate' },
        { id: today, name: 'דיוור ישן', role: 'current' },
      ],
      answers: [answer(heliora, 'sms', score), answer(postwing, 'sms', 1), answer(postwing, 'api', 4)],
      trialTasks: [],
      trialResults: [],
    },
  });
}

const standingOf = (of: Engagement) =>
  frozenStanding(analyseGap(of, readPlan(of, catalogue)), robustnessOf(of.checklist, { draws: 100, seed: 1, spread: 0.3 }));
const words: DecisionWords = {
  choice: 'vendor',
  vendor: heliora,
  on: '2026-03-10',
  why: ' Only one that passes ',
  by: 'Dana',
  conditions: 'SMS by May',
  next: '',
};
const record = (of: Engagement, patch: Partial<DecisionWords> = {}, id = testId(1, 'N')) =>
  recordDecision(of, { id, now, words: { ...words, ...patch }, standing: standingOf(of), draws: 100, translate: createTranslate('he') });

describe('a decision', () => {
  it('is a note about the vendor, with the standing of that minute in words and in numbers', () => {
    const before = engagement();
    const after = record(before);
    expect(engagementSchema.safeParse(after).success).toBe(true);
    const [note] = decisionsOf(after);
    expect(note).toMatchObject({ kind: 'decision', owner: 'Dana', about: { kind: 'vendor', id: heliora }, state: 'answered' });
    expect(note?.text.endsWith('\nOnly one that passes')).toBe(true);
    expect(note?.decision).toMatchObject({ hash: engagementHash(before), conditions: 'SMS by May', draws: 100 });
    expect(note?.decision).not.toHaveProperty('next');
    const lines = (note?.evidence ?? '').replaceAll(/[\u2066-\u2069]/g, '').split('\n');
    expect(lines[0]).toMatch(/^Heliora: .*100 מתוך 100.*מוביל ב־100 מתוך 100 הרצות.*36,000.*נקודה אחת ללא מענה$/);
    expect(lines.find((line) => line.startsWith('Postwing'))).toContain('תנאי סף אחד נפסל');
    expect(lines.at(-1)).toContain(engagementHash(before).slice(0, 4));
  });

  it('needs a reason, and a vendor that is there', () => {
    const before = engagement();
    expect(record(before, { why: ' ' })).toBe(before);
    expect(record(before, { vendor: testId(9, 'V') })).toBe(before);
    expect(decisionsOf(record(before, { choice: 'none', vendor: undefined }))[0]).not.toHaveProperty('about');
  });

  it('is followed by a later one and stays', () => {
    const twice = record(record(engagement()), { choice: 'current', vendor: today }, testId(2, 'N'));
    expect(decisionsOf(twice).map(({ decision }) => decision.choice)).toEqual(['current', 'vendor']);
  });
});

describe('what changed since', () => {
  const decision = () => {
    const [note] = decisionsOf(record(engagement()));
    if (!note) throw new Error('nothing was recorded');
    return note.decision;
  };

  it('is nothing while nothing changed', () => {
    expect(changesSince(decision(), standingOf(record(engagement())))).toEqual([]);
  });

  it('says which vendor and in what', () => {
    expect(changesSince(decision(), standingOf(engagement(3)))).toEqual([{ name: 'Heliora', what: 'score' }]);
    const changes = changesSince(decision(), standingOf(engagement(1)));
    expect(changes.map(({ what }) => what)).toEqual(['place', 'gates', 'score', 'lead']);
    const without = engagement();
    const { checklist } = without;
    const gone = { ...without, checklist: { ...checklist, vendors: checklist.vendors.slice(0, 1) } };
    expect(changesSince(decision(), standingOf(gone)).map(({ name, what }) => [name, what])).toEqual([
      ['דיוור ישן', 'removed'],
      ['Postwing', 'removed'],
    ]);
  });
});
