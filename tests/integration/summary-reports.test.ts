/** Reports that are made by themselves, on a clock that is moved: with a real folder, a real executor's figures and a real mail server. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type TestExecutor, testExecutor, unwrap } from '../../executor/executor.fixture';
import { createSummaryReports } from '../../host/summary/summary-reports';
import { drawReport } from '../../host/workbench/draw-report';
import { type SummarySettings, summarySettingsSchema } from '../../shared/executor/summary-settings';
import { type MailServer, startMailServer } from '../stand-ins/mail-server';

vi.setConfig({ testTimeout: 60_000 });

const day = 86_400_000;
const assets = fileURLToPath(new URL('../../assets', import.meta.url));
let executor: TestExecutor;
let mailServer: MailServer;
let folder = '';
let now = 0;
beforeEach(async () => {
  executor = await testExecutor();
  mailServer = await startMailServer();
  folder = mkdtempSync(join(tmpdir(), 'masa-reports-'));
  now = executor.clock.now();
  unwrap(await executor.client.setChannel({ channel: 'email', body: { mode: 'trial', settings: mailServer.settings(), allowed: ['@shop.example'] } }));
});
afterEach(async () => {
  await executor.end();
  await mailServer.close();
  rmSync(folder, { recursive: true, force: true });
});

const bugs: unknown[] = [];
const open = (language: () => 'en' | 'he' | 'fa' = () => 'en') =>
  createSummaryReports({
    file: join(folder, 'summary.json'),
    client: executor.client,
    plansOf: async () => undefined,
    draw: (report) => drawReport(report, assets),
    now: () => now,
    language: async () => language(),
    every: () => () => {},
    onBug: (_, error) => bugs.push(error),
  });
/** Monday morning, 08:00; the clock begins on Monday at 10:00. */
const settings = (changes: Partial<SummarySettings> = {}) =>
  summarySettingsSchema.parse({ on: true, rhythm: 'weekly', weekday: 'mo', time: '08:00', timeZone: 'Asia/Jerusalem', language: 'he', folder, ...changes });
const pdfs = () => readdirSync(folder).filter((name) => name.endsWith('.pdf'));
async function pass(ms: number): Promise<void> {
  now += ms;
  await executor.pass(ms);
}

test('one for each week, in the folder and by mail; another look or a restart makes no second one', async () => {
  const reports = open();
  unwrap(await reports.set(settings({ mails: ['team@shop.example'] })));
  await reports.look();
  // What was due before somebody asked for reports is not made.
  expect(pdfs()).toEqual([]);
  await pass(7 * day);
  await reports.look();
  await reports.look();
  const again = open();
  await again.look();
  expect(pdfs()).toEqual(['masa-weekly-2026-06-01.pdf']);
  expect(
    readFileSync(join(folder, pdfs()[0] ?? ''))
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  expect(mailServer.mails).toHaveLength(1);
  expect(mailServer.mails[0]).toContain('application/pdf');
  const { made, next } = unwrap(await again.state());
  expect(made).toMatchObject([
    {
      asked: false,
      tries: 1,
      places: [
        { kind: 'folder', state: 'done' },
        { kind: 'mail', to: 'team@shop.example', state: 'done' },
      ],
    },
  ]);
  expect(next).toBe('2026-06-15T05:00:00.000Z');
  expect(bugs).toEqual([]);
});

test('of weeks that were slept through the last is caught up, once', async () => {
  const reports = open();
  unwrap(await reports.set(settings()));
  await pass(24 * day);
  await reports.look();
  await reports.look();
  expect(pdfs()).toEqual(['masa-weekly-2026-06-15.pdf']);
  // It stands for those that nobody was there to make, and says so.
  expect(unwrap(await reports.state()).made).toMatchObject([{ asked: false, due: '2026-06-22T05:00:00.000Z', skipped: 2 }]);
  await pass(7 * day);
  await reports.look();
  expect(unwrap(await reports.state()).made).toMatchObject([{ due: '2026-06-29T05:00:00.000Z', skipped: 0 }, { skipped: 2 }]);
});

test('a folder that is gone is said and tried again later; who had the mail does not get it twice', async () => {
  const reports = open();
  const inner = join(folder, 'inner');
  expect(await reports.set(settings({ folder: inner }))).toMatchObject({ ok: false, problems: [{ code: 'report-folder-missing' }] });
  expect(await reports.set(settings({ folder: 'reports' }))).toMatchObject({ ok: false, problems: [{ code: 'report-folder-relative' }] });
  expect(await reports.set(summarySettingsSchema.parse({ on: true }))).toMatchObject({ ok: false, problems: [{ code: 'report-nowhere' }] });
  const { mkdirSync } = await import('node:fs');
  mkdirSync(inner);
  unwrap(await reports.set(settings({ folder: inner, mails: ['team@shop.example'] })));
  rmSync(inner, { recursive: true });
  await pass(7 * day);
  await reports.look();
  expect(unwrap(await reports.state()).made).toMatchObject([
    { places: [{ kind: 'folder', state: 'failed', problem: { code: 'file-failed' } }, { state: 'done' }] },
  ]);
  mkdirSync(inner);
  await reports.look();
  expect(readdirSync(inner)).toEqual([]);
  await pass(20 * 60_000);
  await reports.look();
  expect(readdirSync(inner)).toEqual(['masa-weekly-2026-06-01.pdf']);
  expect(mailServer.mails).toHaveLength(1);
  expect(unwrap(await reports.state()).made).toMatchObject([{ tries: 2 }]);
});

test('a channel that is off is said; the report goes when it is open again', async () => {
  const reports = open();
  unwrap(await reports.set(settings({ folder: undefined, mails: ['team@shop.example'] })));
  unwrap(await executor.client.setChannel({ channel: 'email', body: { mode: 'off' } }));
  await pass(7 * day);
  await reports.look();
  expect(unwrap(await reports.state()).made).toMatchObject([{ places: [{ state: 'failed', problem: { code: 'mail-channel-off' } }] }]);
  unwrap(await executor.client.setChannel({ channel: 'email', body: { mode: 'trial' } }));
  await pass(20 * 60_000);
  await reports.look();
  expect(mailServer.mails).toHaveLength(1);
});

test('made by hand it is of the last whole period, and it does not stand for the one that is due', async () => {
  const reports = open();
  unwrap(await reports.set(settings({ rhythm: 'daily', time: '12:00' })));
  unwrap(await reports.makeNow());
  expect(pdfs()).toEqual(['masa-daily-2026-05-31.pdf']);
  await pass(2 * 3_600_000);
  await reports.look();
  expect(unwrap(await reports.state()).made.map(({ asked }) => asked)).toEqual([false, true]);
});

test('until somebody chooses, reports are in the language of the app, whichever that is by then', async () => {
  let language: 'he' | 'fa' = 'he';
  const reports = open(() => language);
  expect(unwrap(await reports.state()).settings.language).toBe('he');
  language = 'fa';
  expect(unwrap(await reports.state()).settings.language).toBe('fa');
  unwrap(await reports.set(settings({ language: 'en' })));
  expect(unwrap(await reports.state()).settings.language).toBe('en');
  expect(unwrap(await open(() => language).state()).settings.language).toBe('en');
});
