import { useCallback, useState } from 'react';
import { toCompactText } from '../../../../shared/engagement/compact-text';
import type { Problem } from '../../../../shared/problem';
import type { Language } from '../../../../shared/text';
import { platform } from '../../../platform/platform';
import { downloadBytes } from '../../../store/download';
import { openSession } from '../../../store/session';
import { type JobProgress, startJob } from '../../../store/workbench-job';
import { tellStopped } from '../tell-stopped';
import { useOneJob } from './use-one-job';

export type MadePack = { name: string; files: number; bytes: number; fingerprint: string };
export type PackMaking = {
  /** Undefined: nothing is being made. */
  running: JobProgress | undefined;
  made: MadePack | undefined;
  problems: readonly Problem[];
  start: (languages: readonly Language[]) => void;
  cancel: () => void;
};

/** Makes a pack of what is on the screen and hands it over. */
export function useMakePack(): PackMaking {
  const { running, setRunning, stop, cancel } = useOneJob(tellStopped);
  const [made, setMade] = useState<MadePack>();
  const [problems, setProblems] = useState<readonly Problem[]>([]);

  const start = useCallback(
    (languages: readonly Language[]) => {
      const engagement = openSession()?.history.present;
      if (!engagement) return;
      cancel();
      setMade(undefined);
      setProblems([]);
      setRunning({ file: '', share: 0 });
      let isWanted = true;
      const job = startJob(
        (id) => platform['workbench.pack']({ document: toCompactText(engagement), languages: [...languages], job: id }),
        (progress) => isWanted && setRunning(progress),
      );
      stop.current = () => {
        isWanted = false;
        job.cancel();
      };
      void job.reply.then((reply) => {
        if (!isWanted) return;
        stop.current = undefined;
        setRunning(undefined);
        setProblems(reply.ok ? reply.value.problems : reply.problems);
        if (!reply.ok) return;
        const { name, mime, bytes, files, fingerprint } = reply.value;
        downloadBytes(name, mime, bytes);
        setMade({ name, files, bytes: bytes.length, fingerprint });
      });
    },
    [cancel, setRunning, stop],
  );
  return { running, made, problems, start, cancel };
}
