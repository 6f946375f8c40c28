import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCoreThread } from './core-thread';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'masa-thread-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A thread that opens and then does `onMessage` with what it is asked. */
function program(onMessage: string): URL {
  const file = join(folder, 'thread.mjs');
  writeFileSync(
    file,
    `import { parentPort } from 'node:worker_threads';\nparentPort.postMessage({ opened: [] });\nparentPort.on('message', (asked) => { ${onMessage} });\n`,
  );
  return pathToFileURL(file);
}

test.each([
  ['by an error', "throw new TypeError('a bug');", 'a bug'],
  ['without a word', 'process.exit(7);', 'the thread ended with 7'],
])('a thread that dies %s is told of: what it was asked will not be answered', async (_, onMessage, message) => {
  const told: Error[] = [];
  let tell = () => {};
  const ended = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const core = await openCoreThread(
    program(onMessage),
    { dataFolder: folder },
    {
      onEnd(error) {
        told.push(error);
        tell();
      },
      onLeaving: () => {},
    },
  );
  if (!core.ok) throw new Error('not opened');
  void core.value.handlers.health({});
  await ended;
  expect(told[0]?.message).toBe(message);
});

test('one that is closed is nobody’s loss', async () => {
  const told: Error[] = [];
  const answering =
    "parentPort.postMessage(asked.map(({ id }) => ({ id, result: JSON.stringify({ ok: true, value: null, problems: [] }) }))); if (asked[0].call === 'close') parentPort.close();";
  const core = await openCoreThread(program(answering), { dataFolder: folder }, { onEnd: (error) => told.push(error), onLeaving: () => {} });
  if (!core.ok) throw new Error('not opened');
  expect(await core.value.handlers.care({})).toEqual({ ok: true, value: null, problems: [] });
  await core.value.stop();
  await core.value.close();
  expect(told).toEqual([]);
});
