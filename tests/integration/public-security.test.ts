/** Attacks on the public address of the executor as it ships: from anywhere, by anybody. */
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLine, type RawAnswer } from '../../executor/api/http.fixture';
import { executorRoutes } from '../../shared/executor/contract';
import { buildExecutor, type Running, runExecutor } from './executor-process';

let built: Awaited<ReturnType<typeof buildExecutor>>;
let data = '';
let executor: Running;
let port = 0;
const mark = 'marked.person@shop.example';

beforeAll(async () => {
  built = await buildExecutor();
  data = mkdtempSync(join(tmpdir(), 'masa-public-'));
  executor = await runExecutor(built.path, data);
  await executor.client.updateProfiles({ body: [{ identifiers: { email: mark }, attributes: { 'first-name': 'Marked' } }] });
  const opened = await executor.client.setPublic({ body: { listens: true, url: 'https://links.shop.example', origins: ['https://shop.example'] } });
  if (!opened.ok) throw new Error('it does not open');
  port = Number(new URL(opened.value.at ?? '').port);
});
afterAll(async () => {
  executor.child.kill('SIGKILL');
  await executor.exited;
  rmSync(data, { recursive: true, force: true });
  built.remove();
});

async function say(text: string): Promise<RawAnswer | undefined> {
  const line = await openLine(port);
  line.write(text);
  const answer = await line.answer(text.startsWith('HEAD ') ? 'HEAD' : undefined);
  line.socket.destroy();
  return answer;
}
const head = (first: string, headers: readonly string[] = []) => [`${first} HTTP/1.1`, `Host: 127.0.0.1:${port}`, ...headers, '', ''].join('\r\n');
const token = `1.email.${'A'.repeat(27)}`;
const ours = [
  '/u/x',
  `/u/${token}`,
  `/u/${token}/undo`,
  '/inbox',
  '/inbox/1/read',
  '/on-site/next',
  '/on-site.js',
  '/call-backs/email',
  '/call-backs/sms',
  '/demo',
  '/demo.js',
];

test('nothing of the API is there, whoever asks, even with its token', async () => {
  const paths = [
    ...new Set(Object.values(executorRoutes).map((route) => route.path.replace(/:\w+/g, 'x'))),
    '/openapi.json',
    '/docs',
    '/',
    '//health',
    '/health/',
    '/u/../health',
  ];
  for (const path of paths)
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'])
      for (const authorization of [[], [`Authorization: Bearer ${executor.token}`]]) {
        const answer = await say(`${head(`${method} ${path}`, [...authorization, 'Content-Type: application/json', 'Content-Length: 2'])}{}`);
        expect([method, path, [404, 429].includes(answer?.status ?? 0), answer?.status === 404 ? answer.body : '']).toEqual([method, path, true, '']);
      }
  // Nor does a token of the one work at the other.
  const made = await executor.client.visitorToken({ body: { identifiers: { email: mark } } });
  if (!made.ok) throw new Error('no token');
  const line = await openLine(executor.port);
  line.write(`GET /health HTTP/1.1\r\nHost: 127.0.0.1:${executor.port}\r\nAuthorization: Bearer ${made.value.token}\r\n\r\n`);
  expect((await line.answer())?.status).toBe(401);
  line.socket.destroy();
});

test('it answers to its own names only, and says none back', async () => {
  const as = (host: string, target = '/on-site.js') => say(`GET ${target} HTTP/1.1\r\n${host}\r\n\r\n`);
  for (const host of [
    'evil.example',
    `evil.example:${port}`,
    '127.0.0.1',
    '127.0.0.1:1',
    `127.0.0.1:${port}@evil.example`,
    'links.shop.example.evil.example',
    'links.shop.example:81',
    'xlinks.shop.example',
    `0.0.0.0:${port}`,
    `[::1]:${port}`,
    '',
  ])
    expect([host, [400, 421].includes((await as(`Host: ${host}`))?.status ?? 0)]).toEqual([host, true]);
  for (const hosts of [`Host: 127.0.0.1:${port}\r\nHost: evil.example`, 'X-Forwarded-Host: links.shop.example'])
    expect([hosts, [400, 421].includes((await as(hosts))?.status ?? 0)]).toEqual([hosts, true]);
  for (const target of [`http://evil.example/on-site.js`, `http://127.0.0.1:${port}/on-site.js`, '*'])
    expect([target, [400, 421].includes((await as(`Host: 127.0.0.1:${port}`, target))?.status ?? 0)]).toEqual([target, true]);
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, 'links.shop.example', 'LINKS.shop.example:443'])
    expect([host, (await as(`Host: ${host}`, `/u/${token}/undo`))?.status]).toEqual([host, 303]);
  for (const path of ours) {
    const answer = await say(
      head(`GET ${path}`, [
        'X-Forwarded-Host: evil.example',
        'X-Forwarded-Proto: evil',
        'Forwarded: host=evil.example',
        'X-Original-URL: /health',
        'Referer: https://evil.example',
      ]),
    );
    expect([path, JSON.stringify(answer).includes('evil')]).toEqual([path, false]);
  }
});

