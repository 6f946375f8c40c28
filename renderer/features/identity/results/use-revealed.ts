import { useEffect, useState } from 'react';
import type { IdentityReport } from '../../../../shared/identity/report';
import type { Problem } from '../../../../shared/problem';
import { type FinishedRun, revealIdentity } from '../../../store/identity-run';
import { useRevealing } from '../../../ui/private';

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
 * Values of a dry run, asked for only when somebody wants to see them, and of every further run until they are masked again.
 * They are personal data: they live in the page and go when it is left; so does the wish to see them.
 */
export function useRevealed(run: FinishedRun | undefined): Revealing {
  const [isWanted, setWanted] = useRevealing();
  const [revealed, setRevealed] = useState<{ of: FinishedRun; report: IdentityReport }>();
  const [failed, setFailed] = useState<{ of: FinishedRun; problems: readonly Problem[] }>();

  useEffect(() => {
    if (!run || !isWanted) return;
    let isHere = true;
    const job = revealIdentity(run, () => {});
    void job.reply.then((reply) => {
      if (!isHere) return;
      if (reply.ok) setRevealed({ of: run, report: reply.value });
      else {
        setFailed({ of: run, problems: reply.problems });
        setWanted(false);
      }
    });
    return () => {
      isHere = false;
      job.cancel();
      setRevealed(undefined);
    };
  }, [run, isWanted, setWanted]);

  const report = revealed?.of === run ? revealed?.report : undefined;
  const wish = (wanted: boolean) => () => {
    setWanted(wanted);
    setFailed(undefined);
  };
  return {
    report,
    isAsking: isWanted && run !== undefined && report === undefined,
    problems: failed?.of === run ? (failed?.problems ?? none) : none,
    show: wish(true),
    hide: wish(false),
  };
}
