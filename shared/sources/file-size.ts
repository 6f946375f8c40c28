/** How large a file may be that is read as a whole: known before its bytes are in anybody's memory. */
import { type Problem, problem } from '../problem';

export const MOST_FILE_BYTES = 200 * 1024 * 1024;

/** `file-too-large` {file, megabytes, limit}, or undefined when it may be read. */
export function fileTooLarge({ name, size }: { name: string; size: number }, limit: number = MOST_FILE_BYTES): Problem | undefined {
  if (size <= limit) return undefined;
  return problem('blocks', 'file-too-large', [], { file: name, megabytes: Math.ceil(size / 1_048_576), limit: Math.floor(limit / 1_048_576) });
}
