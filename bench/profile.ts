/**
 * A customer list of 100,000 rows × 40 columns in three languages, read and profiled as an import does it, beside other programs
 * that make statistics of columns. Each run is a process of its own. The others are looked for in the folder of MASA_BENCH_PEERS
 * (`npm install @duckdb/node-api datalib` there); one that is missing is left out by name.
 *   npm run bench -- profile
 */
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFile } from '../importers/read-file';
import { tell } from './measure';

const ROWS = 100_000;
const RUNS = 3;
const targets = { ms: 3_000, memoryMb: 400 };
const peers = process.env.MASA_BENCH_PEERS ?? '';

type Figures = { ms: number; busyMs: number; memoryMb: number; columns: number };

/** What an import costs from the bytes on: the file itself is in memory already, as it is in the workbench. */
async function profile(path: string): Promise<Figures> {
  const bytes = new Uint8Array(readFileSync(path));
  const before = process.cpuUsage();
  const began = performance.now();
  const result = await readFile({ name: 'customers.csv', bytes });
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  const [object] = (result.ok && result.value[0]?.objects) || [];
  if (object?.rows !== ROWS) throw new Error(`read ${object?.rows} rows: ${JSON.stringify(result.problems).slice(0, 500)}`);
  if (process.env.MASA_BENCH_SHOW) for (const field of object.fields) console.error(JSON.stringify(field));
  return { ms, busyMs: (user + system) / 1_000, memoryMb: process.resourceUsage().maxRSS / 1_024, columns: object.fields.length };
}

function compare(): void {
  const folder = mkdtempSync(join(tmpdir(), 'masa-bench-'));
  try {
    const path = join(folder, 'customers.csv');
    writeCustomers(path);
    console.log(`${ROWS} rows × ${columns.length} columns, ${Math.round(statSync(path).size / 1_048_576)} MB`);
    report(
      'masa',
      repeat(() => ownProcess([script, path])),
      targets,
    );
    for (const [name, { module, program }] of Object.entries(peerPrograms)) {
      if (module && !existsSync(join(peers, 'node_modules', module))) console.log(`${name}: not installed, left out`);
      else
        report(
          name,
          repeat(() => ownProcess(['--input-type=module', '--eval', program, path], peers)),
        );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function repeat(run: () => Figures): Figures[] {
  return Array.from({ length: RUNS }, run);
}

function report(name: string, runs: readonly Figures[], { ms, memoryMb }: Partial<typeof targets> = {}): void {
  tell(
    `${name}: by the clock`,
    runs.map((run) => run.ms),
    ms,
  );
  tell(
    `${name}: processor time`,
    runs.map((run) => run.busyMs),
  );
  tell(
    `${name}: memory at its peak`,
    runs.map((run) => run.memoryMb),
    memoryMb,
    'MB',
  );
}

function ownProcess(args: readonly string[], cwd = process.cwd()): Figures {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd, env: { ...process.env, NODE_OPTIONS: '' } });
  if (process.env.MASA_BENCH_SHOW) console.log(stderr);
  if (status !== 0) throw new Error(stderr.slice(0, 2_000));
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Figures;
}

/** Read the path, say what it cost. Type, rows with a value, different values and extremes of each column, in whatever way is theirs. */
const peerPrograms: Record<string, { module: string; program: string }> = {
  'DuckDB, SUMMARIZE': {
    module: '@duckdb/node-api',
    program: timed(
      `import { DuckDBInstance } from '@duckdb/node-api';`,
      `const connection = await (await DuckDBInstance.create(':memory:')).connect();
       const columns = (await connection.runAndReadAll("SUMMARIZE SELECT * FROM read_csv('" + path + "')")).getRows().length;`,
    ),
  },
  'datalib, read and summary': {
    module: 'datalib',
    program: timed(
      `import datalib from 'datalib'; import { readFileSync } from 'node:fs';`,
      `const columns = datalib.summary(datalib.read(readFileSync(path, 'utf8'), { type: 'csv', parse: 'auto' })).length;`,
    ),
  },
};

function timed(imports: string, work: string): string {
  return `${imports}
    const path = process.argv.at(-1); const before = process.cpuUsage(); const began = performance.now();
    ${work}
    const ms = performance.now() - began; const { user, system } = process.cpuUsage(before);
    console.log(JSON.stringify({ ms, busyMs: (user + system) / 1000, memoryMb: process.resourceUsage().maxRSS / 1024, columns }));`;
}

/** The same numbers in every run: values between 0 and 1 by a linear congruence. */
function createDice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

const dice = createDice(5_786);
const whole = (below: number) => Math.floor(dice() * below);
const one = <T>(values: readonly T[]): T => values[whole(values.length)] as T;
const digits = (count: number) => String(whole(10 ** count)).padStart(count, '0');
const two = (value: number) => String(value).padStart(2, '0');
const day = () => [2_015 + whole(11), two(1 + whole(12)), two(1 + whole(28))] as const;
const rarely = (share: number, value: () => string | number) => (dice() < share ? value() : '');
const hebrew = ['נועה', 'איתי', 'תמר', 'יונתן', 'מאיה', 'עומר', 'שירה', 'דניאל', 'רוני', 'אורי', 'כהן', 'לוי', 'מזרחי', 'פרץ', 'ביטון'];
const persian = ['مریم', 'رضا', 'زهرا', 'علی', 'سارا', 'حسین', 'نرگس', 'امیر', 'لیلا', 'کاوه', 'احمدی', 'رضایی', 'کریمی', 'موسوی'];
const latin = ['Noa', 'Itai', 'Tamar', 'Daniel', 'Maya', 'Omer', 'Sara', 'Reza', 'Lily', 'Peter', 'Amir', 'Julia', 'Kaveh', 'Ruth', 'Adam', 'Grace'];
const words = ['called', 'asked', 'about', 'the order', 'לא ענה', 'ביקש הצעה', 'تماس گرفت', 'wants a discount', 'size 42', 'again', 'tomorrow', 'חוזרים מחר'];
const persianDigits = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(0x6f0 + Number(digit)));
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

