/**
 * The open engagement: the document, its history, and how well it is saved. Every change is a named command; nothing
 * else writes. Saving is done by autosave.ts, which watches this store.
 */
import { create } from 'zustand';
import { touch } from '../../shared/engagement/edit-engagement';
import type { Engagement } from '../../shared/engagement/schema';
import type { Problem } from '../../shared/problem';
import { createHistory, type History, type Merge, record, redo, type StepName, undo } from './history';

export type Saved =
  | { state: 'saved'; at: number }
  | { state: 'saving' }
  /** In the window's own copy, not (yet) in the file. */
  | { state: 'failed'; problems: Problem[] };

export type Session =
  | { status: 'closed' }
  | { status: 'opening'; id: string }
  | { status: 'failed'; id: string; problems: Problem[] }
  | { status: 'open'; id: string; history: History<Engagement>; saved: Saved; readOnly: 'no' | 'other-window' | 'changed-elsewhere' };

export type OpenSession = Extract<Session, { status: 'open' }>;
export type Command = (engagement: Engagement) => Engagement;

export const sessionStore = create<{ session: Session }>(() => ({ session: { status: 'closed' } }));

export function setSession(session: Session): void {
  sessionStore.setState({ session });
}

export function openSession(): OpenSession | undefined {
  const { session } = sessionStore.getState();
  return session.status === 'open' ? session : undefined;
}

/** Changes the open engagement. A command that gives back the same document is no step. Ignored while read-only. */
export function run(name: StepName, command: Command, merge?: Merge): void {
  const session = openSession();
  if (!session || session.readOnly !== 'no') return;
  const now = Date.now();
  const changed = command(session.history.present);
  if (changed === session.history.present) return;
  setSession({ ...session, history: record(session.history, touch(changed, new Date(now).toISOString()), name, now, merge) });
}

function step(move: (history: History<Engagement>) => History<Engagement>): void {
  const session = openSession();
  if (!session || session.readOnly !== 'no') return;
  const moved = move(session.history);
  if (moved === session.history) return;
  // The revision goes on growing through undo and redo, so that the newest document always wins.
  const revision = session.history.present.revision + 1;
  setSession({ ...session, history: { ...moved, present: { ...moved.present, revision, updatedAt: new Date().toISOString() } } });
}

export function undoStep(): void {
  step(undo);
}

export function redoStep(): void {
  step(redo);
}

export function openDocument(engagement: Engagement, saved: Saved, readOnly: OpenSession['readOnly']): void {
  setSession({ status: 'open', id: engagement.id, history: createHistory(engagement), saved, readOnly });
}

/** The open engagement, or a part of it. Only below a route that has one open. */
export function useEngagement(): Engagement;
export function useEngagement<T>(select: (engagement: Engagement) => T): T;
export function useEngagement<T>(select?: (engagement: Engagement) => T): T | Engagement {
  return sessionStore(({ session }) => {
    if (session.status !== 'open') throw new Error('no engagement is open');
    return select ? select(session.history.present) : session.history.present;
  });
}

export function useSession(): Session {
  return sessionStore(({ session }) => session);
}

export function useReadOnly(): boolean {
  return sessionStore(({ session }) => session.status === 'open' && session.readOnly !== 'no');
}
