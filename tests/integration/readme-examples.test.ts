/** What the README tells others to do is done here, as it stands there. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type TestExecutor, testExecutor, unwrap } from '../../executor/executor.fixture';

let executor: TestExecutor;
let folder = '';
beforeEach(async () => {
  executor = await testExecutor();
  folder = mkdtempSync(join(tmpdir(), 'masa-readme-'));
});
afterEach(async () => {
  await executor.end();
  rmSync(folder, { recursive: true, force: true });
});

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');

/** The example in this language under the heading. */
function example(language: string): string {
  const section = readme.split('\n## Send events from another program\n')[1]?.split('\n## ')[0] ?? '';
  const text = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(section)?.[1];
  if (!text) throw new Error(`no example in ${language}`);
  return text;
}

function run(command: string, file: string, text: string): Promise<{ code: number | null; said: string }> {
  writeFileSync(join(folder, file), text);
  return new Promise((resolve) => {
    const child = spawn(command, [file], { cwd: folder, env: { ...process.env, EXECUTOR: executor.dataFolder } });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data) => {
        said += data;
      });
    child.on('close', (code) => resolve({ code, said }));
  });
}

const isThere = (command: string) => spawnSync(command, ['--version']).status === 0;
const eventsKept = async () => unwrap(await executor.client.health({})).events;

test.skipIf(!isThere('curl') || !isThere('bash'))('with curl', async () => {
  const { code, said } = await run('bash', 'example.sh', `set -e\n${example('sh')}`);
  expect([code, said]).toEqual([0, expect.stringContaining('{"accepted":1,"duplicates":0}')]);
  expect(said).toContain('dana@shop.example');
  expect(await eventsKept()).toBe(1);
  expect(readFileSync(join(folder, 'api.html'), 'utf8')).toContain('<h1>Masa executor');
  expect(JSON.parse(readFileSync(join(folder, 'api.json'), 'utf8'))).toMatchObject({ openapi: '3.1.0' });
});

test('with Node', async () => {
  expect(await run(process.execPath, 'example.mjs', example('js'))).toEqual({ code: 0, said: '{ accepted: 1, duplicates: 0 }\n' });
  expect(await eventsKept()).toBe(1);
});

test.skipIf(!isThere('python3'))('with Python', async () => {
  expect(await run('python3', 'example.py', example('python'))).toEqual({ code: 0, said: "{'accepted': 1, 'duplicates': 0}\n" });
  expect(await eventsKept()).toBe(1);
});
