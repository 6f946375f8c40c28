import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Condition } from '../../shared/condition/schema';
import { type Audience, audienceHash, mostAudiences, toAudience } from '../../shared/executor/audiences';
import { bundle, day, edge } from '../../shared/journey/step.fixture';
import { beginSweep } from '../care/retention';
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
const today = async () =>
  (await told()).map(({ segment, size, days }) => {
    const { day, entered, left } = days.at(-1) ?? {};
    return { segment, size, day, entered, left };
  });
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
  expect((await told())[0]?.days.slice(-5).map(({ entered, left, size }) => [entered, left, size])).toEqual([
    [0, 0, undefined],
    [1, 0, 1],
    [1, 0, 2],
    [0, 0, 2],
    [0, 1, 1],
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
  expect((await told())[0]?.days.at(-1)).toMatchObject({ entered: 2, left: 0, merged: 1, erased: 0, size: 1 });
  expect(unwrap(await executor.client.audienceMoves({ segment: 'recent' })).map(({ customer, kind, other }) => [customer, kind, other])).toEqual([
    ['c1', 'merged', 'c2'],
    ['c1', 'entered', undefined],
    ['c1', 'entered', undefined],
  ]);
  unwrap(await executor.client.erase({ id: 'c1', body: { confirm: 'for ever' } }));
  expect(await told()).toMatchObject([{ size: 0 }]);
  expect((await told())[0]?.days.at(-1)).toMatchObject({ entered: 2, left: 0, merged: 1, erased: 1, size: 0 });
  expect(await members('recent')).toEqual([]);
  expect(unwrap(await executor.client.audienceMoves({ segment: 'recent' })), 'nothing says who it was').toEqual([]);
});

describe('two who turn out to be one', () => {
  test('the survivor takes the place of who was in it: nobody came and nobody went', async () => {
    unwrap(await executor.client.watch({ body: audience('recent', recent) }));
    executor.engine.settle();
    await city('dana@shop.example', 'Haifa');
    await executor.pass(60_000);
    await view({ mobile_phone: '+972501234567' });
    expect(await members('recent')).toEqual(['c2']);
    const since = unwrap(await executor.client.audienceMembers({ segment: 'recent' }))[0]?.since;
    await executor.pass(60_000);
    unwrap(await executor.client.updateProfiles({ body: [{ identifiers: { email: 'dana@shop.example', mobile_phone: '+972501234567' }, attributes: {} }] }));
    expect(unwrap(await executor.client.audienceMembers({ segment: 'recent' }))).toEqual([{ customer: 'c1', since }]);
    expect((await told())[0]?.days.at(-1)).toMatchObject({ entered: 1, left: 0, merged: 0, size: 1 });
    await executor.pass(4 * day);
    expect(await told(), 'time goes on for her').toMatchObject([{ size: 0 }]);
  });

  test('whom the other’s data take out has left, by the merge', async () => {
    unwrap(await executor.client.watch({ body: audience('haifa', inHaifa) }));
    executor.engine.settle();
    await city('dana@shop.example', 'Haifa');
    await executor.pass(60_000);
    unwrap(await executor.client.updateProfiles({ body: [{ identifiers: { mobile_phone: '+972501234567' }, attributes: { city: 'Eilat' } }] }));
    await view({ email: 'dana@shop.example', mobile_phone: '+972501234567' });
    expect((await told())[0]?.days.at(-1)).toMatchObject({ entered: 1, left: 1, merged: 0, size: 0 });
    expect(unwrap(await executor.client.audienceMoves({ segment: 'haifa', limit: 1 }))).toMatchObject([
      { customer: 'c1', kind: 'left', because: { by: 'merge' }, turned: [{ when: inHaifa, holds: false }] },
    ]);
  });
});

