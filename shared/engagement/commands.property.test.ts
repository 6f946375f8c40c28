import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addOwnPoint,
  addVendor,
  answerPoint,
  editOwnPoint,
  editVendor,
  movePointTo,
  removeOwnPoint,
  removeVendor,
  setWanted,
  setWeight,
  switchOffPoint,
} from '../checklist/edit-checklist';
import { applyTemplate, toTemplate } from '../checklist/templates';
import { addIdentifier, blockValues, moveIdentifier, removeIdentifier, setAtMost } from '../identity/edit-identity';
import { addNote, answerNote, editNote } from '../notes/edit-notes';
import { addAttribute, editAttribute, mapField, rankField, refuseSuggestion, removeAttribute, unmapField } from '../record/edit-record';
import { addSource } from '../sources/add-source';
import { addField, editFields, fillDown, moveFields, removeFields } from '../sources/edit-fields';
import { addObject, editObject, editSource, moveObject, moveSource, removeObject, removeSource } from '../sources/edit-sources';
import { allFields } from '../sources/find';
import { canonicalTypes, fieldStatuses } from '../sources/schema';
import { checkReferences } from './check-references';
import { editClient, renameEngagement } from './edit-engagement';
import { addPhase, addPlannedSend, editVolumes, setKpiInput, setPhaseOfJourney } from './edit-plan';
import { testAnswer, testAttribute, testEngagement, testField, testId, testJourney, testPoint, testSource } from './engagement.fixture';
import { type Engagement, engagementSchema } from './schema';

