import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Condition } from '../../shared/condition/schema';
import { type Audience, mostAudiences, toAudience } from '../../shared/executor/audiences';
import { bundle, day, edge } from '../../shared/journey/step.fixture';
import { type TestExecutor, testExecutor, unwrap } from '../executor.fixture';

let executor: TestExecutor;
beforeEach(async () => {
  executor = await testExecutor();
  // Who is whom is said by what is deployed.
  const listener = bundle({
    nodes: [
      { id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'nothing' } },
      { id: 'e', kind: 'exit' },
    ],
    edges: [edge('t', 'out', 'e')],
  });
  unwrap(await executor.client.deploy({ body: { ...listener, identity: { rules: [rule('email'), rule('mobile-phone')] } } }));
});
afterEach(() => executor.end());
const rule = (attribute: string) => ({ attribute, strength: 'strong' as const, blocked: [] });

/** Looked at a page within the last three days. */
const recent: Condition = { op: 'performed', event: 'page-viewed', measure: 'count', is: { op: 'gte', value: 1 }, window: { last: 'P3D' } };
const inHaifa: Condition = { op: 'eq', left: { kind: 'customer', path: 'city' }, right: 'Haifa' };
const audience = (segment: string, when: Condition): Audience => {
  const segments = [{ id: segment, name: { en: segment }, category: 'other', when, administrative: false, minimumSize: 0 }];
  const made = toAudience({ segments, client: { timeZone: 'Asia/Jerusalem' }, record: { groups: [], attributes: [] } }, segment);
  if (!made) throw new Error('no such segment');
  return made;
};

let sent = 0;
const view = async (identifiers: Record<string, string>) =>
  unwrap(
    await executor.client.sendEvents({
      body: [
        {
          uid: `u${++sent}`,
          name: 'page_viewed',
          occurred_at: new Date(executor.clock.now()).toISOString(),
          source_system: 'site',
          is_test: false,
          identifiers,
          properties: {},
        },
      ],
    }),
  );
const city = async (email: string, city: string | null) =>
  unwrap(await executor.client.updateProfiles({ body: [{ identifiers: { email }, attributes: { city } }] }));
const told = async () => unwrap(await executor.client.audiences({}));
const today = async () => (await told()).map(({ segment, size, days }) => ({ segment, size, ...days.at(-1) }));
const members = async (segment: string) => unwrap(await executor.client.audienceMembers({ segment })).map(({ customer }) => customer);

test('whoever is in it at the first look did not come; from then on news brings in and takes out', async () => {
  await city('dana@shop.example', 'Haifa');
  await city('noa@shop.example', 'Eilat');
  unwrap(await executor.client.watch({ body: audience('haifa', inHaifa) }));
  executor.engine.settle();
  expect(await today()).toEqual([{ segment: 'haifa', size: 1, day: '2026-06-01', entered: 0, left: 0 }]);
  await city('noa@shop.example', 'Haifa');
  await city('new@shop.example', 'Haifa');
  await city('dana@shop.example', 'Eilat');
  expect(await today()).toEqual([{ segment: 'haifa', size: 2, day: '2026-06-01', entered: 2, left: 1 }]);
  expect(await members('haifa')).toEqual(['c2', 'c3']);
});

test('time alone takes somebody out, within the hour', async () => {
  unwrap(await executor.client.watch({ body: audience('recent', recent) }));
  executor.engine.settle();
  await view({ email: 'dana@shop.example' });
  await executor.pass(day);
  await view({ email: 'noa@shop.example' });
  expect(await members('recent')).toEqual(['c1', 'c2']);
  await executor.pass(2 * day + 3_600_000);
  expect(await members('recent')).toEqual(['c2']);
  expect((await told())[0]?.days.map(({ entered, left }) => [entered, left])).toEqual([
    [0, 0],
    [0, 0],
    [0, 0],
    [1, 0],
    [1, 0],
    [0, 0],
    [0, 1],
  ]);
  await executor.pass(day);
  expect(await told()).toMatchObject([{ size: 0 }]);
});

test('a first look of many goes in chunks, and outlives a restart', async () => {
  const updates = Array.from({ length: 450 }, (_, i) => ({
    identifiers: { email: `p${i}@shop.example` },
    attributes: { city: i % 2 === 0 ? 'Haifa' : 'Eilat' },
  }));
  unwrap(await executor.client.updateProfiles({ body: updates }));
  unwrap(await executor.client.watch({ body: audience('haifa', inHaifa) }));
  executor = await executor.restart();
  executor.engine.settle();
  expect(await told()).toMatchObject([{ size: 225 }]);
  expect((await told())[0]).not.toHaveProperty('looking');
  const first = unwrap(await executor.client.audienceMembers({ segment: 'haifa', limit: 200 }));
  const rest = unwrap(await executor.client.audienceMembers({ segment: 'haifa', limit: 200, after: Number(first.at(-1)?.customer.slice(1)) }));
  expect(new Set([...first, ...rest].map(({ customer }) => customer)).size).toBe(225);
});

test('people who turn out to be one are in it once; who is forgotten is not in it any more', async () => {
  unwrap(await executor.client.watch({ body: audience('recent', recent) }));
  executor.engine.settle();
  await view({ email: 'dana@shop.example' });
  await view({ mobile_phone: '+972501234567' });
  expect(await told()).toMatchObject([{ size: 2 }]);
  await view({ email: 'dana@shop.example', mobile_phone: '+972501234567' });
  expect(await told()).toMatchObject([{ size: 1 }]);
  expect(await members('recent')).toEqual(['c1']);
  unwrap(await executor.client.erase({ id: 'c1', body: { confirm: 'for ever' } }));
  expect(await told()).toMatchObject([{ size: 0 }]);
  expect(await members('recent')).toEqual([]);
});

describe('what may be watched', () => {
  test('so many at once; the same again changes nothing, by another definition it begins anew', async () => {
    await city('dana@shop.example', 'Haifa');
    for (let i = 0; i < mostAudiences; i++) unwrap(await executor.client.watch({ body: audience(`s${i}`, inHaifa) }));
    expect(await executor.client.watch({ body: audience('more', inHaifa) })).toMatchObject({ ok: false, problems: [{ code: 'audiences-too-many' }] });
    executor.engine.settle();
    unwrap(await executor.client.watch({ body: audience('s0', inHaifa) }));
    expect((await told()).find(({ segment }) => segment === 's0')).toMatchObject({ size: 1 });
    unwrap(await executor.client.watch({ body: audience('s0', recent) }));
    executor.engine.settle();
    expect((await told()).find(({ segment }) => segment === 's0')).toMatchObject({ size: 0 });
    unwrap(await executor.client.unwatch({ segment: 's1' }));
    expect(await told()).toHaveLength(mostAudiences - 1);
    expect(await executor.client.audienceMembers({ segment: 's1' })).toMatchObject({ ok: false, problems: [{ code: 'audience-unknown' }] });
  });

  test('names only for whoever asks for them', async () => {
    await city('dana@shop.example', 'Haifa');
    unwrap(await executor.client.watch({ body: audience('haifa', inHaifa) }));
    executor.engine.settle();
    expect(JSON.stringify(unwrap(await executor.client.audienceMembers({ segment: 'haifa' })))).not.toContain('dana');
    expect(unwrap(await executor.client.audienceMembers({ segment: 'haifa', names: 'true' }))).toMatchObject([{ label: 'dana@shop.example' }]);
  });
});
