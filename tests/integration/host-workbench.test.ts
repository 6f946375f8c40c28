import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { findAppFolders } from '../../host/app-folder';
import { createJobs } from '../../host/workbench/jobs';
import { createWorkbench, type Workbench, type WorkbenchOptions } from '../../host/workbench/workbench';
import { documentsOf } from '../../shared/documents/document-list';
import { documentKinds, isReportKind } from '../../shared/documents/kinds';
import { testEngagement } from '../../shared/engagement/engagement.fixture';
import type { Engagement } from '../../shared/engagement/schema';
import { catalogueEngagement } from './catalogue-engagement';
import { readPdf } from './pdf-reading';

const { workbenchWorker, assets } = findAppFolders();
let benches: Workbench[] = [];
afterEach(async () => {
  await Promise.all(benches.map((bench) => bench.close()));
  benches = [];
});

function workbench(options: Partial<WorkbenchOptions> = {}): Workbench {
  const bench = createWorkbench({ script: workbenchWorker, data: { assets }, ...options });
  benches.push(bench);
  return bench;
}
const read = (bench: Workbench, name: string, text = '', signal?: AbortSignal) =>
  bench.run({ kind: 'read-files', args: { files: [{ name, bytes: new TextEncoder().encode(text) }] } }, signal && { signal });
const codes = (result: { problems: { code: string }[] }) => result.problems.map(({ code }) => code);

const script = join(import.meta.dirname, 'fake-worker.mjs');

test.each([
  // Long enough for the next worker to start on a busy machine.
  ['hang', { timeoutMs: 3000 }, 'workbench-timeout'],
  ['grow', { maxMemoryMb: 64 }, 'workbench-out-of-memory'],
  ['crash', {}, 'workbench-crashed'],
  ['leave', {}, 'workbench-crashed'],
])('work that makes the worker %s costs that call only; what waits behind it is done', async (act, options, code) => {
  const bench = workbench({ script, ...options });
  const [bad, good] = await Promise.all([read(bench, act), read(bench, 'answer')]);
  expect(codes(bad)).toEqual([code]);
  expect(good.ok).toBe(true);
});

test('work can be cancelled, before and while it is done', async () => {
  const bench = workbench({ script });
  const [first, second] = [new AbortController(), new AbortController()];
  const results = Promise.all([read(bench, 'hang', '', first.signal), read(bench, 'hang', '', second.signal), read(bench, 'answer')]);
  second.abort();
  first.abort();
  expect((await results).map(({ ok }) => ok)).toEqual([false, false, true]);
  expect(codes((await results)[0])).toEqual(['cancelled']);
});

test('closing answers whoever waits', async () => {
  const bench = workbench({ script });
  const waiting = [read(bench, 'hang'), read(bench, 'answer')];
  await bench.close();
  expect((await Promise.all(waiting)).map(codes)).toEqual([['cancelled'], ['cancelled']]);
  expect(codes(await read(bench, 'answer'))).toEqual(['cancelled']);
});

test('the real worker reads a file and names what it can not read', async () => {
  const bench = workbench();
  const csv = 'email,total,created\nnoa@example.com,12.50,2026-01-02\ndan@example.com,8.00,2026-01-03\n';
  const result = await bench.run({
    kind: 'read-files',
    args: {
      files: [
        { name: 'orders.csv', bytes: new TextEncoder().encode(csv) },
        { name: 'x.exe', bytes: new Uint8Array([77, 90, 0, 0, 1]) },
      ],
    },
  });
  expect(result).toMatchObject({
    ok: true,
    value: { sources: [{ kind: 'csv', objects: [{ fields: [{ nativeName: 'email' }, { nativeName: 'total' }, { nativeName: 'created' }] }] }] },
  });
  expect(result.ok && result.value.problems.some(({ severity }) => severity === 'blocks')).toBe(true);
});

