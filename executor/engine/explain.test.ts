/** A score is explained as it stands: by events, time, late news and merges, always adding up to the value that everybody else is told. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { testAttribute } from '../../shared/engagement/engagement.fixture';
import type { DeploymentBundle, EventEnvelope } from '../../shared/executor/api';
import { bundle, day, edge } from '../../shared/journey/step.fixture';
import type { Attribute } from '../../shared/record/schema';
import { type TestExecutor, testExecutor, unwrap } from '../executor.fixture';

vi.setConfig({ testTimeout: 30_000 });

const attributes: Attribute[] = [
  testAttribute('email', { type: 'email' }),
  testAttribute('city', { type: 'string' }),
  testAttribute('lead-score', {
    type: 'integer',
    origin: 'computed',
    formula:
      'least(100, greatest(0, 40 * count(quote_requested every P30D) + 15 * count(form_submitted) + 5 * count(message_clicked last P30D) - 10 * floor(coalesce(days_since(last_at(quote_requested, form_submitted)), 0) / 14)))',
  }),
];
const ready: DeploymentBundle = {
  ...bundle({
    nodes: [
      { id: 't', kind: 'trigger', trigger: { kind: 'segment-enter', segment: 'ready' } },
      { id: 'end', kind: 'exit' },
    ],
    edges: [edge('t', 'out', 'end')],
    attributes,
    entry: { reentry: { mode: 'after-exit' } },
  }),
  identity: {
    rules: [
      { attribute: 'email', strength: 'strong', blocked: [] },
      { attribute: 'mobile-phone', strength: 'strong', blocked: [] },
    ],
  },
  segments: [
    {
      id: 'ready',
      name: { en: 'Ready' },
      category: 'x',
      when: { op: 'gte', left: { kind: 'customer', path: 'lead-score' }, right: 60 },
      administrative: false,
      minimumSize: 0,
    },
  ],
};

let executor: TestExecutor;
let uids = 0;
beforeEach(async () => {
  executor = await testExecutor();
  unwrap(await executor.client.deploy({ body: ready }));
  executor.engine.settle();
});
afterEach(() => executor.end());

const tell = async (name: string, more: Partial<EventEnvelope> = {}) =>
  unwrap(
    await executor.client.sendEvents({
      body: [
        {
          uid: `u${uids++}`,
          name,
          occurred_at: new Date(executor.clock.now()).toISOString(),
          source_system: 'test',
          is_test: false,
          identifiers: { email: 'dana@shop.example' },
          properties: {},
          ...more,
        },
      ],
    }),
  );
const ago = (days: number) => new Date(executor.clock.now() - days * day).toISOString();
const explained = async (id = 'c1') => {
  const found = unwrap(await executor.client.explained({ id, attribute: 'lead-score' }));
  if (!found) throw new Error('not explained');
  const sum = found.parts.reduce((total, part) => total + (part.value ?? 0), 0);
  expect(sum + found.rest).toBe(found.value);
  expect(unwrap(await executor.client.customer({ id })).attributes['lead-score']).toBe(found.value);
  return found;
};
const entered = async () => unwrap(await executor.client.deployments({}))[0]?.entered;

test('the parts are the events that came; nothing is explained that no formula gives', async () => {
  await tell('quote_requested');
  await tell('form_submitted');
  await tell('message_clicked');
  expect(await explained()).toMatchObject({
    value: 60,
    parts: [
      { value: 40, counted: 1 },
      { value: 15, counted: 1 },
      { value: 5, counted: 1 },
      { kind: 'idle', value: 0, days: 0, everyDays: 14 },
    ],
    thresholds: [{ op: 'gte', value: 60, by: [{ kind: 'segment', id: 'ready' }], holds: true }],
  });
  for (const attribute of ['email', 'city', 'nothing-of-the-kind']) expect(unwrap(await executor.client.explained({ id: 'c1', attribute }))).toBeNull();
  expect(await executor.client.explained({ id: 'c9', attribute: 'lead-score' })).toMatchObject({ ok: false, problems: [{ code: 'customer-unknown' }] });
});

describe('what is foretold', () => {
  test('comes true to the millisecond, and crossing back over the line starts the journey again, once each time', { tags: ['long'] }, async () => {
    await tell('quote_requested');
    await tell('form_submitted');
    await tell('message_clicked');
    expect(await entered()).toBe(1);
    for (let rounds = 0; rounds < 4; rounds++) {
      const { changes, value } = await explained();
      const [next] = changes;
      if (!next) throw new Error('no change');
      await executor.pass(Date.parse(next.at) - executor.clock.now() - 1);
      expect((await explained()).value).toBe(value);
      await executor.pass(1);
      expect((await explained()).value).toBe(next.value);
    }
    expect(await entered()).toBe(1);
    await tell('quote_requested');
    expect(await entered()).toBe(2);
    await tell('form_submitted');
    expect(await entered()).toBe(2);
  });

  test('the moment a threshold turns is the moment she leaves the segment, within the hourly look', { tags: ['long'] }, async () => {
    await tell('quote_requested');
    await tell('form_submitted');
    await tell('message_clicked');
    const turns = Date.parse((await explained()).thresholds[0]?.turnsAt ?? '');
    await executor.pass(turns - executor.clock.now() - 1);
    expect(executor.db.all('SELECT 1 FROM membership')).toHaveLength(1);
    await executor.pass(60 * 60_000 + 1);
    expect(executor.db.all('SELECT 1 FROM membership')).toHaveLength(0);
    expect((await explained()).thresholds[0]).toMatchObject({ holds: false });
  });
});

describe('news that is not in order', () => {
  test('the same event twice counts once', async () => {
    await tell('form_submitted', { uid: 'same' });
    expect(await tell('form_submitted', { uid: 'same' })).toMatchObject({ duplicates: 1 });
    expect((await explained()).parts[1]).toMatchObject({ value: 15, counted: 1 });
  });

  test('an old event that comes late counts as of its own day: it adds points, and no activity of today', async () => {
    await tell('form_submitted', { occurred_at: ago(20) });
    expect(await explained()).toMatchObject({ value: 5, parts: [{}, { value: 15 }, {}, { value: -10, days: 20 }] });
    await tell('form_submitted', { occurred_at: ago(50) });
    expect(await explained()).toMatchObject({ value: 20, parts: [{}, { value: 30, counted: 2 }, {}, { value: -10, days: 20 }] });
    // Too old for its window: told, and worth nothing.
    await tell('message_clicked', { occurred_at: ago(31) });
    expect((await explained()).parts[2]).toMatchObject({ value: 0, counted: 0, happened: 1 });
    // Within thirty days of another quote only the first counts, in whichever order they are told.
    await tell('quote_requested', { occurred_at: ago(5) });
    await tell('quote_requested', { occurred_at: ago(10) });
    expect((await explained()).parts[0]).toMatchObject({ value: 40, counted: 1, happened: 2, moments: [ago(10)] });
  });

  test('two leads who turn out to be one have the points of both, within the limits of each part; the journey starts once', async () => {
    await tell('quote_requested', { occurred_at: ago(3) });
    const other = { 'mobile-phone': '+972501234567' };
    await tell('quote_requested', { identifiers: other, occurred_at: ago(2) });
    await tell('form_submitted', { identifiers: other });
    await tell('message_clicked', { identifiers: other });
    expect([(await explained('c1')).value, (await explained('c2')).value, await entered()]).toEqual([40, 60, 1]);
    await tell('message_clicked', { identifiers: { email: 'dana@shop.example', ...other } });
    expect(await explained('c1')).toMatchObject({
      value: 65,
      parts: [{ value: 40, counted: 1, happened: 2 }, { value: 15 }, { value: 10, counted: 2 }, { value: 0 }],
    });
    expect((await explained('c2')).value).toBe(65);
    expect(await entered()).toBe(1);
  });
});
