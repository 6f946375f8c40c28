import { useCallback, useEffect, useRef, useState } from 'react';
import { type Problem, refuse } from '../../../shared/problem';
import type { SimulationReport, SimulationSettings } from '../../../shared/simulation/report';
import { openSession, useEngagement } from '../../store/session';
import type { SimulationAnswer } from './simulation-messages';

/** The newest report of each engagement, kept while the program runs. */
const reports = new Map<string, SimulationReport>();

export type Simulating = {
  report: SimulationReport | undefined;
  /** Undefined: nothing runs. */
  running: { share: number } | undefined;
  problems: readonly Problem[];
  start(settings: SimulationSettings): void;
  cancel(): void;
};

/** Runs a simulation in a worker of its own; leaving the page ends it. */
export function useSimulation(): Simulating {
  const id = useEngagement((e) => e.id);
  const [report, setReport] = useState(() => reports.get(id));
  const [running, setRunning] = useState<{ share: number }>();
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const worker = useRef<Worker>(undefined);

  const cancel = useCallback(() => {
    worker.current?.terminate();
    worker.current = undefined;
    setRunning(undefined);
  }, []);
  useEffect(() => cancel, [cancel]);

  const start = useCallback(
    (settings: SimulationSettings) => {
      const engagement = openSession()?.history.present;
      if (!engagement) return;
      cancel();
      const mine = new Worker(new URL('./simulation-worker.ts', import.meta.url), { type: 'module' });
      worker.current = mine;
      setProblems([]);
      setRunning({ share: 0 });
      mine.addEventListener('message', ({ data }: MessageEvent<SimulationAnswer>) => {
        if (worker.current !== mine) return;
        if ('share' in data) {
          setRunning(data);
          return;
        }
        cancel();
        setProblems(data.result.problems);
        if (!data.result.ok) return;
        reports.set(id, data.result.value);
        setReport(data.result.value);
      });
      mine.addEventListener('error', () => {
        if (worker.current !== mine) return;
        cancel();
        setProblems(refuse('simulation-broke').problems);
      });
      mine.postMessage({ engagement, settings });
    },
    [id, cancel],
  );
  return { report, running, problems, start, cancel };
}
