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
    // It watches its standard input, which closes when this process ends, however it ends.
    const child = spawn(process.execPath, [main, ...args, '--supervised'], { stdio: ['pipe', 'pipe', 'pipe', 'ipc'], windowsHide: true });
    const { stdin, stdout, stderr } = child;
    if (!stdin || !stdout || !stderr) throw new Error('the executor was started without its streams');
    stdin.on('error', () => {});
    return {
      onLine: (listener) => void createInterface(stdout).on('line', listener),
      onErrorLine: (listener) => void createInterface(stderr).on('line', listener),
      onExit(listener) {
        let told = false;
        const tell = (code: number | null) => {
          if (!told) listener(code);
          told = true;
        };
        child.once('error', () => tell(null));
        child.once('close', tell);
      },
      // Windows knows no SIGTERM: there a signal would be a kill.
      stop: () => void (child.connected ? child.send({ type: 'stop' }) : child.kill('SIGTERM')),
      kill: () => void child.kill('SIGKILL'),
    };
  };
}
