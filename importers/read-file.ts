import { failed, problem, refuse } from '../shared/problem';
import { fileTooLarge } from '../shared/sources/file-size';
import { recogniseFile } from './file-kind';
import { type Limits, limits as usualLimits } from './limits';
import type { FileReading } from './reader';

/**
 * Recognises a file and reads its objects, fields and types. Nothing a file holds makes this throw: what can be read is
 * the value, what can't is a problem with its line. Sample values never leave it unmasked.
 */
export async function readFile(
  { name, bytes }: { name: string; bytes: Uint8Array },
  limits: Limits = usualLimits,
  onProgress?: (share: number) => void,
): Promise<FileReading> {
  if (bytes.length === 0) return refuse('file-empty', { file: name });
  const tooLarge = fileTooLarge({ name, size: bytes.length }, limits.bytes);
  if (tooLarge) return failed(tooLarge);
  const kind = recogniseFile(name, bytes);
  if (!kind) return refuse('file-kind-unknown', { file: name });
  if (kind.id === 'masa') return refuse('file-is-engagement', { file: name });
  if (!kind.read) return refuse('file-kind-not-read', { file: name, kind: kind.title });
  const result = await kind.read(name, bytes, { limits, ...(onProgress && { onProgress }) });
  // One problem per line of a bad file would bury everything else.
  const shown = result.problems.slice(0, 200);
  if (result.problems.length > shown.length)
    shown.push(problem('informs', 'problems-not-all-shown', [], { file: name, hidden: result.problems.length - shown.length }));
  return { ...result, problems: shown };
}
