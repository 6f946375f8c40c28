/** What lies in one engagement file right now, remembered as long as the file does not change. */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { parseEngagementText } from '../shared/engagement/open-engagement';
import type { Engagement } from '../shared/engagement/schema';
import type { Problem } from '../shared/problem';
import { isMissing, refuseFile } from './file-problem';
import { readText } from './read-text';

type Head = { id: string; name: string; client: string; updatedAt: string; revision: number };
export type FileState =
  | { state: 'missing' }
  | { state: 'valid'; head: Head; hash: string; size: number }
  /** Damaged, foreign, newer than this program, or unreadable. `head` is what could be made out. */
  | { state: 'problem'; head: Head; problems: Problem[]; size: number };

export function createFileStates() {
  const known = new Map<string, { stamp: string; found: FileState }>();

  /** Reads and checks the file, or answers from memory when it is the same file as last time. */
  async function look(path: string, id: string): Promise<FileState> {
    let stamp = '';
    let changed = new Date(0);
    let size = 0;
    try {
      const file = await stat(path, { bigint: true });
      stamp = stampOf(file);
      changed = file.mtime;
      size = Number(file.size);
      const remembered = known.get(path);
      if (remembered?.stamp === stamp) return remembered.found;
      const read = await readText(path);
      const found: FileState = read.ok ? stateOf(read.value, id, changed) : { state: 'problem', head: unknownHead(id, changed), problems: read.problems, size };
      known.set(path, { stamp, found });
      return found;
    } catch (error) {
      if (isMissing(error)) {
        known.delete(path);
        return { state: 'missing' };
      }
      return { state: 'problem', head: unknownHead(id, changed), problems: refuseFile(path, error).problems, size };
    }
  }

  /** What this program has just written there, so that the next save need not read it back. */
  async function written(path: string, engagement: Engagement, text: string): Promise<void> {
    const file = await stat(path, { bigint: true });
    const size = Buffer.byteLength(text);
    // Somebody else was quicker: the next look reads the file.
    if (Number(file.size) !== size) known.delete(path);
    else known.set(path, { stamp: stampOf(file), found: { state: 'valid', head: headOf(engagement), hash: hashOf(text), size } });
  }

  return { look, written };
}

function stampOf({ ino, size, mtimeNs }: { ino: bigint; size: bigint; mtimeNs: bigint }): string {
  return `${ino}:${size}:${mtimeNs}`;
}

function stateOf(text: string, id: string, changed: Date): FileState {
  const size = Buffer.byteLength(text);
  const opened = parseEngagementText(text);
  if (!opened.ok) return { state: 'problem', head: guessHead(text, id, changed), problems: opened.problems, size };
  const head = headOf(opened.value);
  if (head.id === id) return { state: 'valid', head, hash: hashOf(text), size };
  // Copied by hand from another folder: saving it would go to that other folder.
  const problems: Problem[] = [{ severity: 'blocks', code: 'engagement-misplaced', path: [], params: { folder: id, id: head.id } }];
  return { state: 'problem', head: { ...head, id }, problems, size };
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function headOf({ id, name, client, updatedAt, revision }: Engagement): Head {
  return { id, name, client: client.name, updatedAt, revision };
}

function unknownHead(id: string, changed: Date): Head {
  return { id, name: id, client: '', updatedAt: changed.toISOString(), revision: 0 };
}

/** A file that can't be opened still deserves its name in the list, if the name can be made out. */
function guessHead(text: string, id: string, changed: Date): Head {
  const head = unknownHead(id, changed);
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return head;
    if ('name' in value && typeof value.name === 'string' && value.name) head.name = value.name.slice(0, 200);
    if ('client' in value && typeof value.client === 'object' && value.client !== null && 'name' in value.client && typeof value.client.name === 'string')
      head.client = value.client.name.slice(0, 200);
  } catch {
    // Not JSON: the folder's name has to do.
  }
  return head;
}
