import { describe, expect, it } from 'vitest';
import { testAttribute, testEngagement, testField, testId, testSource } from './engagement.fixture';
import { openEngagement, parseEngagementText, toEngagementText } from './open-engagement';
import { FORMAT, FORMAT_VERSION } from './schema';

const codes = (result: { problems: { code: string }[] }) => result.problems.map((problem) => problem.code);

describe('openEngagement', () => {
  it('opens what it wrote', () => {
    const engagement = testEngagement({ sources: [testSource(1, [testField(1)])] });
    const opened = parseEngagementText(toEngagementText(engagement));
    expect(opened).toEqual({ ok: true, value: engagement, problems: [] });
  });

  it.each([null, undefined, 7, '"text"', [], {}, { format: 'other' }, Object.create(null)])('says that %s is not one of ours', (value) => {
    expect(codes(openEngagement(value))).toEqual(['not-an-engagement']);
  });

  it('refuses a newer version, with both numbers', () => {
    const result = openEngagement({ ...testEngagement(), formatVersion: FORMAT_VERSION + 1 });
    expect(result).toEqual({
      ok: false,
      problems: [{ severity: 'blocks', code: 'engagement-too-new', path: [], params: { version: FORMAT_VERSION + 1, known: FORMAT_VERSION } }],
    });
  });

  it.each([0, -1, 1.5, '1', undefined, Number.NaN])('calls version %s damaged', (formatVersion) => {
    expect(codes(openEngagement({ format: FORMAT, formatVersion }))).toEqual(['engagement-damaged']);
  });

  it('names the place of the damage', () => {
    const engagement = testEngagement({ sources: [testSource(1, [testField(1), { ...testField(2), nativeName: '' }])] });
    const result = openEngagement(engagement);
    expect(result.ok).toBe(false);
    expect(result.problems).toHaveLength(1);
    expect(result.problems[0]?.path).toEqual(['sources', 0, 'objects', 0, 'fields', 1, 'nativeName']);
    expect(result.problems[0]?.params.place).toBe('sources[0].objects[0].fields[1].nativeName');
  });

  it('keeps references that lead nowhere, and warns', () => {
    const engagement = testEngagement({
      record: { groups: [], attributes: [testAttribute('email', { sources: [{ field: testId(9, 'F') }] })] },
      notes: [
        {
          id: testId(1, 'N'),
          kind: 'question',
          text: '?',
          state: 'open',
          createdAt: '2026-01-05T08:00:00.000Z',
          about: { kind: 'vendor', id: testId(3, 'V') },
        },
      ],
    });
    const result = openEngagement(engagement);
    expect(result.ok && result.value).toEqual(engagement);
    expect(result.problems.map((p) => [p.severity, p.code, p.params.kind])).toEqual([
      ['warns', 'dangling-reference', 'field'],
      ['warns', 'dangling-reference', 'vendor'],
    ]);
  });

  it('warns of an id used twice', () => {
    const engagement = testEngagement({ sources: [testSource(1, [testField(1), testField(1)])] });
    expect(codes(openEngagement(engagement))).toEqual(['duplicate-id']);
  });
});

describe('parseEngagementText', () => {
  it.each(['', '{', 'null}', 'PK\u0003\u0004'])('says that %j is no JSON', (text) => {
    expect(codes(parseEngagementText(text))).toEqual(['not-json']);
  });

  it('survives a document that nests a million deep, as text and as value', () => {
    expect(codes(parseEngagementText('['.repeat(1_000_000)))).toEqual(['json-too-deep']);
    let deep: unknown = 0;
    for (let i = 0; i < 10_000; i++) deep = { deep };
    expect(codes(openEngagement({ format: FORMAT, formatVersion: 1, deep }))).toEqual(['engagement-too-deep']);
  });

  it('does not count brackets inside texts', () => {
    const engagement = testEngagement({ name: `${'['.repeat(150)}\\"` });
    expect(parseEngagementText(toEngagementText(engagement)).ok).toBe(true);
  });

  it('forgives a byte order mark', () => {
    expect(parseEngagementText(`\ufeff${toEngagementText(testEngagement())}`).ok).toBe(true);
  });

  it('keeps prototype keys out', () => {
    const text = toEngagementText(testEngagement()).replace('"kpiInputs": {}', '"kpiInputs": {"__proto__": {"polluted": 1}}');
    expect(text).toContain('__proto__');
    const result = parseEngagementText(text);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    if (result.ok) expect(Object.getPrototypeOf(result.value.kpiInputs)).toBe(Object.prototype);
  });
});
