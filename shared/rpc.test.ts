import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { ok } from './problem';
import { call, createDispatch } from './rpc';

test('arguments nested without end are refused like any others: the call is answered, and the handler never sees them', async () => {
  type Nested = { in?: Nested };
  const nested: z.ZodType<Nested> = z.lazy(() => z.object({ in: nested.optional() }));
  const handler = vi.fn(async () => ok({}));
  const told: unknown[] = [];
  const dispatch = createDispatch({ 'a.b': call(nested, z.object({})) }, { 'a.b': handler }, (_name, error) => told.push(error));
  let deep: Nested = {};
  for (let i = 0; i < 100_000; i++) deep = { in: deep };

  expect(await dispatch('a.b', deep)).toMatchObject({ ok: false, problems: [{ code: 'internal-error' }] });
  expect([handler.mock.calls.length, told.length]).toEqual([0, 1]);
  expect(await dispatch('a.b', { in: {} })).toMatchObject({ ok: true });
});
