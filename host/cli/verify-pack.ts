/** `masa verify PACK`: whole and unchanged? `masa verify PACK OTHER`: what is different between the two? */
import { dateWords } from '../../shared/documents/date-words';
import type { PackCheck } from '../../shared/pack/check';
import { findingsOf } from '../../shared/pack/findings';
import { ok, type Result, refuse } from '../../shared/problem';
import { isMissing, refuseFile } from '../file-problem';
import { packLimits } from '../pack/pack-limits';
import { type VerifiedPack, verifyPack } from '../pack/verify-pack';
import { withPlainFile } from '../plain-file';
import type { Words } from '../words';
import { tell, tellFailure, toJson } from './read-engagement';

export type VerifyOptions = { file: string; json: boolean; words: Words };

/** 0 whole and unchanged; 1 not, or no pack that could be read. */
export async function verifyFile({ file, json, words }: VerifyOptions): Promise<number> {
  const read = await readPack(file);
  if (!read.ok) return tellFailure(read.problems, json, words);
  const { check } = read.value;
  if (json) console.log(JSON.stringify(asJson(check, words), null, 2));
  else tellCheck(file, check, words);
  return check.whole ? 0 : 1;
}

export async function readPack(file: string): Promise<Result<VerifiedPack>> {
  try {
    const bytes = await withPlainFile(file, async (handle, size): Promise<Result<Uint8Array>> => {
      // Said by its size alone: nobody should wait until ten gigabytes are in memory.
      if (size > packLimits.bytes) return refuse('pack-too-large', { limit: packLimits.bytes / 1_048_576 });
      return ok(await handle.readFile());
    });
    return bytes.ok ? await verifyPack(bytes.value) : bytes;
  } catch (error) {
    return isMissing(error) ? refuse('file-missing', { file }) : refuseFile(file, error);
  }
}

export function asJson(check: PackCheck, words: Words) {
  return { verdict: check.whole ? 'whole' : 'changed', ...check, problems: toJson(findingsOf(check), words) };
}

export function tellCheck(file: string, check: PackCheck, words: Words): void {
  const { engagement, seal } = check.manifest;
  tell(findingsOf(check), words);
  const pages = check.pages.reduce((sum, one) => sum + one.sealed, 0);
  const date = dateWords(engagement.updatedAt, 'UTC', words.language);
  console.log(words.say(check.whole ? 'cli.verify-whole' : 'cli.verify-changed', { file, files: check.files.length + 1, pages }));
  console.log(`  ${words.say('pack.of', { client: engagement.client, name: engagement.name, revision: engagement.revision, date })}`);
  console.log(`  ${words.say('brief.seal')}: ${seal.printed}  ${seal.hash}`);
  console.log(`  ${words.say('pack.fingerprint')}: ${check.fingerprint}`);
}
