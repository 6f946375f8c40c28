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

/** The sample's ERP with what an import of the real tables brings: whose each order is, and the lines of the orders. */
function linkTheErp(): void {
  const path = join(folder, 'plan.masa.json');
  const opened = parseEngagementText(readFileSync(path, 'utf8'));
  if (!opened.ok) throw new Error('the sample does not open');
  const engagement = opened.value;
  const erp = engagement.sources.find(({ objects }) => objects.some(({ from }) => from === 'erp-order'));
  const [customers, orders, lines] = ['erp-customer', 'erp-order', 'erp-order-item'].map((from) => erp?.objects.find((object) => object.from === from));
  const [number] = orders?.fields ?? [];
  if (!customers || !orders || !lines || !number) throw new Error('the sample has no ERP');
  const bare = { ...number, key: false, eventProperties: [], use: 'reference' as const };
  const customer = { ...bare, id: '01J00000000000000000000001', nativeName: 'CUSTNAME' };
  const ofOrder = { ...bare, id: '01J00000000000000000000002', nativeName: 'ORDNAME' };
  orders.fields.push(customer);
  orders.links = [{ fields: [customer.id], object: customers.id }];
  lines.fields.push(ofOrder);
  lines.links = [{ fields: [ofOrder.id], object: orders.id }];
  const bought = (id: string, when: object) => ({ ...engagement.segments[0], id, name: { en: id }, when, minimumSize: 0 });
  const placed = { op: 'performed', event: 'order-placed', measure: 'count' };
  const cards = [
    bought('ordered-twice', { ...placed, is: { op: 'gte', value: 2 } }),
    bought('spent-300', { ...placed, measure: 'sum', property: 'order-total', is: { op: 'gte', value: 300 } }),
    bought('cancelled', { ...placed, event: 'order-cancelled', is: { op: 'gte', value: 1 } }),
  ];
  writeFileSync(path, toEngagementText({ ...engagement, segments: cards as never }));
}

test('segments: orders that name no person but a customer of their system count, once, whoever tells of them', async () => {
  writeExports();
  linkTheErp();
  const ask = async () => JSON.parse((await masa('segments', 'plan.masa.json', '--samples', 'rows', '--json')).stdout);
  const without = await ask();
  expect(without.sizes).toMatchObject({ 'ordered-twice': 0, 'spent-300': 0 });
  write(
    'ORDERS.csv',
    'ORDNAME,CUSTNAME,CURDATE,ORDSTATUSDES,TOTPRICE\nSO1,C1,2026-01-05T09:00:00Z,מבוטלת,200\nSO2,C1,2026-02-05T09:00:00Z,סופקה,150.50\nSO3,C2,2026-02-06T09:00:00Z,סופקה,90\nSO4,C99,2026-02-06T09:00:00Z,סופקה,900\nSO5,C2,,סופקה,900\n',
  );
  write('ORDERITEMS_SUBFORM.csv', 'ORDNAME,PARTNAME,TQUANT,PRICE\nSO1,P1,2,100\nSO9,P1,1,1\n');
  const report = await ask();
  expect(report.people).toBe(without.people);
  expect(report.sizes).toMatchObject({ 'ordered-twice': 1, 'spent-300': 1, cancelled: 0 });
  const said = Object.fromEntries(report.problems.map((one: { code: string; message: string }) => [one.code, one.message]));
  expect(said['events-from-rows']).toMatch(/3 events come from rows of ORDERS/);
  expect(said['rows-of-nobody']).toMatch(/1 of 5 rows of ORDERS/);
  expect(said['row-events-undated']).toMatch(/1 rows of ORDERS/);
  // The shop tells of the same order of Dana's, and of one of Avi's that the ERP has not.
  const line = (order: string, email: string, at: string) =>
    `${JSON.stringify({ uid: `shop-${order}`, name: 'order_placed', occurred_at: at, source_system: 'web-shop', is_test: false, identifiers: { email }, properties: { order_id: order, order_total: 200, currency: 'ILS' } })}\n`;
  write('events.ndjson', line('SO1', 'dana@example.com', '2026-01-05T09:00:03Z') + line('W1', 'avi@example.com', '2026-02-20T09:00:03Z'));
  const told = await ask();
  expect(told.sizes).toMatchObject({ 'ordered-twice': 1 + 1, 'spent-300': 1 });
  expect(told.problems.find(({ code }: { code: string }) => code === 'events-from-rows').message).toMatch(/2 events/);
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
