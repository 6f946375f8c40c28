/** `masa identity` and `masa segments` as a script uses them: real processes, the shipped sample's plan, three exports made here. */
import { execFile } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseEngagementText, toEngagementText } from '../../shared/engagement/open-engagement';
import { usualMergePolicy } from '../../shared/identity/schema';

const root = join(import.meta.dirname, '..', '..');
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'masa-people-'));
  cpSync(join(root, 'assets/samples/karmelon.masa.json'), join(folder, 'plan.masa.json'));
  mkdirSync(join(folder, 'rows'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Ended = { code: number; stdout: string; stderr: string };
function masa(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(root, 'scripts/masa.mjs'), ...args],
      { cwd: folder, env: { PATH: process.env.PATH, LANG: 'C' }, maxBuffer: 1e8 },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}
const write = (name: string, content: string) => writeFileSync(join(folder, 'rows', name), content);

/** Dana is in all three; a branch's own phone stands beside three strangers; one address is a test. */
function writeExports(): void {
  write(
    'CUSTOMERS.csv',
    'CUSTNAME,CUSTDES,PHONE,EMAIL\nC1,דנה לוי,052-5550101,dana@example.com\nC2,אבי כהן,03-5550000,avi@example.com\nC3,נועם בר,03-5550000,\n',
  );
  write('customer.csv', 'id,email,phone,first_name,last_name\n7,DANA@Example.com,,Dana,Levi\n8,ruth@example.com,+972 3 555 0000,Ruth,Peretz\n');
  write(
    'list member.csv',
    'id,email_address,merge_fields.PHONE\nm1, dana@example.com ,0525550101\nm2,avi@example.com,\nm3,test@test.com,\nm4,test@test.com,\n',
  );
}

/** What the engagement says of the identifier of phones. */
function block(value: string): void {
  const path = join(folder, 'plan.masa.json');
  const opened = parseEngagementText(readFileSync(path, 'utf8'));
  if (!opened.ok) throw new Error('the sample does not open');
  const { identity } = opened.value;
  const rules = identity.rules.map((rule) => (rule.attribute === 'mobile-phone' ? { ...rule, blocked: [...rule.blocked, value] } : rule));
  writeFileSync(path, toEngagementText({ ...opened.value, identity: { ...identity, rules } }));
}

test('identity: before and after, the surprising cluster, and what blocking its value does; never a value unless asked', async () => {
  writeExports();
  const { code, stdout } = await masa('identity', 'plan.masa.json', '--samples', 'rows', '--json');
  const report = JSON.parse(stdout);
  expect(code).toBe(0);
  // C1+7+m1; C2+C3+8+m2 by the branch's phone; m3 and m4, whose address joins nobody.
  expect(report).toMatchObject({ rows: 9, identified: 9, accounts: 9, people: 4, shuffles: { same: true } });
  expect(report.sizes).toEqual(expect.arrayContaining([{ records: 4, people: 1 }]));
  expect(report.clusters[0]).toMatchObject({ records: 4, names: expect.any(Number), identifiers: { 'mobile-phone': 1, email: 2 } });
  const hits = Object.fromEntries(report.identifiers.map((one: { attribute: string; refused: object }) => [one.attribute, one.refused]));
  expect(hits.email).toEqual({ blocked: 2 });
  expect(stdout).not.toMatch(/example\.com|555/);

  const shown = await masa('identity', 'plan.masa.json', '--samples', 'rows', '--json', '--reveal');
  expect(JSON.parse(shown.stdout).clusters[0].values).toContainEqual({ attribute: 'mobile-phone', value: '+97235550000', records: 3 });

  block('03-555-0000');
  const after = JSON.parse((await masa('identity', 'plan.masa.json', '--samples', 'rows', '--json')).stdout);
  expect(after.people).toBe(6);
});

test('identity: pairs in review are counted by reason; who they are is said only when asked', async () => {
  writeExports();
  // Ruth's number stands beside Dana's address too, and two who are known are no longer joined by a strong identifier.
  appendFileSync(join(folder, 'rows', 'customer.csv'), '8,dana@example.com,,Ruth,Peretz\n');
  const path = join(folder, 'plan.masa.json');
  const opened = parseEngagementText(readFileSync(path, 'utf8'));
  if (!opened.ok) throw new Error('the sample does not open');
  const { identity } = opened.value;
  writeFileSync(path, toEngagementText({ ...opened.value, identity: { ...identity, policy: { ...usualMergePolicy, knownByStrong: 'review' } } }));
  const ask = async (...more: string[]) => (await masa('identity', 'plan.masa.json', '--samples', 'rows', '--json', ...more)).stdout;
  const hidden = await ask();
  expect(hidden).not.toMatch(/example\.com|555/);
  const { reviews } = JSON.parse(hidden);
  expect(reviews.pairs).toBeGreaterThan(0);
  expect(reviews).toEqual({ pairs: reviews.pairs, reasons: { knownByStrong: reviews.pairs }, settled: expect.any(Number) });
  const { shown } = JSON.parse(await ask('--reveal')).reviews;
  expect(shown).toHaveLength(reviews.pairs);
  expect(shown[0]).toMatchObject({ reason: 'knownByStrong', rows: [{ row: expect.any(Number), values: expect.arrayContaining([0]) }, {}] });
  expect(shown[0].values[0].value).toMatch(/example\.com|555/);
});

test('segments: a size for every segment of the plan, and a projection on the client’s list', async () => {
  writeExports();
  const { code, stdout } = await masa('segments', 'plan.masa.json', '--samples', 'rows', '--json');
  const report = JSON.parse(stdout);
  const opened = parseEngagementText(readFileSync(join(folder, 'plan.masa.json'), 'utf8'));
  expect(code).toBe(0);
  expect(report.people).toBe(4);
  expect(Object.keys(report.sizes).sort()).toEqual(opened.ok ? opened.value.segments.map(({ id }) => id).sort() : []);
  expect(report.segments[0].projected).toMatchObject({ low: expect.any(Number), high: expect.any(Number) });
});

test('segments as queries, with rows or without; a database that is not known is no query', async () => {
  const { code, stdout } = await masa('segments', 'plan.masa.json', '--sql', 'postgres', '--json');
  const { sql } = JSON.parse(stdout);
  expect(code).toBe(0);
  expect(sql.lapsed).toMatch(/select[\s\S]+customer_id/i);
  writeExports();
  const both = await masa('segments', 'plan.masa.json', '--samples', 'rows', '--sql', 'postgres', '--json');
  expect(JSON.parse(both.stdout)).toMatchObject({ people: 4, sql: { lapsed: sql.lapsed } });
  const printed = await masa('segments', 'plan.masa.json', '--sql', 'postgres');
  expect(printed.stdout).toContain(sql.lapsed.trimEnd().replace(/;$/, ''));
  expect((await masa('segments', 'plan.masa.json', '--sql', 'oracle')).code).toBe(2);
  expect((await masa('segments', 'plan.masa.json')).code).toBe(2);
});

test('rows that are missing, or unknown, are said in words and with an exit code', async () => {
  const none = await masa('identity', 'plan.masa.json', '--samples', 'rows', '--json');
  expect([none.code, JSON.parse(none.stdout).problems[0].code]).toEqual([1, 'samples-missing']);
  const nowhere = await masa('segments', 'plan.masa.json', '--samples', 'nowhere');
  expect([nowhere.code, nowhere.stdout]).toEqual([1, '']);
  expect(nowhere.stderr).toContain('nowhere');
  const file = await masa('identity', 'plan.masa.json', '--samples', 'plan.masa.json');
  expect([file.code, file.stderr]).toEqual([1, expect.stringContaining('folder')]);
  write('weather.csv', 'a,b\n1,2\n');
  writeExports();
  const { code, stderr } = await masa('identity', 'plan.masa.json', '--samples', 'rows');
  expect([code, stderr]).toEqual([0, expect.stringContaining('weather.csv')]);
  expect((await masa('identity', 'plan.masa.json')).code).toBe(2);
});
