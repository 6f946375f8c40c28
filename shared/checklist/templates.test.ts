import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { testAnswer, testEngagement, testId, testPoint } from '../engagement/engagement.fixture';
import { engagementSchema } from '../engagement/schema';
import { checklistTemplateForm, partsOfShipped, shippedTemplatesSchema, templateSchema } from './template-schema';
import { applyTemplate, templateChanges, toTemplate } from './templates';

const catalogue = shippedCatalogue();
const own = { category: 'channels', question: { en: 'Fax?' }, ordinal: 4 };
const task = (n: number, words: string) => ({ id: testId(n, 'T'), task: words, weight: 2 });
const V = testId(1, 'V');
let next = 50;
const newId = () => testId(next++, 'N');
const target = testEngagement({
  checklist: {
    points: [
      testPoint('a', { requirement: { value: '9', reason: 'x' } }),
      testPoint('b', { switchedOff: 'no app' }),
      testPoint('mine', { own: { category: 'channels', question: { en: 'Mine?' }, ordinal: 1 } }),
    ],
    vendors: [{ id: V, name: 'Acme', role: 'candidate' }],
    answers: [testAnswer(V, 'b', 2), testAnswer(V, 'mine', 4)],
    trialTasks: [task(1, 'Build it')],
    trialResults: [],
  },
});
const head = { id: testId(1, 'M'), name: ' Shops ', savedAt: '2026-01-05T08:00:00.000Z' };
const template = toTemplate(
  {
    points: [
      testPoint('b', { weight: 7, priority: 'could' }),
      testPoint('fax', { own }),
      testPoint('a', { wanted: 4, requirement: { value: '1', reason: 'theirs' } }),
      testPoint('unknown'),
    ],
    trialTasks: [task(1, 'Build it'), task(2, 'Send it')],
  },
  head,
);

describe('a template', () => {
  it('carries no vendor, answer or requirement', () => {
    expect(template).toMatchObject({ name: 'Shops', points: [{ id: 'b' }, { id: 'fax' }, { id: 'a', wanted: 4 }, { id: 'unknown' }] });
    expect(JSON.stringify(template)).not.toContain('theirs');
    expect(templateSchema.parse(template)).toEqual(template);
  });

  it('says what it would change, and changes just that', () => {
    expect(templateChanges(target.checklist, template)).toEqual({
      points: [
        { point: 'b', kind: 'weight', from: 3, to: 7 },
        { point: 'b', kind: 'priority', from: 'must', to: 'could' },
        { point: 'b', kind: 'on' },
        { point: 'fax', kind: 'new' },
        { point: 'a', kind: 'wanted', from: undefined, to: 4 },
      ],
      order: true,
      tasks: 1,
    });
    const { checklist } = applyTemplate(target, { template, newId });
    expect(checklist.points).toEqual([
      testPoint('b', { weight: 7, priority: 'could' }),
      testPoint('fax', { own: { ...own, ordinal: 2 } }),
      testPoint('a', { wanted: 4, requirement: { value: '9', reason: 'x' } }),
      target.checklist.points[2],
    ]);
    expect(checklist.trialTasks.map((one) => one.task)).toEqual(['Build it', 'Send it']);
    expect(checklist.answers).toBe(target.checklist.answers);
    expect(checklist.vendors).toBe(target.checklist.vendors);
  });

  it('applied twice changes nothing more, and one of the same checklist changes nothing at all', () => {
    const once = applyTemplate(target, { template, newId });
    expect(applyTemplate(once, { template, newId })).toBe(once);
    expect(applyTemplate(target, { template: toTemplate(target.checklist, head), newId })).toBe(target);
  });

  it('leaves a valid document behind, whatever was weighed and moved before', () => {
    const one = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'mine', 'fax'),
      weight: fc.integer({ min: 0, max: 10 }),
      off: fc.boolean(),
      isOwn: fc.boolean(),
    });
    const list = fc.uniqueArray(one, { selector: ({ id }) => id });
    const pointsOf = (all: { id: string; weight: number; off: boolean; isOwn: boolean }[]) =>
      all.map(({ id, weight, off, isOwn }) => testPoint(id, { weight, ...(off && { switchedOff: 'x' }), ...(isOwn && { own }) }));
    fc.assert(
      fc.property(list, list, (here, there) => {
        const e = { ...target, checklist: { ...target.checklist, points: pointsOf(here), answers: [] } };
        const parts = toTemplate({ points: pointsOf(there), trialTasks: [] }, head);
        const applied = applyTemplate(e, { template: parts, newId });
        expect(engagementSchema.safeParse(applied).success).toBe(true);
        expect(templateChanges(applied.checklist, parts)).toEqual({ points: [], order: false, tasks: 0 });
        const ids = applied.checklist.points.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(here.every(({ id }) => ids.includes(id))).toBe(true);
      }),
    );
  });
});

describe('a template out of a file', () => {
  const text = (patch: object) => JSON.stringify({ ...template, ...patch });
  it.each([
    ['template-not-ours', 'no json'],
    ['template-not-ours', '[]'],
    ['template-not-ours', text({ format: 'masa-engagement' })],
    ['template-newer', text({ formatVersion: 2 })],
    ['template-damaged', text({ points: [{ id: 'a', weight: 99, priority: 'must' }] })],
    ['template-damaged', text({ points: [testPoint('a'), testPoint('a')] })],
    ['template-too-large', text({ name: 'x'.repeat(2_000_001) })],
  ])('refuses %s', (code, content) => {
    expect(checklistTemplateForm.parse(content, 'a.json')).toMatchObject({ ok: false, problems: [{ code, params: { file: 'a.json' } }] });
  });

  it('reads what was written', () => {
    expect(checklistTemplateForm.parse(text({}), 'a.json')).toMatchObject({ ok: true, value: template });
  });
});

describe('the templates that ship', () => {
  const shipped = shippedTemplatesSchema.parse(JSON.parse(readFileSync(new URL('../../assets/templates/checklist-templates.json', import.meta.url), 'utf8')));
  const known = new Map(catalogue.checklist.points.map((point) => [point.id, point]));

  it.each(shipped.map((one) => [one.id, one] as const))('%s weighs points that there are, each once, otherwise than the catalogue', (_, one) => {
    expect(new Set(one.points.map(({ id }) => id)).size).toBe(one.points.length);
    for (const { id, weight, priority, off } of one.points) {
      const point = known.get(id);
      expect(point, id).toBeDefined();
      expect(off === true || weight !== point?.defaultWeight || priority !== point?.defaultPriority, id).toBe(true);
    }
    const parts = partsOfShipped(one, catalogue, 'he', newId);
    expect(parts.points).toHaveLength(catalogue.checklist.points.length);
    expect(parts.points.filter(({ switchedOff }) => switchedOff !== undefined)).toHaveLength(one.points.filter(({ off }) => off).length);
    expect(parts.trialTasks.every(({ task: words }) => /[א-ת]/.test(words))).toBe(true);
  });
});
