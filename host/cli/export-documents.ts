/** `masa export FILE --out DIR`: every document of the engagement and the sealed pack of them, drawn by the functions the app's workbench uses. */
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { documentKinds, isReportKind } from '../../shared/documents/kinds';
import type { Engagement } from '../../shared/engagement/schema';
import { checkPackDate } from '../../shared/pack/check-date';
import type { Languages } from '../../shared/pack/manifest';
import { inOneOrder } from '../../shared/pack/one-order';
import { documentsIn, type WantedDocument } from '../../shared/pack/pack-documents';
import { type Result, refuse } from '../../shared/problem';
import { problemsOfFile, type RenderedFile } from '../../shared/report';
import { type Language, languageSchema, textIn } from '../../shared/text';
import type { AppFolders } from '../app-folder';
import { writeFileAtomic } from '../atomic-file';
import { createCatalogueReader } from '../catalogue';
import { refuseFile } from '../file-problem';
import { makeFolder } from '../make-folder';
import { versionOf } from '../version';
import type { Words } from '../words';
import { createDocumentRenderer } from '../workbench/render-document';
import { createWorkbench, type Workbench } from '../workbench/workbench';
import { readEngagement, tell } from './read-engagement';
import { writePack } from './write-pack';

const MOST_WORKERS = 4;
const PACK_FILE = 'handoff-pack.zip';
/** Ctrl-C, and how systems and other programs ask for an end. */
const interrupts = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** As a shell says that Ctrl-C ended a program. */
const INTERRUPTED = 130;

/** What can be asked for by name. */
export const exportKinds = [...documentKinds, 'pack'] as const;
export type ExportKind = (typeof exportKinds)[number];

export type ExportOptions = {
  file: string;
  out: string;
  /** Of the documents; absent: the engagement's own. */
  languages: Languages | undefined;
  /** Absent: everything. */
  only: ReadonlySet<ExportKind> | undefined;
  words: Words;
  folders: AppFolders;
};

/** `he,en` as languages, each once, or the first name that is none. */
export function readLanguages(text: string): { languages: Languages } | { unknown: string } {
  const languages = new Set<Language>();
  for (const name of namesIn(text)) {
    const { data } = languageSchema.safeParse(name);
    if (!data) return { unknown: name };
    languages.add(data);
  }
  const [first, ...others] = languages;
  return first ? { languages: [first, ...others] } : { unknown: text };
}

/** `journey-brief,pack` as kinds, or the first name that is none. */
export function readKinds(text: string): { kinds: ReadonlySet<ExportKind> } | { unknown: string } {
  const kinds = new Set<ExportKind>();
  for (const name of namesIn(text)) {
    const kind = exportKinds.find((one) => one === name);
    if (!kind) return { unknown: name };
    kinds.add(kind);
  }
  return kinds.size > 0 ? { kinds } : { unknown: text };
}