describe('why', () => {
  const both: Condition = { op: 'and', args: [inHaifa, recent] };

  test('the part of the rule that turned, and the news that turned it', async () => {
    unwrap(await executor.client.watch({ body: audience('both', both) }));
    executor.engine.settle();
    await city('dana@shop.example', 'Haifa');
    await view({ email: 'dana@shop.example' });
    await executor.pass(4 * day);
    await view({ email: 'dana@shop.example' });
    await city('dana@shop.example', 'Eilat');
    expect(unwrap(await executor.client.audienceMoves({ segment: 'both' })).map(({ kind, because, turned }) => ({ kind, because, turned }))).toEqual([
      { kind: 'left', because: { by: 'attributes', attributes: ['city'] }, turned: [{ when: inHaifa, holds: false }] },
      { kind: 'entered', because: { by: 'event', event: 'page-viewed', attributes: [] }, turned: [{ when: recent, holds: true }] },
      { kind: 'left', because: { by: 'time' }, turned: [{ when: recent, holds: false }] },
      { kind: 'entered', because: { by: 'event', event: 'page-viewed', attributes: [] }, turned: [{ when: recent, holds: true }] },
    ]);
    expect(unwrap(await executor.client.audienceCustomer({ segment: 'both', id: 'c1' }))).toEqual({
      inside: false,
      decides: [{ when: inHaifa, holds: false }],
    });
    expect(unwrap(await executor.client.audienceMoves({ segment: 'both', kind: 'left', limit: 1 }))).toMatchObject([{ because: { by: 'attributes' } }]);
  });

  test('kept apart as an employee', async () => {
    const isEmployee: Condition = { op: 'eq', left: { kind: 'customer', path: 'is-employee' }, right: true };
    const made = audience('haifa', inHaifa);
    const apart = { id: 'employees', name: { en: 'Employees' }, category: 'administrative', when: isEmployee, administrative: true, minimumSize: 0 };
    unwrap(await executor.client.watch({ body: { ...made, segments: [...made.segments, apart] } }));
    executor.engine.settle();
    await city('dana@shop.example', 'Haifa');
    unwrap(await executor.client.updateProfiles({ body: [{ identifiers: { email: 'dana@shop.example' }, attributes: { is_employee: true } }] }));
    expect(unwrap(await executor.client.audienceMoves({ segment: 'haifa', limit: 1 }))).toMatchObject([{ kind: 'left', turned: [], apart: 'employees' }]);
    expect(unwrap(await executor.client.audienceCustomer({ segment: 'haifa', id: 'c1' }))).toEqual({ inside: false, decides: [], apart: 'employees' });
  });
});

test('a day is one where the client is', async () => {
  unwrap(await executor.client.watch({ body: audience('haifa', inHaifa) }));
  executor.engine.settle();
  // 22:30 UTC: half past one at night in Jerusalem.
  await executor.pass(15.5 * 3_600_000);
  await city('dana@shop.example', 'Haifa');
  expect((await told())[0]?.days.slice(-2)).toMatchObject([
    { day: '2026-06-01', entered: 0, size: 0 },
    { day: '2026-06-02', entered: 1, size: 1 },
  ]);
});

describe('by another definition', () => {
  test('what it would change is told before it changes', async () => {
    await city('dana@shop.example', 'Haifa');
    await city('noa@shop.example', 'Eilat');
    const coast: Condition = { op: 'in', left: { kind: 'customer', path: 'city' }, right: ['Eilat', 'Haifa'] };
    expect(unwrap(await executor.client.tryAudience({ body: audience('town', inHaifa) }))).toEqual({ looked: 2, of: 2, stay: 0, come: 1, go: 0 });
    unwrap(await executor.client.watch({ body: audience('town', inHaifa) }));
    executor.engine.settle();
    expect(unwrap(await executor.client.tryAudience({ body: audience('town', coast) }))).toEqual({ looked: 2, of: 2, stay: 1, come: 1, go: 0 });
    expect(await told()).toMatchObject([{ size: 1 }]);
  });

  test('a name that is another one begins nothing anew; the definition has a name of its own', async () => {
    unwrap(await executor.client.watch({ body: audience('haifa', inHaifa) }));
    executor.engine.settle();
    await city('dana@shop.example', 'Haifa');
    const renamed = audience('haifa', inHaifa);
    unwrap(await executor.client.watch({ body: { ...renamed, segments: renamed.segments.map((one) => ({ ...one, name: { en: 'Up north' } })) } }));
    expect(await told()).toMatchObject([{ definition: audienceHash(renamed), days: expect.arrayContaining([expect.objectContaining({ entered: 1 })]) }]);
    expect(audienceHash(audience('haifa', recent))).not.toBe(audienceHash(renamed));
  });
});

