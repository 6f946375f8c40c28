/**
 * The executor's process. `--data DIR` where it keeps everything, `--port N` (any free one without), `--sandbox` lets the API
 * move time, `--supervised` ends it with its starter, `--requests-per-second N` and `--events-per-second N` are its limits.
 * Prints one line of JSON when it is ready, or why it is not. `--task` does something for a store that nobody runs on, and ends
 * with one line of JSON: `{done}`, or why not.
 */
import { parseArgs } from 'node:util';
import { careTasks } from '../shared/executor/care';
import { summaryQuerySchema } from '../shared/executor/summary';
import { ok, type Problem, refuse } from '../shared/problem';
import type { Limits } from './api/limits';
import { doTask } from './care/tasks';
import { createMailReader } from './channels/mailbox/mail-thread';
import { isMainThread, openCoreThread, runCoreThread } from './core-thread';
import { openExchangeable } from './exchange';
import { createLog } from './log';
import { readPublicFiles } from './public/public-files';
import { createSignals } from './signals';
import { serveCore } from './start';

/** Electron's utility process has a port to its starter instead of Node's IPC. */
type ParentPort = { on(event: 'message', listener: (message: { data: unknown }) => void): void; postMessage(message: unknown): void };
const parentPort = (process as typeof process & { parentPort?: ParentPort }).parentPort;

async function main(): Promise<void> {
  const options = readArguments();
  if (!options.ok) return refuseToStart(options.problems);
  // What it keeps is about people: no other user of this machine reads it.
  process.umask(0o077);
  const { task, backup, period, dataFolder, sandbox } = options.value;
  if (task !== undefined) {
    const done = await doTask(task, { dataFolder, mode: sandbox ? 'sandbox' : 'real', backup, period });
    return done.ok ? tell({ done: done.value }) : refuseToStart(done.problems);
  }
  const log = createLog();
  // Without its core it can do nothing; whoever keeps it running starts it again, or hears then why it can't be.
  const lost = (error: unknown) => {
    log.trouble('core', error);
    process.exit(1);
  };
  const signals = createSignals();
  const core = await openExchangeable(() => openCoreThread(new URL(import.meta.url), options.value, { onEnd: lost, onLeaving: () => signals.leaving() }), {
    onLost: (problems) => lost(new Error(problems[0]?.code)),
    onExchanged: () => signals.exchanged(),
  });
  if (!core.ok) return refuseToStart(core.problems);
  const program = new URL(import.meta.url);
  const started = await serveCore(core.value, { ...options.value, signals, mailReader: createMailReader(program), publicFiles: readPublicFiles(program) }, log);
  if (!started.ok) return refuseToStart(started.problems);
  const { port, stop } = started.value;

  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  process.on('SIGHUP', end);
  process.on('disconnect', end);
  process.on('message', (message) => isStop(message) && end());
  parentPort?.on('message', ({ data }) => isStop(data) && end());
  // Electron ends its utility processes itself, and gives them no standard input.
  if (options.value.supervised && !parentPort) {
    // The starter holds the other end of our standard input: when it dies, however it dies, this ends.
    process.stdin.on('end', end).on('close', end).on('error', end).resume();
  }
  tell({ ready: true, port, pid: process.pid });
}

function refuseToStart(problems: readonly Problem[]): void {
  tell({ ready: false, problems });
  process.exitCode = 1;
}

function tell(line: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
  parentPort?.postMessage(line);
  if (process.connected) process.send?.(line);
}

function isStop(message: unknown): boolean {
  return typeof message === 'object' && message !== null && Reflect.get(message, 'type') === 'stop';
}

function readArguments() {
  const wrong = (message: string) => refuse('executor-arguments', { message });
  try {
    const { values } = parseArgs({
      options: {
        data: { type: 'string' },
        port: { type: 'string' },
        sandbox: { type: 'boolean', default: false },
        supervised: { type: 'boolean', default: false },
        'requests-per-second': { type: 'string' },
        'events-per-second': { type: 'string' },
        task: { type: 'string' },
        backup: { type: 'string', default: '' },
        from: { type: 'string', default: '' },
        to: { type: 'string', default: '' },
      },
    });
    const { data: dataFolder, sandbox, supervised, backup, from, to } = values;
    const task = careTasks.find((one) => one === values.task);
    if (values.task !== undefined && !task) return wrong('--task');
    if (task === 'summary' && !summaryQuerySchema.safeParse({ from, to }).success) return wrong('--from --to');
    const port = Number(values.port ?? 0);
    if (!dataFolder) return wrong('--data');
    if (!Number.isInteger(port) || port < 0 || port > 65_535) return wrong('--port');
    const limits: Partial<Limits> = {};
    for (const [option, limit] of [
      ['requests-per-second', 'requestsPerSecond'],
      ['events-per-second', 'eventsPerSecond'],
    ] as const) {
      const given = values[option];
      if (given === undefined) continue;
      if (!/^[1-9]\d{0,8}$/.test(given)) return wrong(`--${option}`);
      limits[limit] = Number(given);
    }
    return ok({ dataFolder, port, sandbox, supervised, limits, task, backup, period: { from, to } });
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
}

if (isMainThread) await main();
else runCoreThread();
