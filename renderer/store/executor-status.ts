/** What the executor says of itself, asked every two seconds while somebody looks. */
import { useEffect } from 'react';
import { create } from 'zustand';
import type { ExecutorStatus } from '../../shared/platform';
import { platform } from '../platform/platform';

const statusStore = create<ExecutorStatus>(() => ({ mode: 'live', state: 'stopped', restarts: 0 }));
const EVERY_MS = 2000;
let watchers = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

export async function refreshExecutorStatus(): Promise<void> {
  const reply = await platform['executor.status']({});
  // Without an answer nobody knows that a channel was closed.
  statusStore.setState(
    ({ mode, openChannels }) => (reply.ok ? reply.value : { mode, state: 'failed', restarts: 0, problem: reply.problems[0], openChannels }),
    true,
  );
}

async function loop(): Promise<void> {
  await refreshExecutorStatus();
  timer = watchers > 0 ? setTimeout(loop, EVERY_MS) : undefined;
}

/** What time it is for the executor (ISO 8601): the clock of a sandbox may be days ahead. */
export async function executorTime(): Promise<string> {
  const reply = await platform['executor.status']({});
  return (reply.ok && reply.value.health?.clock.now) || new Date().toISOString();
}

export function useExecutorStatus(): ExecutorStatus {
  useEffect(() => {
    watchers++;
    if (watchers === 1 && timer === undefined) void loop();
    return () => {
      watchers--;
      if (watchers === 0) {
        clearTimeout(timer);
        timer = undefined;
      }
    };
  }, []);
  return statusStore();
}
