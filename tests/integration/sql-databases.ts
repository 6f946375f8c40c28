/**
 * Real databases that say what a script makes. Each lives in a folder of its own, listens on a socket in it and on no
 * network, and is ended with whoever started it. Absent where the database is not installed.
 */
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openDatabase } from '../../executor/store/driver';

export type JudgedColumn = { table: string; name: string; type: string; required: boolean; key: boolean; comment: string };
export type SqlDatabase = {
  /** Runs a script in a new database; what it can't run it leaves out. */
  load(name: string, script: string): void;
  /** What the database itself says, tables by name, columns in their order. */
  columns(name: string): JudgedColumn[];
  /** `table.column→table.column` of the foreign keys, sorted. */
  links(name: string): string[];
  /** The structure, or structure and rows, as the database's own tool writes it. */
  dump(name: string, rows?: boolean): Uint8Array;
  stop(): Promise<void>;
};

function found(program: string, ...folders: string[]): string | undefined {
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}

const system = ['/usr/sbin', '/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'];
const maria = { server: found('mariadbd', ...system), install: found('mariadb-install-db', ...system), client: found('mariadb', ...system) };
const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a)) : [];
const postgres = found('initdb', ...versions.map((version) => `/usr/lib/postgresql/${version}/bin`), '/opt/homebrew/bin')?.replace(/\/initdb$/, '');

export const hasMariaDb = Boolean(maria.server && maria.install && maria.client);
export const hasPostgreSql = postgres !== undefined;

/** Databases refuse to run as root; there they run as the user their package made. */
function ownerOf(user: string): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

function folderFor(owner: { uid: number; gid: number } | undefined): string {
  const folder = mkdtempSync(join(tmpdir(), 'masa-db-'));
  chmodSync(folder, 0o755);
  if (owner) chownSync(folder, owner.uid, owner.gid);
  return folder;
}

const large = { maxBuffer: 1 << 30, encoding: 'utf8' } as const;
const table = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t').map((cell) => cell.replace(/\\([nt\\])/g, (_, sign: string) => ({ n: '\n', t: '\t' })[sign] ?? sign)));

