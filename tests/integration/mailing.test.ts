/**
 * A mailing over a mail server that fails in each way there is, while the executor is killed in between: at the end each mail is accounted for, by the
 * store and by what the server counted, nobody has one twice unless the channel was told so, and what nobody knows is put right by a person.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { DeploymentBundle } from '../../shared/executor/api';
import type { ChannelState, SettingsOf } from '../../shared/executor/channels';
import { bundle, edge, message, send } from '../../shared/journey/step.fixture';
import type { Result } from '../../shared/problem';
import { type FailingMailServer, type MailFault, mailFaults, mailRecipients, startFailingMailServer } from '../stand-ins/failing-mail-server';
import { movedClock } from './crash-walk';
import { buildExecutor, type Running, runExecutor } from './executor-process';
import { accountForMails, notedMails } from './mail-accounts';

const mails = 500;
const connections = 5;
/** Claimed and not yet noted, at most. */
const mostOpen = 100;
/** When so many have been taken it is killed. */
const deaths = [60, 200, 350];
/** Longer than anything is put off. */
const betweenMs = 12 * 3_600_000;

let built: Awaited<ReturnType<typeof buildExecutor>>;
let folder = '';
let server: FailingMailServer | undefined;
let running: Running | undefined;
beforeAll(async () => {
  built = await buildExecutor();
  folder = mkdtempSync(join(tmpdir(), 'masa-mailing-'));
}, 120_000);
afterEach(async () => {
  running?.child.kill('SIGKILL');
  await running?.exited;
  server?.stop();
});
afterAll(() => {
  built.remove();
  rmSync(folder, { recursive: true, force: true });
});

const journey: DeploymentBundle = {
  ...bundle({
    nodes: [
      { id: 't', kind: 'trigger', trigger: { kind: 'attribute-changed', attribute: 'email-consent', to: 'granted' } },
      send('s', { channel: 'email', class: 'marketing' }),
      { id: 'end', kind: 'exit' },
    ],
    edges: [edge('t', 'out', 's'), edge('s', 'out', 'end')],
    entry: { reentry: { mode: 'never' } },
    messages: [message],
  }),
  identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] },
};

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

/** A mailing through deaths, to its end. Gives the folder of its store, and who was written to. */
async function mailing(unknownPolicy: 'ask' | 'again', faults: readonly MailFault[]) {
  const data = join(folder, unknownPolicy);
  const clockFile = join(folder, `${unknownPolicy}.clock`);
  const mailServer = await startFailingMailServer();
  server = mailServer;
  const settings: SettingsOf<'smtp'> = {
    ...{ provider: 'smtp', host: '127.0.0.1', port: mailServer.port, security: 'none', connections },
    from: { name: 'Garden', address: 'hello@shop.example' },
  };
  let life = 0;
  const wake = async () => {
    writeFileSync(clockFile, `+${++life * betweenMs}`);
    running = await runExecutor(built.path, data, [], { preload: [movedClock], env: { CLOCK: clockFile } });
    return running.client;
  };
  const die = async () => {
    running?.child.kill('SIGKILL');
    await running?.exited;
  };
  const recipients = mailRecipients(mails, 20, faults);
  const consent = (to: readonly string[], email_consent: string) => to.map((email) => ({ identifiers: { email }, attributes: { email_consent } }));

  let client = await wake();
  unwrap(await client.setPublic({ body: { listens: false, mailto: 'off@shop.example' } }));
  unwrap(await client.setChannel({ channel: 'email', body: { mode: 'live', settings, unknownPolicy } }));
  unwrap(await client.deploy({ body: journey }));
  for (let i = 0; i < mails; i += 100) unwrap(await client.updateProfiles({ body: consent(recipients.slice(i, i + 100), 'granted') }));
  for (const taken of deaths) {
    while ((await mailServer.count()).taken < taken) await pause(5);
    // Who was asked to wait has changed her mind before she is asked again.
    unwrap(
      await client.updateProfiles({
        body: consent(
          recipients.filter((to) => to.startsWith('later')),
          'withdrawn',
        ),
      }),
    );
    await die();
    client = await wake();
  }
  const email = async (): Promise<ChannelState['counts']> => unwrap(await client.channels({})).find(({ channel }) => channel === 'email')?.counts ?? {};
  const end = async () => {
    running?.child.kill('SIGTERM');
    await running?.exited;
  };
  /** Until nothing waits, with as many nights in between as it takes: nothing due and nothing under way ends a life. Ends the executor. */
  const toItsEnd = async () => {
    for (;;) {
      const { waiting = 0, sending = 0 } = await email();
      if (waiting + sending === 0) return end();
      const rows = unwrap(await client.deliveries({ channel: 'email', state: 'waiting', limit: 500 }));
      const now = Date.now() + life * betweenMs;
      if (sending === 0 && rows.every(({ due }) => due !== undefined && Date.parse(due) > now)) {
        await end();
        client = await wake();
      } else await pause(20);
    }
  };
  await toItsEnd();
  return {
    ...{ data, recipients, mailServer, toItsEnd },
    wake: async () => {
      client = await wake();
      return client;
    },
  };
}

