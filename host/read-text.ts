/** Text files that are text: bytes that are no UTF-8 would be replaced in silence, and the next save would make the loss good for ever. */

import { isUtf8 } from 'node:buffer';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { MAX_TEXT_LENGTH } from '../shared/engagement/json-text';
import { ok, type Result, refuse } from '../shared/problem';

/** A character of UTF-8 takes three bytes at most in what people write; beyond it the text is too long in any case. */
const MAX_BYTES = 3 * MAX_TEXT_LENGTH;

/** Fails with `engagement-file-too-large`, before reading it, or `not-utf8` {file}. Rejects with the system's error, and when the path is no plain file: reading a pipe would wait for ever. */
export async function readText(path: string): Promise<Result<string>> {
  // Without O_NONBLOCK even opening a pipe waits for somebody to write into it. Windows has no such flag and no such pipes.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const about = await file.stat();
    if (!about.isFile()) throw new Error('not a file');
    if (about.size > MAX_BYTES)
      return refuse('engagement-file-too-large', { megabytes: Math.ceil(about.size / 1_000_000), limit: Math.floor(MAX_TEXT_LENGTH / 1_000_000) });
    const bytes = await file.readFile();
    return isUtf8(bytes) ? ok(bytes.toString('utf8')) : refuse('not-utf8', { file: path });
  } finally {
    await file.close();
  }
}
