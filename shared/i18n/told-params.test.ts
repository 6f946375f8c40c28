import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseEnvelopes } from '../executor/event-draft';
import { problem, problemsOfZod } from '../problem';
import { languages } from '../text';
import { valueFaults } from '../value-fault';
import { createTranslate, problemText } from './translator';

const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, '');
const say = (one: Parameters<typeof problemText>[0], language: 'en' | 'he' | 'fa' = 'en') => plain(problemText(one, createTranslate(language)));

/** One value for each fault a schema can find. */
const cases: [z.ZodType, unknown, string][] = [
  [z.string(), 1, 'text'],
  [z.string(), undefined, 'text'],
  [z.number(), '1', 'number'],
  [z.int(), 1.5, 'whole-number'],
  [z.boolean(), 'yes', 'yes-no'],
  [z.array(z.string()), {}, 'list'],
  [z.object({}), [], 'object'],
  [z.record(z.string(), z.string()), 'x', 'object'],
  [z.number().min(3), 1, 'too-small'],
  [z.number().max(3), 4, 'too-large'],
  [z.string().min(3), 'x', 'too-short'],
  [z.string().max(3), 'xxxx', 'too-long'],
  [z.array(z.number()).min(1), [], 'too-few'],
  [z.array(z.number()).max(1), [1, 2], 'too-many'],
  [z.string().regex(/^a$/), 'b', 'form'],
  [z.iso.datetime({ offset: true }), 'yesterday', 'time'],
  [z.iso.date(), '1.6.2026', 'day'],
  [z.enum(['live', 'test']), 'x', 'not-one-of'],
  [z.strictObject({}), { extra: 1 }, 'unknown-name'],
  [z.union([z.string(), z.number()]), true, 'other'],
];

test.each(cases.map(([schema, value, fault], i) => [i, fault, schema, value] as const))(
  '%i: %s is told by its code in every language',
  (_, fault, schema, value) => {
    const [found] = problemsOfZod(z.object({ of: schema }).safeParse({ of: value }).error ?? new z.ZodError([]));
    if (!found) throw new Error('nothing was wrong');
    expect(found).toMatchObject({ code: 'invalid-value', path: ['of'], params: { fault } });
    for (const language of languages) {
      const text = say(found, language);
      expect(text).not.toContain(String(found.params.message));
      expect(text).not.toMatch(/\{\{|undefined|fault\./);
      expect(text).toContain('of: ');
    }
  },
);

test('every fault is one that a schema finds', () => {
  expect(new Set(cases.map(([, , fault]) => fault))).toEqual(new Set(valueFaults));
});

test('a pasted event says what is wrong in the language of whoever pasted it', () => {
  const read = parseEnvelopes('{"uid":"a","name":"","occurred_at":"yesterday"}');
  expect(read.problems.map((one) => say(one, 'he'))).toEqual([
    'ערך לא מותר כאן: 0.name: קצר מדי, לפחות 1 תווים',
    'ערך לא מותר כאן: 0.occurred_at: צריך להיות תאריך ושעה עם ההפרש מ־UTC, כמו 2026-06-01T10:00:00+03:00',
  ]);
});

test('what a system said is told in words where there are any, else as it said it', () => {
  const failed = (message: string) => say(problem('blocks', 'backup-failed', [], { message }));
  expect(failed('ENOSPC: no space left on device, write')).toContain('could not be made: the disk is full.');
  expect(failed('attempt to write a readonly database')).toContain('it can only be read');
  expect(failed('something nobody has seen')).toContain('something nobody has seen');
  // The name of a message to a customer is nothing a system said.
  expect(say(problem('blocks', 'message-unknown', [], { message: 'timeout' }))).toBe('There is no message “timeout”.');
});

test('an answer that is not understood says to which call', () => {
  const [found] = problemsOfZod(z.string().safeParse(1).error ?? new z.ZodError([]), 'reply-malformed', 3, { call: '/events' });
  expect(found && say(found)).toBe('The answer to /events was not understood.');
});