function namesIn(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

/**
 * 0 when everything was written; 1 when something failed (the rest is still written); 130 after Ctrl-C: what was written by
 * then is whole, nothing else is there.
 */
export async function exportDocuments({ file, out, languages: asked, only, words, folders }: ExportOptions): Promise<number> {
  const opened = await readEngagement(file);
  tell(opened.problems, words);
  if (!opened.ok) return 1;
  const engagement = inOneOrder(opened.value);
  const languages: Languages = asked ?? [engagement.languages.document];
  const packs = !only || only.has('pack');
  const wanted = documentsIn(languages, engagement, packs ? undefined : new Set(documentKinds.filter((kind) => only?.has(kind))));
  const loose = wanted.filter(({ kind }) => !only || only.has(kind));
  const folder = resolve(out);
  const made = makeFolders(folder, loose);
  if (made) {
    tell(made, words);
    return 1;
  }

  const interrupt = new AbortController();
  const onInterrupt = () => interrupt.abort();
  for (const name of interrupts) process.once(name, onInterrupt);
  const drawing = createDrawing(folders, engagement, wanted, languages[0]);
  interrupt.signal.addEventListener('abort', () => void drawing.close());
  const total = loose.length + (packs ? 1 : 0);
  let written = 0;
  const told = (path: string) => {
    written++;
    console.error(`${words.say('cli.written', { path: join(out, path) })} (${written}/${total})`);
  };
  const write = async (path: string, bytes: Uint8Array) => {
    try {
      await writeFileAtomic(join(folder, path), bytes);
      told(path);
    } catch (error) {
      tell(refuseFile(path, error).problems, words);
    }
  };

  const catalogue = await createCatalogueReader(folders.assets)();
  if (packs && !catalogue.ok) tell(catalogue.problems, words);
  const pack =
    packs && catalogue.ok
      ? writePack(join(folder, PACK_FILE), { engagement, catalogue: catalogue.value, languages, version: versionOf(folders.app) })
      : undefined;
  if (pack) tell(checkPackDate(engagement, new Date()), words);
  let incomplete = false;
  for (const [index, one] of wanted.entries()) {
    const result = (await drawing.documents[index]) ?? refuse('cancelled');
    if (interrupt.signal.aborted) break;
    tell(problemsOfFile(result), words, `${aboutWords(engagement, one, words.language)} › `);
    if (result.ok && loose.includes(one)) await write(one.path, result.value.bytes);
    await pack?.add({ ...one, made: result });
    incomplete ||= !result.ok;
    // What is written is not needed any more.
    delete drawing.documents[index];
  }
  await drawing.close();
  for (const name of interrupts) process.off(name, onInterrupt);
  if (interrupt.signal.aborted) {
    await pack?.discard();
    console.error(words.say('cli.export-stopped', { written, total, folder: out }));
    return INTERRUPTED;
  }
  if (pack) {
    const sealed = await pack.finish();
    if (sealed.ok) {
      const { manifest, fingerprint } = sealed.value;
      told(PACK_FILE);
      console.log(words.say('cli.pack-sealed', { files: manifest.files.length + 1, seal: manifest.seal.hash, fingerprint }));
      console.log(`  ${words.say('pack.fingerprint-note')}`);
    } else tell(sealed.problems, words);
  }
  console.log(words.say('cli.exported', { written, total, folder: out }));
  return written === total && !incomplete ? 0 : 1;
}

/**
 * Reports take most of the time, each on one core: they are drawn in the app's workbench workers, side by side, and whichever
 * worker is free takes the next, in print and as a page, as it puts the report together only once for both. Everything else is
 * drawn here meanwhile.
 */
function createDrawing(folders: AppFolders, engagement: Engagement, wanted: readonly WantedDocument[], first: Language) {
  const reports = wanted.filter(({ kind }) => isReportKind(kind)).length;
  const benches = Array.from({ length: Math.min(MOST_WORKERS, availableParallelism(), reports) }, () =>
    createWorkbench({ script: folders.workbenchWorker, data: { assets: folders.assets }, timeoutMs: 600_000 }),
  );
  const free = [...benches];
  const waiting: ((bench: Workbench) => void)[] = [];
  const here = createDocumentRenderer(folders.assets);
  /** By report, while any of its forms is not drawn yet. */
  const taken = new Map<string, { bench: Promise<Workbench>; forms: number }>();

  async function document({ kind, form, language = first, journey }: WantedDocument): Promise<Result<RenderedFile>> {
    if (!isReportKind(kind)) return here({ engagement, kind, form, language, journey });
    const report = `${kind} ${language} ${journey}`;
    const place = taken.get(report) ?? { bench: take(), forms: 0 };
    taken.set(report, place);
    place.forms++;
    const bench = await place.bench;
    const result = await bench.run({ kind: 'render', args: { document: engagement, kind, form, language, journey }, documentName: engagement.id });
    if (--place.forms === 0) {
      taken.delete(report);
      giveBack(bench);
    }
    return result;
  }

  async function take(): Promise<Workbench> {
    return free.pop() ?? new Promise<Workbench>((resolve) => waiting.push(resolve));
  }

  function giveBack(bench: Workbench): void {
    const next = waiting.shift();
    if (next) next(bench);
    else free.push(bench);
  }

  return { documents: wanted.map(document), close: () => Promise.all(benches.map((bench) => bench.close())) };
}

function makeFolders(folder: string, documents: readonly { path: string }[]) {
  try {
    for (const inner of new Set(['.', ...documents.map(({ path }) => dirname(path))])) makeFolder(join(folder, inner));
    return undefined;
  } catch (error) {
    return refuseFile(folder, error).problems;
  }
}

/** What a problem is told of: the journey's name says more than its file's. */
function aboutWords({ journeys }: Engagement, { path, journey: id }: WantedDocument, language: Language): string {
  const journey = journeys.find((one) => one.id === id);
  return journey ? textIn(journey.name, language) : path;
}
