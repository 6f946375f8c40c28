import { useCallback, useState } from 'react';
import { toCompactText } from '../../../../shared/engagement/compact-text';
import type { Comparison, PackCheck } from '../../../../shared/pack/check';
import { findingsOf } from '../../../../shared/pack/findings';
import type { Problem } from '../../../../shared/problem';
import { fileTooLarge } from '../../../../shared/sources/file-size';
import type { Language } from '../../../../shared/text';
import { platform } from '../../../platform/platform';
import type { TakenFiles } from '../../../store/dropped-files';
import { loadFile } from '../../../store/load-file';
import { openSession } from '../../../store/session';
import { type JobProgress, startJob } from '../../../store/workbench-job';
import { useOneJob } from './use-one-job';

/** `since`: the earlier pack it was compared with; absent: what is open now is the later of the two. */
export type CheckedPack = { file: File; check: PackCheck; comparison: Comparison | undefined; since: string | undefined };
export type PackChecking = {
  running: JobProgress | undefined;
  checked: CheckedPack | undefined;
  problems: readonly Problem[];
  /** `earlier`: another pack to compare with instead of what is open. */
  check: (taken: TakenFiles, earlier?: File) => void;
  cancel: () => void;
};

export function useCheckPack(language: Language): PackChecking {
  const { running, setRunning, stop, cancel } = useOneJob();
  const [checked, setChecked] = useState<CheckedPack>();
  const [problems, setProblems] = useState<readonly Problem[]>([]);

  const check = useCallback(
    ({ files: [file], problems: untaken }: TakenFiles, earlier?: File) => {
      if (!file && untaken.length === 0) return;
      cancel();
      setChecked(undefined);
      setProblems(untaken);
      if (!file) return;
      const tooLarge = [file, ...(earlier ? [earlier] : [])].flatMap((one) => fileTooLarge(one) ?? []);
      if (tooLarge.length > 0) return setProblems(tooLarge);
      let isWanted = true;
      stop.current = () => {
        isWanted = false;
      };
      setRunning({ file: file.name, share: 0 });
      void (async () => {
        const [pack, other] = await Promise.all([loadFile(file), earlier && loadFile(earlier)]);
        if (!isWanted) return;
        const unread = [pack, other].flatMap((one) => (one && 'code' in one ? [one] : []));
        if (!('bytes' in pack) || (other && !('bytes' in other))) {
          setRunning(undefined);
          return setProblems(unread);
        }
        const engagement = openSession()?.history.present;
        const now = !other && engagement ? { now: toCompactText(engagement) } : {};
        const job = startJob(
          (id) => platform['workbench.verifyPack']({ file: pack, ...(other ? { earlier: other } : now), language, job: id }),
          (progress) => isWanted && setRunning(progress),
        );
        stop.current = () => {
          isWanted = false;
          job.cancel();
        };
        const reply = await job.reply;
        if (!isWanted) return;
        stop.current = undefined;
        setRunning(undefined);
        if (!reply.ok) return setProblems(reply.problems);
        const { check, comparison } = reply.value;
        setProblems([...findingsOf(check), ...reply.problems]);
        setChecked({ file, check, comparison, since: earlier?.name });
      })();
    },
    [cancel, language, setRunning, stop],
  );
  return { running, checked, problems, check, cancel };
}
