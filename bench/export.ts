/**
 * All documents of the shipped sample and of the large engagement, by the command line as a person would call it.
 *   npm run bench -- export
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toEngagementText } from '../shared/engagement/open-engagement';
import { largeEngagement } from './large-engagement';
import { tell } from './measure';

const RUNS = 3;
const targetMs = 10_000;
const root = join(import.meta.dirname, '..');

const folder = mkdtempSync(join(tmpdir(), 'masa-bench-'));
try {
  const large = join(folder, 'large.masa.json');
  writeFileSync(large, toEngagementText(largeEngagement()));
  const sample = join(root, 'assets', 'samples', 'karmelon.masa.json');
  const files = { ...(existsSync(sample) && { 'the sample': sample }), 'the large engagement': large };
  for (const [name, file] of Object.entries(files)) {
    const times: number[] = [];
    let documents = 0;
    for (let run = 0; run < RUNS; run++) {
      const out = join(folder, `${run}`);
      const began = performance.now();
      const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts', 'masa.mjs'), 'export', file, '--out', out, '--lang', 'he'], {
        encoding: 'utf8',
      });
      times.push(performance.now() - began);
      if (status !== 0) throw new Error(stderr.slice(0, 2000));
      documents = readdirSync(out, { recursive: true }).length;
      rmSync(out, { recursive: true, force: true });
    }
    console.log(`${name}: ${documents} files and folders`);
    tell(`export of ${name}`, times, name === 'the sample' ? targetMs : undefined);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