test('segments that mean different things by one name are each asked by their own', async () => {
  const nested = (when: Condition, segment: string): Audience => {
    const made = audience(segment, { op: 'in-segment', segment: 'there' });
    return { ...made, segments: [...made.segments, { id: 'there', name: {}, category: 'other', when, administrative: false, minimumSize: 0 }] };
  };
  const inEilat: Condition = { op: 'eq', left: { kind: 'customer', path: 'city' }, right: 'Eilat' };
  unwrap(await executor.client.watch({ body: nested(inHaifa, 'north') }));
  unwrap(await executor.client.watch({ body: nested(inEilat, 'south') }));
  unwrap(await executor.client.watch({ body: nested(inHaifa, 'north-too') }));
  executor.engine.settle();
  await city('dana@shop.example', 'Haifa');
  expect((await told()).map(({ size }) => size)).toEqual([1, 0, 1]);
  await city('dana@shop.example', 'Eilat');
  expect((await told()).map(({ size }) => size)).toEqual([0, 1, 0]);
});

test('journeys that start with it: who of its members is in them', async () => {
  const journey = bundle({
    nodes: [
      { id: 't', kind: 'trigger', trigger: { kind: 'segment-enter', segment: 'haifa' } },
      { id: 'w', kind: 'wait', duration: 'P1D' },
      { id: 'e', kind: 'exit' },
    ],
    edges: [edge('t', 'out', 'w'), edge('w', 'out', 'e')],
  });
  await city('dana@shop.example', 'Haifa');
  const { segments } = audience('haifa', inHaifa);
  unwrap(await executor.client.deploy({ body: { ...journey, segments, identity: { rules: [rule('email')] } } }));
  executor.engine.settle();
  unwrap(await executor.client.watch({ body: audience('haifa', inHaifa) }));
  executor.engine.settle();
  await city('noa@shop.example', 'Haifa');
  expect(unwrap(await executor.client.audience({ segment: 'haifa' }))).toMatchObject({
    when: inHaifa,
    timeZone: 'Asia/Jerusalem',
    journeys: [{ state: 'live', starts: 'enter', isSame: true, inside: 1, never: 1 }],
  });
  await executor.pass(2 * day);
  expect(unwrap(await executor.client.audience({ segment: 'haifa' })).journeys).toMatchObject([{ inside: 0, never: 1 }]);
});

test('an event that only a watched segment looks back to is kept; who came and went is let go', async () => {
  const long: Condition = { ...recent, window: { last: 'P400D' } } as Condition;
  unwrap(await executor.client.watch({ body: audience('long', long) }));
  executor.engine.settle();
  await view({ email: 'dana@shop.example' });
  await executor.pass(100 * day);
  const sweep = beginSweep(30);
  while (unwrap(await executor.engine.letGo(sweep))) {}
  await city('dana@shop.example', 'Haifa');
  await view({ email: 'noa@shop.example' });
  expect(await members('long')).toEqual(['c1', 'c2']);
  expect(executor.db.get('SELECT count(*) AS n FROM event')).toEqual({ n: 2 });
  expect(unwrap(await executor.client.audienceMoves({ segment: 'long' })).map(({ customer }) => customer)).toEqual(['c2']);
});

test('found by the beginning of an identifier, page after page', async () => {
  unwrap(await executor.client.watch({ body: audience('haifa', inHaifa) }));
  executor.engine.settle();
  for (const name of ['Dana', 'dan', 'd%n', 'noa']) await city(`${name}@shop.example`, 'Haifa');
  const found = async (text: string, after?: number) =>
    unwrap(await executor.client.audienceMembers({ segment: 'haifa', text, limit: 2, ...(after !== undefined && { after }) })).map(({ customer }) => customer);
  expect(await found('DAN')).toEqual(['c1', 'c2']);
  expect(await found('d')).toEqual(['c1', 'c2']);
  expect(await found('d', 2)).toEqual(['c3']);
  expect(await found('d%')).toEqual(['c3']);
  expect(await found('c4')).toEqual(['c4']);
  expect(await found('zzz')).toEqual([]);
});

describe('what may be watched', () => {
  test('so many at once; the same again changes nothing, by another definition it begins anew', { tags: ['long'] }, async () => {
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