/** Few ids, so that commands meet; odd texts, so that limits and languages are tried. */
const n = fc.integer({ min: 0, max: 4 });
const text = fc.oneof(
  fc.constantFrom('', ' ', 'טלפון', 'x'.repeat(6000), '😀'.repeat(600), '\u202eabc', '__proto__', 'a\u0000b'),
  fc.string({ maxLength: 20 }),
);
const words = fc.record({ en: text, he: text }, { requiredKeys: [] });
/** JSON knows no minus zero. */
const number = fc.double().map((value) => value + 0);
const index = fc.integer({ min: -3, max: 9 });
const now = '2026-01-05T08:00:00.000Z';
const hasField = (engagement: Engagement, i: number) => allFields(engagement).some(({ field }) => field.id === testId(i, 'F'));
type Step = (engagement: Engagement) => Engagement;

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constant<Step>((e) => removeOwnPoint(e, { id: 'own' })),
  fc.tuple(n, words).map(
    ([i, name]): Step =>
      (e) =>
        addSource(e, { id: testId(i, 'S'), name }),
  ),
  fc.tuple(n, text, words).map(
    ([i, owner, name]): Step =>
      (e) =>
        editSource(e, { id: testId(i, 'S'), source: { owner, name, frequency: owner } }),
  ),
  fc.tuple(n, index).map(
    ([i, at]): Step =>
      (e) =>
        moveSource(e, { id: testId(i, 'S'), index: at }),
  ),
  n.map(
    (i): Step =>
      (e) =>
        removeSource(e, { id: testId(i, 'S') }),
  ),
  fc.tuple(n, n, text).map(
    ([i, s, nativeName]): Step =>
      (e) =>
        addObject(e, { id: testId(i, 'C'), source: testId(s, 'S'), nativeName }),
  ),
  fc.tuple(n, text).map(
    ([i, nativeName]): Step =>
      (e) =>
        editObject(e, { id: testId(i, 'C'), object: { nativeName } }),
  ),
  fc.tuple(n, n, index).map(
    ([i, s, at]): Step =>
      (e) =>
        moveObject(e, { id: testId(i, 'C'), source: testId(s, 'S'), index: at }),
  ),
  n.map(
    (i): Step =>
      (e) =>
        removeObject(e, { id: testId(i, 'C') }),
  ),
  fc.tuple(n, n, text, text).map(
    ([i, o, nativeName, nativeType]): Step =>
      (e) =>
        addField(e, { id: testId(i, 'F'), object: testId(o, 'C'), field: { nativeName, nativeType } }),
  ),
  fc.tuple(fc.array(n), text, fc.constantFrom(...fieldStatuses), fc.constantFrom(...canonicalTypes)).map(
    ([ids, note, status, type]): Step =>
      (e) =>
        editFields(e, { edits: ids.map((i) => ({ id: testId(i, 'F'), field: { note, nativeName: note, status, type } })) }),
  ),
  fc.array(n).map(
    (ids): Step =>
      (e) =>
        fillDown(e, { fields: ids.map((i) => testId(i, 'F')), columns: ['owner', 'status', 'label'] }),
  ),
  fc.tuple(fc.array(n), n, index).map(
    ([ids, o, at]): Step =>
      (e) =>
        moveFields(e, { ids: ids.map((i) => testId(i, 'F')), object: testId(o, 'C'), index: at }),
  ),
  fc.array(n).map(
    (ids): Step =>
      (e) =>
        removeFields(e, { ids: ids.map((i) => testId(i, 'F')) }),
  ),
  fc.tuple(n, n, fc.option(index, { nil: undefined })).map(
    ([a, f, rank]): Step =>
      (e) =>
        mapField(e, { attribute: `a${a}`, field: testId(f, 'F'), ...(rank === undefined ? {} : { rank }) }),
  ),
  fc.tuple(n, n, index).map(
    ([a, f, rank]): Step =>
      (e) =>
        rankField(e, { attribute: `a${a}`, field: testId(f, 'F'), rank }),
  ),
  fc.tuple(n, n).map(
    ([a, f]): Step =>
      (e) =>
        unmapField(e, { attribute: `a${a}`, field: testId(f, 'F') }),
  ),
  fc.tuple(n, n).map(
    ([a, f]): Step =>
      (e) =>
        refuseSuggestion(e, { attribute: `a${a}`, field: testId(f, 'F') }),
  ),
  fc.tuple(n, words).map(
    ([a, label]): Step =>
      (e) =>
        addAttribute(e, { id: `a${a}`, attribute: { group: 'identity', label, type: 'string' } }),
  ),
  fc.tuple(n, words, text).map(
    ([a, label, note]): Step =>
      (e) =>
        editAttribute(e, { id: `a${a}`, attribute: { label, note, formula: note } }),
  ),
  n.map(
    (a): Step =>
      (e) =>
        removeAttribute(e, { id: `a${a}` }),
  ),
  fc.tuple(n, n, index).map(
    ([a, other, at]): Step =>
      (e) =>
        setAtMost(moveIdentifier(addIdentifier(e, { attribute: `a${a}` }), { attribute: `a${a}`, to: at }), {
          attribute: `a${a}`,
          other: `a${other}`,
          values: at,
        }),
  ),
  fc.tuple(n, fc.array(text)).map(
    ([a, values]): Step =>
      (e) =>
        blockValues(e, { attribute: `a${a}`, values }),
  ),
  n.map(
    (a): Step =>
      (e) =>
        removeIdentifier(e, { attribute: `a${a}` }),
  ),
  fc.tuple(n, text).map(
    ([i, name]): Step =>
      (e) =>
        addVendor(e, { id: testId(i, 'V'), vendor: { name, role: 'candidate', note: name } }),
  ),
  fc.tuple(n, text).map(
    ([i, name]): Step =>
      (e) =>
        editVendor(e, { id: testId(i, 'V'), vendor: { name } }),
  ),
  n.map(
    (i): Step =>
      (e) =>
        removeVendor(e, { id: testId(i, 'V') }),
  ),
  fc.tuple(n, n, fc.integer({ min: -1, max: 5 }), text, fc.boolean()).map(
    ([i, p, score, claim, applies]): Step =>
      (e) =>
        answerPoint(e, { vendor: testId(i, 'V'), point: `p${p}`, answer: { score, claim, applies } }),
  ),
  fc.tuple(n, n, text, number, fc.boolean()).map(
    ([i, p, words, value, isTrue]): Step =>
      (e) =>
        answerPoint(e, {
          vendor: testId(i, 'V'),
          point: `p${p}`,
          answer: {
            claimedScore: i,
            claimedValue: isTrue ? value : [words],
            verifiedValue: isTrue,
            fallback: words,
            fallbackCost: { once: value, perMonth: isTrue ? value : undefined },
            by: words,
            links: [words],
          },
        }),
  ),
  fc.tuple(n, n).map(
    ([p, target]): Step =>
      (e) =>
        movePointTo(e, { point: `p${p}`, target: `p${target}` }),
  ),
  fc.tuple(n, fc.option(fc.integer({ min: -1, max: 6 }), { nil: undefined })).map(
    ([p, wanted]): Step =>
      (e) =>
        setWanted(e, { point: `p${p}`, wanted }),
  ),
  fc.tuple(words, words).map(
    ([question, unit]): Step =>
      (e) =>
        editOwnPoint(e, { id: 'own', own: { question, unit, redFlag: question, answerType: 'number' } }),
  ),
  fc.tuple(text, fc.integer({ min: 0, max: 10 })).map(
    ([name, weight]): Step =>
      (e) => {
        const { points, trialTasks } = e.checklist;
        const others = points.map((point) => ({ ...point, weight })).reverse();
        const template = toTemplate({ points: others, trialTasks }, { id: testId(1, 'M'), name, savedAt: now });
        return applyTemplate(e, { template, newId: () => testId(9, 'T') });
      },
  ),
  fc.tuple(n, number).map(
    ([p, weight]): Step =>
      (e) =>
        setWeight(e, { point: `p${p}`, weight }),
  ),
  fc.tuple(n, text).map(
    ([p, reason]): Step =>
      (e) =>
        switchOffPoint(e, { point: `p${p}`, reason }),
  ),
  fc.tuple(text, words).map(
    ([id, question]): Step =>
      (e) =>
        addOwnPoint(e, { id, category: 'channels', question }),
  ),
  fc.tuple(n, text, n).map(
    ([i, note, f]): Step =>
      (e) =>
        addNote(e, {
          id: testId(i, 'N'),
          now,
          note: { kind: 'question', text: note, owner: note, ...(hasField(e, f) ? { about: { kind: 'field', id: testId(f, 'F') } } : {}) },
        }),
  ),
  fc.tuple(n, text).map(
    ([i, answer]): Step =>
      (e) =>
        answerNote(e, { id: testId(i, 'N'), answer, evidence: answer }),
  ),
  fc.tuple(n, text).map(
    ([i, note]): Step =>
      (e) =>
        editNote(e, { id: testId(i, 'N'), note: { text: note, due: note } }),
  ),
  number.map(
    (value): Step =>
      (e) =>
        editVolumes(e, { volumes: { contacts: value, messagePrices: { sms: value } } }),
  ),
  fc.tuple(text, number).map(
    ([input, value]): Step =>
      (e) =>
        setKpiInput(e, { input, value }),
  ),
  fc.tuple(n, text).map(
    ([i, name]): Step =>
      (e) =>
        addPlannedSend(e, { id: testId(i, 'W'), send: { name, date: '2026-05-05', channel: 'sms' } }),
  ),
  fc.tuple(n, words).map(
    ([i, name]): Step =>
      (e) =>
        addPhase(e, { id: testId(i, 'P'), name, journeys: [testId(1, 'J')] }),
  ),
  fc.tuple(n, n, index).map(
    ([i, j, at]): Step =>
      (e) =>
        setPhaseOfJourney(e, { phase: testId(i, 'P'), journey: testId(j, 'J'), index: at }),
  ),
  text.map(
    (name): Step =>
      (e) =>
        renameEngagement(e, { name }),
  ),
  fc.tuple(text, text).map(
    ([name, country]): Step =>
      (e) =>
        editClient(e, { client: { name, country, industry: name } }),
  ),
);

