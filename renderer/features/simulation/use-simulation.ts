import { useCallback, useEffect, useRef, useState } from 'react';
import { refuse } from '../../../shared/problem';
import type { SimulationOrder } from '../../../shared/simulation/order';
import type { SimulationSettings } from '../../../shared/simulation/report';
import { platform } from '../../platform/platform';
import { openSession, useEngagement } from '../../store/session';
import { keepOutcome, outcomeOf, type SimulationOutcome, type SimulationView } from '../../store/simulations';
import { startJob } from '../../store/workbench-job';
import type { SimulationAnswer } from './simulation-messages';

/** What is asked for: made-up customers in a worker of the window, or what only the host has (rows of the sample), or a file. */
export type Order = { kind: 'volumes'; settings: SimulationSettings } | SimulationOrder;

export type Simulating = SimulationOutcome & {
  /** Undefined: nothing runs. */
  running: { share: number } | undefined;
  start(order: Order): void;
  cancel(): void;
};

/** Runs simulations beside the page, one at a time; leaving the page ends it. */
export function useSimulation(view: SimulationView): Simulating {
  const id = useEngagement((e) => e.id);
  const [outcome, setOutcome] = useState<SimulationOutcome>(() => outcomeOf(view, id));
  const [running, setRunning] = useState<{ share: number }>();
  const stop = useRef<() => void>(undefined);

  const cancel = useCallback(() => {
    stop.current?.();
    stop.current = undefined;
    setRunning(undefined);
  }, []);
  useEffect(() => cancel, [cancel]);

  const start = useCallback(
    (order: Order) => {
      const engagement = openSession()?.history.present;
      if (!engagement) return;
      cancel();
      let isWanted = true;
      setOutcome((old) => ({ ...old, problems: [] }));
      setRunning({ share: 0 });
      const hear = (answer: SimulationAnswer) => {
        if (!isWanted) return;
        if ('share' in answer) {
          setRunning(answer);
          return;
        }
        cancel();
        const { result } = answer;
        setOutcome((old) => {
          const next = { report: result.ok ? result.value : old.report, problems: result.problems };
          keepOutcome(view, id, next);
          return next;
        });
      };
      const end = order.kind === 'volumes' ? inWindow(engagement, order.settings, hear) : onHost(engagement, order, hear);
      stop.current = () => {
        isWanted = false;
        end();
      };
    },
    [view, id, cancel],
  );
  return { ...outcome, running, start, cancel };
}

type Engagement = NonNullable<ReturnType<typeof openSession>>['history']['present'];
type Hear = (answer: SimulationAnswer) => void;

function inWindow(engagement: Engagement, settings: SimulationSettings, hear: Hear): () => void {
  const worker = new Worker(new URL('./simulation-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<SimulationAnswer>) => hear(data));
  worker.addEventListener('error', () => hear({ result: refuse('simulation-broke') }));
  worker.postMessage({ engagement, settings });
  return () => worker.terminate();
}

function onHost(engagement: Engagement, order: SimulationOrder, hear: Hear): () => void {
  const job = startJob(
    (id) => platform['workbench.simulate']({ document: engagement as never, order, job: id }),
    ({ share }) => hear({ share }),
  );
  void job.reply.then((result) => hear({ result }));
  return job.cancel;
}
