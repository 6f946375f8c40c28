import { expect, it } from 'vitest';
import { testAttribute, testEngagement, testField, testId, testSource } from '../../shared/engagement/engagement.fixture';
import { blockValues } from '../../shared/identity/edit-identity';
import { testReport } from '../../shared/identity/report.fixture';
import { editAttribute, unmapField } from '../../shared/record/edit-record';
import { isOutdated } from './identity-run';

const of = testEngagement({
  sources: [testSource(1, [testField(1)])],
  record: { groups: [{ id: 'identity', label: {} }], attributes: [testAttribute('email', { sources: [{ field: testId(1, 'F') }] })] },
  identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] },
});
const run = { of, at: '2026-11-24T09:00:00.000Z', report: testReport() };

it('a dry run belongs to the rules, mappings and fields it was made with', () => {
  expect(isOutdated(run, of)).toBe(false);
  expect(isOutdated(run, blockValues(of, { attribute: 'email', values: ['till@shop.example'] }))).toBe(true);
  // The last field that fed it: nothing is left to compare, and still everything is different.
  expect(isOutdated(run, unmapField(of, { attribute: 'email', field: testId(1, 'F') }))).toBe(true);
  expect(isOutdated(run, { ...of, sources: [] })).toBe(true);
});

it('other work on the engagement leaves it as it is', () => {
  expect(isOutdated(run, { ...of, name: 'Another', revision: 9 })).toBe(false);
  expect(isOutdated(run, editAttribute(of, { id: 'email', attribute: { note: 'asked' } }))).toBe(false);
});
