/** The executor as a utility process: with the RunAsNode fuse off there is no plain Node to fork. */
import { createInterface } from 'node:readline';
import { utilityProcess } from 'electron';
import type { ExecutorProcess, SpawnExecutor } from '../host/executor-process';

export function spawnAsUtility(main: string): SpawnExecutor {
  return (args): ExecutorProcess => {
    const child = utilityProcess.fork(main, [...args], { stdio: 'pipe', serviceName: 'masa-executor' });
    const lines = (stream: NodeJS.ReadableStream | null, listener: (line: string) => void) => {
      if (stream) createInterface(stream).on('line', listener);
    };
    return {
      onLine: (listener) => lines(child.stdout, listener),
      onErrorLine: (listener) => lines(child.stderr, listener),
      onExit: (listener) => void child.once('exit', listener),
      stop: () => child.postMessage({ type: 'stop' }),
      // Utility processes know one signal; a hanging one is ended through its process id.
      kill() {
        if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
      },
    };
  };
}
