/** `masa gap`, from the same entry as `npm run masa`, on the shipped sample. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const sample = join(root, 'assets', 'samples', 'karmelon.masa.json');
type Ended = { code: number; stdout: string; stderr: string };
function run(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(root, 'scripts', 'masa.mjs'), ...args],
      { env: { PATH: process.env.PATH, LANG: 'C' }, maxBuffer: 1e8 },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

test('says what the plan asks for and why, how the vendors stand, and what does not run', async () => {
  const [json, again, hebrew] = await Promise.all([run('gap', sample, '--json'), run('gap', sample, '--json'), run('gap', sample, '--lang', 'he')]);
  expect(json.code).toBe(0);
  expect(again.stdout).toBe(json.stdout);
  const gap = JSON.parse(json.stdout);
  const capacity = gap.requirements.find(({ point }: { point: string }) => point === 'custom-field-capacity');
  expect(capacity).toMatchObject({ from: 'plan', value: { kind: 'number' } });
  expect(capacity.causes.length).toBeGreaterThan(50);
  expect(capacity.value.value).toBe(Math.ceil(Math.round(capacity.causes.length * 13) / 10));
  const whatsapp = gap.requirements.find(({ point }: { point: string }) => point === 'whatsapp-connection');
  expect(whatsapp.causes.every(({ kind }: { kind: string }) => kind === 'journey')).toBe(true);

  const [today, ...candidates] = gap.vendors;
  expect([today.role, today.rank]).toEqual(['current', undefined]);
  expect(today.blockedJourneys.length).toBeGreaterThan(0);
  for (const vendor of candidates) expect(vendor.rank === undefined).toBe(vendor.gates.length > 0);
  expect(gap.ranking.flatMap(({ vendors }: { vendors: { id: string }[] }) => vendors.map(({ id }) => id))).toEqual(
    candidates.filter((vendor: { rank?: number }) => vendor.rank !== undefined).map(({ id }: { id: string }) => id),
  );
  const draws = gap.vendors.reduce((sum: number, { robustness }: { robustness?: { leads: number } }) => sum + (robustness?.leads ?? 0), gap.robustness.nobody);
  expect(draws).toBeCloseTo(gap.robustness.draws, 6);
  expect(hebrew.stdout).toMatch(/מתוך 100/);
  // Terminals show direction marks as boxes.
  expect(hebrew.stdout).not.toMatch(/[\u2066-\u2069]/);
});

test('what can not be read, or was asked wrongly, is said', async () => {
  const [gone, wrong] = await Promise.all([run('gap', 'nowhere.masa.json', '--json'), run('gap')]);
  expect([gone.code, JSON.parse(gone.stdout).problems[0].code]).toEqual([1, 'file-missing']);
  expect(wrong.code).toBe(2);
});
