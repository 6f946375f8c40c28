/**
 * Runs every check, doing all set-up by itself: types, lint, unit, build, integration, end-to-end in a real Chromium.
 *   npm test                  everything        npm run check     types, lint, unit tests that are not tagged long (--quick)
 * The last line reads `N passed, N failed, N skipped`, over everything that ran; types and lint count as one each.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
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

try {
  keepScratchInMemory();
  await ensureDependencies();
  mkdirSync(results, { recursive: true });
  await step('types', () => tool('typescript/bin/tsc', ['-b']));
  await step('lint', () => tool('@biomejs/biome/bin/biome', ['check', '.']));
  await vitest('unit', 'mocked');
  if (!quick) await everythingElse();
} catch (error) {
  fail(error.message);
}

for (const line of failures) console.log(`FAILED ${line}`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;

async function everythingElse() {
  let built = false;
  await step('build', async () => {
    await ensureBuilt(undefined, { say: console.log });
    built = true;
    return 0;
  });
  // Both of the rest run the built app; an old one would prove nothing.
  if (!built) return fail('integration and end-to-end tests: not run, the build failed');
  await vitest('integration');
  await endToEnd();
}

/** One check that passes or fails as a whole. */
async function step(name, work) {
  console.log(`\n── ${name}`);
  let code = 1;
  try {
    code = await work();
  } catch (error) {
    console.error(error.message);
  }
  if (code === 0) total.passed++;
  else fail(`${name}${code === 1 ? '' : ` (exit ${code})`}`);
}

async function vitest(...projects) {
  const [project] = projects;
  console.log(`\n── ${project}`);
  const report = join(results, `${project}.json`);
  rmSync(report, { force: true });
  const args = [
    'run',
    ...projects.flatMap((name) => ['--project', name]),
    '--passWithNoTests',
    ...(quick ? ['--tags-filter', '!long'] : []),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const code = await tool('vitest/vitest.mjs', args);
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

async function endToEnd() {
  console.log('\n── end-to-end');
  const specs = join(root, 'tests', 'e2e');
  const present = existsSync(specs) && readdirSync(specs, { recursive: true }).some((name) => /\.(spec|test)\.ts$/.test(String(name)));
  if (!present) return;
  let chromium;
  try {
    chromium = await ensureChromium(console.log);
  } catch (error) {
    return fail(`end-to-end: ${error.message}`);
  }
  const electron = findElectron();
  if (!electron) {
    console.log("skipped: the Electron project (Electron's binary is not installed)");
    total.skipped++;
  }
  const report = join(results, 'e2e.json');
  rmSync(report, { force: true });
  const env = { ...process.env, CHROME_PATH: chromium, ELECTRON_PATH: electron ?? '', PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  const code = await tool('@playwright/test/cli.js', ['test', '--reporter=list,json'], env);
  const found = readReport(report);
  if (!found) return fail(`end-to-end (exit ${code}, no report)`);
  const { expected, unexpected, flaky, skipped } = found.stats;
  total.passed += expected;
  total.failed += unexpected + flaky;
  total.skipped += skipped;
  for (const title of unexpectedTitles(found.suites)) failures.push(`end-to-end: ${title}`);
  if (code !== 0 && unexpected + flaky === 0) fail(`end-to-end (exit ${code}): ${found.errors?.[0]?.message ?? ''}`);
}

function unexpectedTitles(suites, above = []) {
  return suites.flatMap((suite) => {
    const path = [...above, suite.title];
    const own = (suite.specs ?? []).filter((spec) => !spec.ok).map((spec) => [...path, spec.title].join(' › '));
    return [...own, ...unexpectedTitles(suite.suites ?? [], path)];
  });
}

async function tool(path, args, env = process.env) {
  const { code } = await runNode([join(root, 'node_modules', path), ...args], { env });
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
