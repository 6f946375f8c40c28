import { sqliteCodeOf } from './store/driver';

export type Log = { trouble(where: string, error: unknown): void };

/** One JSON line per fault on stderr. Never what was sent or stored: messages of unknown errors may quote it, so only their kind is told. */
export function createLog(write: (line: string) => void = (line) => process.stderr.write(line)): Log {
  return {
    trouble(where, error) {
      const stack = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
      write(
        `${JSON.stringify({
          at: new Date().toISOString(),
          where,
          error: error instanceof Error ? error.name : typeof error,
          sqlite: sqliteCodeOf(error),
          stack: stack.slice(0, 6).map((line) => line.trim()),
        })}\n`,
      );
    },
  };
}
