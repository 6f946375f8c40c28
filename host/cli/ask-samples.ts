/** `masa identity` and `masa segments`: the rules of an engagement tried on sample rows, in the app's own workbench worker. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { toEngagementText } from '../../shared/engagement/open-engagement';
import type { Engagement } from '../../shared/engagement/schema';
import type { Cluster, IdentityReport } from '../../shared/identity/report';
import { failed, type Problem, problem, type Result, refuse } from '../../shared/problem';
import { segmentSql } from '../../shared/segments/sql/segment-sql';
import type { AppFolders } from '../app-folder';
import { isMissing, refuseFile } from '../file-problem';
import type { Words } from '../words';
import { createWorkbench, type Workbench } from '../workbench/workbench';
import { readEngagement, tell, tellFailure, toJson } from './read-engagement';

const TIMEOUT_MS = 1_800_000;

/** Where the question is put, and where it is answered. */
export type AskPlace = Pick<AskOptions, 'file' | 'samples' | 'folders'>;
export type AskOptions = {
  /** The engagement file. */
  file: string;
  /** Folder of the rows: the app's own `samples`, an engagement's folder with it, or CSVs named like the objects. */
  samples: string;
  json: boolean;
  words: Words;
  folders: AppFolders;
};

/** 0 when the rules could be tried, else 1. `reveal`: identifiers are printed as they are. */
export async function askIdentity({ reveal, ...options }: AskOptions & { reveal: boolean }): Promise<number> {
  const { json, words } = options;
  const done = await ask(options, (bench, engagement, folder) =>
    bench.run({ kind: 'identity', args: { document: toEngagementText(engagement), values: reveal }, rows: { folder } }),
  );
  if (!done.ok) return tellFailure(done.problems, json, words);
  const { answer: report, engagement } = done.value;
  if (json) console.log(JSON.stringify(identityJson(report, engagement, reveal, words), null, 2));
  else {
    tell(report.problems, words);
    console.log(words.say('cli.identity.people', { rows: report.rows, accounts: report.accounts, people: report.people }));
    for (const { attribute, refused } of report.identifiers)
      for (const [reason, records] of Object.entries(refused)) console.log(words.say('cli.identity.refused', { attribute, reason, records }));
    for (const { records, people } of report.sizes) console.log(words.say('cli.identity.size', { records, people }));
  }
  return 0;
}

/** Names of systems and objects instead of ids; whatever could be somebody's is left out unless it was asked for. */
function identityJson(report: IdentityReport, engagement: Engagement, reveal: boolean, words: Words) {
  const sourceName = new Map(engagement.sources.map((source) => [source.id, source.name.en ?? Object.values(source.name)[0] ?? source.id]));
  const objectName = new Map(engagement.sources.flatMap((source) => source.objects.map((object) => [object.id, object.nativeName] as const)));
  const nameOf = (source: string) => sourceName.get(source) ?? source;
  const rowsOf = (shown: Cluster['shown']) =>
    shown.map((one) => ({ source: nameOf(one.source), object: objectName.get(one.object) ?? one.object, row: one.row, values: one.values }));
  return {
    rows: report.rows,
    identified: report.identified,
    accounts: report.accounts,
    people: report.people,
    households: report.households,
    sources: report.sources.map(({ source, ...counts }) => ({ source: nameOf(source), ...counts })),
    overlap: report.overlap.map(({ a, b, people }) => ({ a: nameOf(a), b: nameOf(b), people })),
    identifiers: report.identifiers,
    frequent: report.frequent.map(({ value, ...counts }) => (reveal ? { value, ...counts } : counts)),
    sizes: report.sizes,
    clusters: report.clusters.map(({ records, names, isSuspicious, sources, values, shown }) => ({
      records,
      names,
      isSuspicious,
      sources: sources.map((one) => ({ source: nameOf(one.source), records: one.records })),
      identifiers: countBy(values.map(({ attribute }) => attribute)),
      ...(reveal && { values, rows: rowsOf(shown) }),
    })),
    reviews: {
      pairs: report.reviews.pairs,
      reasons: report.reviews.reasons,
      settled: report.reviews.settled,
      ...(reveal && { shown: report.reviews.shown.map(({ shown, ...pair }) => ({ ...pair, rows: rowsOf(shown) })) }),
    },
    shuffles: report.shuffles,
    problems: toJson(report.problems, words),
  };
}

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** 0 when the segments could be counted, else 1. `sql`: each with its query. */
export async function askSegments({ sql, ...options }: AskOptions & { sql: boolean }): Promise<number> {
  const { json, words } = options;
  const done = await ask(options, (bench, engagement, folder) =>
    bench.run({ kind: 'segments', args: { document: toEngagementText(engagement), compare: [] }, rows: { folder } }),
  );
  if (!done.ok) return tellFailure(done.problems, json, words);
  const { answer: report, engagement } = done.value;
  const queries = sql ? queriesOf(engagement) : undefined;
  if (json) {
    const { sizes, problems, people, total } = report;
    const bySegment = Object.fromEntries(sizes.map(({ segment, size }) => [segment, size]));
    const all = [...problems, ...(queries?.problems ?? [])];
    console.log(
      JSON.stringify({ people, total, sizes: bySegment, segments: sizes, ...(queries && { sql: queries.texts }), problems: toJson(all, words) }, null, 2),
    );
  } else {
    tell(report.problems, words);
    for (const { segment, size, state } of report.sizes) console.log(words.say('cli.segments.size', { segment, size, people: report.people, state }));
    if (queries) printQueries(queries, words);
  }
  return 0;
}

