import { useEffect, useState } from 'react';
import type { Counts } from '../../../shared/executor/api';
import { platform } from '../../platform/platform';
import { useExecutorStatus } from '../../store/executor-status';

const EVERY_MS = 1500;

/** Live counts of a journey's deployment, as long as the executor runs and the page is open. */
export function useCounts(journeyId: string): Counts | undefined {
  const { state } = useExecutorStatus();
  const [counts, setCounts] = useState<Counts>();
  useEffect(() => {
    setCounts(undefined);
    if (state !== 'ready') return;
    let wanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    async function ask() {
      const reply = await platform['executor.counts']({ journeyId });
      if (!wanted) return;
      // The same numbers keep the same object, so that the canvas is drawn again only when something moved.
      if (reply.ok) setCounts((old) => (reply.value && old && sameCounts(old, reply.value) ? old : (reply.value ?? undefined)));
      timer = setTimeout(ask, EVERY_MS);
    }
    void ask();
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [journeyId, state]);
  return counts;
}

function sameCounts(a: Counts, b: Counts): boolean {
  return JSON.stringify({ ...a, at: '' }) === JSON.stringify({ ...b, at: '' });
}
