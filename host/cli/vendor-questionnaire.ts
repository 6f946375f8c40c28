/**
 * `masa questionnaire`: what a vendor is asked, as a workbook; and with `--in` what a filled one would change, in words or as
 * JSON. The same functions as the app's; the foreign file is read in the workbench worker.
 */
import { ulid } from 'ulid';
import { acceptQuestionnaire } from '../../shared/checklist/questionnaire/accept-questionnaire';
import type { QuestionnaireChange } from '../../shared/checklist/questionnaire/questionnaire-change';
import type { QuestionnaireOptions, ReturnedQuestionnaire } from '../../shared/checklist/questionnaire/questionnaire-return';
import { readQuestionnaire } from '../../shared/checklist/questionnaire/read-questionnaire';
import type { Vendor } from '../../shared/checklist/schema';
import { touch } from '../../shared/engagement/edit-engagement';
import { toEngagementText } from '../../shared/engagement/open-engagement';
import type { Engagement } from '../../shared/engagement/schema';
import { createAllWords } from '../../shared/i18n/all-words';
import { ok, type Problem, problem, type Result, refuse } from '../../shared/problem';
import type { Language } from '../../shared/text';
import type { AppFolders } from '../app-folder';
import { writeFileAtomic } from '../atomic-file';
import { createCatalogueReader } from '../catalogue';
import { refuseFile } from '../file-problem';
import type { Words } from '../words';
import { drawQuestionnaire } from '../workbench/draw-questionnaire';
import { createWorkbench } from '../workbench/workbench';
import { readEngagement, tell, tellFailure, toJson } from './read-engagement';
import { readInBench } from './read-in-bench';

type Place = { file: string; vendor: string | undefined; words: Words; folders: AppFolders };

export type WriteOrder = Place & { vendor: string; out: string; language: Language | undefined; options: QuestionnaireOptions };

/** 0 written, 1 not. */
export async function writeQuestionnaire({ file, vendor: said, out, language, options, words, folders }: WriteOrder): Promise<number> {
  const opened = await readEngagement(file);
  if (!opened.ok) return tellFailure(opened.problems, false, words);
  const vendor = findVendor(opened.value, said);
  if (!vendor.ok) return tellFailure(vendor.problems, false, words);
  const order = { engagement: opened.value, vendor: vendor.value.id, language: language ?? opened.value.languages.document, options };
  const drawn = await drawQuestionnaire(order, folders.assets);
  tell([...opened.problems, ...(drawn.ok ? drawn.value.problems : drawn.problems)], words);
  if (!drawn.ok) return 1;
  try {
    await writeFileAtomic(out, drawn.value.bytes);
  } catch (error) {
    return tellFailure(refuseFile(out, error).problems, false, words);
  }
  console.log(words.say('cli.questionnaire.written', { vendor: vendor.value.name, file: out }));
  return 0;
}

export type ReadOrder = Place & { filled: string; json: boolean; into: string | undefined };

