/** `masa convert FILE --to FORMAT`: a journey of an engagement, of a journey file, of BPMN or of Dittofeed, in another format. */
import { join } from 'node:path';
import { ulid } from 'ulid';
import type { Catalogue } from '../../shared/catalogue/schema';
import { type ExportFormat, exportFormats, type PictureScale, pictureScales } from '../../shared/convert/export-journey';
import { isRefused, lossLine } from '../../shared/convert/loss';
import { createEngagement } from '../../shared/engagement/create-engagement';
import { parseEngagementText } from '../../shared/engagement/open-engagement';
import { type Engagement, FORMAT } from '../../shared/engagement/schema';
import type { Journey } from '../../shared/journey/schema';
import { ok, type Problem, type Result, refuse } from '../../shared/problem';
import { type Language, textIn } from '../../shared/text';
import type { AppFolders } from '../app-folder';
import { writeFileAtomic } from '../atomic-file';
import { createCatalogueReader } from '../catalogue';
import { isMissing, refuseFile } from '../file-problem';
import { readText } from '../read-text';
import type { Words } from '../words';
import { readJourneyFile, speakerFor, writeJourneyFile } from '../workbench/journey-file';
import { tell } from './read-engagement';

export type ConvertOptions = {
  file: string;
  to: string;
  out: string | undefined;
  /** Key or id; needed when the engagement has several. */
  journey: string | undefined;
  force: boolean;
  /** Of a picture. */
  scale: PictureScale;
  language: Language | undefined;
  words: Words;
  folders: AppFolders;
};

type Found = { engagement: Engagement; journey: Journey; losses: Problem[] };

export function isExportFormat(to: string): to is ExportFormat {
  return exportFormats.some((one) => one === to);
}

export function toPictureScale(words: string): PictureScale | undefined {
  return pictureScales.find((one) => String(one) === words);
}

/** 0 written; 1 unreadable, or refused because of a high loss. The loss report goes to stderr, one JSON value a line. */
export async function convertJourney({ file, to, out, journey, force, scale, language, words, folders }: ConvertOptions): Promise<number> {
  if (!isExportFormat(to)) return 2;
  const catalogue = await createCatalogueReader(folders.assets)();
  const found = catalogue.ok ? await find(file, journey, catalogue.value) : catalogue;
  if (!catalogue.ok || !found.ok) {
    tell(found.problems, words);
    return 1;
  }
  const { engagement, journey: chosen } = found.value;
  const speaker = speakerFor(engagement, catalogue.value, language ?? engagement.languages.document);
  const made = await writeJourneyFile(to, chosen, { speaker, fonts: join(folders.assets, 'fonts'), scale });
  if (!made.ok) {
    tell(made.problems, words);
    return 1;
  }
  const written = made.value;
  const losses = [...found.value.losses, ...written.problems];
  for (const loss of losses) console.error(lossLine(loss, words.problem({ ...loss, path: [] })));
  if (isRefused(losses) && !force) {
    console.error(words.say('cli.convert-refused'));
    return 1;
  }
  if (out === undefined) {
    process.stdout.write(written.bytes);
    return 0;
  }
  try {
    await writeFileAtomic(out, written.bytes);
    console.log(words.say('cli.written', { path: out }));
    return 0;
  } catch (error) {
    tell(refuseFile(out, error).problems, words);
    return 1;
  }
}

async function find(file: string, wanted: string | undefined, catalogue: Catalogue): Promise<Result<Found>> {
  const text = await readText(file).catch((error: unknown) => (isMissing(error) ? refuse('file-missing', { file }) : refuseFile(file, error)));
  if (!text.ok) return text;
  if (isEngagement(text.value)) {
    const opened = parseEngagementText(text.value);
    if (!opened.ok) return opened;
    const { journeys, languages } = opened.value;
    const fitting = wanted === undefined ? journeys : journeys.filter(({ key, id }) => key === wanted || id === wanted);
    const [only, another] = fitting;
    if (only && !another) return ok({ engagement: opened.value, journey: only, losses: opened.problems });
    return refuse(only ? 'convert-which-journey' : 'convert-no-journey', {
      journeys: journeys.map(({ key, name }) => `${key} (${textIn(name, languages.document)})`).join(', '),
    });
  }
  const read = readJourneyFile(file, text.value, { newId: ulid, timeZone: 'UTC' });
  if (!read.ok) return read;
  const { journey, messages, losses } = read.value;
  const engagement = createEngagement({
    id: ulid(),
    now: new Date(0).toISOString(),
    name: journey.key,
    client: { name: journey.key, country: 'IL', timeZone: 'UTC', currency: 'USD' },
    languages: { document: languageOf(journey), customers: ['en', 'he', 'fa'] },
    catalogue,
  });
  return ok({ engagement: { ...engagement, messages }, journey, losses });
}

/** The language the journey is named in. */
function languageOf({ name }: Journey): Language {
  return name.en ? 'en' : name.he ? 'he' : name.fa ? 'fa' : 'en';
}

/** By its first words: a whole engagement is parsed once, by its own reader. */
function isEngagement(text: string): boolean {
  return new RegExp(`"format"\\s*:\\s*"${FORMAT}"`).test(text.slice(0, 2000));
}
