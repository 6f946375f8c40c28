/**
 * Browser mode as a program: `main(['--port', '0', …])`. Prints the link, opens the browser when asked, serves until it
 * is told to stop.
 */
import { parseArgs } from 'node:util';
import { refuse } from '../../shared/problem';
import { findAppFolders } from '../app-folder';
import { refuseFile } from '../file-problem';
import { homeFolder, surroundings } from '../home';
import { createWords, languageOf } from '../words';
import { startBrowserHost } from './browser-host';

export type MainOptions = { open: (url: string) => void };

/** Resolves to the exit code: at once when a host runs already, else after the stop signal. */
export async function main(args: readonly string[], { open }: MainOptions): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { home: { type: 'string' }, port: { type: 'string' }, 'no-open': { type: 'boolean', default: false }, lang: { type: 'string' } },
  });
  const words = createWords(languageOf(process.env, values.lang));
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
    console.error(words.say('server.port-invalid', { port: values.port ?? '' }));
    return 2;
  }
  const show = (url: string) => {
    console.log(url);
    if (!values['no-open']) open(url);
  };

  const home = values.home ?? homeFolder(surroundings());
  const onBug = (call: string, error: unknown) => console.error(`[${call}]`, error);
  let started: Awaited<ReturnType<typeof startBrowserHost>>;
  try {
    started = await startBrowserHost({ home, folders: findAppFolders(), port, onBug });
  } catch (error) {
    // A folder that can't be made, a port that is taken: the user's to mend. Anything else is a bug and keeps its stack.
    if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error;
    const { problems } = error.code === 'EADDRINUSE' ? refuse('port-taken', { port: String(port) }) : refuseFile(home, error);
    for (const fault of problems) console.error(words.problem(fault));
    return 1;
  }
  if ('running' in started) {
    console.log(words.say('server.already-running'));
    show(started.running);
    return 0;
  }
  const { host } = started;
  if (host.taken !== undefined) console.log(words.say('server.port-taken', { wanted: String(host.taken), port: String(host.port) }));
  console.log(words.say('server.serving'));
  show(host.url);
  await stopSignal();
  console.log(words.say('server.stopping'));
  await host.close();
  return 0;
}

/** The second signal ends the program at once: a person who presses Ctrl+C twice means it. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(name, () => {
        if (asked) process.exit(130);
        asked = true;
        resolve();
      });
    }
  });
}
