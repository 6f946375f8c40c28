/**
 * All documents of the shipped sample and of the large engagement, by the command line as a person would call it.
 *   npm run bench -- export
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { toEngagementText } from '../shared/engagement/open-engagement';
import { largeEngagement } from './large-engagement';
import { tell } from './measure';

const RUNS = 3;
const targetMs = 10_000;
const root = join(import.meta.dirname, '..');

/** As `npm run masa` runs it, and at the end what it has cost in ms, worker threads included. */
const program = `
  const { main } = await import(${JSON.stringify(pathToFileURL(join(root, 'dist', 'host', 'cli.js')).href)});
  process.exitCode = await main(process.argv.slice(2));
  const { user, system } = process.cpuUsage();
  console.log('processor ' + Math.round((user + system) / 1000));
`;

const folder = mkdtempSync(join(tmpdir(), 'masa-bench-'));
try {
  const large = join(folder, 'large.masa.json');
  writeFileSync(large, toEngagementText(largeEngagement()));
  const sample = join(root, 'assets', 'samples', 'karmelon.masa.json');
  const masa = join(folder, 'masa.mjs');
  writeFileSync(masa, program);
  const files = { ...(existsSync(sample) && { 'the sample': sample }), 'the large engagement': large };
  for (const [name, file] of Object.entries(files)) {
    const times: number[] = [];
    const busy: number[] = [];
    let documents = 0;
    for (let run = 0; run < RUNS; run++) {
      const out = join(folder, `${run}`);
      const began = performance.now();
      const { status, stdout, stderr } = spawnSync(process.execPath, [masa, 'export', file, '--out', out, '--lang', 'he'], {
        encoding: 'utf8',
      });
      times.push(performance.now() - began);
      if (status !== 0) throw new Error(stderr.slice(0, 2000));
      busy.push(Number(/processor (\d+)/.exec(stdout)?.[1]));
      documents = readdirSync(out, { recursive: true }).length;
      rmSync(out, { recursive: true, force: true });
    }
    console.log(`${name}: ${documents} files and folders`);
    const target = name === 'the sample' ? targetMs : undefined;
    tell(`export of ${name}`, times, target);
    tell(`export of ${name}: processor time, all threads`, busy, target);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
