import { ok, type Result, refuse } from '../shared/problem';
import { recogniseFile } from './file-kind';
import { type Limits, limits as usualLimits } from './limits';

/** Gives the data rows of a file that was read before. Fails with `rows-not-read` when its kind has none to give. `false` from `onRow` ends it. */
export async function readRows(
  { name, bytes }: { name: string; bytes: Uint8Array },
  onRow: (object: string, row: ReadonlyMap<string, string>) => boolean,
  limits: Limits = usualLimits,
): Promise<Result<null>> {
  const kind = bytes.length > limits.bytes ? undefined : recogniseFile(name, bytes);
  if (!kind?.rows) return refuse('rows-not-read', { file: name });
  await kind.rows(name, bytes, { limits }, onRow);
  return ok(null);
}
