import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { testAttribute, testEngagement, testField, testId, testJourney, testSource } from '../engagement/engagement.fixture';
import { createLineage } from '../record/lineage';
import { coverageOfJourneys, stepsThatFree, supplyOf } from './coverage';
import type { FieldStatus } from './schema';
import { sourceMatrix } from './source-matrix';
import { countSourceQuestions, sourceQuestions } from './source-questions';

const statuses: FieldStatus[] = ['missing', 'promised', 'open-question'];
const place = (status: FieldStatus, n: number) => {
  const field = testField(n, { status });
  const source = testSource(1, [field]);
  return { source, object: source.objects[0] ?? never(), field };
};
function never(): never {
  throw new Error('no object');
}

/** Journeys of which each needs some of five attributes, none of them fed. */
function blockedBy(needs: number[][]) {
  const engagement = testEngagement({
    record: { groups: [], attributes: [0, 1, 2, 3, 4].map((n) => testAttribute(`a${n}`)) },
    journeys: needs.map((ids, j) =>
      testJourney(
        j,
        [...new Set(ids)].map((n) => ({ id: `t${n}`, kind: 'trigger', trigger: { kind: 'attribute-changed', attribute: `a${n}` } }) as never),
      ),
    ),
  });
  return { engagement, coverage: coverageOfJourneys(engagement, createLineage(engagement)) };
}

describe('coverage of journeys', () => {
  it('says the best that feeds an attribute', () => {
    const attribute = testAttribute('a');
    expect(supplyOf({ attribute, fields: [] })).toBe('unmapped');
    expect(supplyOf({ attribute, fields: statuses.map(place) })).toBe('promised');
    expect(supplyOf({ attribute, fields: [place('missing', 1)] })).toBe('missing');
    expect(supplyOf({ attribute: { ...attribute, origin: 'platform' }, fields: [] })).toBe('given');
  });

  it('counts every need of the shipped journeys once, and agrees with the lineage on what blocks', () => {
    const engagement = mappedEngagement({ attributes: ['email', 'whatsapp-consent'] });
    const lineage = createLineage(engagement);
    const coverage = coverageOfJourneys(engagement, lineage);
    expect(coverage).toHaveLength(engagement.journeys.length);
    for (const { journey, needs, count, blocked } of coverage) {
      expect(Object.values(count).reduce((sum, n) => sum + n, 0)).toBe(needs.length);
      expect(
        needs
          .filter((need) => need.blocks)
          .map(({ attribute }) => attribute.id)
          .sort(),
      ).toEqual(lineage.missingFor(journey.id).sort());
      expect(blocked).toBe(lineage.missingFor(journey.id).length > 0);
    }
    expect(coverage.some(({ blocked }) => blocked)).toBe(true);
    const retired = { ...engagement, journeys: engagement.journeys.map((journey) => ({ ...journey, status: 'retired' as const })) };
    expect(coverageOfJourneys(retired, createLineage(retired))).toEqual([]);
  });
});

describe('the shortest way', () => {
  it('takes first what frees most for what is asked', () => {
    const { coverage, engagement } = blockedBy([[0, 1], [0], [0], [2, 3, 4], [2, 3, 4], []]);
    const j = engagement.journeys.map(({ id }) => id);
    const steps = stepsThatFree(coverage);
    expect(steps.map(({ attributes, journeys }) => [[...attributes].sort(), journeys])).toEqual([
      [['a0'], [j[1], j[2]]],
      [['a1'], [j[0]]],
      [
        ['a2', 'a3', 'a4'],
        [j[3], j[4]],
      ],
    ]);
    expect(stepsThatFree(coverage, 1)).toHaveLength(1);
  });

  it('in the end frees every journey once and asks for nothing twice', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(4), { maxLength: 5 }), { maxLength: 6 }), (needs) => {
        const { coverage } = blockedBy(needs);
        const steps = stepsThatFree(coverage, 99);
        const freed = steps.flatMap(({ journeys }) => journeys);
        const asked = steps.flatMap(({ attributes }) => attributes);
        expect(freed.sort()).toEqual(
          coverage
            .filter(({ blocked }) => blocked)
            .map(({ journey }) => journey.id)
            .sort(),
        );
        expect(new Set(asked).size).toBe(asked.length);
        expect(steps.every(({ attributes, journeys }) => attributes.length > 0 && journeys.length > 0)).toBe(true);
      }),
    );
  });
});

describe('the matrix', () => {
  it('has every field of every attribute once, with its rank, and counts on both edges', () => {
    const engagement = mappedEngagement({ attributes: ['email'] });
    const lineage = createLineage(engagement);
    const matrix = sourceMatrix(engagement, lineage);
    const marks = matrix.groups.flatMap(({ rows }) => rows.flatMap((row) => [...row.marks.values()].flat()));
    expect(marks).toHaveLength(engagement.record.attributes.flatMap(({ sources }) => sources).length);
    expect(matrix.rows).toBe(engagement.record.attributes.length);
    expect(matrix.given).toBe(matrix.groups.reduce((sum, group) => sum + group.given, 0));
    expect(matrix.bySource.get(testId(1, 'S'))).toBe(marks.length);
    const gaps = sourceMatrix(engagement, lineage, 'gaps').groups.flatMap(({ rows }) => rows.map(({ attribute }) => attribute.id));
    expect(gaps).toEqual(['email']);
    const needed = sourceMatrix(engagement, lineage, 'journeys');
    expect(needed.rows).toBeLessThan(matrix.rows);
    expect(needed.groups.every(({ rows }) => rows.every(({ journeys }) => journeys.length > 0))).toBe(true);
  });
});

describe('questions about the sources', () => {
  it('stand under who owes them, what blocks first, a field with a note once', () => {
    const fields = [
      testField(1, { status: 'missing' }),
      testField(2, { status: 'promised', owner: 'Dana' }),
      testField(3, { status: 'open-question' }),
      testField(4),
    ];
    const question = { kind: 'question', state: 'open', createdAt: '2026-01-05T08:00:00.000Z' } as const;
    const { engagement: blocked } = blockedBy([[0]]);
    const engagement = {
      ...blocked,
      sources: [testSource(1, fields, { owner: 'IT' })],
      record: { groups: [], attributes: [testAttribute('a0', { sources: [{ field: testId(1, 'F') }] })] },
      notes: [
        { ...question, id: testId(1, 'N'), text: 'Which status?', about: { kind: 'field', id: testId(3, 'F') } },
        { ...question, id: testId(2, 'N'), text: 'Who exports?', about: { kind: 'source', id: testId(1, 'S') }, due: '2026-02-01', owner: 'Dana' },
        { ...question, id: testId(3, 'N'), text: 'Elsewhere', about: { kind: 'attribute', id: 'a0' } },
        { ...question, id: testId(4, 'N'), text: 'Settled', state: 'answered' as const, about: { kind: 'field', id: testId(4, 'F') } },
      ] satisfies ReturnType<typeof testEngagement>['notes'],
    };
    const groups = sourceQuestions(engagement, createLineage(engagement));
    expect(groups.map(({ owner, blocks, questions }) => [owner, blocks, questions.map(({ key }) => key)])).toEqual([
      ['IT', 1, [testId(1, 'F'), testId(1, 'N')]],
      ['Dana', 0, [testId(2, 'N'), testId(2, 'F')]],
    ]);
    expect(countSourceQuestions(engagement)).toBe(4);
  });
});