export async function startMariaDb(): Promise<SqlDatabase> {
  const owner = ownerOf('mysql');
  const folder = folderFor(owner);
  const data = join(folder, 'data');
  const socket = join(folder, 's');
  execFileSync(
    maria.install ?? '',
    ['--no-defaults', `--datadir=${data}`, '--skip-test-db', '--auth-root-authentication-method=normal', ...(owner ? ['--user=mysql'] : [])],
    {
      stdio: 'ignore',
    },
  );
  const server = spawn(
    maria.server ?? '',
    [
      '--no-defaults',
      `--datadir=${data}`,
      `--socket=${socket}`,
      `--pid-file=${join(folder, 'pid')}`,
      '--skip-networking',
      '--innodb-buffer-pool-size=32M',
      '--innodb-flush-method=nosync',
      '--sync-frm=0',
      ...(owner ? ['--user=mysql'] : []),
    ],
    { stdio: 'ignore' },
  );
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const access = ['--no-defaults', `--socket=${socket}`, '-uroot'];
  const tool = (name: string) => found(name, ...system) ?? name;
  execFileSync(tool('mariadb-admin'), [...access, '--wait=100', 'ping'], { stdio: 'ignore' });
  const ask = (sql: string, ...more: string[]) => execFileSync(maria.client ?? '', [...access, '-N', '-B', ...more, '-e', sql], large);
  return {
    load(name, script) {
      ask(`CREATE DATABASE \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
      try {
        execFileSync(maria.client ?? '', [...access, '--force', name], {
          ...large,
          input: `SET FOREIGN_KEY_CHECKS=0;\n${script}`,
          stdio: ['pipe', 'ignore', 'ignore'],
        });
      } catch {
        // With --force it goes on and tells at the end that something failed; what is there then is what counts.
      }
    },
    columns: (name) =>
      table(
        ask(
          `SELECT table_name, column_name, column_type, is_nullable, EXISTS (SELECT 1 FROM information_schema.statistics s WHERE s.table_schema = columns.table_schema AND s.table_name = columns.table_name AND s.column_name = columns.column_name AND s.index_name = 'PRIMARY'), column_comment FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name) WHERE table_schema = '${name}' AND table_type = 'BASE TABLE' ORDER BY BINARY table_name, ordinal_position`,
        ),
      ).map(([of = '', column = '', type = '', nullable, key, comment = '']) => ({
        table: of,
        name: column,
        type,
        required: nullable === 'NO',
        key: key === '1',
        comment,
      })),
    links: (name) =>
      table(
        ask(
          `SELECT CONCAT(table_name, '.', column_name, '→', referenced_table_name, '.', referenced_column_name) FROM information_schema.key_column_usage WHERE table_schema = '${name}' AND referenced_table_name IS NOT NULL`,
          '--default-character-set=utf8mb4',
        ),
      )
        .map(([link = '']) => link)
        .sort(),
    dump: (name, rows = false) =>
      new Uint8Array(execFileSync(tool('mariadb-dump'), [...access, ...(rows ? [] : ['--no-data']), '--routines', name], { maxBuffer: 1 << 30 })),
    async stop() {
      server.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type PostgreSql = SqlDatabase & {
  /** The rows that each of the queries gives, as text. Throws on the first that fails. */
  ask(name: string, queries: readonly string[]): string[][][];
};

export async function startPostgreSql(): Promise<PostgreSql> {
  const owner = ownerOf('postgres');
  const folder = folderFor(owner);
  const data = join(folder, 'data');
  const as = { cwd: '/', ...owner };
  const tool = (name: string) => join(postgres ?? '', name);
  execFileSync(tool('initdb'), ['-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--no-locale', '--no-sync'], { ...as, stdio: 'ignore' });
  execFileSync(tool('pg_ctl'), ['-D', data, '-w', '-t', '100', '-l', join(folder, 'log'), '-o', `-k ${folder} -c listen_addresses= -c fsync=off`, 'start'], {
    ...as,
    stdio: 'ignore',
  });
  const access = ['-h', folder, '-U', 'postgres'];
  const ask = (name: string, sql: string) => execFileSync(tool('psql'), [...access, '-At', '-F', '\t', '-d', name, '-c', sql], large);
  const own = "n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')";
  return {
    load(name, script) {
      execFileSync(tool('createdb'), [...access, name]);
      execFileSync(tool('psql'), [...access, '-q', '-d', name], { ...large, input: script, stdio: ['pipe', 'ignore', 'ignore'] });
    },
    columns: (name) =>
      table(
        ask(
          name,
          `SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull OR t.typnotnull, coalesce(a.attnum = ANY (i.indkey), false), replace(coalesce(col_description(c.oid, a.attnum), ''), E'\\n', '\\n')
FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND ${own} AND a.attnum > 0 AND NOT a.attisdropped ORDER BY c.relname COLLATE "C", a.attnum`,
        ),
      ).map(([of = '', column = '', type = '', notNull, key, comment = '']) => ({
        table: of,
        name: column,
        type,
        required: notNull === 't',
        key: key === 't',
        comment,
      })),
    links: (name) =>
      table(
        ask(
          name,
          `SELECT c.relname || '.' || a.attname || '→' || r.relname || '.' || b.attname FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid JOIN pg_class r ON r.oid = f.confrelid CROSS JOIN LATERAL unnest(f.conkey, f.confkey) AS k(own, other)
JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = k.own JOIN pg_attribute b ON b.attrelid = f.confrelid AND b.attnum = k.other WHERE f.contype = 'f' AND NOT c.relispartition AND NOT r.relispartition`,
        ),
      )
        .map(([link = '']) => link)
        .sort(),
    ask(name, queries) {
      const mark = '-- next query --';
      const input = queries.map((query) => `${query}\n;\n\\echo '${mark}'\n`).join('');
      const args = [...access, '-At', '-F', '\t', '-v', 'ON_ERROR_STOP=1', '-d', name];
      const output = execFileSync(tool('psql'), args, { ...large, input, stdio: ['pipe', 'pipe', 'pipe'] });
      return output.split(`${mark}\n`).slice(0, -1).map(table);
    },
    dump: (name, rows = false) => new Uint8Array(execFileSync(tool('pg_dump'), [...access, ...(rows ? [] : ['-s']), name], { maxBuffer: 1 << 30 })),
    async stop() {
      execFileSync(tool('pg_ctl'), ['-D', data, '-w', '-m', 'immediate', 'stop'], { ...as, stdio: 'ignore' });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What SQLite makes of a script. */
export function sqliteColumns(script: string): JudgedColumn[] {
  const folder = mkdtempSync(join(tmpdir(), 'masa-db-'));
  const database = openDatabase(join(folder, 'judge.db'));
  try {
    database.exec(script);
    return database
      .all<{ of: string; name: string; type: string; required: number; pk: number }>(
        `SELECT m.name AS "of", c.name, c.type, c."notnull" AS required, c.pk FROM sqlite_master m, pragma_table_xinfo(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY m.name, c.cid`,
      )
      .map(({ of, name, type, required, pk }) => ({ table: of, name, type, required: required === 1 || pk > 0, key: pk > 0, comment: '' }));
  } finally {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

export type RealSchema = { system: string; database: 'mariadb' | 'postgresql' | 'sqlite'; path: string };
const shared = process.env.MASA_SQL_SCHEMAS ?? '/usr/share';

/** Schemas of programs that are installed here (or unpacked in the folder MASA_SQL_SCHEMAS, as under /usr/share). */
export const realSchemas: readonly RealSchema[] = (
  [
    ['Zabbix', 'mariadb', 'zabbix-server-mysql/schema.sql.gz'],
    ['Cacti', 'mariadb', 'cacti/conf_templates/cacti.sql'],
    ['MediaWiki', 'mariadb', 'mediawiki/maintenance/tables-generated.sql'],
    ['Roundcube', 'mariadb', 'roundcube/SQL/mysql.initial.sql'],
    ['Zabbix', 'postgresql', 'zabbix-server-pgsql/schema.sql.gz'],
    ['MediaWiki', 'postgresql', 'mediawiki/maintenance/postgres/tables-generated.sql'],
    ['Roundcube', 'postgresql', 'roundcube/SQL/postgres.initial.sql'],
    ['MediaWiki', 'sqlite', 'mediawiki/maintenance/sqlite/tables-generated.sql'],
    ['Roundcube', 'sqlite', 'roundcube/SQL/sqlite.initial.sql'],
  ] as const
)
  .map(([system, database, path]) => ({ system, database, path: join(shared, path) }))
  .filter(({ path }) => existsSync(path));

/** Its script, with the places filled that the program itself fills before it runs it. */
export function scriptOf({ path }: RealSchema): string {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.replaceAll('/*_*/', '').replaceAll('/*$wgDBTableOptions*/', '');
}
