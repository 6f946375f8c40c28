import { describe, expect, it } from 'vitest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { createEngagement } from '../engagement/create-engagement';
import { testAttribute, testEngagement, testField, testId, testSource } from '../engagement/engagement.fixture';
import { setRequirement } from './edit-checklist';
import { computeRequirements, planRequirements } from './requirements';

const catalogue = shippedCatalogue();
const empty = createEngagement({
  id: testId(1),
  now: '2026-01-05T08:00:00.000Z',
  name: 'K',
  client: { name: 'K', country: 'IL', timeZone: 'Asia/Jerusalem', currency: 'ILS' },
  languages: { document: 'he', customers: ['he'] },
  catalogue,
});

describe('computeRequirements', () => {
  it('asks for 169 fields when 130 are mapped', () => {
    const fields = Array.from({ length: 130 }, (_, i) => testField(i));
    const attributes = [testAttribute('email', { sources: fields.map(({ id }) => ({ field: id })) })];
    const plan = planRequirements(testEngagement({ sources: [testSource(1, fields)], record: { groups: [], attributes } }), catalogue);
    const capacity = plan.find(({ point }) => point === 'custom-field-capacity');
    expect(capacity?.value).toEqual({ kind: 'number', value: 169 });
    expect(capacity?.causes).toHaveLength(130);
  });

  it('counts a field that feeds two attributes once', () => {
    const field = testField(1);
    const attributes = ['a', 'b'].map((id) => testAttribute(id, { sources: [{ field: field.id }] }));
    const plan = planRequirements(testEngagement({ sources: [testSource(1, [field])], record: { groups: [], attributes } }), catalogue);
    expect(plan.find(({ point }) => point === 'custom-field-capacity')?.value).toEqual({ kind: 'number', value: 2 });
  });

  it('is silent where the plan is, and falls back on the catalogue', () => {
    const plan = planRequirements(empty, catalogue);
    expect(plan.map(({ point }) => point)).not.toContain('sms-built-in');
    const all = computeRequirements(empty, catalogue);
    expect(all.get('custom-field-capacity')).toEqual({ point: 'custom-field-capacity', from: 'catalogue', value: { kind: 'number', value: 170 }, causes: [] });
    expect(all.get('data-protection-location')).toBeUndefined();
  });

  it('lets the consultant overrule, with the reason', () => {
    const set = setRequirement(empty, { point: 'custom-field-capacity', value: '300', reason: 'two brands' });
    expect(computeRequirements(set, catalogue).get('custom-field-capacity')).toMatchObject({
      from: 'consultant',
      value: { value: '300' },
      reason: 'two brands',
    });
  });

  it('finds in the full plan what every channel, trigger and test asks for, with journeys as causes', () => {
    const engagement = { ...mappedEngagement(), checklist: empty.checklist };
    const all = computeRequirements(engagement, catalogue);
    for (const point of [
      'sms-built-in',
      'whatsapp-connection',
      'email-deliverability',
      'ab-testing',
      'journey-logic',
      'time-and-data-triggers',
      'live-behaviour-triggers',
    ]) {
      const requirement = all.get(point);
      expect(requirement?.from, point).toBe('plan');
      expect(
        requirement?.causes.every(({ kind }) => kind === 'journey'),
        point,
      ).toBe(true);
    }
    expect(all.get('journey-logic')?.value).toMatchObject({ kind: 'list', of: 'nodes' });
    expect(all.get('email-editor-templates')?.value).toEqual({ kind: 'list', of: 'languages', values: ['he', 'fa'] });
    expect(all.get('live-behaviour-triggers')?.value).toEqual({ kind: 'number', value: 10 });
    expect(all.get('consent-management')?.value).toMatchObject({ kind: 'list', of: 'channels' });
    expect(all.get('unified-record-merge')?.value).toMatchObject({ kind: 'list', of: 'attributes' });
    expect(all.get('test-and-employee-separation')?.causes.map(({ id }) => id)).toEqual(['test-records', 'employees']);
    // Every requirement is about a point that exists.
    const points = new Set(catalogue.checklist.points.map(({ id }) => id));
    for (const { point } of planRequirements(engagement, catalogue)) expect(points.has(point), point).toBe(true);
  });

  it('takes the history from what looks back furthest', () => {
    const look = (id: string, last: string) => ({
      id,
      name: { en: id },
      category: 'rfm',
      administrative: false,
      minimumSize: 0,
      when: {
        op: 'not' as const,
        arg: { op: 'performed' as const, event: 'order-placed', measure: 'count' as const, is: { op: 'gte' as const, value: 1 }, window: { last } },
      },
    });
    const plan = planRequirements(testEngagement({ segments: [look('short', 'P30D'), look('long', 'P730D'), look('weeks', 'P4W')] }), catalogue);
    expect(plan.find(({ point }) => point === 'volume-retention')).toMatchObject({
      value: { kind: 'number', value: 24 },
      causes: [{ kind: 'segment', id: 'long' }],
    });
  });
});
