/** `masa check` and `masa simulate`, from the same entry as `npm run masa`. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toEngagementText } from '../../shared/engagement/open-engagement';
import { simulationReportSchema } from '../../shared/simulation/report';
import { mappedEngagement } from '../mapped-engagement';

const masa = join(import.meta.dirname, '..', '..', 'scripts', 'masa.mjs');
let folder = '';
let file = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'masa-simulate-'));
  file = join(folder, 'client.masa.json');
  writeFileSync(file, toEngagementText(mappedEngagement({ attributes: ['whatsapp-consent'] })));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Ended = { code: number; stdout: string; stderr: string };
const run = (...args: string[]) => runIn('UTC', ...args);
/** On a machine whose clock is that of `zone`. */
function runIn(zone: string, ...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [masa, ...args],
      { cwd: folder, env: { PATH: process.env.PATH, LANG: 'C', TZ: zone }, maxBuffer: 1e8 },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}
const simulated = (seed: number) => run('simulate', file, '--customers', '60', '--days', '14', '--seed', String(seed), '--from', '2026-06-01', '--json');

test('the same seed gives the same report, another another; no message goes to an attribute that nothing feeds', async () => {
  const [one, again, other] = await Promise.all([simulated(5), simulated(5), simulated(6)]);
  expect([one.code, one.stderr]).toEqual([0, '']);
  expect(again.stdout).toBe(one.stdout);
  const { problems, ...report } = JSON.parse(one.stdout);
  expect(problems).toEqual([]);
  const read = simulationReportSchema.parse(report);
  expect(read.header.settings).toEqual({ customers: 60, days: 14, seed: 5, from: '2026-06-01T00:00:00.000Z' });
  expect(read.messages.total).toBeGreaterThan(0);
  expect(read.messages.byChannel.some(({ channel }) => channel === 'whatsapp')).toBe(false);
  expect(JSON.parse(other.stdout).traceHash).not.toBe(read.traceHash);
});

test('the zone of the machine is of no account, while clocks are changed and over the holidays of autumn', async () => {
  const autumn = ['simulate', file, '--customers', '20', '--days', '28', '--seed', '5', '--from', '2026-09-30T06:30', '--json'];
  const [utc, samoa] = await Promise.all([runIn('UTC', ...autumn), runIn('Pacific/Apia', ...autumn)]);
  expect([utc.code, utc.stderr]).toEqual([0, '']);
  expect(JSON.parse(utc.stdout).header.settings.from).toBe('2026-09-30T06:30:00.000Z');
  expect(samoa.stdout).toBe(utc.stdout);
});

test('without --json a table for people; what was asked wrongly is said', async () => {
  const [table, missing, wrong, date, many] = await Promise.all([
    run('simulate', file, '--customers', '40', '--days', '7'),
    run('simulate', file, '--customers', '40'),
    run('simulate', file, '--customers', 'many', '--days', '7'),
    run('simulate', file, '--customers', '40', '--days', '7', '--from', 'soon'),
    run('simulate', file, '--customers', '9999999', '--days', '7'),
  ]);
  expect(table.code).toBe(0);
  expect(table.stdout).toMatch(/40 customers, 7 days[\s\S]*Cart abandonment[\s\S]*entered \d+[\s\S]*Trace: [0-9a-f]{64}/);
  expect([missing.code, missing.stderr.split('\n')[0]]).toEqual([2, '--days is missing.']);
  expect([wrong.code, wrong.stderr.split('\n')[0]]).toEqual([2, '--customers needs a whole number, not many.']);
  expect([date.code, date.stderr]).toEqual([1, expect.stringContaining('soon is not a date')]);
  expect([many.code, many.stderr]).toEqual([1, expect.stringContaining('customers')]);
});