test('what is in doubt waits for a person: nobody has a mail twice', async () => {
  const { data, recipients, mailServer, wake, toItsEnd } = await mailing('ask', [...mailFaults, 'never']);
  const accounts = accountForMails(recipients, notedMails(data), await mailServer.list());
  expect(accounts.doubles).toBe(0);
  expect(accounts.givenUp).toBeGreaterThan(0);
  expect(accounts.refused).toBeGreaterThan(0);
  expect(accounts.stopped).toBeGreaterThan(0);
  expect(accounts.again).toBeGreaterThan(0);
  expect(accounts.doubt).toBeGreaterThan(0);
  // Each death leaves some in doubt, and never more than are open at once.
  expect(accounts.interrupted).toBeGreaterThan(0);
  expect(accounts.interrupted).toBeLessThanOrEqual(deaths.length * mostOpen);

  // Whoever reads the server's log knows which of them arrived.
  const inDoubt = () => notedMails(data).filter(({ state }) => state === 'unknown');
  // Whoever had not been tried at all may meet her fault now, and be in doubt once more.
  for (let round = 0; round < 2 && inDoubt().length > 0; round++) {
    const taken = new Map((await mailServer.list()).map(([to, , times]) => [to, times]));
    const doubts = inDoubt();
    const client = await wake();
    for (const { n, to } of doubts) unwrap(await client.decideDelivery({ n, body: { decision: taken.get(to) ? 'it-arrived' : 'try-again' } }));
    await toItsEnd();
  }
  expect(accountForMails(recipients, notedMails(data), await mailServer.list())).toMatchObject({ doubt: 0, doubles: 0 });
  const final = new Map((await mailServer.list()).map(([to, , times]) => [to, times]));
  const wrong = recipients.filter((to) => (final.get(to) ?? 0) !== (/^(gone|spam|never|later)/.test(to) ? 0 : 1));
  expect(wrong).toEqual([]);
}, 300_000);

test('what is in doubt is sent again where the channel says so: doubles are those, and can be seen', async () => {
  const { data, recipients, mailServer } = await mailing('again', mailFaults);
  const accounts = accountForMails(recipients, notedMails(data), await mailServer.list(), true);
  expect(accounts).toMatchObject({ doubt: 0 });
  // Those the server kept and did not say so, at least.
  expect(accounts.doubles).toBeGreaterThanOrEqual(recipients.filter((to) => to.startsWith('kept')).length);
  const tries = new Map(notedMails(data).map(({ to, tries }) => [to, tries]));
  const list = await mailServer.list();
  for (const [to, , taken] of list) if (taken > 1) expect(tries.get(to)).toBeGreaterThanOrEqual(taken);
  const missing = recipients.filter((to) => !/^(gone|spam|never|later)/.test(to) && !list.some(([one, , taken]) => one === to && taken > 0));
  expect(missing).toEqual([]);
}, 300_000);
