/**
 * Reports made by themselves. One for each period: what has been handed over is on disk before anything leaves, so that neither a restart nor a
 * sleep makes a second one, and of periods that were slept through only the last is caught up.
 */
import { access, constants, readFile, rm, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import type { ExecutorClient } from '../../shared/executor/client';
import {
  type Due,
  duesBetween,
  lastDue,
  type MadeReport,
  madeReportSchema,
  nextDue,
  periodBefore,
  type SummarySettings,
  type SummaryState,
  summarySettingsSchema,
} from '../../shared/executor/summary-settings';
import { failed, ok, problem, type Result, refuse } from '../../shared/problem';
import type { Language } from '../../shared/text';
import { writeFileAtomic } from '../atomic-file';
import { refuseFile } from '../file-problem';
import { type FactsClient, gatherFacts } from './gather-facts';
import { type Draw, type MadeFile, makeReport, type ReportLook } from './make-report';
import type { PlanSource } from './plan-source';

const lookEveryMs = 60_000;
const againAfterMs = 15 * 60_000;
const mostTries = 12;
const mostKept = 60;

const fileSchema = z.object({
  settings: summarySettingsSchema,
  /** Nothing that was due before is made: it was not asked for then. */
  since: z.number(),
  made: z.array(madeReportSchema),
});
type Stored = z.infer<typeof fileSchema>;

export type SummaryReports = ReturnType<typeof createSummaryReports>;
export type SummaryReportsOptions = {
  file: string;
  client: FactsClient & Pick<ExecutorClient, 'sendMails'>;
  plansOf: PlanSource;
  draw: Draw;
  now: () => number;
  /** Of the app: reports are in it until somebody chooses another. Absent: English. */
  language?: () => Promise<Language | undefined>;
  /** Absent: the system's timers. */
  every?: (ms: number, look: () => void) => () => void;
  onBug: (call: string, error: unknown) => void;
};

export function createSummaryReports({ file, client, plansOf, draw, now, language, every = everyMs, onBug }: SummaryReportsOptions) {
  let stored: Promise<Stored | undefined> | undefined;
  let stop = () => {};
  /** One after the other: a look while a report is being made must not make it too. */
  let going: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const done = going.then(act);
    going = done.catch(() => {});
    return done;
  };
  const load = async () => {
    stored ??= read(file);
    return (await stored) ?? nothingAskedFor(now(), await language?.());
  };
  const save = async (next: Stored) => {
    await writeFileAtomic(file, `${JSON.stringify(next, null, 2)}\n`);
    stored = Promise.resolve(next);
  };
  const keep = async (entry: MadeReport) => {
    const { made, ...rest } = await load();
    await save({ ...rest, made: [entry, ...made.filter(({ due, asked }) => due !== entry.due || asked !== entry.asked)].slice(0, mostKept) });
  };
  const iso = (at: number) => new Date(at).toISOString();

  async function make(
    settings: SummarySettings,
    period: Due,
    before: MadeReport | undefined,
    { asked, skipped = 0 }: { asked: boolean; skipped?: number },
  ): Promise<MadeReport> {
    const entry: MadeReport = {
      ...{
        due: iso(period.due),
        from: iso(period.from),
        to: iso(period.to),
        asked,
        triedAt: iso(now()),
        tries: (before?.tries ?? 0) + 1,
        skipped: before?.skipped ?? skipped,
      },
      places: (before?.places ?? []).filter(({ state }) => state !== 'failed'),
    };
    const isSettled = (to: string) => entry.places.some((one) => one.to === to);
    const { rhythm, language, timeZone, folder } = settings;
    const report = await draft(period, { rhythm, language, timeZone });
    if (!report.ok) {
      const [first] = report.problems;
      const failedEntry = { ...entry, ...(first && { problem: first }) };
      await keep(failedEntry);
      return failedEntry;
    }
    if (folder && !isSettled(join(folder, report.value.name))) entry.places.push(await put(folder, report.value));
    const mails = settings.mails.filter((to) => !isSettled(to));
    if (mails.length > 0) {
      // First noted, then sent: after a crash in between nobody is written to twice.
      await keep({ ...entry, places: [...entry.places, ...mails.map((to) => ({ kind: 'mail' as const, to, state: 'trying' as const }))] });
      entry.places.push(...(await mail(mails, report.value)));
    }
    await keep(entry);
    return entry;
  }

  async function draft({ from, to }: Due, look: ReportLook): Promise<Result<MadeFile>> {
    const facts = await gatherFacts(client, { from: iso(from), to: iso(to) });
    return facts.ok ? makeReport(facts.value, await plansOf(facts.value), draw, look) : facts;
  }

  async function put(folder: string, { name, bytes }: MadeFile): Promise<MadeReport['places'][number]> {
    const to = join(folder, name);
    try {
      await writeFileAtomic(to, Buffer.from(bytes));
      return { kind: 'folder', to, state: 'done' };
    } catch (error) {
      const [why] = refuseFile(to, error).problems;
      return { kind: 'folder', to, state: 'failed', ...(why && { problem: why }) };
    }
  }

  async function mail(to: string[], { name, bytes, mail: { subject, text } }: MadeFile): Promise<MadeReport['places']> {
    const { language } = (await load()).settings;
    const sent = await client.sendMails({
      body: { to, subject: subject.slice(0, 200), text, language, attachment: { name, base64: Buffer.from(bytes).toString('base64') } },
    });
    if (!sent.ok) {
      const [why] = sent.problems;
      // No answer: whether they left is not known, and twice is worse than never.
      const state = why?.code === 'executor-unreachable' ? 'unknown' : 'failed';
      return to.map((one) => ({ kind: 'mail', to: one, state, ...(why && { problem: why }) }));
    }
    return sent.value.map(({ to: one, state, reason }) => ({
      ...{ kind: 'mail', to: one, state: becameOf[state] },
      ...(reason && { reason }),
    }));
  }

  async function look(): Promise<void> {
    const { settings, since, made } = await load();
    if (!settings.on) return;
    const period = lastDue(settings, now());
    if (period.due <= since) return;
    const before = made.find(({ due, asked }) => !asked && due === iso(period.due));
    if (before) {
      const open = before.problem !== undefined || before.places.some(({ state }) => state === 'failed');
      if (!open || before.tries >= mostTries || now() - Date.parse(before.triedAt) < againAfterMs) return;
    }
    const earlier = made.find(({ asked }) => !asked);
    const skipped = duesBetween(settings, Math.max(since, earlier ? Date.parse(earlier.due) : 0), period.due - 1);
    await make(settings, period, before, { asked: false, skipped });
  }

  const state = async (): Promise<SummaryState> => {
    const { settings, made } = await load();
    return { settings, made, ...(settings.on && { next: iso(nextDue(settings, now())) }) };
  };

  return {
    /** Looks now, then every minute. */
    start(): void {
      const soon = () => void inTurn(look).catch((error: unknown) => onBug('summary-report', error));
      stop = every(lookEveryMs, soon);
      soon();
    },
    look: () => inTurn(look),
    state: async () => ok(await state()),
    set: (settings: SummarySettings): Promise<Result<SummaryState>> =>
      inTurn(async () => {
        if (settings.on && !settings.folder && settings.mails.length === 0) return refuse('report-nowhere');
        const unfit = settings.folder ? await folderProblem(settings.folder) : undefined;
        if (unfit) return unfit;
        try {
          const before = await load();
          await save({ ...before, settings, since: settings.on && before.settings.on ? before.since : now() });
        } catch (error) {
          return refuseFile(file, error);
        }
        return ok(await state());
      }),
    /** The last whole period, to where reports go. */
    makeNow: (): Promise<Result<SummaryState>> =>
      inTurn(async () => {
        const { settings } = await load();
        if (!settings.folder && settings.mails.length === 0) return refuse('report-nowhere');
        const entry = await make(settings, periodBefore(settings, now()), undefined, { asked: true });
        return entry.problem ? failed(entry.problem) : ok(await state());
      }),
    /** The last whole period, to be looked at. */
    async preview(): Promise<Result<{ name: string; bytes: Uint8Array<ArrayBuffer> }>> {
      const { settings } = await load();
      const made = await draft(periodBefore(settings, now()), settings);
      return made.ok ? ok({ name: made.value.name, bytes: new Uint8Array(made.value.bytes) }) : made;
    },
    async close(): Promise<void> {
      stop();
      await going;
    },
  };
}