test('recorded events: bad lines by number, the same hash each time, what does not go with them is said', async () => {
  const who = { identifiers: { email: 'dana@shop.example' } };
  const events = [
    { uid: '1', name: 'profile_updated', occurred_at: '2026-06-01T09:00:00Z', ...who, properties: { 'email-consent': 'granted', country: 'IL' } },
    { uid: '2', name: 'checkout_started', occurred_at: '2026-06-03T09:00:00Z', ...who, properties: { cart_id: 'k', cart_value: 300 } },
  ];
  writeFileSync(join(folder, 'events.ndjson'), [...events.map((event) => JSON.stringify(event)), 'no event', JSON.stringify(events[0])].join('\n'));
  const replayed = (...more: string[]) => run('simulate', file, '--events', 'events.ndjson', '--seed', '3', ...more);
  const [one, plain, both, missing] = await Promise.all([
    replayed('--json', '--until', '2026-06-20'),
    replayed('--until', '2026-06-20'),
    replayed('--customers', '40'),
    run('simulate', file, '--events', 'nowhere.ndjson'),
  ]);
  const { problems, ...report } = JSON.parse(one.stdout);
  const read = simulationReportSchema.parse(report);
  expect(read.header.settings).toEqual({ customers: 1, days: 20, seed: 3, from: '2026-06-01T00:00:00.000Z' });
  expect(read.header.replayed).toEqual({
    lines: 4,
    unreadable: 1,
    duplicates: 1,
    own: 0,
    before: 0,
    happened: 2,
    after: 0,
    unknown: 0,
    tests: 0,
    merges: 0,
    refused: {},
  });
  expect(read.journeys.find(({ key }) => key === 'cart-abandonment')?.entered).toBe(1);
  expect(problems.map(({ code, path }: { code: string; path: unknown }) => [code, path])).toEqual([
    ['event-line-not-json', '3'],
    ['event-duplicates', ''],
  ]);
  expect([plain.code, plain.stdout]).toEqual([0, expect.stringContaining(read.traceHash)]);
  expect(plain.stderr).toContain('Line 3 is not JSON');
  expect([both.code, both.stderr.split('\n')[0]]).toEqual([2, '--events and --customers exclude each other.']);
  expect([missing.code, missing.stderr]).toEqual([1, expect.stringContaining('nowhere.ndjson')]);
});

test('the people of the sample are the customers, each once, and again when more are asked for', async () => {
  cpSync(join(import.meta.dirname, '../../assets/samples/karmelon.masa.json'), join(folder, 'plan.masa.json'));
  mkdirSync(join(folder, 'samples'));
  writeFileSync(
    join(folder, 'samples', 'CUSTOMERS.csv'),
    'CUSTNAME,CUSTDES,PHONE,EMAIL\nC1,Dana,052-5550101,dana@example.com\nC2,Avi,03-5550000,avi@example.com\n',
  );
  const [all, more] = await Promise.all([
    run('simulate', 'plan.masa.json', '--from', 'sample', '--from', '2026-06-01', '--days', '14', '--json'),
    run('simulate', 'plan.masa.json', '--samples', 'samples', '--from', '2026-06-01', '--days', '14', '--customers', '5', '--json'),
  ]);
  const { problems: _, ...report } = JSON.parse(all.stdout);
  const { header } = simulationReportSchema.parse(report);
  expect([header.sample, header.settings.customers, header.settings.from]).toEqual([{ people: 2, again: 0 }, 2, '2026-06-01T00:00:00.000Z']);
  const again = JSON.parse(more.stdout);
  expect(again.header.sample).toEqual({ people: 2, again: 3 });
  expect(again.problems[0]).toMatchObject({ code: 'simulation-drawn-again' });
  // What they are called is in no report.
  expect(`${all.stdout}${more.stdout}`).not.toMatch(/dana|avi@/i);
});

test('check lists what the app lists, what blocks first, and its exit code says whether anything does', async () => {
  const whole = join(folder, 'whole.masa.json');
  writeFileSync(whole, toEngagementText(mappedEngagement()));
  const [json, plain, fine, gone] = await Promise.all([
    run('check', file, '--json'),
    run('check', file),
    run('check', whole, '--json'),
    run('check', 'nowhere.masa.json', '--json'),
  ]);
  expect([json.code, json.stderr]).toEqual([1, '']);
  const { blocks, journeys, problems } = JSON.parse(json.stdout);
  expect(blocks).toBeGreaterThan(0);
  expect(problems.slice(0, blocks).every(({ severity }: { severity: string }) => severity === 'blocks')).toBe(true);
  expect(problems.some(({ path, message }: { path: string; message: string }) => path.startsWith('journeys') && message.includes('“WhatsApp consent”'))).toBe(
    true,
  );
  expect(journeys.find(({ key }: { key: string }) => key === 'cart-abandonment')).toMatchObject({ isBlocked: true });
  expect([plain.code, plain.stdout]).toEqual([1, expect.stringContaining(`blocks: ${blocks}`)]);
  expect([fine.code, JSON.parse(fine.stdout).blocks]).toEqual([0, 0]);
  expect([gone.code, JSON.parse(gone.stdout).problems[0].code]).toEqual([2, 'file-missing']);
});
