import { afterEach, describe, expect, test } from 'vitest';
import type { SettingsOf } from '../../../shared/executor/channels';
import { type FcmStandIn, fcmAccount, fcmDevice, startFcm } from '../../../tests/stand-ins/fcm';
import type { AdapterOptions } from '../adapter';
import { describeAdapter, outgoing } from '../contract.fixture';
import { openFcm } from './adapter';

const { accessToken, projectId } = fcmAccount;
const secrets = { accessToken };
const settings = (baseUrl: string): SettingsOf<'fcm'> => ({ provider: 'fcm', baseUrl, projectId, tokenAttribute: 'push-token' });
const message = { ...outgoing, channel: 'push', to: fcmDevice } as const;

describeAdapter({
  name: 'Firebase',
  channel: 'push',
  honoursKey: false,
  message,
  nobody: ['', 'a b', 'token\u0000'],
  async start(clock) {
    const standIn = await startFcm({ clock });
    return {
      standIn,
      secrets,
      open: ({ url = standIn.url, ...changes } = {}) =>
        openFcm({ channel: 'push', settings: settings(url), secrets: changes.secrets ?? secrets, clock: changes.clock ?? clock, timeoutMs: changes.timeoutMs }),
    };
  },
});

describe('Firebase', () => {
  let standIn: FcmStandIn;
  afterEach(() => standIn?.close());
  const open = async (more: Partial<AdapterOptions<'fcm'>> = {}) => {
    standIn = await startFcm();
    return openFcm({ channel: 'push', settings: settings(standIn.url), secrets, ...more });
  };

  test.each([
    ['stand-in:gone', { do: 'refused', reason: { code: 'device-gone', params: { code: 'UNREGISTERED' } } }],
    ['stand-in:nobody-knows-it', { do: 'refused', reason: { code: 'device-gone', params: { code: 'INVALID_ARGUMENT' } } }],
    ['stand-in:of-another-project', { do: 'refused', reason: { code: 'device-gone', params: { code: 'SENDER_ID_MISMATCH' } } }],
    ['stand-in:of-apple', { do: 'later', reason: { code: 'network-refused', params: { code: 'THIRD_PARTY_AUTH_ERROR' } } }],
    ['stand-in:broken', { do: 'unknown', reason: { code: 'reply-lost', params: { code: 'INTERNAL' } } }],
  ] as const)('%s', async (to, outcome) => {
    expect(await (await open()).send({ ...message, to })).toEqual(outcome);
  });

  test('a quota that is used up waits a minute, if nothing else is said', async () => {
    const adapter = await open();
    standIn.next({ do: 'busy' }, { do: 'busy', retryAfter: 'Mon, 01 Jun 2099 07:00:00 GMT' });
    expect(await adapter.send(message)).toMatchObject({ do: 'later', afterMs: 60_000, everybody: true });
    expect(await adapter.send(message)).toMatchObject({ do: 'later', afterMs: 24 * 3_600_000 });
  });

  test('a text that is too large for a push is refused for what it is', async () => {
    expect(await (await open()).send({ ...message, body: 'x'.repeat(5000) })).toMatchObject({ do: 'refused', reason: { code: 'content-refused' } });
  });

  test('what is sent twice takes its own place on the device, other messages another', async () => {
    const adapter = await open();
    await adapter.send(message);
    await adapter.send(message);
    await adapter.send({ ...message, key: 'r1:remind:3' });
    const [first, again, other] = standIn.marks;
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    expect(first).toMatch(/^[\w-]{32}$/);
  });

  test('a check sends nothing and says what is wrong', async () => {
    expect(await (await open()).check()).toBeUndefined();
    expect(standIn.taken).toEqual([]);
    expect(await (await open({ secrets: { accessToken: 'expired' } })).check()).toEqual({ code: 'credentials-refused', params: { code: 'UNAUTHENTICATED' } });
    const adapter = openFcm({ channel: 'push', settings: { ...settings(standIn.url), projectId: 'another-project' }, secrets });
    expect(await adapter.check()).toEqual({ code: 'provider-not-there', params: { code: 'NOT_FOUND' } });
  });
});