/** Everything refers to something already, so that each removal has a reference to forget. */
const start = testEngagement({
  sources: [testSource(0, [testField(0), testField(1)]), testSource(1, [testField(2)])],
  record: {
    groups: [{ id: 'identity', label: { en: 'Identity' } }],
    attributes: [
      testAttribute('a0', { sources: [{ field: testId(0, 'F') }, { field: testId(2, 'F') }], refused: [testId(1, 'F')] }),
      testAttribute('a1', { sources: [{ field: testId(1, 'F') }, { field: testId(0, 'F') }] }),
    ],
  },
  identity: { rules: [{ attribute: 'a0', strength: 'strong', blocked: [] }] },
  journeys: [testJourney(1, [])],
  checklist: {
    points: [testPoint('p0'), testPoint('p1'), testPoint('own', { own: { category: 'channels', question: { en: 'Fax?' } } })],
    vendors: [{ id: testId(0, 'V'), name: 'Acme', role: 'candidate' }],
    answers: [testAnswer(testId(0, 'V'), 'p0', 2), testAnswer(testId(0, 'V'), 'own', 2)],
    trialTasks: [{ id: testId(0, 'T'), task: 'Draw the welcome journey', weight: 3 }],
    trialResults: [{ vendor: testId(0, 'V'), task: testId(0, 'T'), outcome: 'alone' }],
  },
  phases: [{ id: testId(0, 'P'), name: { en: 'First' }, journeys: [testId(1, 'J')] }],
  notes: (['source', 'object', 'field', 'attribute', 'vendor', 'point'] as const).map((kind, i) => ({
    id: testId(10 + i, 'N'),
    kind: 'question',
    text: 'Who knows?',
    state: 'open',
    createdAt: now,
    about: { kind, id: kind === 'attribute' ? 'a0' : kind === 'point' ? 'own' : testId(0, { source: 'S', object: 'C', field: 'F', vendor: 'V' }[kind]) },
  })),
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const child of Object.values(value)) deepFreeze(child);
  }
  return value;
}

describe('any row of commands', () => {
  it('leaves a document that opens again as it is: valid, without undefined, references whole, nothing changed in place', { tags: ['long'] }, () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const end = steps.reduce((engagement, apply) => apply(deepFreeze(engagement)), start);
        const parsed = engagementSchema.safeParse(end);
        expect(parsed.error?.issues ?? []).toEqual([]);
        expect(JSON.parse(JSON.stringify(end))).toStrictEqual(end);
        expect(checkReferences(end)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
