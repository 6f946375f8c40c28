/** Watched segments in a process of their own, which dies, and everybody in one as a file. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { exportAudience } from '../../host/audience-export';
import { drawWorkbook } from '../../host/workbench/draw-workbook';
import type { Condition } from '../../shared/condition/schema';
import { toAudience } from '../../shared/executor/audiences';
import type { Result } from '../../shared/problem';
import { buildExecutor, type Running, runExecutor } from './executor-process';

const inHaifa: Condition = { op: 'eq', left: { kind: 'customer', path: 'city' }, right: 'Haifa' };
const segments = [{ id: 'haifa', name: { he: '=חיפה' }, category: 'other', when: inHaifa, administrative: false, minimumSize: 0 }];
const audience = toAudience({ segments, record: { groups: [], attributes: [] }, client: { timeZone: 'Asia/Jerusalem' } }, 'haifa');
const people = 2_300;

let built: Awaited<ReturnType<typeof buildExecutor>>;
let data = '';
let running: Running[] = [];
beforeAll(async () => {
  built = await buildExecutor();
}, 120_000);
afterAll(() => built.remove());
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'masa-audiences-'));
});
afterEach(async () => {
  for (const one of running) one.child.kill('SIGKILL');
  await Promise.all(running.map((one) => one.exited));
  running = [];
  rmSync(data, { recursive: true, force: true });
});

async function start(): Promise<Running['client']> {
  const one = await runExecutor(built.path, data);
  running.push(one);
  return one.client;
}

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

const update = (i: number, city: string) => ({ identifiers: { email: `p${i}@shop.example` }, attributes: { city, 'first-name': i === 0 ? '=1+1' : `N${i}` } });

test('a first look and who came outlive a death; everybody in it as a file, text as text', { timeout: 180_000 }, async () => {
  if (!audience) throw new Error('no segment');
  const client = await start();
  unwrap(await client.updateProfiles({ body: Array.from({ length: people }, (_, i) => update(i, 'Haifa')) }));
  unwrap(await client.watch({ body: audience }));
  running[0]?.child.kill('SIGKILL');
  await running[0]?.exited;
  const again = await start();
  await vi.waitFor(async () => expect(unwrap(await again.audiences({}))[0]).not.toHaveProperty('looking'), { timeout: 60_000, interval: 50 });
  unwrap(await again.updateProfiles({ body: [update(1, 'Eilat'), update(people, 'Haifa')] }));
  running[1]?.child.kill('SIGKILL');
  await running[1]?.exited;

  const third = await start();
  const [row] = unwrap(await third.audiences({}));
  expect(row).toMatchObject({ segment: 'haifa', size: people });
  expect(row?.days.at(-1)).toMatchObject({ entered: 1, left: 1, size: people });
  const moves = unwrap(await third.audienceMoves({ segment: 'haifa' }));
  expect(moves.map(({ kind, because }) => [kind, because?.by])).toEqual([
    ['entered', 'attributes'],
    ['left', 'attributes'],
  ]);

  const order = { segment: 'haifa', title: '=חיפה', language: 'he' as const };
  const parts = { executor: third, draw: async (workbook: Parameters<typeof drawWorkbook>[0]) => drawn(await drawWorkbook(workbook)), now: () => new Date(0) };
  const csv = unwrap(await exportAudience({ ...order, format: 'csv', names: true }, parts));
  const lines = new TextDecoder('utf-8', { ignoreBOM: true }).decode(csv.bytes).trimEnd().split('\r\n');
  expect(csv).toMatchObject({ name: 'haifa-1970-01-01.csv', people });
  expect(lines).toHaveLength(people + 1);
  expect(lines[1]).toMatch(/^c1,'=1\+1 · p0@shop\.example,/);
  expect(new Set(lines).size).toBe(people + 1);

  const plain = unwrap(await exportAudience({ ...order, format: 'xlsx', names: false }, parts));
  const sheets = Object.entries(unzipSync(plain.bytes)).flatMap(([name, bytes]) => (/sheet|sharedStrings/.test(name) ? [new TextDecoder().decode(bytes)] : []));
  expect(sheets.join('')).toContain('c2301');
  expect(sheets.join('')).not.toContain('shop.example');
  expect(sheets.join(''), 'no formula').not.toMatch(/<f[ >]/);

  expect(await exportAudience({ ...order, segment: 'gone', format: 'csv', names: false }, parts)).toMatchObject({
    ok: false,
    problems: [{ code: 'audience-unknown' }],
  });
});

function drawn(result: Awaited<ReturnType<typeof drawWorkbook>>): Result<{ bytes: Uint8Array<ArrayBuffer> }> {
  return result.ok ? { ...result, value: { bytes: new Uint8Array(result.value.bytes) } } : result;
}