/** 0 read (and, with `into`, written), 1 not. */
export async function readFilledQuestionnaire({ file, filled, vendor: said, json, into, words, folders }: ReadOrder): Promise<number> {
  const opened = await readEngagement(file);
  const catalogue = await createCatalogueReader(folders.assets)();
  if (!opened.ok || !catalogue.ok) return tellFailure([...opened.problems, ...catalogue.problems], json, words);
  const engagement = opened.value;
  const read = await readReturned(filled, folders);
  if (!read.ok) return tellFailure(read.problems, json, words);
  const returned = read.value;
  const vendor = said === undefined ? vendorOfFile(engagement, returned) : findVendor(engagement, said);
  if (!vendor.ok) return tellFailure([...vendor.problems, ...read.problems], json, words);
  const source = { catalogue: catalogue.value, words: createAllWords() };
  const review = readQuestionnaire({ ...source, engagement }, returned, { vendor: vendor.value.id });
  if (!review) return tellFailure(refuse('vendor-missing').problems, json, words);
  const problems = [...opened.problems, ...read.problems, ...review.problems];
  let accepted: number | undefined;
  if (into !== undefined) {
    const ticked = new Set(review.changes.flatMap((change) => (change.ticked ? [change.id] : [])));
    const next = acceptQuestionnaire(engagement, { ...source, returned, vendor: vendor.value.id, ticked, newId: ulid });
    try {
      await writeFileAtomic(into, toEngagementText(next === engagement ? engagement : touch(next, new Date().toISOString())));
      accepted = ticked.size;
    } catch (error) {
      problems.push(...refuseFile(into, error).problems);
    }
  }
  if (json) console.log(JSON.stringify(toResult(vendor.value, returned, review, { accepted, problems, words }), null, 2));
  else {
    tell(problems, words);
    for (const change of review.changes) console.log(toLine(change, words));
    console.log(words.say('cli.questionnaire.read', { vendor: vendor.value.name, changes: review.changes.length, unchanged: review.unchanged }));
    if (accepted !== undefined && into !== undefined) console.log(words.say('cli.questionnaire.accepted', { count: accepted, file: into }));
  }
  return into !== undefined && accepted === undefined ? 1 : 0;
}

/** By id, or by name without regard to case. */
function findVendor({ checklist }: Engagement, said: string): Result<Vendor> {
  const wanted = said.trim().toLowerCase();
  const found = checklist.vendors.find(({ id }) => id.toLowerCase() === wanted) ?? checklist.vendors.find(({ name }) => name.trim().toLowerCase() === wanted);
  if (found) return ok(found);
  return refuse('no-such-vendor', { vendor: said, vendors: checklist.vendors.map(({ name }) => name).join(', ') });
}

function vendorOfFile({ checklist }: Engagement, { file, vendor }: ReturnedQuestionnaire): Result<Vendor> {
  const found = checklist.vendors.find(({ id }) => id === vendor);
  return found ? ok(found) : refuse('questionnaire-vendor-lost', { file });
}

async function readReturned(file: string, folders: AppFolders): Promise<Result<ReturnedQuestionnaire>> {
  const bench = createWorkbench({ script: folders.workbenchWorker, data: { assets: folders.assets } });
  try {
    const read = await readInBench(bench, file);
    if (!read.ok) return read;
    const { questionnaires = [], problems } = read.value;
    const [first] = questionnaires;
    if (first) return ok(first, problems);
    const isOther = !problems.some(({ severity }) => severity === 'blocks');
    return { ok: false, problems: isOther ? [problem('blocks', 'questionnaire-not-ours', [], { file })] : problems };
  } finally {
    await bench.close();
  }
}

function toLine({ row, name, before, after, ticked, conflict }: QuestionnaireChange, words: Words): string {
  const mark = ticked ? '+' : '?';
  const why = conflict ? ` (${words.say(`questionnaire-review.conflict.${conflict}`)})` : '';
  const change = before === '' ? after : `${before} → ${after || words.say('field-map-review.empty')}`;
  return `${mark} ${words.say('field-map-review.row', { row })} · ${name}: ${change.replaceAll('\n', ' / ')}${why}`;
}

type Told = { accepted: number | undefined; problems: readonly Problem[]; words: Words };

/** The format that `--json` promises; see docs/formats/questionnaire.md. */
function toResult(
  vendor: Vendor,
  returned: ReturnedQuestionnaire,
  review: NonNullable<ReturnType<typeof readQuestionnaire>>,
  { accepted, problems, words }: Told,
) {
  return {
    vendor: { id: vendor.id, name: vendor.name },
    file: returned.file,
    ...(returned.writtenAt && { writtenAt: returned.writtenAt }),
    ...(returned.language && { language: returned.language }),
    ...review.witness,
    unchanged: review.unchanged,
    changes: review.changes.map(({ act: _, ...change }) => change),
    ...(accepted !== undefined && { accepted }),
    problems: toJson(problems, words),
  };
}
