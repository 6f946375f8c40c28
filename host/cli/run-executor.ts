/** `masa executor`: the executor in the foreground, with its own ready line and its own exit code. */
import { resolve } from 'node:path';
import { parseFirstLine } from '../executor-endpoint';
import type { SpawnExecutor } from '../executor-process';
import type { Words } from '../words';
import { tell } from './read-engagement';

export type RunExecutorOptions = {
  data: string;
  port: string | undefined;
  sandbox: boolean;
  /** Option → value, as given: the executor says itself what it does not understand. */
  limits: Record<string, string | undefined>;
  words: Words;
  spawn: SpawnExecutor;
};

export function runExecutor({ data, port, sandbox, limits, words, spawn }: RunExecutorOptions): Promise<number> {
  const number = Number(port ?? '0');
  if (!(Number.isInteger(number) && number >= 0 && number <= 65_535)) {
    console.error(words.say('server.port-invalid', { port: port ?? '' }));
    return Promise.resolve(2);
  }
  const limiting = Object.entries(limits).flatMap(([option, value]) => (value === undefined ? [] : [`--${option}`, value]));
  const child = spawn(['--data', resolve(data), '--port', String(number), ...(sandbox ? ['--sandbox'] : []), ...limiting]);
  child.onLine((line) => {
    const first = parseFirstLine(line);
    if (first && !first.ready) tell(first.problems, words);
    else console.log(line);
    // Whoever asked the app for reports must not wait for them here.
    if (first?.ready) console.error(words.say('cli.executor-alone'));
  });
  child.onErrorLine((line) => console.error(line));
  const stop = () => child.stop();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of signals) process.on(name, stop);
  return new Promise((done) => {
    child.onExit((code) => {
      for (const name of signals) process.off(name, stop);
      done(code ?? 1);
    });
  });
}
