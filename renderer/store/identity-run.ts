/**
 * The last dry run of the identity rules, as long as the engagement is open: both views of identity show it, and it belongs
 * to the rules it was made with. Values are masked in here; those asked for by name live in the page that asked.
 */
import { create } from 'zustand';
import { toCanonicalJson } from '../../shared/canonical-json';
import type { Engagement } from '../../shared/engagement/schema';
import type { IdentityReport } from '../../shared/identity/report';
import type { Problem } from '../../shared/problem';
import { platform } from '../platform/platform';
import { openSession } from './session';
import { type JobProgress, startJob, type WorkbenchJob } from './workbench-job';

/** `of`: the document it was made with. `at`: when, ISO 8601. */
export type FinishedRun = { of: Engagement; at: string; report: IdentityReport };

export type IdentityRun = {
  engagement: string | undefined;
  running: { job: WorkbenchJob<IdentityReport>; progress: JobProgress } | undefined;
  /** Stays while a newer one runs. */
  finished: FinishedRun | undefined;
  /** Why the last one came to nothing. */
  problems: readonly Problem[];
};

const nothing: IdentityRun = { engagement: undefined, running: undefined, finished: undefined, problems: [] };
const runStore = create<IdentityRun>(() => nothing);

/** The dry run of the open engagement; nothing of another one. */
export function useIdentityRun(engagement: string): IdentityRun {
  const run = runStore();
  return run.engagement === engagement ? run : nothing;
}

/** Tries the rules of the open engagement on its sample rows. One that is under way is left for it. */
export function tryIdentity(): void {
  const document = openSession()?.history.present;
  if (!document) return;
  const before = runStore.getState();
  before.running?.job.cancel();
  const job = startJob(
    (id) => platform['workbench.identity']({ document: forIdentity(document), values: false, job: id }),
    (progress) => {
      const { running } = runStore.getState();
      if (running?.job === job) runStore.setState({ running: { job, progress } });
    },
  );
  runStore.setState({
    engagement: document.id,
    running: { job, progress: { file: '', share: 0 } },
    finished: before.engagement === document.id ? before.finished : undefined,
    problems: [],
  });
  void job.reply.then((reply) => {
    if (runStore.getState().running?.job !== job) return;
    if (reply.ok) runStore.setState({ running: undefined, finished: { of: document, at: new Date().toISOString(), report: reply.value }, problems: [] });
    else runStore.setState({ running: undefined, problems: reply.problems.filter(({ code }) => code !== 'cancelled') });
  });
}

/** What was found before stays. */
export function cancelIdentity(): void {
  runStore.getState().running?.job.cancel();
  runStore.setState({ running: undefined });
}

/** The same run with its values as they are. They are personal data: whoever asks keeps them no longer than they are looked at. */
export function revealIdentity(run: FinishedRun, onProgress: (progress: JobProgress) => void): WorkbenchJob<IdentityReport> {
  return startJob((id) => platform['workbench.identity']({ document: forIdentity(run.of), values: true, job: id }), onProgress);
}

/** The document without what identity never looks at: less to send to the workbench. */
function forIdentity(engagement: Engagement): Engagement {
  return { ...engagement, segments: [], journeys: [], messages: [], suppressions: [], caps: [], notes: [], plannedSends: [], phases: [] };
}

/** Rules, mappings or fields have changed since. An undone edit brings the same objects back, and the run is current again. */
export function isOutdated(run: FinishedRun, now: Engagement): boolean {
  if (run.of.identity !== now.identity || run.of.sources !== now.sources) return true;
  const before = new Map(run.of.record.attributes.map(({ id, sources }) => [id, sources]));
  return now.record.attributes.some(({ id, sources }) => {
    const old = before.get(id) ?? [];
    // Editing an attribute's words copies its mappings too.
    return old !== sources && toCanonicalJson(old) !== toCanonicalJson(sources);
  });
}
