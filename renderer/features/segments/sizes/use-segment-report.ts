import { useEffect, useState } from 'react';
import type { Problem } from '../../../../shared/problem';
import type { SegmentReport } from '../../../../shared/segments/size-report';
import { platform } from '../../../platform/platform';
import { openSession, useEngagement } from '../../../store/session';
import { type JobProgress, startJob, type WorkbenchJob } from '../../../store/workbench-job';
import { countingDocument, countKey } from './count-request';

/** A condition that is being typed is not counted letter by letter. */
const SETTLED_MS = 600;
const REMEMBERED = 12;

type Answer = { engagement: string; key: string; report: SegmentReport };
/** Newest first. Kept while the program runs, so that coming back to the page shows the sizes at once. */
let answers: readonly Answer[] = [];

export type SegmentCount = {
  /** The answer, or while one is being worked out the one of before. */
  report: SegmentReport | undefined;
  /** Undefined: nothing is being counted. How far it is once the workbench says so. */
  counting: { progress: JobProgress | undefined } | undefined;
  /** Why there is no answer. */
  problems: readonly Problem[];
  again: () => void;
};

const none: readonly Problem[] = [];

/** Counts all segments on the samples in the background, again after each change that matters; leaving the page ends it. */
export function useSegmentReport(compare: readonly string[]): SegmentCount {
  const engagement = useEngagement((e) => e.id);
  const key = useEngagement((e) => countKey(e, compare));
  const [round, setRound] = useState(0);
  const [running, setRunning] = useState<{ key: string; progress: JobProgress | undefined }>();
  const [failed, setFailed] = useState<{ key: string; problems: readonly Problem[] }>();
  const known = answers.find((answer) => answer.key === key);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks once more for the same thing; `compare` is in `key`
  useEffect(() => {
    if (answers.some((answer) => answer.key === key)) return;
    let isWanted = true;
    let job: WorkbenchJob<SegmentReport> | undefined;
    setRunning({ key, progress: undefined });
    const count = async () => {
      const document = openSession()?.history.present;
      if (!document) return;
      job = startJob(
        (id) => platform['workbench.segments']({ document: countingDocument(document) as never, compare: [...compare], job: id }),
        (progress) => isWanted && setRunning({ key, progress }),
      );
      const reply = await job.reply;
      if (!isWanted) return;
      if (reply.ok) answers = [{ engagement, key, report: reply.value }, ...answers].slice(0, REMEMBERED);
      setFailed(reply.ok ? undefined : { key, problems: reply.problems });
      setRunning(undefined);
      isWanted = false;
    };
    const waiting = setTimeout(() => void count(), answers.some((answer) => answer.engagement === engagement) ? SETTLED_MS : 0);
    return () => {
      clearTimeout(waiting);
      if (isWanted) job?.cancel();
      isWanted = false;
    };
  }, [engagement, key, round]);

  const isRunning = known === undefined && running?.key === key;
  return {
    report: (known ?? answers.find((answer) => answer.engagement === engagement))?.report,
    counting: isRunning ? { progress: running.progress } : undefined,
    problems: known === undefined && !isRunning && failed?.key === key ? failed.problems : none,
    again: () => setRound(round + 1),
  };
}
