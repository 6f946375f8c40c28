/** `masa export FILE --out DIR`: every document of the engagement, drawn by the functions the app's workbench uses. */
import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { documentsOf, type ListedDocument } from '../../shared/documents/document-list';
import type { DocumentKind } from '../../shared/documents/kinds';
import type { Engagement } from '../../shared/engagement/schema';
import { type Result, refuse } from '../../shared/problem';
import type { RenderedFile } from '../../shared/report';
import { type Language, textIn } from '../../shared/text';
import type { AppFolders } from '../app-folder';
import { writeFileAtomic } from '../atomic-file';
import { refuseFile } from '../file-problem';
import type { Words } from '../words';
import { createDocumentRenderer } from '../workbench/render-document';
import { createWorkbench, type Workbench } from '../workbench/workbench';
import { readEngagement, tell } from './read-engagement';

const MOST_WORKERS = 4;

export type ExportOptions = {
  file: string;
  out: string;
  /** Of the documents; absent: the engagement's own. */
  language: Language | undefined;
  words: Words;
  folders: AppFolders;
};

/** 0 when every document was written; 1 when one failed (the others are still written). */
export async function exportDocuments({ file, out, language, words, folders }: ExportOptions): Promise<number> {
  const opened = await readEngagement(file);
  tell(opened.problems, words);
  if (!opened.ok) return 1;
  const engagement = opened.value;
  const folder = resolve(out);
  const made = await makeFolders(folder);
  if (made) {
    tell(made, words);
    return 1;
  }
  const draw = createDrawing(folders, Math.min(MOST_WORKERS, availableParallelism(), engagement.journeys.length));
  let failures = 0;
  const wanted = documentsOf(engagement);
  const drawn = wanted.map(({ kind, journey }) => draw.document(engagement, kind, language ?? engagement.languages.document, journey));
  for (const [index, listed] of wanted.entries()) {
    const { path } = listed;
    const result = (await drawn[index]) ?? refuse('cancelled');
    tell(result.ok ? result.value.problems : result.problems, words, `${aboutWords(engagement, listed, words.language)} › `);
    if (!result.ok) {
      failures++;
      continue;
    }
    try {
      await writeFileAtomic(join(folder, path), result.value.bytes);
      console.error(words.say('cli.written', { path: join(out, path) }));
    } catch (error) {
      tell(refuseFile(path, error).problems, words);
      failures++;
    }
  }
  await draw.close();
  console.log(words.say('cli.exported', { written: wanted.length - failures, total: wanted.length, folder: out }));
  return failures === 0 ? 0 : 1;
}

/**
 * Briefs take most of the time, each on one core: they are drawn in the app's workbench workers, side by side, and whichever
 * worker is free takes the next. Everything else is drawn here meanwhile.
 */
function createDrawing(folders: AppFolders, workers: number) {
  const benches = Array.from({ length: workers }, () =>
    createWorkbench({ script: folders.workbenchWorker, data: { assets: folders.assets }, timeoutMs: 600_000 }),
  );
  const free = [...benches];
  const waiting: ((bench: Workbench) => void)[] = [];
  const here = createDocumentRenderer(folders.assets);

  async function document(engagement: Engagement, kind: DocumentKind, language: Language, journey?: string): Promise<Result<RenderedFile>> {
    if (kind !== 'journey-brief') return here({ engagement, kind, language, journey });
    const bench = free.pop() ?? (await new Promise<Workbench>((resolve) => waiting.push(resolve)));
    const result = await bench.run({ kind: 'render', args: { document: engagement, kind, language, journey }, documentName: engagement.id });
    const next = waiting.shift();
    if (next) next(bench);
    else free.push(bench);
    return result;
  }

  return { document, close: () => Promise.all(benches.map((bench) => bench.close())) };
}

async function makeFolders(folder: string) {
  try {
    await mkdir(join(folder, 'journeys'), { recursive: true });
    return undefined;
  } catch (error) {
    return refuseFile(folder, error).problems;
  }
}

/** What a problem is told of: the journey's name says more than its file's. */
function aboutWords({ journeys }: Engagement, { path, journey: id }: ListedDocument, language: Language): string {
  const journey = journeys.find((one) => one.id === id);
  return journey ? textIn(journey.name, language) : path;
}
