import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { httpAccount, startHttp } from '../../../tests/stand-ins/http';
import type { Outgoing } from '../adapter';
import { describeAdapter, outgoing } from '../contract.fixture';
import { openWebhook } from './adapter';

const secrets = { signingSecret: httpAccount.signingSecret };
const message: Outgoing = {
  ...outgoing,
  channel: 'webhook',
  class: 'service',
  to: 'מערכת ERP',
  message: '',
  subject: '',
  body: '',
  payload: { customer_id: 'C-17', cart_value: 240.5 },
};

describeAdapter({
  name: 'A target that journeys call',
  channel: 'webhook',
  honoursKey: true,
  message,
  nobody: ['', 'another', 'constructor', '__proto__', 'toString'],
  forEverybody: false,
  readsAnswers: false,
  async start(clock) {
    const standIn = await startHttp({ clock, as: 'target' });
    return {
      standIn,
      secrets,
      open: ({ url = standIn.url, ...changes } = {}) =>
        openWebhook({
          channel: 'webhook',
          settings: { provider: 'webhook', targets: { [message.to]: url } },
          secrets: changes.secrets ?? secrets,
          clock: changes.clock ?? clock,
          timeoutMs: changes.timeoutMs,
        }),
    };
  },
});

describe('A target that journeys call', () => {
  let close = async () => {};
  afterEach(() => close());

  test('it is told which step calls and with what', async () => {
    const standIn = await startHttp({ as: 'target' });
    close = standIn.close;
    const adapter = openWebhook({ channel: 'webhook', settings: { provider: 'webhook', targets: { [message.to]: standIn.url } }, secrets });
    await adapter.send(message);
    expect(standIn.bodies).toEqual([{ type: 'call', key: message.key, target: message.to, payload: message.payload }]);
  });

  test('two targets at one address are called both, each once', async () => {
    const standIn = await startHttp({ as: 'target' });
    close = standIn.close;
    const adapter = openWebhook({ channel: 'webhook', settings: { provider: 'webhook', targets: { erp: standIn.url, crm: standIn.url } }, secrets });
    for (const to of ['erp', 'crm', 'erp']) expect((await adapter.send({ ...message, to })).do).toBe('accepted');
    expect(standIn.taken.map(({ to }) => to)).toEqual(['erp', 'crm']);
  });

  test.each([
    [200, 'accepted'],
    [202, 'accepted'],
    [301, 'later'],
    [400, 'refused'],
    [401, 'refused'],
    [404, 'refused'],
    [408, 'later'],
    [410, 'refused'],
    [422, 'refused'],
    [425, 'later'],
    [429, 'later'],
    [500, 'later'],
    [502, 'later'],
    [503, 'later'],
    [504, 'later'],
  ] as const)('%i: %s, and nobody else is held back', async (status, what) => {
    const server = createServer((_, response) => response.writeHead(status, { 'retry-after': '9' }).end('said')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    close = async () => {
      server.close();
      server.closeAllConnections();
    };
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    const outcome = await openWebhook({ channel: 'webhook', settings: { provider: 'webhook', targets: { [message.to]: url } }, secrets }).send(message);
    expect(outcome.do).toBe(what);
    expect(outcome).not.toHaveProperty('everybody');
    if (what === 'later' && status !== 301) expect(outcome).toMatchObject({ afterMs: 9000 });
  });

  test('a check calls nobody, and sees addresses that never could be', async () => {
    const standIn = await startHttp({ as: 'target' });
    close = standIn.close;
    const check = (targets: Record<string, string>, known: { signingSecret?: string } = secrets) =>
      openWebhook({ channel: 'webhook', settings: { provider: 'webhook', targets }, secrets: known }).check();
    expect(await check({ erp: standIn.url })).toBeUndefined();
    expect(await check({ erp: standIn.url }, {})).toMatchObject({ code: 'secret-missing' });
    expect(await check({ erp: standIn.url, crm: 'https://user:pass@example.com/' })).toMatchObject({ code: 'settings-unusable' });
    expect(standIn.asked()).toBe(0);
  });
});
