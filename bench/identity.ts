/**
 * The identity rules tried on three exports of 100,000 rows each: a shop, a till and a mailing tool, in their own spellings, with a
 * phone of the branch, invalid values and shared devices in them. Time, memory, and the shuffles apart.
 *   npm run bench -- identity
 */
import { spawnSync } from 'node:child_process';
import { compileIdentity, compileRecord } from '../shared/catalogue/compile-attributes';
import { dryRun } from '../shared/identity/dry-run';
import type { Identity } from '../shared/identity/schema';
import type { SampleRecord } from '../shared/population/population';
import type { Attribute } from '../shared/record/schema';
import { createRandom } from '../shared/sample/random';
import { shippedCatalogue } from '../tests/shipped-catalogue';
import { median, tell } from './measure';

const ROWS = 100_000;
const RUNS = 5;
const SHUFFLES = 20;
const TARGET_MS = 5_000;
const TARGET_MB = 600;
const sources = ['01J00000000000000000000001', '01J00000000000000000000002', '01J00000000000000000000003'];
const objects = ['01J00000000000000000000011', '01J00000000000000000000012', '01J00000000000000000000013'];
const familyNames = ['כהן', 'לוי', 'מזרחי', 'פרץ', 'ביטון', 'דהן', 'אברהם', 'פרידמן', 'Cohen', 'Levi', 'Peretz', 'Friedman', 'احمدی', 'رضایی'];

/** Rows as `createRecordReader` gives them. Half of the people of each system are known to another. */
function* rows(): Generator<SampleRecord> {
  const random = createRandom(4, ROWS);
  const digits = (count: number) => String(random.int(0, 10 ** count - 1)).padStart(count, '0');
  for (const source of sources.keys())
    for (let row = 1; row <= ROWS; row++) {
      const person = random.int(0, 150_000) + source * 40_000;
      const identifiers: [string, string][] = [];
      if (random.chance(0.85))
        identifiers.push(['email', `${random.chance(0.3) ? 'Dana.' : 'dana.'}${person}@${random.chance(0.02) ? 'shop' : 'shop.example'}`]);
      if (random.chance(0.8)) identifiers.push(['mobile-phone', phone(random.chance(0.004) ? 3_000_000 : person, random.int(0, 2))]);
      if (source === 0) identifiers.push(['shop-customer-id', `S${person}`]);
      if (source === 0 && random.chance(0.5)) identifiers.push(['anonymous-ids', `${digits(5)}-${person % 40_000}`]);
      if (source === 1) identifiers.push(['erp-customer-code', random.chance(0.01) ? '000000' : `${100_000 + person}`]);
      if (source === 1 && random.chance(0.6)) identifiers.push(['loyalty-member-number', `LM${person}`]);
      if (source === 2) identifiers.push(['service-contact-id', `${person * 7}`]);
      yield {
        source,
        object: source,
        row,
        at: random.chance(0.7) ? 1_600_000_000_000 + random.int(0, 150_000_000) * 1_000 : undefined,
        identifiers,
        values: [{ attribute: 'last-name', value: familyNames[person % familyNames.length] ?? '', rank: 0 }],
      };
    }
}

function phone(person: number, spelling: number): string {
  const number = String(1_000_000 + person).slice(0, 7);
  return [`05${person % 9}${number}`, `+972-5${person % 9}-${number}`, `05${person % 9}-${number.slice(0, 3)} ${number.slice(3)}`][spelling] ?? '';
}

type Outcome = { ms: number; busyMs: number; shuffleMs: number; memoryMb: number; people: number; same: boolean; largest: number };

function run(): Outcome {
  const catalogue = shippedCatalogue();
  const identity: Identity = compileIdentity(catalogue);
  const attributes: readonly Attribute[] = compileRecord(catalogue).attributes;
  const records = [...rows()];
  const input = { records, plan: { sources, objects }, identity, record: { attributes: [...attributes] }, country: 'IL', values: false };
  const before = process.cpuUsage();
  const began = performance.now();
  const { report } = dryRun({ ...input, shuffles: 0 });
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  const memoryMb = process.resourceUsage().maxRSS / 1024;
  const again = performance.now();
  const { same } = dryRun({ ...input, shuffles: SHUFFLES }).report.shuffles;
  const shuffleMs = performance.now() - again - ms;
  return { ms, busyMs: (user + system) / 1_000, shuffleMs, memoryMb, people: report.people, same, largest: report.clusters[0]?.records ?? 0 };
}

function compare(): void {
  const [, script = ''] = process.argv;
  const outcomes: Outcome[] = Array.from({ length: RUNS }, () => {
    const { stdout, stderr } = spawnSync(process.execPath, [script, 'once'], { encoding: 'utf8' });
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout);
  });
  const figure = (name: keyof Outcome) => outcomes.map((one) => Number(one[name]));
  tell(`dry run of 3 × ${ROWS} rows, by the clock`, figure('ms'), TARGET_MS);
  tell('the same, processor time of all threads', figure('busyMs'));
  tell(`${SHUFFLES} shuffles, by the clock`, figure('shuffleMs'));
  tell('most memory of the process, rows included', figure('memoryMb'), TARGET_MB, 'MB');
  console.log(
    `${median(figure('people'))} people, the largest of ${median(figure('largest'))} records; shuffles the same: ${outcomes.every(({ same }) => same)}`,
  );
}

if (process.argv[2] === 'once') console.log(JSON.stringify(run()));
else compare();
