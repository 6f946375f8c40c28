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

/** `isHeard`: the last question was answered. */
type Seen = { key: string; counts: Counts | undefined; at: string; isHeard: boolean };

/** What was heard last, for whoever leaves the page and comes back while the executor is away. */
const lastSeen = new Map<string, Seen>();

/**
 * Counts of a journey's deployment, the one that runs unless another is named, live as long as the executor runs; when it is away the
 * last ones stay, and say from when they are. Without a journey nothing is asked.
 */
export function useCounts(journeyId: string | undefined, deployment?: string): SeenCounts {
  const { state, mode } = useExecutorStatus();
  const key = `${mode} ${journeyId} ${deployment}`;
  const [shown, setShown] = useState<Seen>();
  useEffect(() => {
    if (state !== 'ready' || journeyId === undefined) return;
    const asked = { journeyId, ...(deployment === undefined ? {} : { deployment }) };
    let wanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    async function ask() {
      const reply = await platform['executor.counts'](asked);
      if (!wanted) return;
      const old = lastSeen.get(key);
      const next = reply.ok ? heard(key, old, reply.value ?? undefined) : old && { ...old, isHeard: false };
      if (next) {
        lastSeen.set(key, next);
        setShown(next);
      }
      timer = setTimeout(ask, EVERY_MS);
    }
    void ask();
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [journeyId, deployment, key, state]);
  const seen = shown?.key === key ? shown : lastSeen.get(key);
  if (!seen?.counts) return { counts: undefined, asOf: undefined };
  return { counts: seen.counts, asOf: seen.isHeard && state === 'ready' ? undefined : seen.at };
}

/** The same numbers keep the same object, so that the canvas is drawn again only when something moved. */
function heard(key: string, old: Seen | undefined, counts: Counts | undefined): Seen {
  const isSame = old?.counts && counts && sameCounts(old.counts, counts);
  return { key, counts: isSame ? old.counts : counts, at: counts?.at ?? '', isHeard: true };
}

function sameCounts(a: Counts, b: Counts): boolean {
  return JSON.stringify({ ...a, at: '' }) === JSON.stringify({ ...b, at: '' });
}
