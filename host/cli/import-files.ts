/**
 * `masa import FILE…`: what the app's import would find in files and folders, as JSON or in words; with `--into`, added to an
 * engagement file as the app proposes it. Files are read in the app's workbench worker, one after the other.
 */
import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { ulid } from 'ulid';
import { touch } from '../../shared/engagement/edit-engagement';
import { toEngagementText } from '../../shared/engagement/open-engagement';
import type { Engagement } from '../../shared/engagement/schema';
import { bySeverity, ok, type Problem, problem, type Result, refuse } from '../../shared/problem';
import { acceptImport, type ImportTarget, planImport } from '../../shared/sources/accept-import';
import type { ImportedSource } from '../../shared/sources/draft';
import { likelySource } from '../../shared/sources/likely-source';
import type { AppFolders } from '../app-folder';
import { writeFileAtomic } from '../atomic-file';
import { isMissing, refuseFile } from '../file-problem';
import type { Words } from '../words';
import { createWorkbench, type Workbench } from '../workbench/workbench';
import { readEngagement, tell } from './read-engagement';
import { readInBench } from './read-in-bench';

const TIMEOUT_MS = 600_000;

export type ImportOptions = {
  /** Files, and folders whose files are read at any depth. */
  files: readonly string[];
  json: boolean;
  /** The engagement file that takes what was found. */
  into: string | undefined;
  words: Words;
  folders: AppFolders;
};

/** `file`: where the problem was found; not every problem names it, and a folder has many. */
type Told = Problem & { file?: string };
type Found = { sources: ImportedSource[]; problems: Told[] };

/** 0 when something could be read (and, with `into`, written); 1 when nothing could. */
export async function importFiles({ files, json, into, words, folders }: ImportOptions): Promise<number> {
  const found = await readAll(files, folders);
  const written = into !== undefined && found.sources.length > 0 ? await addTo(into, found.sources, words) : undefined;
  if (written) found.problems.push(...written.problems);
  if (json) console.log(JSON.stringify(toJson(found, words), null, 2));
  else {
    tellEach(found, words);
    for (const line of toLines(found.sources, words)) console.log(line);
    if (into !== undefined && written?.ok) console.log(words.say('cli.imported', { fields: written.value.fields, file: into }));
  }
  return found.sources.length > 0 && (written?.ok ?? true) ? 0 : 1;
}

async function readAll(paths: readonly string[], folders: AppFolders): Promise<Found> {
  const found: Found = { sources: [], problems: [] };
  const bench = createWorkbench({ script: folders.workbenchWorker, data: { assets: folders.assets }, timeoutMs: TIMEOUT_MS });
  try {
    for (const path of paths) {
      for (const file of await filesIn(path, found.problems)) {
        const result = await readOne(bench, file);
        const problems = [...result.problems, ...(result.ok ? result.value.problems : [])];
        found.problems.push(...problems.map((one) => ({ ...one, file: basename(file) })));
        if (result.ok) found.sources.push(...result.value.sources);
      }
    }
  } finally {
    await bench.close();
  }
  return found;
}

async function readOne(bench: Workbench, file: string): Promise<Result<Found>> {
  const result = await readInBench(bench, file);
  if (!result.ok) return result;
  const { sources, fieldMaps = [], questionnaires = [], problems } = result.value;
  // What a client changed in a field map, or a vendor answered, is for a person to judge, change by change.
  const unread = [
    ...fieldMaps.map(({ file: map }) => problem('blocks', 'file-is-field-map', [], { file: map })),
    ...questionnaires.map(({ file: asked }) => problem('blocks', 'file-is-questionnaire', [], { file: asked })),
  ];
  return ok({ sources, problems: [...unread, ...problems] });
}

/** The file itself, or everything in a folder but what begins with a dot, or lies in such a folder. */
async function filesIn(path: string, problems: Problem[]): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const entries = await readdir(path, { withFileTypes: true, recursive: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter(
        (file) =>
          !relative(path, file)
            .split(sep)
            .some((part) => part.startsWith('.')),
      )
      .sort();
  } catch (error) {
    problems.push(...(isMissing(error) ? refuse('file-missing', { file: path }) : refuseFile(path, error)).problems);
    return [];
  }
}

/** Everything the app would propose, in one step of the document. */
async function addTo(file: string, sources: readonly ImportedSource[], words: Words): Promise<Result<{ fields: number }>> {
  const opened = await readEngagement(file);
  if (!opened.ok) return opened;
  let engagement = opened.value;
  const before = countFields(engagement);
  for (const imported of sources) {
    const id = likelySource(engagement.sources, imported, undefined);
    const target: ImportTarget = id === undefined ? { kind: 'new', name: { [words.language]: imported.name } } : { kind: 'existing', source: id };
    const ticked = new Set(planImport(engagement, { imported, target }).changes.flatMap((change) => (change.ticked ? [change.id] : [])));
    engagement = acceptImport(engagement, { imported, target, ticked, newId: ulid });
  }
  if (engagement === opened.value) return ok({ fields: 0 });
  try {
    await writeFileAtomic(file, toEngagementText(touch(engagement, new Date().toISOString())));
  } catch (error) {
    return refuseFile(file, error);
  }
  return ok({ fields: countFields(engagement) - before });
}

function countFields({ sources }: Engagement): number {
  return sources.reduce((sum, source) => sum + source.objects.reduce((inner, object) => inner + object.fields.length, 0), 0);
}

/** The format that `--json` promises; see docs/formats/import.md. */
function toJson({ sources, problems }: Found, words: Words) {
  return {
    sources: sources.map(({ name, kind, file, objects }) => ({
      name,
      kind,
      file,
      objects: objects.map((object) => ({
        name: object.name,
        ...(object.rows !== undefined && { rows: object.rows }),
        fields: object.fields.map(({ nativeName, nativeType, type, required, key, pii }) => ({ name: nativeName, nativeType, type, required, key, pii })),
        ...(object.links && { links: object.links }),
      })),
    })),
    problems: bySeverity<Told>(problems).map((told) => ({
      severity: told.severity,
      code: told.code,
      path: told.path,
      ...(told.file !== undefined && { file: told.file }),
      message: words.problem(told),
    })),
  };
}

/** On stderr, each with its file where there are several and its words do not name it. */
function tellEach({ sources, problems }: Found, words: Words): void {
  const files = new Set([...sources, ...problems].map(({ file }) => file));
  for (const told of bySeverity<Told>(problems)) {
    const isNamed = told.file === undefined || files.size < 2 || words.problem(told).includes(told.file);
    tell([told], words, isNamed ? '' : `${told.file}: `);
  }
}

function toLines(sources: readonly ImportedSource[], words: Words): string[] {
  return sources.flatMap(({ file, kind, objects }) => [
    words.say('cli.import.source', { file, kind: words.say(`import.kind.${kind}`), objects: objects.length }),
    ...objects.map((object) => `  ${words.say('cli.import.object', { name: object.name, fields: object.fields.length })}`),
  ]);
}
