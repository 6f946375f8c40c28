import { useCallback, useEffect, useRef, useState } from 'react';
import type { IdentityReport } from '../../../../shared/identity/report';
import type { Problem } from '../../../../shared/problem';
import { type FinishedRun, revealIdentity } from '../../../store/identity-run';
import type { WorkbenchJob } from '../../../store/workbench-job';

export type Revealing = {
  /** The same report with its values as they are; undefined while they are masked. */
  report: IdentityReport | undefined;
  isAsking: boolean;
  problems: readonly Problem[];
  show: () => void;
  hide: () => void;
};

const none: readonly Problem[] = [];

/**
 * Values of a dry run, asked for only when somebody wants to see them. They are personal data: they live in the page, and go
 * when it is left, when they are masked again and when another run takes the place of this one.
 */
export function useRevealed(run: FinishedRun | undefined): Revealing {
  const [revealed, setRevealed] = useState<{ of: FinishedRun; report: IdentityReport }>();
  const [failed, setFailed] = useState<{ of: FinishedRun; problems: readonly Problem[] }>();
  const [asking, setAsking] = useState<WorkbenchJob<IdentityReport>>();
  const current = useRef<WorkbenchJob<IdentityReport>>(undefined);

  const hide = useCallback(() => {
    current.current?.cancel();
    current.current = undefined;
    setAsking(undefined);
    setRevealed(undefined);
    setFailed(undefined);
  }, []);

  const show = useCallback(() => {
    if (!run) return;
    current.current?.cancel();
    const job = revealIdentity(run, () => {});
    current.current = job;
    setAsking(job);
    void job.reply.then((reply) => {
      if (current.current !== job) return;
      current.current = undefined;
      setAsking(undefined);
      if (reply.ok) setRevealed({ of: run, report: reply.value });
      else setFailed({ of: run, problems: reply.problems });
    });
  }, [run]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another run ends what was shown of this one
  useEffect(() => hide, [run, hide]);

  return {
    report: revealed?.of === run ? revealed?.report : undefined,
    isAsking: asking !== undefined,
    problems: failed?.of === run ? (failed?.problems ?? none) : none,
    show,
    hide,
  };
}
