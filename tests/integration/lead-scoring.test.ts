/**
 * A lead's score from the first event to what sales says of it, on the executor as it runs: its own process and store, a clock that is moved, a
 * receiver that checks signatures, and kill -9 around the moments that count.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../executor/clock';
import type { EventEnvelope } from '../../shared/executor/api';
import type { Result } from '../../shared/problem';
import { scoreSumSchema } from '../../shared/record/score/schema';
import { handOver, nurturing } from '../lead-hand-over';
import { type HttpStandIn, httpAccount, startHttp } from '../stand-ins/http';
import { movedClock } from './crash-walk';
import { buildExecutor, type Running, runExecutor } from './executor-process';

const hour = 3_600_000;
const day = 24 * hour;
/** Monday 9 March 2026, 10:00 in Jerusalem: clocks go forward there on the 27th. */
const start = Date.UTC(2026, 2, 9, 8);

let built: Awaited<ReturnType<typeof buildExecutor>>;
let data = '';
let now = start;
let running: Running;
let crm: HttpStandIn;
beforeAll(async () => {
  built = await buildExecutor();
  data = mkdtempSync(join(tmpdir(), 'masa-leads-'));
  crm = await startHttp({ as: 'target', clock: { ...systemClock, now: () => now } });
}, 120_000);
afterEach(() => kill());
afterAll(async () => {
  await crm.close();
  built.remove();
  rmSync(data, { recursive: true, force: true });
});

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems.slice(0, 3)));
  return result.value;
}

async function kill(): Promise<void> {
  running.child.kill('SIGKILL');
  await running.exited;
}

/** Another life on the same data, at this time, which stands still. */
async function live(at: number): Promise<void> {
  now = at;
  writeFileSync(`${data}.clock`, String(at));
  running = await runExecutor(built.path, data, [], { preload: [movedClock], env: { CLOCK: `${data}.clock` } });
}

async function until<T>(ask: () => Promise<T>, isSo: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await ask();
    if (isSo(value)) return value;
    await pause(20);
  }
}

const email = 'dana@shop.example';
const known = { account_manager: 'Rivka', lead_fit_grade: 'a', email_consent: 'granted', time_zone: 'Asia/Jerusalem' };
const event = (uid: string, name: string, properties: EventEnvelope['properties'] = {}, at = now): EventEnvelope => ({
  uid,
  name,
  occurred_at: new Date(at).toISOString(),
  source_system: 'site',
  is_test: false,
  identifiers: { email },
  properties,
});
const tell = async (...body: EventEnvelope[]) => unwrap(await running.client.sendEvents({ body }));
const countsOf = async (id: string, ends: readonly string[]) => {
  const counts = unwrap(await running.client.counts({ id }));
  return { entered: counts?.entered, active: counts?.active, ends: ends.map((end) => counts?.nodes[end]?.entered ?? 0) };
};
const journey = () => countsOf(handOver.journey.id, ['sales-goal', 'sales-refused', 'sales-end']);
const openTasks = async () => unwrap(await running.client.tasks({ state: 'open' })).tasks;
const explained = async () => {
  const found = unwrap(await running.client.explained({ id: 'c1', attribute: 'lead-score' }));
  if (!found) throw new Error('not explained');
  expect(found.parts.reduce((sum, part) => sum + (part.value ?? 0), found.rest)).toBe(found.value);
  expect(unwrap(await running.client.customer({ id: 'c1' })).attributes['lead-score']).toBe(found.value);
  return found;
};

