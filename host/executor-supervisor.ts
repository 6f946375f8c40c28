/**
 * Keeps the executor running: starts it, waits for its ready line, starts it again with growing pauses when it dies, and
 * gives up with a reason when it keeps dying. One that is already running on the same data (its host was killed) is taken over.
 */
import type { ExecutorStatus } from '../shared/platform';
import { type Problem, problem } from '../shared/problem';
import { createLazyExecutorClient, type Endpoint, type ExecutorClient } from './executor-client';
import { parseFirstLine, readEndpoint } from './executor-endpoint';
import type { ExecutorProcess, SpawnExecutor } from './executor-process';
import { isAlive } from './is-alive';

export type SupervisorOptions = {
  dataFolder: string;
  spawn: SpawnExecutor;
  /** Its clock may be moved. */
  sandbox?: boolean;
  /** Called each time one is ready to be asked. */
  onReady?(client: ExecutorClient): void;
  /** Injected by tests. */
  timing?: Partial<typeof defaultTiming>;
  now?: () => number;
};

const defaultTiming = {
  readyWithinMs: 20_000,
  stopWithinMs: 10_000,
  /** Pause before the first restart; doubles with each one that follows quickly. */
  firstPauseMs: 500,
  longestPauseMs: 30_000,
  /** An executor that ran this long starts with a clean slate. */
  steadyAfterMs: 60_000,
  giveUpAfter: 6,
};

/** Of one executor; which of them it is, is known to who looks. */
export type SupervisorStatus = Omit<ExecutorStatus, 'mode'>;

export type Supervisor = ReturnType<typeof createSupervisor>;

