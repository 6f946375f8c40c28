/** `masa summary [ENGAGEMENT]`: what the executor's journeys came to, as the app's report or as figures. */
import { join, resolve } from 'node:path';
import type { Engagement } from '../../shared/engagement/schema';
import { type SummaryQuery, summaryFactsSchema } from '../../shared/executor/summary';
import { failed, type Problem, type Result } from '../../shared/problem';
import type { Language } from '../../shared/text';
import { dayBounds, localParts } from '../../shared/time/duration';
import type { AppFolders } from '../app-folder';
import { writeFileAtomic } from '../atomic-file';
import { createCatalogueReader } from '../catalogue';
import type { SpawnExecutor } from '../executor-process';
import { runTask } from '../executor-task';
import { refuseFile } from '../file-problem';
import { homeFolder, surroundings } from '../home';
import { type GatheredFacts, gatherFacts } from '../summary/gather-facts';
import { makeReport } from '../summary/make-report';
import { plansIn } from '../summary/plan-source';
import type { Words } from '../words';
import { drawReport } from '../workbench/draw-report';
import { askExecutor } from './ask-executor';
import { readEngagement, tell, tellFailure } from './read-engagement';

export type SummaryOptions = {
  /** Says what was planned, and whose days count. */
  engagement: string | undefined;
  /** Days as in 2026-06-01, both of them within; absent: the seven days before today. */
  from: string | undefined;
  to: string | undefined;
  /** The executor's folder; absent: the app's own. */
  data: string | undefined;
  sandbox: boolean;
  /** Of the report; absent: the engagement's, else the terminal's. */
  language: Language | undefined;
  out: string | undefined;
  json: boolean;
  words: Words;
  folders: AppFolders;
  spawn: SpawnExecutor;
};

/** 0 when it was made (and, with `out`, written); 1 when not. */
export async function makeSummary({ data, sandbox, out, json, words, folders, spawn, ...wanted }: SummaryOptions): Promise<number> {
  const opened = wanted.engagement === undefined ? undefined : await readEngagement(wanted.engagement);
  if (opened && !opened.ok) return tellFailure(opened.problems, json, words);
  const engagement = opened?.value;
  const timeZone = engagement?.client.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const period = periodOf(wanted, timeZone, Date.now());
  const dataFolder = data === undefined ? join(homeFolder(surroundings()), 'executor') : resolve(data);
  const facts = await askExecutor<GatheredFacts>(dataFolder, (client) =>
    client ? gatherFacts(client, period) : runTask(spawn, { dataFolder, sandbox, task: 'summary', value: summaryFactsSchema, period }),
  );
  if (!facts.ok) return tellFailure(facts.problems, json, words);
  const plans = engagement && (await plansFor(engagement, facts.value, folders, words));
  const { summary, before } = facts.value;
  if (json) console.log(JSON.stringify({ summary, ...(before && { before }), ...(plans && { plans }) }, null, 2));
  // Without a file only figures were asked for.
  if (out === undefined) return 0;
  const language = wanted.language ?? engagement?.languages.document ?? words.language;
  const made = await makeReport(facts.value, plans, (report) => drawReport(report, folders.assets), { language, timeZone });
  if (!made.ok) return told(made.problems, words);
  if (!json) console.log(words.plain(made.value.mail.text.split('\n')[0] ?? ''));
  const written = await write(out, made.value.bytes);
  if (!written.ok) return told(written.problems, words);
  console.error(words.say('cli.written', { path: out }));
  return 0;
}

async function plansFor(engagement: Engagement, facts: GatheredFacts, folders: AppFolders, words: Words) {
  const catalogue = await createCatalogueReader(folders.assets)();
  if (!catalogue.ok) tell(catalogue.problems, words);
  return plansIn([engagement], catalogue.ok ? catalogue.value.kpi.kpis : [])(facts);
}

/** Whole days in the zone. Of one that is half given, the other half is a week from it; what is still to come is left out by the executor. */
export function periodOf({ from, to }: Pick<SummaryOptions, 'from' | 'to'>, zone: string, now: number): SummaryQuery {
  const { date: today } = localParts(now, zone);
  const last = to ?? (from === undefined ? dayAfter(today, -1) : dayAfter(from, 6));
  const first = from ?? dayAfter(last, -6);
  return { from: new Date(dayBounds(first, zone).from).toISOString(), to: new Date(dayBounds(last, zone).to).toISOString() };
}

/** 2026-06-01, and a day that there is. */
export function isDay(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

async function write(file: string, bytes: Uint8Array): Promise<Result<void>> {
  try {
    await writeFileAtomic(file, bytes);
    return { ok: true, value: undefined, problems: [] };
  } catch (error) {
    return failed(...refuseFile(file, error).problems);
  }
}

function told(problems: readonly Problem[], words: Words): number {
  tell(problems, words);
  return 1;
}
