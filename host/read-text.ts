/** Text files that are text: bytes that are no UTF-8 would be replaced in silence, and the next save would make the loss good for ever. */

import { isUtf8 } from 'node:buffer';
import { MAX_TEXT_LENGTH } from '../shared/engagement/json-text';
import { ok, type Result, refuse } from '../shared/problem';
import { withPlainFile } from './plain-file';

/** A character of UTF-8 takes three bytes at most in what people write; beyond it the text is too long in any case. */
const MAX_BYTES = 3 * MAX_TEXT_LENGTH;

/** Fails with `engagement-file-too-large`, before reading it, or `not-utf8` {file}. Rejects as `withPlainFile` does. */
export function readText(path: string): Promise<Result<string>> {
  return withPlainFile(path, async (file, size) => {
    if (size > MAX_BYTES)
      return refuse('engagement-file-too-large', { megabytes: Math.ceil(size / 1_000_000), limit: Math.floor(MAX_TEXT_LENGTH / 1_000_000) });
    const bytes = await file.readFile();
    return isUtf8(bytes) ? ok(bytes.toString('utf8')) : refuse('not-utf8', { file: path });
  });
}
