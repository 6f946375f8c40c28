/**
 * Runs every check, doing all set-up by itself: types, lint, unit, build, integration, end-to-end in a real Chromium.
 *   npm test                  everything        npm run check     types, lint, unit (--quick)
 * What uses one core runs beside what uses the rest, and says what it has to say when that has ended.
 * The last line reads `N passed, N failed, N skipped`, over everything that ran; types and lint count as one each.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureChromium } from './chromium.mjs';
import { findElectron } from './electron-binary.mjs';
import { root, runNode } from './process.mjs';
import { keepScratchInMemory } from './scratch.mjs';
import { ensureDependencies } from './setup.mjs';

const quick = process.argv.includes('--quick');
const results = join(root, 'test-results');
const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
/** How a check says what it does: at once. */
const loud = { stdio: 'inherit', say: console.log };

try {
  keepScratchInMemory();
  await ensureDependencies();
  mkdirSync(results, { recursive: true });
  await together((out) => vitest(['unit', 'mocked'], out), readTheSource);
  if (!quick) await everythingElse();
} catch (error) {
  fail(error.message);
}

for (const line of failures) console.log(`FAILED ${line}`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;

async function readTheSource(out) {
  await step('types', () => tool('typescript/bin/tsc', ['-b'], out), out);
  await step('lint', () => tool('@biomejs/biome/bin/biome', ['check', '.'], out), out);
}

async function everythingElse() {
  let built = false;
  await step('build', async () => {
    await ensureBuilt(undefined, loud);
    built = true;
    return 0;
  });
  // Both of the rest run the built app; an old one would prove nothing.
  if (!built) return fail('integration and end-to-end tests: not run, the build failed');
  const env = await browsers(loud);
  if (!env) return vitest(['integration'], loud);
  // Where seconds are counted nothing runs beside it. The rest is one window at a time, which leaves room.
  await endToEnd('end-to-end, alone', 'e2e-alone', ['--grep', '@alone'], { ...loud, env });
  await together(
    (out) => endToEnd('end-to-end', 'e2e', ['--grep-invert', '@alone'], { ...out, env }),
    (out) => vitest(['integration'], out),
  );
}

/** Does both at once; what `second` says is held back until `first` has ended. Each is given how to say something. */
async function together(first, second) {
  const held = [];
  const work = second({ stdio: 'pipe', say: (line) => held.push(line) });
  try {
    await first(loud);
  } finally {
    await work;
    for (const line of held) console.log(line);
  }
}

/** One check that passes or fails as a whole. */
async function step(name, work, { say } = loud) {
  say(`\n── ${name}`);
  let code = 1;
  try {
    code = await work();
  } catch (error) {
    say(error.message);
  }
  if (code === 0) total.passed++;
  else fail(`${name}${code === 1 ? '' : ` (exit ${code})`}`);
}

async function vitest(projects, out) {
  const [project] = projects;
  out.say(`\n── ${project}`);
  const report = join(results, `${project}.json`);
  rmSync(report, { force: true });
  const args = [
    'run',
    ...projects.flatMap((name) => ['--project', name]),
    '--passWithNoTests',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const code = await tool('vitest/vitest.mjs', args, out);
  const found = readReport(report);
  if (!found) return fail(`${project} (exit ${code}, no report)`);
  total.passed += found.numPassedTests;
  total.skipped += found.numPendingTests + found.numTodoTests;
  total.failed += found.numFailedTests;
  for (const file of found.testResults) {
    const broken = file.assertionResults.filter((test) => test.status === 'failed');
    for (const test of broken) failures.push(`${project}: ${test.fullName}`);
    // A file that can't even be loaded has no test to blame.
    if (file.status === 'failed' && broken.length === 0) fail(`${project}: ${file.name}`);
  }
  if (code !== 0 && found.numFailedTests === 0 && found.testResults.every((file) => file.status !== 'failed')) fail(`${project} (exit ${code})`);
}

/** What end-to-end tests are told of the browsers there are. Undefined without Chromium, which fails. */
async function browsers({ say }) {
  let chromium;
  try {
    chromium = await ensureChromium(say);
  } catch (error) {
    return fail(`end-to-end: ${error.message}`);
  }
  const electron = findElectron();
  if (!electron) {
    say("skipped: the Electron project (Electron's binary is not installed)");
    total.skipped++;
  }
  return { ...process.env, CHROME_PATH: chromium, ELECTRON_PATH: electron ?? '' };
}

async function endToEnd(title, name, which, { env, ...out }) {
  out.say(`\n── ${title}`);
  const report = join(results, `${name}.json`);
  rmSync(report, { force: true });
  const args = ['test', ...which, '--reporter=list,json', '--output', join(results, name)];
  const code = await tool('@playwright/test/cli.js', args, out, { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report });
  const found = readReport(report);
  if (!found) return fail(`${title} (exit ${code}, no report)`);
  const { expected, unexpected, flaky, skipped } = found.stats;
  total.passed += expected;
  total.failed += unexpected + flaky;
  total.skipped += skipped;
  for (const path of unexpectedTitles(found.suites)) failures.push(`end-to-end: ${path}`);
  if (code !== 0 && unexpected + flaky === 0) fail(`${title} (exit ${code}): ${found.errors?.[0]?.message ?? ''}`);
}

function unexpectedTitles(suites, above = []) {
  return suites.flatMap((suite) => {
    const path = [...above, suite.title];
    const own = (suite.specs ?? []).filter((spec) => !spec.ok).map((spec) => [...path, spec.title].join(' › '));
    return [...own, ...unexpectedTitles(suite.suites ?? [], path)];
  });
}

async function tool(path, args, { stdio, say }, env = process.env) {
  const { code, output } = await runNode([join(root, 'node_modules', path), ...args], { env, stdio });
  if (output) say(output.trimEnd());
  return code;
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function fail(line) {
  total.failed++;
  failures.push(line);
}
