import { afterEach, describe, expect, test } from 'vitest';
import type { SettingsOf } from '../../../shared/executor/channels';
import { type FcmStandIn, fcmAccount, fcmDevice, startFcm } from '../../../tests/stand-ins/fcm';
import { createManualClock, systemClock } from '../../clock';
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

  test('the key file of a service account gets a token, which serves until it ends', async () => {
    const clock = createManualClock(Date.UTC(2026, 5, 1, 7));
    standIn = await startFcm({ clock });
    const adapter = openFcm({ channel: 'push', settings: settings(standIn.url), secrets: { accessToken: standIn.keyFile() }, clock });
    const sent = await Promise.all(Array.from({ length: 20 }, (_, i) => adapter.send({ ...message, key: `r${i}:remind:1` })));
    expect(sent.every((outcome) => outcome.do === 'accepted')).toBe(true);
    expect(standIn.tokens()).toBe(1);
    expect(await adapter.check()).toBeUndefined();
    clock.advance(58 * 60_000);
    await adapter.send(message);
    expect(standIn.tokens()).toBe(1);
    clock.advance(60_000);
    expect((await adapter.send(message)).do).toBe('accepted');
    expect(standIn.tokens()).toBe(2);
  });

  test('a token that was taken back is exchanged at the next try', async () => {
    const adapter = await open({ secrets: { accessToken: '' } });
    await adapter.close();
    const own = openFcm({ channel: 'push', settings: settings(standIn.url), secrets: { accessToken: standIn.keyFile() } });
    await own.send(message);
    standIn.revoke();
    expect(await own.send(message)).toMatchObject({ do: 'later', everybody: true, reason: { code: 'credentials-refused' } });
    expect((await own.send(message)).do).toBe('accepted');
  });

  test('a key file that is cut, of another account, or with a clock far off gives no token, and is told by no reason', async () => {
    await (await open()).close();
    const file = JSON.parse(standIn.keyFile());
    const early = createManualClock(Date.UTC(2000, 0, 1));
    const reasonWith = async (secret: string, clock = systemClock) => {
      const outcome = await openFcm({ channel: 'push', settings: settings(standIn.url), secrets: { accessToken: secret }, clock }).send(message);
      expect(outcome).toMatchObject({ do: 'later', everybody: true });
      expect(JSON.stringify(outcome)).not.toMatch(/PRIVATE|gserviceaccount|stand-in/);
      return outcome.do === 'later' && outcome.reason.code;
    };
    expect(await reasonWith(standIn.keyFile().slice(0, 500))).toBe('secret-unusable');
    expect(await reasonWith(JSON.stringify({ ...file, private_key: 'none' }))).toBe('secret-unusable');
    expect(await reasonWith(JSON.stringify({ ...file, client_email: 'other@example.com' }))).toBe('credentials-refused');
    expect(await reasonWith(standIn.keyFile(), early)).toBe('credentials-refused');
    expect(await reasonWith(JSON.stringify({ ...file, token_uri: 'http://tokens.example.com/' }))).toBe('address-not-secure');
    expect(standIn.taken).toEqual([]);
  });

  test('a check sends nothing and says what is wrong', async () => {
    expect(await (await open()).check()).toBeUndefined();
    expect(standIn.taken).toEqual([]);
    expect(await (await open({ secrets: { accessToken: 'expired' } })).check()).toEqual({ code: 'credentials-refused', params: { code: 'UNAUTHENTICATED' } });
    const adapter = openFcm({ channel: 'push', settings: { ...settings(standIn.url), projectId: 'another-project' }, secrets });
    expect(await adapter.check()).toEqual({ code: 'provider-not-there', params: { code: 'NOT_FOUND' } });
  });
});