const becameOf = { sent: 'done', failed: 'refused', later: 'failed', unknown: 'unknown' } as const;

/** A file that can't be read means no reports, never a failed start. What was on its way when the program ended is in doubt. */
async function read(file: string): Promise<Stored | undefined> {
  try {
    const parsed = fileSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
    if (parsed.success)
      return {
        ...parsed.data,
        made: parsed.data.made.map((one) => ({
          ...one,
          places: one.places.map((place) => (place.state === 'trying' ? { ...place, state: 'unknown' as const } : place)),
        })),
      };
  } catch {
    // Missing until somebody asks for reports.
  }
  return undefined;
}

function nothingAskedFor(now: number, language: Language | undefined): Stored {
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { settings: summarySettingsSchema.parse({ timeZone, language }), since: now, made: [] };
}

/** Whether a report can be laid there: tried, as rights alone do not say. */
async function folderProblem(folder: string): Promise<Result<never> | undefined> {
  if (!isAbsolute(folder)) return failed(problem('blocks', 'report-folder-relative', [], { folder }));
  const trial = join(folder, `.masa-${process.pid}.tmp`);
  try {
    if (!(await stat(folder)).isDirectory()) return failed(problem('blocks', 'report-folder-missing', [], { folder }));
    await access(folder, constants.W_OK);
    await writeFileAtomic(trial, '');
    await rm(trial, { force: true });
    return undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return failed(problem('blocks', 'report-folder-missing', [], { folder }));
    return refuseFile(folder, error);
  }
}

function everyMs(ms: number, look: () => void): () => void {
  const timer = setInterval(look, ms);
  timer.unref();
  return () => clearInterval(timer);
}
