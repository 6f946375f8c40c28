/** The one thing about the executor in which the shells differ: how its process is started. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A started process. `onExit` is called once; after it no more lines come. */
export type ExecutorProcess = {
  onLine(listener: (line: string) => void): void;
  onErrorLine(listener: (line: string) => void): void;
  onExit(listener: (code: number | null) => void): void;
  /** Asks it to finish what it is doing and end. */
  stop(): void;
  kill(): void;
};
export type SpawnExecutor = (args: readonly string[]) => ExecutorProcess;

/** As a child process of Node: browser mode and the command line. */
export function spawnWithNode(main: string): SpawnExecutor {
  return (args) => {
    // Its standard input stays open as long as this process lives, so that it can notice when the host is killed.
    const child = spawn(process.execPath, [main, ...args], { stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
    child.stdin.on('error', () => {});
    return {
      onLine: (listener) => void createInterface(child.stdout).on('line', listener),
      onErrorLine: (listener) => void createInterface(child.stderr).on('line', listener),
      onExit(listener) {
        let told = false;
        const tell = (code: number | null) => {
          if (!told) listener(code);
          told = true;
        };
        child.once('error', () => tell(null));
        child.once('close', tell);
      },
      stop: () => void child.kill('SIGTERM'),
      kill: () => void child.kill('SIGKILL'),
    };
  };
}
