/** Opening and closing an engagement: the newer valid copy of file and window wins, the other is kept. */

import { openEngagement } from '../../shared/engagement/open-engagement';
import { platform } from '../platform/platform';
import { attachmentsOf } from './attachments';
import { flush } from './autosave';
import { openDocument, openSession, sessionStore, setSession } from './session';
import { acquireWindowLock, type WindowLock } from './window-lock';
import { keepCopy, readCopy } from './working-copy';

let lock: WindowLock | undefined;

type Reading = ReturnType<(typeof platform)['engagements.read']>;

/** `reading`: the host was asked already. `takeOver`: the engagement is taken from the window that holds it. */
export async function openById(id: string, { takeOver = false, reading }: { takeOver?: boolean; reading?: Reading } = {}): Promise<void> {
  const { session } = sessionStore.getState();
  if ((session.status === 'open' || session.status === 'opening') && session.id === id && !takeOver) return;
  await closeCurrent();
  setSession({ status: 'opening', id });

  // Before anything is read: the window that has it writes its last word first.
  const held = await acquireWindowLock(id, takeOver, {
    onAsked: flush,
    onLost() {
      lock = undefined;
      const session = openSession();
      if (session?.id === id) setSession({ ...session, readOnly: 'other-window' });
    },
  });
  if (!isOpening(id)) {
    held?.release();
    return;
  }
  lock = held;
  const [reply, copy] = await Promise.all([reading ?? platform['engagements.read']({ id }), readCopy(id)]);
  const fromFile = reply.ok ? openEngagement(reply.value.document) : reply;
  if (!isOpening(id)) return;
  // A copy alone is no way in when the file was removed or is unreadable for a reason the user must hear.
  if (!fromFile.ok) {
    giveUpLock();
    setSession({ status: 'failed', id, problems: fromFile.problems });
    return;
  }
  const file = fromFile.value;
  // Checking a large document takes a moment; a copy that can't win is not checked.
  const own = copy && copy.revision > file.revision ? openEngagement(copy.document) : undefined;
  const newest = own?.ok && own.value.revision > file.revision ? own.value : file;
  if (copy && newest === file && copy.revision !== file.revision) await keepCopy(copy);

  openDocument(newest, newest === file ? { state: 'saved', at: Date.parse(newest.updatedAt) } : { state: 'saving' }, lock ? 'no' : 'other-window');
  // Only now: while the document is open, an undone import can still be done again.
  if (lock) void platform['attachments.tidy']({ id, attachments: attachmentsOf(newest) });
  if (lock) void platform['samples.tidy']({ id, objects: newest.sources.flatMap((source) => source.objects.map((object) => object.id)) });
}

export async function closeCurrent(): Promise<void> {
  await flush();
  giveUpLock();
  setSession({ status: 'closed' });
}

/** False when somebody has gone elsewhere meanwhile. */
function isOpening(id: string): boolean {
  const { session } = sessionStore.getState();
  return session.status === 'opening' && session.id === id;
}

function giveUpLock(): void {
  lock?.release();
  lock = undefined;
}
