import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { isMissing } from './file-problem';

/**
 * Makes a folder and those above it, one after the other: asked for all of them at once, Node never answers where a file system makes
 * none (`/proc`), and of a disk that can only be read it says that something is missing. Throws what the system says, or `not a folder`.
 */
export function makeFolder(path: string, mode?: number): void {
  const there = lookAt(path);
  if (there?.isDirectory()) return;
  if (there) throw refusal('EEXIST', `not a folder: ${path}`);
  const above = dirname(path);
  if (above !== path) makeFolder(above, mode);
  try {
    mkdirSync(path, mode);
  } catch (error) {
    // Somebody else made it meanwhile.
    if (lookAt(path)?.isDirectory()) return;
    // The folder above is there: what is missing is the right to make one in it.
    throw isMissing(error) ? refusal('EPERM', 'EPERM: no folder can be made here') : error;
  }
}

/** As the system would refuse it, so that whoever tells bugs from what a user can mend tells this apart too. */
function refusal(code: string, message: string): NodeJS.ErrnoException {
  return Object.assign(new Error(message), { code, syscall: 'mkdir' });
}

function lookAt(path: string) {
  try {
    return statSync(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
