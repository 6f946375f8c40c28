/**
 * Keeps the open engagement safe: a change reaches the window's own copy within 300 ms and the file within a second.
 * Leaving the page writes at once. A failed save is shown and tried again.
 */
import { saveCopyOf, saveFileOf } from './saver';
import { openSession, type Session, sessionStore, setSession } from './session';

const COPY_AFTER_MS = 250;
const FILE_AFTER_MS = 800;
const RETRY_AFTER_MS = 5000;

let copied = -1;
let filed = -1;
let watched: string | undefined;
let copyTimer: ReturnType<typeof setTimeout> | undefined;
let fileTimer: ReturnType<typeof setTimeout> | undefined;
let filing = false;

/** Begins to watch the session, whether an engagement is open already or not. */
export function startAutosave(): void {
  sessionStore.subscribe(watch);
  // An engagement that opened before is not told of again; its first change would be taken for what the file holds.
  watch(sessionStore.getState());
  addEventListener('pagehide', flush);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') flush();
  });
}

function watch({ session }: { session: Session }): void {
  if (session.status !== 'open' || session.readOnly !== 'no') return;
  const { id, revision } = session.history.present;
  if (watched !== id) {
    watched = id;
    copied = filed = session.saved.state === 'saved' ? revision : -1;
  }
  if (revision !== copied) copyTimer ??= setTimeout(saveCopy, COPY_AFTER_MS);
  if (revision !== filed) fileTimer ??= setTimeout(saveFile, FILE_AFTER_MS);
}

/** Writes what is not written yet, at once, and what is typed meanwhile. */
export async function flush(): Promise<void> {
  do await Promise.all([saveCopy(), saveFile()]);
  while (isAhead());
}

/** Whether there is something the window's own copy does not hold. */
function isAhead(): boolean {
  const session = openSession();
  if (!session || session.readOnly !== 'no') return false;
  const { id, revision } = session.history.present;
  return id === watched && revision !== copied;
}

async function saveCopy(): Promise<void> {
  clearTimeout(copyTimer);
  copyTimer = undefined;
  const session = openSession();
  if (!session || session.readOnly !== 'no') return;
  const document = session.history.present;
  if (document.id !== watched || document.revision === copied) return;
  copied = document.revision;
  await saveCopyOf(document);
}

async function saveFile(overwrite = false): Promise<void> {
  clearTimeout(fileTimer);
  fileTimer = undefined;
  const session = openSession();
  if (!session || session.readOnly !== 'no') return;
  const document = session.history.present;
  if (document.id !== watched || document.revision === filed) return;
  if (filing) {
    fileTimer = setTimeout(saveFile, FILE_AFTER_MS);
    return;
  }
  filing = true;
  setSession({ ...session, saved: { state: 'saving' } });
  const reply = await saveFileOf(document, overwrite);
  filing = false;
  const now = openSession();
  if (!now || now.id !== document.id) return;
  if (reply.ok) {
    filed = document.revision;
    setSession({ ...now, saved: now.history.present.revision === filed ? { state: 'saved', at: Date.parse(reply.value.savedAt) } : { state: 'saving' } });
    if (now.history.present.revision !== filed) fileTimer ??= setTimeout(saveFile, FILE_AFTER_MS);
  } else if (reply.problems.some((p) => p.code === 'stale-revision')) {
    // Another window or program wrote a newer document. Nothing is overwritten before the user chose.
    setSession({ ...now, readOnly: 'changed-elsewhere', saved: { state: 'failed', problems: reply.problems } });
  } else {
    setSession({ ...now, saved: { state: 'failed', problems: reply.problems } });
    fileTimer ??= setTimeout(saveFile, RETRY_AFTER_MS);
  }
}

/** The user chose this window's document over the newer one in the file (which goes to the backups). */
export async function overwriteFile(): Promise<void> {
  const session = openSession();
  if (!session) return;
  setSession({ ...session, readOnly: 'no' });
  filed = -1;
  await saveFile(true);
}
