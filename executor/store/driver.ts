/**
 * The only file that knows which SQLite is underneath: the one inside Node (22.13 and newer, Electron) or, on older Node,
 * a package with the same API. Everything else sees this small synchronous interface.
 */
import { createRequire } from 'node:module';
import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';

export type SqlValue = string | number | null;

export type Database = {
  exec(sql: string): void;
  /** Runs a statement that changes something. */
  run(sql: string, ...params: SqlValue[]): void;
  /** As `run`; gives the number of rows changed. */
  change(sql: string, ...params: SqlValue[]): number;
  /** Runs an INSERT; gives the rowid. */
  insert(sql: string, ...params: SqlValue[]): number;
  get<R>(sql: string, ...params: SqlValue[]): R | undefined;
  all<R>(sql: string, ...params: SqlValue[]): R[];
  /** All of it or nothing; durable on disk when it returns. Does not nest. */
  transaction<T>(work: () => T): T;
  close(): void;
};

type Options = { timeout?: number; readOnly?: boolean };
type Sqlite = { DatabaseSync: new (path: string, options?: Options) => DatabaseSyncInstance };

function loadSqlite(): Sqlite {
  // getBuiltinModule is missing before Node 20.16; asking for 'node:sqlite' gives undefined where it is not built in.
  const lookup: { getBuiltinModule?: (id: string) => unknown } = process;
  const builtIn = lookup.getBuiltinModule?.('node:sqlite');
  return (builtIn ?? createRequire(import.meta.url)('@photostructure/sqlite')) as Sqlite;
}

/** Opens or creates the file. Throws SQLite's own errors; `openStore` puts them into words. */
export function openDatabase(path: string, { readOnly = false }: { readOnly?: boolean } = {}): Database {
  const { DatabaseSync } = loadSqlite();
  // No waiting for locks: whoever holds the file holds it for as long as it lives.
  const db = new DatabaseSync(path, { timeout: 0, readOnly });
  const statements = new Map<string, StatementSyncInstance>();
  const prepared = (sql: string) => {
    let statement = statements.get(sql);
    if (!statement) {
      statement = db.prepare(sql);
      statements.set(sql, statement);
    }
    return statement;
  };
  return {
    exec: (sql) => db.exec(sql),
    // Asked for a row, of which there is none: what the other call gives, an object with two numbers, takes a quarter of a small insert's time.
    run: (sql, ...params) => void prepared(sql).get(...params),
    change: (sql, ...params) => Number(prepared(sql).run(...params).changes),
    insert: (sql, ...params) => Number(prepared(sql).run(...params).lastInsertRowid),
    get: <R>(sql: string, ...params: SqlValue[]) => prepared(sql).get(...params) as R | undefined,
    all: <R>(sql: string, ...params: SqlValue[]) => prepared(sql).all(...params) as R[],
    transaction(work) {
      db.exec('BEGIN IMMEDIATE');
      let value: ReturnType<typeof work>;
      try {
        value = work();
        db.exec('COMMIT');
      } catch (error) {
        // A full disk rolls back by itself; a second ROLLBACK would hide the real error.
        if (db.isTransaction) db.exec('ROLLBACK');
        throw error;
      }
      return value;
    },
    close() {
      statements.clear();
      db.close();
    },
  };
}

/** SQLite's numeric result code, or undefined for other errors. */
export function sqliteCodeOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  // node:sqlite says `errcode`, the package `sqliteCode` / `sqliteExtendedCode` beside it.
  for (const name of ['errcode', 'sqliteCode', 'sqliteExtendedCode']) {
    const code: unknown = Reflect.get(error, name);
    if (typeof code === 'number') return code & 0xff;
  }
  return undefined;
}
