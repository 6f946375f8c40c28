import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerPage } from './page';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'masa-page-'));
  mkdirSync(join(folder, 'dist', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'dist', 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__"><p>page</p>');
  writeFileSync(join(folder, 'dist', 'assets', 'main-1a2b.js'), 'export {}');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const get = (path: string) => answerPage(join(folder, 'dist'), path);

test('the page carries a nonce of its own in text and policy, and the policy allows nothing unsafe', async () => {
  const [first, second] = [await get('/'), await get('/engagements/01J/sources')];
  const nonces = [first, second].map(({ body }) => /content="([^"]+)"/.exec(String(body))?.[1]);

  expect(nonces[0]).not.toBe(nonces[1]);
  const policy = first.headers['content-security-policy'];
  expect(policy).toContain(`'nonce-${nonces[0]}'`);
  expect(policy).toContain("connect-src 'self'");
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  expect(first.headers['cache-control']).toBe('no-store');
});

test('built files have their type and may be kept; missing ones are no page', async () => {
  const script = await get('/assets/main-1a2b.js');
  expect([script.status, script.headers['content-type'], script.headers['cache-control']]).toEqual([
    200,
    'text/javascript; charset=utf-8',
    'private, max-age=31536000, immutable',
  ]);
  expect((await get('/assets/gone.js')).status).toBe(404);
  expect(script.headers['content-security-policy']).toContain("default-src 'none'");
});

test.each(['/../secret.txt', '/%2e%2e/secret.txt', '/assets/..%2f..%2fsecret.txt', '/..%5csecret.txt', '/%00', '/%', '/.git/config.txt'])(
  '%s leads nowhere',
  async (path) => {
    const { status, body } = await get(path);
    expect([status, String(body)]).toEqual([404, 'Not found\n']);
  },
);

test('the page goes out with its policy only: no other name of its file is served, and what is no file is missing', async () => {
  // What a file system without upper and lower case would find.
  writeFileSync(join(folder, 'dist', 'INDEX.HTML'), '<script>1</script>');
  mkdirSync(join(folder, 'dist', 'folder.js'));
  const answers = await Promise.all(['/INDEX.HTML', '/folder.js', `/${'a'.repeat(5000)}.js`].map(get));
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
});