test('points, the line, sales, decay, and the line again, with deaths in between', async () => {
  await live(start);
  for (const body of [handOver, nurturing]) unwrap(await running.client.deploy({ body }));
  unwrap(await running.client.setSecrets({ channel: 'webhook', body: { values: { signingSecret: httpAccount.signingSecret } } }));
  unwrap(await running.client.setChannel({ channel: 'webhook', body: { mode: 'live', settings: { provider: 'webhook', targets: { crm: crm.url } } } }));
  unwrap(await running.client.updateProfiles({ body: [{ identifiers: { email }, attributes: known }] }));
  await tell(event('quote', 'quote_requested'), event('form', 'form_submitted'));
  expect((await explained()).value).toBe(55);
  expect(await journey()).toMatchObject({ entered: 0 });
  expect(await countsOf(nurturing.journey.id, ['lead-end'])).toEqual({ entered: 1, active: 1, ends: [0] });

  // Killed as soon as the event that crosses the line is on the disk; the sender, who may not have heard, sends it again.
  await kill();
  await live(start + hour);
  const pricing = event('price', 'page_viewed', { page_type: 'pricing' });
  await tell(pricing);
  await kill();
  await live(start + hour);
  expect(await tell(pricing)).toMatchObject({ accepted: 0, duplicates: 1 });
  expect(await journey()).toEqual({ entered: 1, active: 1, ends: [0, 0, 0] });
  // Over the line she leaves what nurtured her: sales is asked once.
  expect(await countsOf(nurturing.journey.id, ['lead-end'])).toEqual({ entered: 1, active: 0, ends: [0] });
  expect(await openTasks()).toHaveLength(1);

  // The CRM is told once, under a signature it accepts, the score with its parts; sales has a task with an owner and until when.
  await until(
    async () => crm.taken.length,
    (taken) => taken > 0,
  );
  await until(
    async () => unwrap(await running.client.deliveries({ limit: 10 })),
    (rows) => rows.every(({ state }) => state === 'sent'),
  );
  expect(crm.taken.map(({ to }) => to)).toEqual(['crm']);
  const [call] = crm.bodies;
  expect(call).toMatchObject({ type: 'call', target: 'crm', payload: { 'lead-score': 70, email } });
  const told = z.object({ explained: z.object({ 'lead-score': scoreSumSchema }) }).parse(call).explained['lead-score'];
  expect(told.parts.reduce((sum, part) => sum + (part.value ?? 0), told.rest)).toBe(70);
  expect(told.parts.filter(({ value }) => value !== 0).map(({ events, value }) => [events[0], value])).toEqual([
    ['form-submitted', 15],
    ['page-viewed', 15],
    ['quote-requested', 40],
  ]);
  const [task] = await openTasks();
  expect(task).toMatchObject({ task: 'create-task', assignTo: 'Rivka', due: new Date(start + 9 * hour).toISOString() });

  // Sales takes it, says so twice, and the process dies in between.
  const accept = () => running.client.changeTask({ n: task?.n ?? 0, body: { state: 'done', outcome: 'accepted', by: 'Rivka' } });
  unwrap(await accept());
  await kill();
  await live(start + 2 * hour);
  unwrap(await accept());
  expect(await journey()).toEqual({ entered: 1, active: 0, ends: [1, 0, 0] });
  expect(unwrap(await running.client.everything({ id: 'c1' }))?.events.filter(({ name }) => name === 'lead-contacted')).toHaveLength(1);

  // What is foretold over the change of the clocks: below 60 at the midnight, summer time, that ends the 28th day.
  const { thresholds } = await explained();
  const falls = Date.parse(thresholds.find(({ value }) => value === 60)?.turnsAt ?? '');
  expect(new Date(falls).toISOString()).toBe('2026-04-05T21:00:00.000Z');
  await kill();
  await live(falls - 1);
  expect((await explained()).value).toBe(60);
  await kill();
  await live(falls);
  expect((await explained()).value).toBe(50);

  // Asleep over the fall, then back over the line: she comes in again, and only once.
  await kill();
  await live(falls + 2 * hour);
  await tell(event('guide', 'content_downloaded'));
  expect((await explained()).value).toBe(80);
  await until(journey, ({ entered }) => entered === 2);
  await tell(event('guide', 'content_downloaded'), event('guide-2', 'content_downloaded'));
  // Late news of long ago adds its points, and starts nothing.
  await tell(event('fair', 'attendee_checked_in', {}, start - 40 * day));
  expect((await explained()).value).toBe(100);
  expect(await journey()).toMatchObject({ entered: 2, active: 1 });

  // Nobody takes it for eight hours, over a death: the manager is told, once, and what sales says still counts for two days.
  await kill();
  await live(falls + 10 * hour + 1);
  await until(openTasks, (tasks) => tasks.length === 2);
  expect((await openTasks()).map((one) => one.task)).toEqual(['alert', 'create-task']);
  expect(await journey()).toEqual({ entered: 2, active: 1, ends: [1, 0, 0] });
  await kill();
  await live(falls + 10 * hour + 2 * day + 1);
  await until(journey, ({ active }) => active === 0);
  expect(await journey()).toEqual({ entered: 2, active: 0, ends: [1, 0, 1] });
  expect(await openTasks()).toHaveLength(2);
  expect(crm.taken).toHaveLength(2);
}, 300_000);

test('a lead that sales refuses goes the other way', async () => {
  await live(now + 20 * day);
  const other = { email: 'omer@shop.example' };
  unwrap(await running.client.updateProfiles({ body: [{ identifiers: other, attributes: { lead_fit_grade: 'b' } }] }));
  await tell({ ...event('q2', 'quote_requested'), identifiers: other }, { ...event('e2', 'attendee_checked_in'), identifiers: other });
  const task = await until(openTasks, (tasks) => tasks[0]?.customer === 'c2').then(([first]) => first);
  unwrap(await running.client.changeTask({ n: task?.n ?? 0, body: { state: 'done', outcome: 'rejected', note: 'No budget this year' } }));
  expect(await journey()).toMatchObject({ active: 0, ends: [1, 1, 1] });
}, 120_000);
