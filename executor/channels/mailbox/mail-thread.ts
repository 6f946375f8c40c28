/** Mails are read on a thread of their own: what strangers write must neither hold up nor bring down what else goes on. */
import { parentPort, Worker } from 'node:worker_threads';
import type { HeardMail } from './heard';
import { readMail } from './read-mail';

export type MailReader = {
  /** Undefined: nothing can be made of it. */
  read(bytes: Buffer): Promise<HeardMail | undefined>;
  close(): Promise<void>;
};

/** A mail that takes longer, or more memory, is given up. */
const longestMs = 10_000;
const mostMegabytes = 256;

type Answer = { heard: HeardMail } | { unreadable: true };

/** In this very thread: for tests that have no other. */
export const readMailsHere: MailReader = {
  read: async (bytes) => {
    try {
      return await readMail(bytes);
    } catch {
      return undefined;
    }
  },
  close: async () => {},
};

/** The thread's side. */
export function runMailThread(): void {
  const port = parentPort;
  if (!port) throw new Error('this is not a thread');
  port.on('message', async (bytes: Uint8Array) => {
    const heard = await readMailsHere.read(Buffer.from(bytes));
    port.postMessage((heard ? { heard } : { unreadable: true }) satisfies Answer);
  });
}

/** @param program this program's own file, which with `{mails: true}` runs `runMailThread` */
export function createMailReader(program: URL): MailReader {
  let thread: Worker | undefined;

  const end = async () => {
    const ended = thread;
    thread = undefined;
    await ended?.terminate();
  };

  return {
    // One after the other, as whoever reads a mailbox does.
    async read(bytes) {
      thread ??= new Worker(program, { workerData: { mails: true }, resourceLimits: { maxOldGenerationSizeMb: mostMegabytes } });
      const answer = await answerOf(thread, bytes);
      if (answer && 'heard' in answer) return answer.heard;
      if (!answer) await end();
      return undefined;
    },
    close: end,
  };
}

/** Undefined: it came to no end, or to a bad one. */
function answerOf(thread: Worker, bytes: Buffer): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const settle = (answer: Answer | undefined) => {
      clearTimeout(timer);
      thread.off('message', settle).off('error', lost).off('exit', lost);
      // After it an error that nobody listens for would end the process.
      if (!answer) thread.on('error', () => {});
      resolve(answer);
    };
    const lost = () => settle(undefined);
    const timer = setTimeout(lost, longestMs);
    thread.on('message', settle).on('error', lost).on('exit', lost);
    thread.postMessage(bytes);
  });
}