const columns: readonly (readonly [string, (row: number) => string | number])[] = [
  ['customer_id', (row) => 1_000_000 + row],
  ['uuid', () => `${digits(8)}-${digits(4)}-4${digits(3)}-8${digits(3)}-${digits(12)}`],
  ['erp_code', () => digits(6)],
  ['last_order_no', () => `SO-${digits(7)}`],
  ['first_name', () => one(latin)],
  ['last_name', () => `${one(latin)}son${whole(900)}`],
  ['שם פרטי', () => one(hebrew)],
  ['שם משפחה', () => `${one(hebrew)} ${one(hebrew)}`],
  ['نام', () => one(persian)],
  ['نام خانوادگی', () => `${one(persian)} ${one(persian)}`],
  ['email', (row) => `${one(latin).toLowerCase()}.${row}@example.com`],
  ['second_email', () => rarely(0.3, () => `${one(latin).toLowerCase()}${digits(5)}@mail.example.org`)],
  ['mobile', () => `05${whole(9)}-${digits(7)}`],
  ['טלפון בבית', () => rarely(0.5, () => `03-${2 + whole(8)}${digits(6)}`)],
  ['موبایل', () => `0912${digits(7)}`],
  ['whatsapp', () => `+97252${digits(7)}`],
  ['created_at', () => `${day().join('-')}T${two(whole(24))}:${two(whole(60))}:${two(whole(60))}Z`],
  ['birth_date', () => `${two(1 + whole(28))}/${two(1 + whole(12))}/${1_940 + whole(65)}`],
  ['updated_at', () => 1_600_000_000 + whole(150_000_000)],
  ['تاریخ عضویت', () => persianDigits(`${1_390 + whole(14)}/${two(1 + whole(12))}/${two(1 + whole(29))}`)],
  ['last_order_date', () => rarely(0.7, () => day().join('-'))],
  ['last_total', () => quoted(`₪${1 + whole(9)},${digits(3)}.${digits(2)}`)],
  ['lifetime_value', () => (whole(5_000_000) / 100).toFixed(2)],
  ['balance', () => quoted(`${whole(90) - 45},${digits(3)}.${digits(2)}`)],
  ['average_basket', () => `${whole(900)}.${digits(2)} ILS`],
  ['status', () => one(['active', 'active', 'active', 'lapsed', 'new', 'blocked'])],
  ['segment', () => one(['A', 'B', 'C', 'D'])],
  ['עיר', () => one(['תל אביב', 'חיפה', 'ירושלים', 'באר שבע', 'נתניה', 'אשדוד'])],
  ['channel', () => one(['email', 'sms', 'whatsapp', 'phone'])],
  ['language', () => one(['he', 'he', 'he', 'en', 'fa'])],
  ['country', () => one(['IL', 'IL', 'IL', 'US', 'DE', 'FR'])],
  ['currency', () => one(['ILS', 'USD', 'EUR'])],
  ['הסכמה לדיוור', () => one(['כן', 'לא'])],
  ['is_active', () => whole(2)],
  ['points', () => whole(20_000)],
  ['orders_count', () => whole(60)],
  ['discount', () => `${whole(40)}%`],
  ['notes', () => rarely(0.6, () => quoted(`${one(words)}, ${one(words)} ${one(words)} "${one(words)}"${dice() < 0.05 ? '\r\n' : ' '}${one(words)}`))],
  ['address', () => quoted(`${one(hebrew)} ${whole(120)}, דירה ${whole(30)}`)],
  ['fax', () => rarely(0.02, () => `03-${digits(7)}`)],
];

function writeCustomers(path: string): void {
  const out = openSync(path, 'w');
  let waiting = `${columns.map(([name]) => name).join(',')}\r\n`;
  for (let row = 0; row < ROWS; row++) {
    waiting += `${columns.map(([, value]) => value(row)).join(',')}\r\n`;
    if (waiting.length > 1_000_000 || row === ROWS - 1) {
      writeSync(out, waiting);
      waiting = '';
    }
  }
  closeSync(out);
}

// At the end, when everything above is there.
const [, script = '', file] = process.argv;
if (file !== undefined) console.log(JSON.stringify(await profile(file)));
else compare();
