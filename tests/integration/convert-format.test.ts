/**
 * The published format: docs/formats/journey-definition.schema.json is what the schema says, and the vectors are what a step does.
 * `WRITE_FORMATS=1` writes both anew; look at what changed before committing it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bundleHash } from '../../shared/journey/content-hash';
import { armOf } from '../../shared/journey/step-branches';
import { journeyDefinitionSchema } from '../../shared/pack/schemas/journey-schema';
import { enter, entryInputs, timeVectors } from '../entry-vectors';
import { type Vector, vectorInputs, walk } from '../journey-vectors';

const folder = join(import.meta.dirname, '..', '..', 'docs', 'formats');
const isWriting = process.env.WRITE_FORMATS === '1';

function published(name: string, value: unknown): unknown {
  const path = join(folder, name);
  if (isWriting) writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
  return JSON.parse(readFileSync(path, 'utf8'));
}

test('the JSON Schema is the one of the program', () => {
  const schema = journeyDefinitionSchema();
  expect(published('journey-definition.schema.json', schema)).toEqual(JSON.parse(JSON.stringify(schema)));
});

test('the vectors are what the step does', () => {
  const vectors: Vector[] = vectorInputs.map((input) => ({ ...input, hash: bundleHash(input.bundle), expected: walk(input) }));
  expect(vectors.length).toBeGreaterThanOrEqual(20);
  expect(published('vectors/step.json', vectors)).toEqual(JSON.parse(JSON.stringify(vectors)));
});

test('the draws are what the hash gives', () => {
  const arms = [
    { port: 'a', weight: 50 },
    { port: 'b', weight: 40 },
    { port: 'none', weight: 10 },
  ];
  const draws = ['cart', 'מבצע', ''].flatMap((salt) =>
    ['c1', 'c2', 'c3', 'לקוח', '01JD8Y3Z9V7T6S5R4Q3P2N1M0K'].map((unit) => ({ salt, unit, arms, arm: armOf({ salt, arms }, unit) })),
  );
  expect(published('vectors/draws.json', draws)).toEqual(draws);
  expect(new Set(draws.map(({ arm }) => arm)).size).toBeGreaterThan(1);
});

test('the entries are what the product answers', () => {
  const vectors = entryInputs.map((input) => ({ ...input, expected: enter(input) }));
  expect(published('vectors/entry.json', vectors)).toEqual(JSON.parse(JSON.stringify(vectors)));
  // Every reason to keep somebody out, and some who come in.
  const reasons = new Set(vectors.map(({ expected }) => expected.reason?.code ?? 'enters'));
  expect([...reasons].sort()).toEqual([
    'already-inside',
    'cooldown',
    'employee',
    'entered-before',
    'enters',
    'entry-filter',
    'exit-rule',
    'goal-reached-before',
    'not-a-test-record',
    'not-in-audience',
    'same-event',
    'test-record',
    'trigger-condition',
  ]);
});

test('schedules, dates, waves, caps and quiet times are what the product works out', () => {
  const vectors = timeVectors();
  expect(published('vectors/times.json', vectors)).toEqual(JSON.parse(JSON.stringify(vectors)));
});