export function createSupervisor({ dataFolder, spawn, sandbox = false, onReady, timing: given, now = Date.now }: SupervisorOptions) {
  const timing = { ...defaultTiming, ...given };
  let state: SupervisorStatus['state'] = 'stopped';
  /** What was asked for last; every wait ends with a look at it. */
  let wanted = false;
  let running: ExecutorProcess | undefined;
  /** Set when the executor was started by somebody else. */
  let adopted: number | undefined;
  let endpoint: Endpoint | undefined;
  let restarts = 0;
  let quickDeaths = 0;
  let fault: Problem | undefined;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let starting: Promise<void> | undefined;
  let stopping: Promise<void> | undefined;
  const client: ExecutorClient = createLazyExecutorClient(() => endpoint);

  /** Resolves when it is ready, has failed, or was stopped meanwhile. Safe to call at any time. */
  async function start(): Promise<SupervisorStatus> {
    wanted = true;
    await stopping;
    // The end of one that was stopped while starting.
    if (state === 'stopped') await starting;
    if (!wanted) return status();
    if (state === 'ready' && adopted !== undefined && !isAlive(adopted)) lose();
    if (state === 'failed') quickDeaths = 0;
    if (state !== 'ready') await begin();
    return status();
  }

  function begin(): Promise<void> {
    starting ??= launch().finally(() => {
      starting = undefined;
    });
    return starting;
  }

  async function launch(): Promise<void> {
    clearTimeout(pause);
    state = 'starting';
    fault = undefined;
    if ((await adopt()) || !wanted) return;
    const startedAt = now();
    let child: ExecutorProcess;
    try {
      child = spawn(['--data', dataFolder, '--port', '0', ...(sandbox ? ['--sandbox'] : [])]);
    } catch (error) {
      // No process or file handle left. Nobody waits for a restart, so a rejection would end the whole host.
      died(lastWords(null, [error instanceof Error ? error.message : String(error)]), 0);
      return;
    }
    const said: string[] = [];
    let refusal: Problem | undefined;
    running = child;
    child.onErrorLine((line) => {
      // What it notes of its work explains no death.
      if (/^\{"at":"[^"]+","what":/.test(line)) return;
      said.push(line.slice(0, 500));
      if (said.length > 20) said.shift();
    });
    await new Promise<void>((done) => {
      const tooLong = setTimeout(() => child.kill(), timing.readyWithinMs);
      child.onLine((line) => {
        const first = running === child && state === 'starting' ? parseFirstLine(line) : undefined;
        if (!first) return;
        clearTimeout(tooLong);
        if (!first.ready) {
          refusal = first.problems[0];
          return;
        }
        const token = readEndpoint(dataFolder)?.token;
        if (!token) {
          child.kill();
          return;
        }
        endpoint = { port: first.port, token };
        state = 'ready';
        onReady?.(client);
        done();
      });
      child.onExit((code) => {
        clearTimeout(tooLong);
        // One that is being stopped is nobody's loss.
        if (running === child) {
          running = undefined;
          endpoint = undefined;
          died(refusal ?? lastWords(code, said), now() - startedAt);
        }
        done();
      });
    });
  }

  /** An executor that outlived its host holds the store alone: a second one could not open it. */
  async function adopt(): Promise<boolean> {
    const found = readEndpoint(dataFolder);
    if (!found || !isAlive(found.pid)) return false;
    const health = await createLazyExecutorClient(() => found, 3000).health({});
    if (!health.ok || !wanted) return false;
    adopted = found.pid;
    endpoint = { port: found.port, token: found.token };
    state = 'ready';
    onReady?.(client);
    return true;
  }

  function died(why: Problem, lived: number): void {
    quickDeaths = lived >= timing.steadyAfterMs ? 1 : quickDeaths + 1;
    fault = why;
    // A damaged or newer store stays so; only the lock of one that is just ending goes away by waiting.
    const hopeless = why.code.startsWith('executor-store-') || why.code === 'sandbox-mismatch' || why.code === 'executor-arguments';
    if (hopeless || quickDeaths >= timing.giveUpAfter) {
      state = 'failed';
      return;
    }
    state = 'starting';
    const wait = Math.min(timing.longestPauseMs, timing.firstPauseMs * 2 ** (quickDeaths - 1));
    pause = setTimeout(() => {
      restarts++;
      void begin();
    }, wait);
    pause.unref();
  }

  function lose(): void {
    adopted = undefined;
    endpoint = undefined;
    state = 'stopped';
  }

  /** Ends it and waits until it has ended. What it acknowledged is on disk, so even the kill after the deadline loses nothing. */
  function stop(): Promise<SupervisorStatus> {
    wanted = false;
    clearTimeout(pause);
    state = 'stopped';
    stopping ??= end().finally(() => {
      stopping = undefined;
    });
    return stopping.then(status);
  }

  async function end(): Promise<void> {
    const child = running;
    const pid = adopted;
    running = undefined;
    adopted = undefined;
    endpoint = undefined;
    if (child) {
      await new Promise<void>((done) => {
        const tooLong = setTimeout(() => child.kill(), timing.stopWithinMs);
        child.onExit(() => {
          clearTimeout(tooLong);
          done();
        });
        child.stop();
      });
    } else if (pid !== undefined) {
      await endAdopted(pid);
    }
  }

  async function endAdopted(pid: number): Promise<void> {
    signal(pid, 'SIGTERM');
    const deadline = now() + timing.stopWithinMs;
    while (isAlive(pid)) {
      if (now() > deadline) {
        signal(pid, 'SIGKILL');
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async function status(): Promise<SupervisorStatus> {
    if (adopted !== undefined && state === 'ready' && !isAlive(adopted)) {
      lose();
      void start();
    }
    const base = { state, restarts, ...(endpoint && { port: endpoint.port }), ...(fault && state !== 'ready' && { problem: fault }) };
    if (state !== 'ready') return base;
    const health = await client.health({});
    return health.ok ? { ...base, health: health.value } : { ...base, ...(health.problems[0] && { problem: health.problems[0] }) };
  }

  return { start, stop, status, client };
}

function lastWords(code: number | null, said: readonly string[]): Problem {
  return problem('blocks', 'executor-died', [], { exit: code ?? '?', message: said.join('\n').slice(-1000) });
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended in the meantime, which is what was wanted.
  }
}
