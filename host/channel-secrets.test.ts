import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ok, refuse } from '../shared/problem';
import { createChannelSecrets, type KeyStore } from './channel-secrets';
import type { ExecutorClient } from './executor-client';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'masa-secrets-'));
  file = join(folder, 'sealed.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Turns the text around, so that it can be seen that it was sealed. */
const keyStore: KeyStore = { seal: (text) => [...text].reverse().join(''), open: (sealed) => [...sealed].reverse().join('') };

type Told = Parameters<ExecutorClient['setSecrets']>[0];
function executor(answers: 'yes' | 'no' = 'yes') {
  const told: Told[] = [];
  const setSecrets = async (asked: Told) => {
    told.push(asked);
    return answers === 'yes' ? ok({} as never) : refuse('executor-not-running');
  };
  return { told, setSecrets: setSecrets as ExecutorClient['setSecrets'] };
}

test('sealed on the disk, held by the executor in memory only, told again at the next start', async () => {
  const secrets = createChannelSecrets({ file, keyStore });
  const first = executor();
  await secrets.set(first.setSecrets, { channel: 'email', body: { values: { password: 'correct horse' }, keep: true } });
  await secrets.set(first.setSecrets, { channel: 'sms', body: { values: { authToken: 'abc', signingSecret: 'def' }, keep: true } });
  await secrets.set(first.setSecrets, { channel: 'sms', body: { values: { signingSecret: null }, keep: true } });
  expect(first.told.every(({ body }) => body.keep === false)).toBe(true);
  expect(readFileSync(file, 'utf8')).not.toMatch(/horse|abc/);
  expect(statSync(file).mode & 0o77).toBe(0);

  const second = executor();
  expect(await createChannelSecrets({ file, keyStore }).tell(second.setSecrets)).toMatchObject({ ok: true });
  expect(second.told).toEqual([
    { channel: 'email', body: { values: { password: 'correct horse' }, keep: false } },
    { channel: 'sms', body: { values: { authToken: 'abc' }, keep: false } },
  ]);
});

test('an executor that is not there, a file that is none, a key store that is locked: said, and nothing is lost', async () => {
  const secrets = createChannelSecrets({ file, keyStore });
  expect(await secrets.set(executor('no').setSecrets, { channel: 'email', body: { values: { password: 'x' }, keep: true } })).toMatchObject({ ok: false });
  const again = executor();
  await secrets.tell(again.setSecrets);
  expect(again.told).toHaveLength(1);
  const locked = createChannelSecrets({
    file,
    keyStore: {
      ...keyStore,
      open() {
        throw new Error('locked');
      },
    },
  });
  const before = readFileSync(file, 'utf8');
  expect(await locked.set(again.setSecrets, { channel: 'sms', body: { values: { authToken: 'y' }, keep: true } })).toMatchObject({ ok: false });
  expect(await locked.tell(again.setSecrets)).toMatchObject({ ok: false });
  expect(readFileSync(file, 'utf8')).toBe(before);
  writeFileSync(file, '{');
  expect(await secrets.tell(again.setSecrets)).toMatchObject({ ok: false });
});
