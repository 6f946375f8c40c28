import { describe, expect, it } from 'vitest';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { testAnswer, testId, testPoint } from '../engagement/engagement.fixture';
import { answerFormOf, suggestionFor } from './answer-form';
import { groupPoints } from './point-groups';
import type { Requirement } from './requirements';

const catalogue = shippedCatalogue();
const V = testId(1, 'V');
const known = (id: string) => {
  const found = groupPoints([testPoint(id)], catalogue)[0]?.points[0];
  if (!found) throw new Error(id);
  return found;
};
const planned = (point: string, value: Requirement['value']): Requirement => ({ point, from: 'plan', value, causes: [] });

describe('answerFormOf', () => {
  it.each([
    ['linked-tables', { kind: 'number', money: false }],
    ['three-year-cost', { kind: 'number', money: true }],
    ['sms-built-in', { kind: 'yes-no' }],
    ['ab-testing', { kind: 'option' }],
    ['native-connectors', { kind: 'words' }],
  ])('%s is answered in its own form', (id, form) => {
    expect(answerFormOf(known(id), undefined)).toMatchObject(form);
  });

  it('asks for each thing of a list that the plan needs', () => {
    const requirement = planned('journey-logic', { kind: 'list', of: 'nodes', values: ['decision', 'goal'] });
    expect(answerFormOf(known('journey-logic'), requirement)).toEqual({ kind: 'list', of: 'nodes', values: ['decision', 'goal'] });
    // Without a plan an option's id would later be read as a list in which every step is missing.
    expect(answerFormOf(known('journey-logic'), undefined)).toEqual({ kind: 'words' });
  });

  it('takes type and unit of an own point', () => {
    const own = { category: 'mine', question: { en: 'Kits?' }, answerType: 'number' as const, unit: { en: 'kits' } };
    expect(answerFormOf({ point: testPoint('own', { own }) }, undefined)).toEqual({ kind: 'number', money: false, unit: { en: 'kits' } });
  });
});

describe('suggestionFor', () => {
  const need = planned('linked-tables', { kind: 'number', value: 6 });

  it('goes by what was seen before what is claimed', () => {
    const claimed = testAnswer(V, 'linked-tables', undefined, { claimedValue: 12 });
    expect(suggestionFor(claimed, known('linked-tables'), need)).toEqual({ score: 4, from: 'claimed' });
    expect(suggestionFor({ ...claimed, verifiedValue: 3 }, known('linked-tables'), need)).toEqual({ score: 1, from: 'verified' });
  });

  it('is silent when it says nothing new', () => {
    expect(suggestionFor(testAnswer(V, 'linked-tables', 1, { claimedValue: 12, verified: true }), known('linked-tables'), need)).toBeUndefined();
    expect(suggestionFor(undefined, known('linked-tables'), need)).toBeUndefined();
    expect(suggestionFor(testAnswer(V, 'linked-tables', 4, { claimedValue: 12 }), known('linked-tables'), need)).toBeUndefined();
    expect(suggestionFor(testAnswer(V, 'linked-tables', undefined, { applies: false, claimedValue: 12 }), known('linked-tables'), need)).toBeUndefined();
  });

  it('knows the score of a catalogue option', () => {
    expect(suggestionFor(testAnswer(V, 'ab-testing', 1, { claimedValue: ['journeys'] }), known('ab-testing'), undefined)).toEqual({
      score: 3,
      from: 'claimed',
    });
    expect(suggestionFor(testAnswer(V, 'ab-testing', 1, { claimedValue: ['something-else'] }), known('ab-testing'), undefined)).toBeUndefined();
  });
});
