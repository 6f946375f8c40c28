/** `masa verify PACK`: whole and unchanged? `masa verify PACK OTHER`: what is different between the two? */
import { stat } from 'node:fs/promises';
import { dateWords } from '../../shared/documents/date-words';
import type { Comparison, PackCheck } from '../../shared/pack/check';
import type { ChangeLine } from '../../shared/pack/compare/changes';
import type { Reader } from '../../shared/pack/compare/speaker';
import { findingsOf } from '../../shared/pack/findings';
import { ok, type Result, refuse } from '../../shared/problem';
import type { AppFolders } from '../app-folder';
import { createCatalogueReader } from '../catalogue';
import { isMissing, refuseFile } from '../file-problem';
import { inFile } from '../pack/byte-source';
import { comparePacks, type EarlierState } from '../pack/compare-packs';
import { openFolder } from '../pack/open-folder';
import { openPack } from '../pack/open-pack';
import { type VerifiedPack, verifyPack } from '../pack/verify-pack';
import { withPlainFile } from '../plain-file';
import type { Words } from '../words';
import { readEngagement, tell, tellFailure, toJson } from './read-engagement';

export type VerifyOptions = {
  file: string;
  /** An earlier pack or an engagement file to compare with. */
  other: string | undefined;
  json: boolean;
  words: Words;
  folders: AppFolders;
};

/** Whole, and different from what it was compared with. */
const DIFFERENT = 3;

/** 0 whole and unchanged (and the same as the other); 1 not, or no pack that could be read; 3 whole and different from the other. */
export async function verifyFile({ file, other, json, words, folders }: VerifyOptions): Promise<number> {
  const read = await readPack(file);
  if (!read.ok) return tellFailure(read.problems, json, words);
  const { check } = read.value;
  const comparison = other === undefined ? undefined : await compareWith(other, read.value, words, folders);
  if (comparison && !comparison.ok) return tellFailure(comparison.problems, json, words);
  if (json) console.log(JSON.stringify({ ...asJson(check, words), ...(comparison && { comparison: comparison.value }) }, null, 2));
  else {
    tellCheck(file, check, words);
    if (comparison && other !== undefined) tellComparison(other, comparison.value, words);
  }
  if (!check.whole) return 1;
  return comparison && !comparison.value.same ? DIFFERENT : 0;
}

async function compareWith(other: string, pack: VerifiedPack, words: Words, folders: AppFolders): Promise<Result<Comparison>> {
  const catalogue = await createCatalogueReader(folders.assets)();
  if (!catalogue.ok) return catalogue;
  const earlier = await readEarlier(other);
  const reader: Reader = { translate: (key, params) => words.say(key, params), language: words.language };
  return earlier.ok ? comparePacks(earlier.value, pack, catalogue.value, reader) : earlier;
}

async function readEarlier(file: string): Promise<Result<EarlierState>> {
  const pack = await readPack(file);
  if (pack.ok || pack.problems[0]?.code !== 'pack-not-a-zip') return pack;
  const opened = await readEngagement(file);
  return opened.ok ? ok({ engagement: opened.value }) : opened;
}

function tellComparison(other: string, { same, sections, files }: Comparison, words: Words): void {
  console.log('');
  console.log(words.say(same ? 'cli.verify-same' : 'cli.verify-different', { other }));
  for (const { id, entries } of sections) {
    console.log(`\n${words.say('pack.section-count', { section: words.say(`pack.section.${id}`), count: entries.length })}`);
    for (const { sign, kind, title, lines } of entries) {
      console.log(`  ${words.say('diff.text.entry', { sign: words.say(`diff.sign.${sign}`), kind, title })}`);
      for (const line of lines) console.log(`    ${lineWords(line, words)}`);
    }
  }
  if (!files || files.length === 0) return;
  console.log(`\n${words.say('pack.section-count', { section: words.say('pack.files-differ'), count: files.length })}`);
  for (const { path, state } of files) console.log(`  ${words.say(`diff.sign.${state}`)}: ${path}`);
}

function lineWords({ label, before, after }: ChangeLine, words: Words): string {
  if (before === undefined && after === undefined) return label;
  const nothing = words.say('diff.nothing');
  return words.plain(words.say('diff.text.line', { label, before: before ?? nothing, after: after ?? nothing }));
}

/** A zip, or the folder it was unpacked to. */
async function readPack(path: string): Promise<Result<VerifiedPack>> {
  try {
    if ((await stat(path)).isDirectory()) {
      const opened = await openFolder(path);
      return opened.ok ? await verifyPack(opened.value) : opened;
    }
    return await withPlainFile(path, async (handle, size): Promise<Result<VerifiedPack>> => {
      const opened = await openPack(inFile(handle, size));
      return opened.ok ? await verifyPack(opened.value) : opened;
    });
  } catch (error) {
    return isMissing(error) ? refuse('file-missing', { file: path }) : refuseFile(path, error);
  }
}

function asJson(check: PackCheck, words: Words) {
  return { verdict: check.whole ? 'whole' : 'changed', ...check, problems: toJson(findingsOf(check), words) };
}

function tellCheck(file: string, check: PackCheck, words: Words): void {
  const { engagement, seal } = check.manifest;
  tell(findingsOf(check), words);
  const pages = check.pages.reduce((sum, one) => sum + one.sealed, 0);
  const date = dateWords(engagement.updatedAt, 'UTC', words.language);
  console.log(words.say(check.whole ? 'cli.verify-whole' : 'cli.verify-changed', { file, files: check.files.length + 1, pages }));
  console.log(`  ${words.say('pack.of', { client: engagement.client, name: engagement.name, revision: engagement.revision, date })}`);
  console.log(`  ${words.say('brief.seal')}: ${seal.printed}  ${seal.hash}`);
  console.log(`  ${words.say('pack.fingerprint')}: ${check.fingerprint}`);
  console.log(`  ${words.say(check.whole ? 'pack.fingerprint-compare' : 'pack.fingerprint-of-list')}`);
}
