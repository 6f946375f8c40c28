import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type TestExecutor, testExecutor, unwrap } from '../executor.fixture';

// A real store and real connections: a busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 });

let executor: TestExecutor;
beforeEach(async () => {
  executor = await testExecutor();
});
afterEach(() => executor.end());

let uids = 0;
async function seen(...all: Record<string, string>[]): Promise<void> {
  const occurred_at = new Date(executor.clock.now()).toISOString();
  const body = all.map((identifiers) => ({ uid: `i${uids++}`, name: 'seen', occurred_at, source_system: 'test', is_test: false, identifiers, properties: {} }));
  unwrap(await executor.client.sendEvents({ body }));
}

test('what identity has come to is counted, by reason, and no value is told', async () => {
  expect(unwrap(await executor.client.identity({}))).toEqual({ merges: 0, refused: {} });
  await seen({ email: 'a@shop.example' }, { mobile_phone: '+972501234567' }, { email: 'a@shop.example', mobile_phone: '+972501234567' });
  await seen({ email: '000' }, { email: 'a@shop.example', mobile_phone: '12' });
  expect(unwrap(await executor.client.identity({}))).toEqual({ merges: 1, refused: { blocked: 1, invalid: 1 } });
});

test('a customer says who turned out to be her, when and through which identifier, the newest first', async () => {
  const [mail, phone, number] = [{ email: 'a@shop.example' }, { mobile_phone: '+972501234567' }, { customer_id: '7' }];
  await seen(mail, phone, number);
  const first = new Date(executor.clock.now()).toISOString();
  await seen({ ...mail, ...phone });
  await executor.pass(60_000);
  const second = new Date(executor.clock.now()).toISOString();
  await seen({ ...mail, ...number });
  for (const id of ['c1', 'c2', 'c3']) {
    const found = unwrap(await executor.client.customer({ id }));
    expect(found?.merged).toEqual({
      count: 2,
      shown: [
        { customer: 'c3', at: second, identifier: expect.stringMatching(/^(email|customer-id)$/) },
        { customer: 'c2', at: first, identifier: expect.stringMatching(/^(email|mobile-phone)$/) },
      ],
    });
    expect(JSON.stringify(found?.merged)).not.toMatch(/shop\.example|1234567/);
  }
});

test('of very many the newest hundred are named and all are counted', async () => {
  const mails = Array.from({ length: 120 }, (_, i) => `p${i}@shop.example`);
  await seen({ mobile_phone: '+972501234567' }, ...mails.map((email) => ({ email })));
  await seen(...mails.map((email) => ({ email, mobile_phone: '+972501234567' })));
  const found = unwrap(await executor.client.customer({ id: 'c1' }));
  expect(found?.merged.count).toBe(120);
  expect(found?.merged.shown.map(({ customer }) => customer)).toEqual(Array.from({ length: 100 }, (_, i) => `c${121 - i}`));
});
