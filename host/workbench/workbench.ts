/**
 * Foreign bytes are read and documents drawn in a worker with a memory limit. A file that makes it hang or grow ends the
 * worker, not the app: the call gets a problem in words and the next one a fresh worker.
 */
import { Worker } from 'node:worker_threads';
import { type Result, refuse } from '../../shared/problem';
import type { Delivery, Order, Outcome, Progress, Work, WorkerData } from './messages';

export type WorkbenchOptions = {
  /** The worker's script. */
  script: string | URL;
  data: WorkerData;
  timeoutMs?: number;
  maxMemoryMb?: number;
  /** An idle worker is ended after this long: it holds fonts and parsers in memory. */
  idleMs?: number;
};

/**
 * What is new in a worker's memory is looked through once this much has come together. Left alone, V8 lets it grow to twice or, since
 * Node 22, eight times as much, which makes nothing faster and a document half as large again in memory.
 */
const YOUNG_MEMORY_MB = 24;

export type Workbench = ReturnType<typeof createWorkbench>;

export type RunOptions = { signal?: AbortSignal; onProgress?: (progress: Progress) => void };

type Waiting = RunOptions & { order: Order; settle: (result: Result<unknown>) => void };

export function createWorkbench({ script, data, timeoutMs = 120_000, maxMemoryMb = 1024, idleMs = 120_000 }: WorkbenchOptions) {
  const waiting: Waiting[] = [];
  let worker: Worker | undefined;
  let current: Waiting | undefined;
  let deadline: ReturnType<typeof setTimeout> | undefined;
  let idle: ReturnType<typeof setTimeout> | undefined;
  let nextId = 1;
  let closed = false;

  /** One piece of work after the other. Fails with `workbench-timeout`, `workbench-out-of-memory`, `workbench-crashed` or `cancelled`. */
  function run<K extends Work['kind']>(work: Extract<Work, { kind: K }>, { signal, onProgress }: RunOptions = {}): Promise<Outcome[K]> {
    return new Promise<Result<unknown>>((resolve) => {
      if (closed || signal?.aborted) {
        resolve(refuse('cancelled'));
        return;
      }
      const entry: Waiting = { order: { id: nextId++, work }, settle: resolve, ...(signal && { signal }), ...(onProgress && { onProgress }) };
      signal?.addEventListener('abort', () => cancel(entry), { once: true });
      waiting.push(entry);
      next();
    }) as Promise<Outcome[K]>;
  }

  function next(): void {
    if (current) return;
    current = waiting.shift();
    if (!current) {
      idle = setTimeout(endWorker, idleMs);
      idle.unref();
      return;
    }
    clearTimeout(idle);
    deadline = setTimeout(() => finish(refuse('workbench-timeout', { seconds: Math.round(timeoutMs / 1000) }), true), timeoutMs);
    try {
      worker ??= startWorker();
      worker.postMessage(current.order);
    } catch (error) {
      // What can't be copied (nested without end) or a worker that can't be started: this call's trouble, not that of the next.
      finish(refuse('workbench-crashed', { message: (error instanceof Error ? error.message : String(error)).slice(0, 300) }), true);
    }
  }

  function startWorker(): Worker {
    const started = new Worker(script, {
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb, maxYoungGenerationSizeMb: YOUNG_MEMORY_MB },
      stdout: false,
      stderr: false,
    });
    const isCurrent = () => worker === started;
    started.on('message', (delivery: Delivery) => {
      if (!isCurrent() || current?.order.id !== delivery.id) return;
      if ('progress' in delivery) current.onProgress?.(delivery.progress);
      else finish(delivery.result, false);
    });
    started.on('error', (error) => {
      if (!isCurrent()) return;
      const outOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      finish(
        outOfMemory ? refuse('workbench-out-of-memory', { limit: maxMemoryMb }) : refuse('workbench-crashed', { message: error.message.slice(0, 300) }),
        true,
      );
    });
    started.on('exit', (code) => {
      if (isCurrent()) finish(refuse('workbench-crashed', { message: `exit ${code}` }), true);
    });
    // A worker waiting for work is no reason to keep the program alive.
    started.unref();
    return started;
  }

  function finish(result: Result<unknown>, workerIsLost: boolean): void {
    clearTimeout(deadline);
    const done = current;
    current = undefined;
    if (workerIsLost) endWorker();
    done?.settle(result);
    if (!closed) next();
  }

  function cancel(entry: Waiting): void {
    if (entry === current) {
      finish(refuse('cancelled'), true);
      return;
    }
    const index = waiting.indexOf(entry);
    if (index < 0) return;
    waiting.splice(index, 1);
    entry.settle(refuse('cancelled'));
  }

  function endWorker(): void {
    const ended = worker;
    worker = undefined;
    void ended?.terminate();
  }

  async function close(): Promise<void> {
    closed = true;
    clearTimeout(idle);
    for (const entry of waiting.splice(0)) entry.settle(refuse('cancelled'));
    if (current) finish(refuse('cancelled'), true);
    endWorker();
  }

  return { run, close };
}
