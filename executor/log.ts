import { sqliteCodeOf } from './store/driver';

/** Numbers, and words of the program's or the consultant's own: never what came from a customer. */
export type Facts = Readonly<Record<string, string | number | boolean>>;

export type Log = {
  trouble(where: string, error: unknown): void;
  /** Something that whoever runs it wants to find later: a start, a switch, a backup, a change of health. */
  note(what: string, facts?: Facts): void;
};

/**
 * One JSON line each on stderr. Never what was sent or stored: messages of unknown errors may quote it, so only their kind is told.
 */
export function createLog(write: (line: string) => void = (line) => process.stderr.write(line)): Log {
  const tell = (line: object) => write(`${JSON.stringify(line)}\n`);
  return {
    trouble(where, error) {
      const stack = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
      tell({
        at: new Date().toISOString(),
        where,
        error: error instanceof Error ? error.name : typeof error,
        sqlite: sqliteCodeOf(error),
        stack: stack.slice(0, 6).map((line) => line.trim()),
      });
    },
    note: (what, facts = {}) => tell({ at: new Date().toISOString(), what, ...facts }),
  };
}
