/** `masa summary` as a person or a script uses it: of an executor that runs, and of its store when it has ended. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { unwrap } from '../../executor/executor.fixture';
import { createLazyExecutorClient } from '../../host/executor-client';
import { readEndpoint } from '../../host/executor-endpoint';
import { toEngagementText } from '../../shared/engagement/open-engagement';
import { bundle, edge } from '../../shared/journey/step.fixture';
import { localParts } from '../../shared/time/duration';
import { catalogueEngagement } from './catalogue-engagement';
import { linesByPlace, readPdf } from './pdf-reading';

vi.setConfig({ testTimeout: 180_000 });

const masa = join(import.meta.dirname, '..', '..', 'scripts', 'masa.mjs');
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'masa-summary-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Ended = { code: number; stdout: string; stderr: string };
function run(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const env = { PATH: process.env.PATH, LANG: 'C', MASA_HOME: join(folder, 'home') };
    execFile(process.execPath, [masa, 'summary', ...args], { cwd: folder, env, maxBuffer: 1e7 }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

test.each([
  [['--from', '2026-02-30', '--out', 'x.pdf'], 2, '--from needs a day as in 2026-06-01, not 2026-02-30.'],
  [[], 2, '--out is missing.'],
  [['a', 'b', '--out', 'x.pdf'], 2, 'Name exactly one engagement file.'],
  [['--out', 'x.pdf'], 1, 'No executor has kept anything in'],
  [['missing.masa.json', '--out', 'x.pdf'], 1, 'There is no file missing.masa.json'],
])('%j is told what is wrong, and nothing is made', async (args, code, words) => {
  const ended = await run(...args);
  expect([ended.code, ended.stdout]).toEqual([code, '']);
  expect(ended.stderr).toContain(words);
  expect([existsSync(join(folder, 'x.pdf')), existsSync(join(folder, 'home'))]).toEqual([false, false]);
});

test('the same figures while the executor runs and when it has ended; beside them what the engagement plans', async () => {
  const made = bundle({
    nodes: [
      { id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'added-to-cart' } },
      { id: 'end', kind: 'exit' },
    ],
    edges: [edge('t', 'out', 'end')],
    policies: {
      goal: { when: { op: 'exists', left: { kind: 'customer', path: 'done' } } },
      timeZone: { source: 'customer', fallback: 'Asia/Jerusalem' },
    },
  });
  const journey = { ...made.journey, from: 'cart-abandonment' };
  const planned = { ...(await catalogueEngagement([])), kpiInputs: { carts: 300_000_000, cart_rate: 0.1 }, journeys: [journey] };
  writeFileSync(join(folder, 'client.masa.json'), toEngagementText(planned));
  const data = join(folder, 'store');
  const executor = spawn(process.execPath, [masa, 'executor', '--data', data], { cwd: folder, env: { PATH: process.env.PATH, LANG: 'C' } });
  const said: string[] = [];
  createInterface(executor.stderr).on('line', (line) => said.push(line));
  await once(createInterface(executor.stdout), 'line');
  const client = createLazyExecutorClient(() => readEndpoint(data));
  unwrap(await client.deploy({ body: { ...made, journey } }));
  unwrap(await client.sendEvents({ body: [{ uid: 'a', name: 'product_viewed', occurred_at: new Date().toISOString() }] as never }));
  // Days are the client's: late in the evening of one zone it is tomorrow in another.
  const [today, yesterday] = [0, 86_400_000].map((ago) => localParts(Date.now() - ago, planned.client.timeZone).date);
  if (!today || !yesterday) throw new Error('there is always a day');
  const asked = ['client.masa.json', '--data', data, '--from', yesterday, '--to', today];

  const running = await run(...asked, '--json', '--out', 'running.pdf', '--lang', 'en');
  expect(running).toMatchObject({ code: 0, stderr: expect.stringContaining('Written: running.pdf') });
  const ended = once(executor, 'close');
  executor.kill('SIGTERM');
  await ended;
  // Whoever runs it alone hears that it makes no reports by itself.
  expect(said.join(' ')).toContain('masa summary makes one now');
  const atRest = await run(...asked, '--json', '--out', 'rest.pdf', '--lang', 'en');

  const [first, second] = [running, atRest].map(({ stdout }) => JSON.parse(stdout));
  expect(first.summary).toMatchObject({ events: 1, published: [{ journeyId: journey.id, version: 1 }] });
  expect({ ...second.summary, at: '', to: '', ahead: { ...second.summary.ahead, waits: [] } }).toEqual({
    ...first.summary,
    ...{ at: '', to: '', ahead: { ...first.summary.ahead, waits: [] } },
  });
  expect(second.plans[journey.id]).toMatchObject({ hasGoal: true, goalShare: { share: 0.1, from: 'client' } });
  expect(second.plans[journey.id].entered).toBeGreaterThan(0);
  for (const name of ['running.pdf', 'rest.pdf']) {
    const text = linesByPlace(await readPdf(readFileSync(join(folder, name))))
      .map((line) => line.text)
      .join('\n');
    for (const part of ['What the period came to', 'Planned and what came', 'fewer than planned']) expect(text).toContain(part);
  }

  const hebrew = await run('--data', data, '--from', yesterday, '--to', today, '--out', 'he.pdf', '--lang', 'he');
  expect(hebrew).toMatchObject({ code: 0, stdout: expect.stringContaining('כניסות למסעות: 0') });
  const sandbox = await run('--data', data, '--sandbox', '--out', 'x.pdf');
  expect(sandbox.code).toBe(1);
  const wrong = await run('--data', data, '--from', '2020-01-01', '--to', today, '--json');
  expect([wrong.code, JSON.parse(wrong.stdout).problems[0].code]).toEqual([1, 'period-refused']);
});