test('the real worker draws every kind of document', async () => {
  const bench = workbench();
  const document = await catalogueEngagement(['cart-abandonment']);
  const journey = document.journeys[0]?.id;
  const results = await Promise.all(
    documentKinds.map((kind) => bench.run({ kind: 'render', args: { document: document as never, kind, language: 'he', journey } })),
  );
  const starts = results.map((result) => (result.ok ? [result.value.mime, Buffer.from(result.value.bytes.subarray(0, 4)).toString('latin1')] : codes(result)));
  const sheet = ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'PK\u0003\u0004'];
  const expected = documentKinds.map((kind) =>
    isReportKind(kind) ? ['application/pdf', '%PDF'] : kind === 'field-map' ? sheet : ['application/json', '{\n  '],
  );
  expect(starts).toEqual(expected);
  // Called as in a folder of all of them.
  const names = documentsOf(document).map(({ path }) => path.replace('journeys/', ''));
  expect(new Set(results.map((result) => result.ok && result.value.name))).toEqual(new Set(names));
});

test('a report is dated by the last change of the plan, whatever the day: the same bytes from two workers', async () => {
  const engagement = { ...testEngagement(), updatedAt: '2024-02-29T10:00:00.000Z' };
  const draw = async () => {
    const out = await workbench().run({ kind: 'render', args: { document: JSON.stringify(engagement), kind: 'gap-report', language: 'en' } });
    if (!out.ok) throw new Error(JSON.stringify(out.problems));
    return Buffer.from(out.value.bytes);
  };
  const [one, other] = await Promise.all([draw(), draw()]);
  expect(one.equals(other)).toBe(true);
  const [cover] = await readPdf(new Uint8Array(one));
  expect(cover?.glyphs.map(({ text }) => text).join('')).toContain('29 February 2024');
}, 120_000);

test('a document that is not one, and a journey that is not there, are problems', async () => {
  const bench = workbench();
  const draw = (document: unknown) =>
    bench.run({ kind: 'render', args: { document: document as never, kind: 'journey-json', language: 'en', journey: undefined } });
  expect(codes(await draw({ format: 'x' }))).toEqual(['not-an-engagement']);
  expect(codes(await draw(testEngagement()))).toEqual(['journey-missing']);
});

test('a report tells how far it is and is given up halfway; the next one is whole, with as many pages as it says', async () => {
  const jobs = createJobs(workbench());
  const document = (await catalogueEngagement(['cart-abandonment', 'welcome'])) as never;
  const draw = (job: string) => {
    const args = { document, kind: 'journey-brief' as const, language: 'he' as const, journey: (document as Engagement).journeys[0]?.id, job };
    return jobs.run<'render'>({ job, file: '' }, { kind: 'render', args });
  };
  const first = draw('first');
  const share = () => {
    const progress = jobs.progress('first');
    return progress.ok ? (progress.value?.share ?? 0) : 0;
  };
  // Further than put together: it is being laid out.
  await expect.poll(share, { interval: 20, timeout: 30_000 }).toBeGreaterThan(0.1);
  const asked = performance.now();
  jobs.cancel('first');
  expect(codes(await first)).toEqual(['cancelled']);
  expect(performance.now() - asked).toBeLessThan(1_000);
  expect(jobs.progress('first')).toMatchObject({ ok: true, value: null });

  const second = await draw('second');
  if (!second.ok) throw new Error(codes(second).join());
  expect((await readPdf(second.value.bytes)).length).toBe(second.value.pages);
});

test('a worker warms up by a document of an engagement of which nothing is known', async () => {
  expect(await workbench().run({ kind: 'warm-up', language: 'fa' })).toEqual({ ok: true, value: {}, problems: [] });
});

test('the page of a report is drawn from the same order, and needs no other file', async () => {
  const document = await catalogueEngagement(['cart-abandonment']);
  const args = {
    document: document as never,
    kind: 'journey-brief' as const,
    form: 'page' as const,
    language: 'he' as const,
    journey: document.journeys[0]?.id,
  };
  const result = await workbench().run({ kind: 'render', args });
  expect(result).toMatchObject({ ok: true, value: { mime: 'text/html', name: expect.stringMatching(/\.brief\.html$/), problems: [] } });
});
