/** The named copies of the open engagement, and the question for a name. */
import { create } from 'zustand';
import { toCompactText } from '../../shared/engagement/compact-text';
import { openEngagement } from '../../shared/engagement/open-engagement';
import type { Engagement } from '../../shared/engagement/schema';
import type { Snapshot } from '../../shared/platform';
import { ok, type Problem, type Result } from '../../shared/problem';
import { platform } from '../platform/platform';
import { openSession } from './session';

type Known = { /** Of which engagement. */ id: string; snapshots: Snapshot[]; problems: Problem[] };

const store = create<{ known: Known | undefined; asking: boolean }>(() => ({ known: undefined, asking: false }));

/** The dialog for a name is open. */
export function useAskingForSnapshot(): boolean {
  return store(({ asking }) => asking);
}

export function askForSnapshot(asking = true): void {
  if (!asking || openSession()) store.setState({ asking });
}

/** Newest first; undefined until they were asked for. */
export function useSnapshots(id: string): Known | undefined {
  return store(({ known }) => (known?.id === id ? known : undefined));
}

export async function loadSnapshots(id: string): Promise<void> {
  const reply = await platform['snapshots.list']({ id });
  store.setState({ known: { id, snapshots: reply.ok ? reply.value : [], problems: reply.ok ? [] : reply.problems } });
}

/** Of the document as it is on the screen, saved or not. Undefined when nothing is open. */
export async function takeSnapshot(name: string): Promise<Result<Snapshot> | undefined> {
  const document = openSession()?.history.present;
  if (!document) return undefined;
  const reply = await platform['snapshots.create']({ document: toCompactText(document), name });
  if (reply.ok) await loadSnapshots(document.id);
  return reply;
}

export async function removeSnapshot(id: string, file: string): Promise<Problem[]> {
  const reply = await platform['snapshots.remove']({ id, file });
  await loadSnapshots(id);
  return reply.ok ? [] : reply.problems;
}

/** The snapshot read last, opened: comparing again after each change must not read it again. */
let last: { key: string; engagement: Engagement } | undefined;

export async function readSnapshot(id: string, file: string): Promise<Result<Engagement>> {
  const key = `${id}/${file}`;
  if (last?.key === key) return ok(last.engagement);
  const reply = await platform['snapshots.read']({ id, file });
  const opened = reply.ok ? openEngagement(reply.value.document) : reply;
  if (opened.ok) last = { key, engagement: opened.value };
  return opened;
}
