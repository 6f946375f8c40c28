/** The core on a thread of its own. What is asked and answered crosses as JSON, which is what it is on the wire anyhow, and crosses faster than copied objects. */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { Backup } from '../shared/executor/care';
import { executorRoutes } from '../shared/executor/contract';
import { ok, type Problem, type Result } from '../shared/problem';
import { type Inspected, inspectStore } from './care/inspect';
import { type ChannelCore, channelCalls } from './channels/channel-core';
import { runMailThread } from './channels/mailbox/mail-thread';
import { type Core, type CoreHandlers, type CoreOptions, openCore } from './core';
import { createLog } from './log';

type ThreadOptions = Omit<CoreOptions, 'clock' | 'machineClock' | 'inspect' | 'onLeaving'>;
type Call = keyof CoreHandlers | `channels.${keyof ChannelCore}` | 'prepareRestore' | 'stop' | 'close';
type Asked = { id: number; call: Call; input: string };
type Answered = { id: number; result: string } | { id: number; bug: Error };
/** Once, before anything is answered: why the store can't be opened. */
type Opened = { opened: Problem[] };
/** Something may leave. */
type Leaving = { leaving: true };

export type ThreadListeners = { onEnd(error: Error): void; onLeaving(): void };

export { isMainThread };

/** The thread's side: opens the core and answers until it is closed. */
export function runCoreThread(): void {
  const port = parentPort;
  if (!port) throw new Error('this is not a thread');
  const job: (ThreadOptions & { program: string }) | { inspect: string } | { mails: true } = workerData;
  if ('mails' in job) {
    runMailThread();
    return;
  }
  if ('inspect' in job) {
    port.postMessage(inspectStore(job.inspect));
    return;
  }
  const onLeaving = () => port.postMessage({ leaving: true } satisfies Leaving);
  const opened = openCore({ ...job, inspect: (path) => inspectInThread(job.program, path), onLeaving }, createLog());
  port.postMessage({ opened: opened.ok ? [] : opened.problems } satisfies Opened);
  if (!opened.ok) return;
  const core = opened.value;
  // Whatever one transaction answers goes together: what follows from it has all been done when this round of promises is over.
  const answers = together<Answered>(process.nextTick, (those) => port.postMessage(those));
  port.on('message', (those: Asked[]) => {
    for (const { id, call, input } of those)
      answer(core, call, input)
        .then((result) => answers.add({ id, result: JSON.stringify(result) }))
        .catch((error: unknown) => answers.add({ id, bug: error instanceof Error ? error : new Error(typeof error) }))
        .then(() => {
          if (call !== 'close') return;
          answers.send();
          port.close();
        });
  });
}

/** Collects what is to be sent: waking the other thread costs more than most of what is said to it. `later`: calls back when no more is to be waited for. */
function together<T>(later: (send: () => void) => void, post: (those: T[]) => void): { add(one: T): void; send(): void } {
  let those: T[] = [];
  const send = () => {
    if (those.length === 0) return;
    const sent = those;
    those = [];
    post(sent);
  };
  return {
    add(one) {
      those.push(one);
      if (those.length === 1) later(send);
    },
    send,
  };
}

/** Reading all of a store takes a while, and this thread has none. */
function inspectInThread(program: string, path: string): Promise<Inspected> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(program), { workerData: { inspect: path } });
    worker.once('message', resolve).once('error', reject);
    worker.once('exit', () => reject(new Error('the thread ended without an answer')));
  });
}

async function answer(core: Core, call: Asked['call'], input: string): Promise<Result<unknown>> {
  if (call === 'stop' || call === 'close') {
    await core[call]();
    return ok(null);
  }
  if (call === 'prepareRestore') return core.prepareRestore(JSON.parse(input));
  const [part, name] = call.startsWith('channels.') ? [core.channels, call.slice('channels.'.length)] : [core.handlers, call];
  const handler = Reflect.get(part, name) as (input: unknown) => Result<unknown> | Promise<Result<unknown>>;
  return handler(JSON.parse(input));
}

/**
 * The process's side: starts the thread, which is this program's own file once more, and gives what `openCore` gives.
 * @param onEnd called when the thread dies by itself: what it has not answered is lost, and what it has answered is on the disk
 */
export function openCoreThread(program: URL, options: ThreadOptions, { onEnd, onLeaving }: ThreadListeners): Promise<Result<Core>> {
  const worker = new Worker(program, { workerData: { ...options, program: program.href } });
  const waiting = new Map<number, { resolve(value: Result<unknown>): void; reject(error: Error): void }>();
  let last = 0;
  // Whatever came in with this round of I/O.
  const questions = together<Asked>(setImmediate, (those) => worker.postMessage(those));
  const ask = (call: Asked['call'], input: unknown) =>
    new Promise<Result<unknown>>((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve, reject });
      questions.add({ id, call, input: JSON.stringify(input) });
    });
  const callers = (names: readonly string[], prefix = '') =>
    Object.fromEntries(names.map((name) => [name, (input: unknown) => ask(`${prefix}${name}` as Call, input ?? null)]));
  const core: Core = {
    handlers: callers(Object.keys(executorRoutes)) as unknown as CoreHandlers,
    channels: callers(channelCalls, 'channels.') as unknown as ChannelCore,
    prepareRestore: (backup) => ask('prepareRestore', backup) as Promise<Result<Backup>>,
    stop: async () => void (await ask('stop', null)),
    async close() {
      worker.removeAllListeners('exit');
      await ask('close', null);
    },
  };
  return new Promise((resolve) => {
    worker.on('error', onEnd);
    worker.on('exit', (code) => onEnd(new Error(`the thread ended with ${code}`)));
    worker.on('message', (said: Opened | Leaving | Answered[]) => {
      if ('leaving' in said) {
        onLeaving();
        return;
      }
      if ('opened' in said) {
        if (said.opened.length > 0) worker.removeAllListeners('exit');
        resolve(said.opened.length > 0 ? { ok: false, problems: said.opened } : ok(core));
        return;
      }
      for (const answer of said) {
        const asked = waiting.get(answer.id);
        waiting.delete(answer.id);
        if ('bug' in answer) asked?.reject(answer.bug);
        else asked?.resolve(JSON.parse(answer.result));
      }
    });
  });
}
