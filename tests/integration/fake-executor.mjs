// Stands in for the executor in what the supervisor sees of it: token, endpoint, ready line, health. FAKE_MODE chooses how it fails.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const data = process.argv[process.argv.indexOf('--data') + 1];
const mode = process.env.FAKE_MODE ?? 'well';
const token = 'a'.repeat(43);
if (mode === 'dies') {
  console.error('the store is damaged');
  process.exit(3);
}
if (mode === 'refuses') {
  console.log(
    JSON.stringify({ ready: false, problems: [{ severity: 'blocks', code: 'executor-store-damaged', path: [], params: { file: 'executor.sqlite' } }] }),
  );
  process.exit(1);
}
const clock = { now: '2026-06-01T07:00:00.000Z', sandbox: false };
const health = { state: 'ready', clock, version: '0', events: 0, customers: 0, waiting: 0, outbox: 0, notSent: 0, oldestOverdueMs: 0, findings: [] };
const server = createServer((request, response) => {
  const known = request.headers.authorization === `Bearer ${token}`;
  response.writeHead(known ? 200 : 401, { 'content-type': 'application/json' });
  response.end(JSON.stringify(known ? { ...health, events: process.pid } : { problems: [] }));
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  writeFileSync(join(data, 'token'), token);
  writeFileSync(join(data, 'endpoint.json'), JSON.stringify({ port, pid: process.pid }));
  if (mode === 'mute') return;
  console.log('starting up');
  console.log(JSON.stringify({ ready: true, port, pid: process.pid }));
});
process.on('message', () => mode !== 'stubborn' && process.exit(0));
process.on('disconnect', () => process.exit(0));