/** The queries alone, for which no rows are needed. 0 when there is one at least, else 1. */
export async function printSegmentSql(file: string, json: boolean, words: Words): Promise<number> {
  const opened = await readEngagement(file);
  if (!opened.ok) return tellFailure(opened.problems, json, words);
  const queries = queriesOf(opened.value);
  if (json) console.log(JSON.stringify({ sql: queries.texts, problems: toJson(queries.problems, words) }, null, 2));
  else printQueries(queries, words);
  return Object.keys(queries.texts).length > 0 ? 0 : 1;
}

type Queries = { texts: Record<string, string>; problems: Problem[] };

function queriesOf({ segments, record, client }: Engagement): Queries {
  const queries: Queries = { texts: {}, problems: [] };
  for (const { id } of segments) {
    const query = segmentSql(segments, record, id, { dialect: 'postgres', timeZone: client.timeZone });
    queries.problems.push(...query.problems);
    if (query.ok) queries.texts[id] = query.value;
  }
  return queries;
}

function printQueries({ texts, problems }: Queries, words: Words): void {
  tell(problems, words);
  for (const query of Object.values(texts)) console.log(`${query.trimEnd().replace(/;$/, '')};\n`);
}

type Asked<T> = Result<{ answer: T; engagement: Engagement }>;

/** Opens the engagement and the folder of its rows, and asks in a worker of its own. */
export async function ask<T>(
  { file, samples, folders }: AskPlace,
  question: (bench: Workbench, engagement: Engagement, folder: string) => Promise<Result<T>>,
): Promise<Asked<T>> {
  const opened = await readEngagement(file);
  if (!opened.ok) return opened;
  const folder = await samplesIn(samples);
  if (!folder.ok) return folder;
  const bench = createWorkbench({ script: folders.workbenchWorker, data: { assets: folders.assets }, timeoutMs: TIMEOUT_MS });
  try {
    const answer = await question(bench, opened.value, folder.value);
    return answer.ok ? { ...answer, value: { answer: answer.value, engagement: opened.value } } : answer;
  } finally {
    await bench.close();
  }
}

/** The folder itself, or the `samples` in it. */
async function samplesIn(folder: string): Promise<Result<string>> {
  try {
    if (!(await stat(folder)).isDirectory()) return failed(problem('blocks', 'not-a-folder', [], { file: folder }));
    const inner = join(folder, 'samples');
    const has = await stat(inner).catch(() => undefined);
    return { ok: true, value: has?.isDirectory() ? inner : folder, problems: [] };
  } catch (error) {
    return isMissing(error) ? refuse('file-missing', { file: folder }) : refuseFile(folder, error);
  }
}