test('the demo is for this machine: by the public name there is none', async () => {
  for (const path of ['/demo', '/demo.js']) expect((await say(`GET ${path} HTTP/1.1\r\nHost: links.shop.example\r\n\r\n`))?.status).toBe(404);
  const page = await say(head('GET /demo?lang=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&form=%22%3E%3Cscript%3E'));
  expect([page?.status, page?.body.match(/<script/g)?.length]).toEqual([200, 1]);
  expect(page?.headers['content-security-policy']).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'self'; connect-src 'self'; form-action 'self'/,
  );
});

test('other methods and other spellings of its paths lead nowhere', async () => {
  for (const path of ours)
    for (const method of ['PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND']) {
      const answer = await say(head(`${method} ${path}`));
      expect([method, path, [404, 405, 429].includes(answer?.status ?? 0)]).toEqual([method, path, true]);
    }
  for (const path of [
    '/inbox/',
    '/INBOX',
    '/inbox//1/read',
    '/inbox/0/read',
    '/inbox/1e3/read',
    '/inbox/1/read/x',
    '/inbox/1/__proto__',
    '/inbox/1/constructor',
    '/on-site/1/read',
    '/on-site/next/x',
    '/on-site.js/x',
    '/call-backs/',
    '/call-backs/__proto__',
    '/call-backs/email/x',
    '/%69nbox',
    '/inbox%2f1%2fread',
    '/on-site.js%00',
  ])
    for (const method of ['GET', 'POST']) {
      const answer = await say(head(`${method} ${path}`, [`Authorization: Bearer ${token}`]));
      expect([method, path, [404, 405, 429].includes(answer?.status ?? 0)]).toEqual([method, path, true]);
    }
});

test('a request with two meanings has none', async () => {
  const hidden = head('GET /on-site.js');
  const tricks = [
    `${head(`POST /u/${token}`, ['Content-Length: 4', 'Transfer-Encoding: chunked'])}0\r\n\r\n${hidden}`,
    `${head(`POST /u/${token}`, ['Content-Length: 4', 'Content-Length: 0'])}abcd${hidden}`,
    `${head(`POST /u/${token}`, ['Content-Length: +4'])}abcd${hidden}`,
    `${head(`POST /u/${token}`, ['Transfer-Encoding: xchunked'])}0\r\n\r\n${hidden}`,
    `${head(`POST /u/${token}`, ['Content-Length : 4'])}abcd${hidden}`,
    head('GET /on-site.js', [`X: ${'x'.repeat(40_000)}`]),
    'GET /on-site.js\r\n\r\n',
  ];
  for (const trick of tricks) {
    const line = await openLine(port);
    line.write(trick);
    expect([trick.slice(0, 200), [400, 421, 431].includes((await line.answer())?.status ?? 0)]).toEqual([trick.slice(0, 200), true]);
    expect(await line.rest()).toBe('');
  }
});

test('it listens on this machine only', async () => {
  const others = Object.values(networkInterfaces()).flatMap(
    (all) => all?.filter((one) => one.address !== '127.0.0.1').map((one) => (one.scopeid ? `${one.address}%${one.scopeid}` : one.address)) ?? [],
  );
  const opens = (host: string) =>
    new Promise<boolean>((resolve) => {
      const socket = connect(port, host);
      socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
  expect(await opens('127.0.0.1')).toBe(true);
  for (const host of [...others, '::1']) expect([host, await opens(host)]).toEqual([host, false]);
});

test('whatever goes wrong, nothing of what was sent or is known is in an answer or the log', async () => {
  const bodies = [mark, `{"url":"${mark}"}`, `{"${mark}"`, `lang=${mark}&List-Unsubscribe=${mark}`];
  const answers: (RawAnswer | undefined)[] = [];
  for (const path of [...ours, `/u/${mark}`, `/${mark}`, `/%${mark}`, `/inbox/${mark}/read`, `/call-backs/${mark}`, `/u/${token}?lang=${mark}`]) {
    answers.push(await say(head(`GET ${path}`, [`X: ${mark}`, `Cookie: ${mark}`, `Accept-Language: ${mark}`, `Authorization: Bearer ${mark}`])));
    for (const body of bodies) answers.push(await say(head(`POST ${path}`, [`Content-Length: ${Buffer.byteLength(body)}`, `Origin: ${mark}`]) + body));
  }
  const line = await openLine(port);
  line.write(`${head(`POST /u/${token}`, ['Content-Length: 500'])}${mark}`);
  line.socket.resetAndDestroy();
  expect(answers.filter((one) => one === undefined || one.status >= 500)).toEqual([]);
  expect(JSON.stringify(answers)).not.toMatch(/marked|Marked/);
  await executor.client.health({});
  for (const one of ['marked', token, executor.token]) expect([one, executor.output().includes(one)]).toEqual([one, false]);
  // What it notes of itself may be there, no trouble.
  expect(executor.output()).not.toContain('"where"');
});
