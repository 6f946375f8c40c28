/** Questions about the people of a sample, through the real worker, on rows that lie beside their engagement. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findAppFolders } from '../../host/app-folder';
import { writeSampleRows } from '../../host/sample-rows';
import { createWorkbench, type Workbench } from '../../host/workbench/workbench';
import { parseEngagementText, toEngagementText } from '../../shared/engagement/open-engagement';
import type { Engagement } from '../../shared/engagement/schema';

const customers = 400;
const { workbenchWorker, assets } = findAppFolders();
let engagements = '';
let engagement: Engagement;
let bench: Workbench;

beforeAll(async () => {
  engagements = mkdtempSync(join(tmpdir(), 'masa-people-'));
  const opened = parseEngagementText(readFileSync(join(assets, 'samples/karmelon.masa.json'), 'utf8'));
  if (!opened.ok) throw new Error('the sample does not open');
  engagement = opened.value;
  mkdirSync(join(engagements, engagement.id));
  await writeSampleRows(join(engagements, engagement.id, 'samples'), engagement, { until: '2026-03-01T08:00:00.000Z', customers });
  bench = createWorkbench({ script: workbenchWorker, data: { assets } });
});
afterAll(async () => {
  await bench.close();
  rmSync(engagements, { recursive: true, force: true });
});

const identity = (document: Engagement = engagement, values = false) =>
  bench.run({ kind: 'identity', args: { document: toEngagementText(document), values }, rows: { engagements } });
const segments = (document: Engagement = engagement, compare: string[] = []) =>
  bench.run({ kind: 'segments', args: { document: toEngagementText(document), compare }, rows: { engagements } });
const attribute = (id: string, values = false) =>
  bench.run({ kind: 'attribute', args: { document: toEngagementText(engagement), attribute: id, values }, rows: { engagements } });

function answered<T>(result: { ok: true; value: T } | { ok: false; problems: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

test('identity: the made-up customers come out near their number, in any order, and masked', async () => {
  const report = answered(await identity());
  expect(report.shuffles).toEqual({ tried: 20, same: true });
  expect(report.accounts).toBeGreaterThan(customers * 2);
  expect(report.people).toBeGreaterThan(customers * 0.9);
  expect(report.people).toBeLessThan(customers * 1.3);
  expect(report.sizes.reduce((sum, { people }) => sum + people, 0)).toBe(report.people);
  expect(report.sizes.reduce((sum, { records, people }) => sum + records * people, 0)).toBe(report.identified);
  const emails = report.clusters.flatMap(({ values }) => values.filter((one) => one.attribute === 'email').map(({ value }) => value));
  expect(emails.length).toBeGreaterThan(0);
  expect(emails.filter((value) => !value.includes('•'))).toEqual([]);
  const shown = answered(await identity(engagement, true));
  expect(shown.clusters.flatMap(({ values }) => values.map(({ value }) => value)).join()).toMatch(/@/);
  expect({ ...shown, clusters: [], frequent: [] }).toEqual({ ...report, clusters: [], frequent: [] });
});

test('a stricter rule makes more people, and no rule at all says so', async () => {
  const before = answered(await identity());
  const rules = engagement.identity.rules.map((rule) => (rule.attribute === 'mobile-phone' ? { ...rule, owner: 'household' as const } : rule));
  const after = answered(await identity({ ...engagement, identity: { ...engagement.identity, rules } }));
  expect(after.people).toBeGreaterThan(before.people);
  expect(after.households).toBeGreaterThan(0);
  expect(await identity({ ...engagement, identity: { rules: [] } })).toMatchObject({ ok: false, problems: [{ code: 'identity-no-rules' }] });
  const attributes = engagement.record.attributes.map((one) => ({ ...one, sources: [] }));
  expect(await identity({ ...engagement, record: { ...engagement.record, attributes } })).toMatchObject({
    ok: false,
    problems: [{ code: 'samples-without-identifier' }],
  });
});

test('segments: sizes of all, an edited one counted on the same people, overlap and regions of those compared', async () => {
  const report = answered(await segments(engagement, ['lapsed', 'active-customers', 'new-customers']));
  expect(report.sizes.map(({ segment }) => segment)).toEqual(engagement.segments.map(({ id }) => id));
  const size = (id: string, of = report) => of.sizes.find(({ segment }) => segment === id)?.size ?? Number.NaN;
  expect(size('lapsed')).toBeGreaterThan(0);
  expect(report.overlap).toHaveLength(3);
  expect(report.regions.filter((region) => region.segments.includes('lapsed')).reduce((sum, { people }) => sum + people, 0)).toBe(size('lapsed'));
  const everybody = engagement.segments.map((segment) =>
    segment.id === 'lapsed' ? { ...segment, when: { op: 'exists' as const, left: { kind: 'customer' as const, path: 'email' } } } : segment,
  );
  const edited = answered(await segments({ ...engagement, segments: everybody }));
  expect(size('lapsed', edited)).toBeGreaterThan(size('lapsed'));
  expect(size('active-customers', edited)).toBe(size('active-customers'));
});

test('an attribute: what it comes to, masked unless asked; one that is not there is nobody’s', async () => {
  const email = answered(await attribute('email'));
  expect(email.filled).toBeGreaterThan(customers / 2);
  expect(email.examples.map(({ value }) => value).filter((value) => value !== '' && !value.includes('•'))).toEqual([]);
  const clear = answered(await attribute('email', true));
  expect(clear.examples.some(({ value }) => value.includes('@') && !value.includes('•'))).toBe(true);
  const winners = clear.examples.flatMap(({ value, candidates }) => candidates.filter(({ won }) => won).map((one) => [one.value, value]));
  expect(winners.length).toBeGreaterThan(0);
  for (const [said, value] of winners) expect(said).toBe(value);
  expect(answered(await attribute('orders-count')).filled).toBeGreaterThan(0);
  expect(answered(await attribute('nothing-of-the-kind'))).toMatchObject({ filled: 0, examples: [] });
});

test('without a file of events the rows of tickets are events: the same people are counted, and it is said', async () => {
  const folder = join(engagements, 'rows-only');
  cpSync(join(engagements, engagement.id, 'samples'), folder, { recursive: true });
  rmSync(join(folder, 'events.ndjson'));
  const [first] = engagement.segments;
  if (!first) throw new Error('the sample has no segments');
  const asked = (event: string) => ({
    ...first,
    id: event,
    when: { op: 'performed' as const, event, measure: 'count' as const, is: { op: 'gte' as const, value: 1 } },
  });
  const document = { ...engagement, segments: [asked('ticket-opened'), asked('ticket-solved'), asked('order-cancelled')] };
  const ask = async (rows: { engagements: string } | { folder: string }) =>
    answered(await bench.run({ kind: 'segments', args: { document: toEngagementText(document), compare: [] }, rows }));
  const [told, fromRows] = [await ask({ engagements }), await ask({ folder })];
  const sizes = ({ sizes: all }: typeof told) => all.map(({ size }) => size);
  // Without events nobody is known to be a test; no row says that an order was cancelled.
  const [opened = 0, solved = 0] = sizes(told);
  expect(opened).toBeGreaterThan(5);
  expect(sizes(fromRows)).toEqual([expect.closeTo(opened, -1), expect.closeTo(solved, -1), 0]);
  expect(fromRows.sizes.map(({ state }) => state)).toEqual(['counted', 'counted', 'dead']);
  const said = ({ problems }: Pick<typeof told, 'problems'>) => problems.filter(({ code }) => code === 'events-from-rows').map(({ path }) => path[1]);
  expect(said(fromRows)).toEqual(expect.arrayContaining(['ticket-opened', 'ticket-solved']));
  const tried = async (id: string) =>
    answered(await bench.run({ kind: 'attribute', args: { document: toEngagementText(document), attribute: id, values: false }, rows: { folder } }));
  expect(said(await tried('email'))).toEqual([]);
  expect(said(await tried('last-ticket-at'))).toEqual(['ticket-opened']);
});

test('a question can be cancelled, tells how far it is, and says when there are no rows', async () => {
  const told: number[] = [];
  const abort = new AbortController();
  const question = bench.run(
    { kind: 'segments', args: { document: toEngagementText({ ...engagement, name: 'Another' }), compare: [] }, rows: { engagements } },
    { signal: abort.signal, onProgress: ({ share }) => told.push(share) },
  );
  abort.abort();
  expect(await question).toMatchObject({ ok: false, problems: [{ code: 'cancelled' }] });
  answered(
    await bench.run(
      { kind: 'identity', args: { document: toEngagementText(engagement), values: false }, rows: { engagements } },
      { onProgress: ({ share }) => told.push(share) },
    ),
  );
  expect(told.length).toBeGreaterThan(0);
  expect(told.every((share) => share >= 0 && share <= 1)).toBe(true);
  const elsewhere = { folder: join(engagements, 'nowhere') };
  for (const kind of ['identity', 'segments', 'attribute'] as const)
    expect(
      await bench.run({ kind, args: { document: toEngagementText(engagement), values: false, compare: [], attribute: 'email' }, rows: elsewhere } as never),
    ).toMatchObject({
      ok: false,
      problems: [{ code: 'samples-missing' }],
    });
});
