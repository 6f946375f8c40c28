/** The mail server that fails (`failing-mail-process.mjs`), as a process of its own, and who is to be written to so that it does. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A recipient, how often she was tried, how often a mail to her was taken, and under how many Message-IDs. */
export type Counted = readonly [to: string, tried: number, taken: number, ids: number];
export type Count = { tried: number; taken: number; bytes: number; lines: number; mostLines: number; firstTriesMs: number };

export type FailingMailServer = {
  port: number;
  child: ChildProcess;
  count(): Promise<Count>;
  list(): Promise<Counted[]>;
  /** Begins anew. */
  forget(): Promise<void>;
  stop(): void;
};

/** What the server does to whose name begins so; `never` asks to come again for ever. */
export const mailFaults = ['busy', 'gone', 'later', 'spam', 'cut', 'torn', 'kept'] as const;
export type MailFault = (typeof mailFaults)[number] | 'never';

/** So many recipients, of whom one in `every` meets a fault, each fault as often as the others. */
export function mailRecipients(count: number, every: number, faults: readonly MailFault[] = mailFaults): string[] {
  return Array.from({ length: count }, (_, i) => {
    const fault = i % every === every - 1 ? faults[Math.floor(i / every) % faults.length] : undefined;
    return `${fault ?? 'p'}${i}@client.example`;
  });
}

export async function startFailingMailServer(): Promise<FailingMailServer> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('failing-mail-process.mjs', import.meta.url))], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const hear = async () => JSON.parse(String((await once(lines, 'line'))[0]));
  const { port } = await hear();
  let last: Promise<unknown> = Promise.resolve();
  // One question after the other, as the answers do not say to what.
  const ask = <T>(what: string): Promise<T> => {
    const answer = last.then(() => {
      const heard = hear();
      child.stdin.write(`${JSON.stringify({ do: what })}\n`);
      return heard;
    });
    last = answer;
    return answer;
  };
  return {
    port,
    child,
    count: () => ask('count'),
    list: () => ask('list'),
    forget: async () => void (await ask('forget')),
    stop: () => child.stdin.end(),
  };
}
