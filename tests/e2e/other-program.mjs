/**
 * Another program of the same user: finds the executor by the files in its data folder and sends it one event per customer, one
 * call each, the same one again until it is acknowledged. Says how many have been: lines of a number.
 *   node other-program.mjs DATA_FOLDER EVENT COUNT
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const [folder, name, count] = process.argv.slice(2);
const customer = (i) => ({ email: `p${i}@shop.example` });

async function send(path, body) {
  try {
    const { port } = JSON.parse(readFileSync(join(folder, 'endpoint.json'), 'utf8'));
    const token = readFileSync(join(folder, 'token'), 'utf8').trim();
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const reply = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    return reply.status === 202;
  } catch {
    // It is away: it died, or is just starting.
    return false;
  }
}

async function sendUntilTaken(path, body) {
  while (!(await send(path, body))) await pause(50);
}

const occurred_at = process.env.OCCURRED_AT;
// Every fourth has given no consent.
const profile = (_, i) => ({ identifiers: customer(i), attributes: { 'first-name': 'Noa', ...(i % 4 === 0 ? {} : { 'email-consent': 'granted' }) } });
await sendUntilTaken('/profiles', Array.from({ length: Number(count) }, profile));
for (let i = 0; i < Number(count); i++) {
  await sendUntilTaken('/events', { uid: `${name}-${i}`, name, occurred_at, source_system: 'other-program', identifiers: customer(i), properties: {} });
  console.log(`${i + 1}`);
}
