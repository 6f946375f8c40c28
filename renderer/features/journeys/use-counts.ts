import { useEffect, useState } from 'react';
import type { Counts } from '../../../shared/executor/api';
import { platform } from '../../platform/platform';
import { useExecutorStatus } from '../../store/executor-status';

const EVERY_MS = 1500;

export type SeenCounts = {
  counts: Counts | undefined;
  /** Since when nothing has been heard: the numbers stand as they were then (ISO). Undefined while they are live. */
  asOf: string | undefined;
};

/** Counts of a journey's deployment, live as long as the executor runs; when it is away the last ones stay, and say from when they are. */
export function useCounts(journeyId: string): SeenCounts {
  const { state, mode } = useExecutorStatus();
  const key = `${mode} ${journeyId}`;
  const [seen, setSeen] = useState<{ key: string; counts: Counts | undefined; at: string; isLive: boolean }>();
  useEffect(() => {
    let wanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const lose = () => setSeen((old) => (old?.isLive ? { ...old, isLive: false } : old));
    if (state !== 'ready') {
      lose();
      return;
    }
    async function ask() {
      const reply = await platform['executor.counts']({ journeyId });
      if (!wanted) return;
      if (!reply.ok) lose();
      else {
        const next = reply.value ?? undefined;
        // The same numbers keep the same object, so that the canvas is drawn again only when something moved.
        setSeen((old) => {
          const counts = old?.key === key && old.counts && next && sameCounts(old.counts, next) ? old.counts : next;
          return { key, counts, at: next?.at ?? '', isLive: true };
        });
      }
      timer = setTimeout(ask, EVERY_MS);
    }
    void ask();
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [journeyId, key, state]);
  if (seen?.key !== key) return { counts: undefined, asOf: undefined };
  return { counts: seen.counts, asOf: seen.isLive || !seen.counts ? undefined : seen.at };
}

function sameCounts(a: Counts, b: Counts): boolean {
  return JSON.stringify({ ...a, at: '' }) === JSON.stringify({ ...b, at: '' });
}
