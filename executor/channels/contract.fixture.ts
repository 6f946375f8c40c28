/** What every way out of the laptop is held to, against a stand-in for its provider that is a real server. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OutChannel } from '../../shared/executor/channels';
import { createManualClock, type ManualClock } from '../clock';
import type { Adapter, Outcome, Outgoing } from './adapter';

/**
 * What a stand-in does with the next message, instead of taking it as usual. refuse: never this recipient · busy, down: not now · silent: no answer ever ·
 * drop: the line ends without an answer, with the message taken or not · malformed, huge: taken, with an answer that nobody can read · redirect: elsewhere.
 */
export type Behaviour =
  | { do: 'refuse' | 'down' | 'malformed' | 'huge' | 'redirect' }
  | { do: 'busy'; retryAfter?: string }
  | { do: 'silent' | 'drop'; taken: boolean };

/** One message that a provider has taken: what it would have delivered. */
export type Taken = { to: string; text: string; key?: string };

export type StandIn = {
  /** Where it listens. */
  url: string;
  /** What it would have delivered. A repeated key stands here once, if this provider honours keys. */
  taken: readonly Taken[];
  /** How often it was asked for anything, to whatever end. */
  asked(): number;
  /** For the messages that come next, one each. */
  next(...behaviours: Behaviour[]): void;
  /** Once a message has come in whole. */
  heard(): Promise<void>;
  close(): Promise<void>;
};

export type Opened = { standIn: StandIn; secrets: Readonly<Record<string, string>>; open(changes?: Changes): Adapter };
/** `url`: another place than the stand-in. `secrets`: others than it knows. */
export type Changes = { url?: string; secrets?: Readonly<Record<string, string>>; clock?: ManualClock; timeoutMs?: number };

export type Contract = {
  name: string;
  channel: OutChannel;
  honoursKey: boolean;
  start(clock: ManualClock): Promise<Opened>;
  /** To somebody whom the stand-in knows. */
  message: Outgoing;
  /** Recipients that are none, and reach nobody. */
  nobody?: readonly string[];
  /** Whether one trouble of the provider keeps everybody else from trying: not where each has a place of her own. */
  forEverybody?: boolean;
  /** Where an answer is not looked into, it can't be malformed. */
  readsAnswers?: boolean;
  /** Protocols that know neither. */
  without?: readonly ('redirect' | 'retry-after')[];
};

/** Monday 1 June 2026, 10:00 in Jerusalem. */
const mondayMorning = Date.UTC(2026, 5, 1, 7);

/** What would be seen in an error, if it were quoted there. */
export const outgoing: Outgoing = {
  key: 'r1:remind:2',
  channel: 'sms',
  class: 'marketing',
  to: '+972501234567',
  message: 'cart-reminder',
  language: 'he',
  subject: 'העגלה מחכה',
  body: 'שלום נועה,\nהעגלה שלך מחכה & עוד 10% הנחה = רק היום',
};

export function describeAdapter({
  name,
  channel,
  honoursKey,
  start,
  message,
  nobody = [],
  forEverybody = true,
  readsAnswers = true,
  without = [],
}: Contract): void {
  describe(`${name} by ${channel}`, () => {
    let clock: ManualClock;
    let opened: Opened;
    let adapters: Adapter[];
    const adapter = (changes?: Changes) => {
      const one = opened.open(changes);
      adapters.push(one);
      return one;
    };
    /** Sends while nobody answers, and lets the time pass in which somebody could have. */
    const sendIntoSilence = async () => {
      const heard = opened.standIn.heard();
      const sent = adapter({ timeoutMs: 20_000 }).send(message);
      await heard;
      clock.advance(20_000);
      return sent;
    };

    beforeEach(async () => {
      clock = createManualClock(mondayMorning);
      adapters = [];
      opened = await start(clock);
    });
    afterEach(async () => {
      await opened.standIn.close();
      await Promise.all(adapters.map((one) => one.close()));
    });

    test('a message is taken once, whole, and comes back with the number it goes by', async () => {
      const outcome = await adapter().send(message);
      expect(outcome.do).toBe('accepted');
      expect(opened.standIn.taken).toHaveLength(1);
      expect(opened.standIn.taken[0]?.to).toBe(message.to);
      if (channel !== 'webhook') expect(opened.standIn.taken[0]?.text).toContain(message.body);
    });

    test('many at once arrive each once', async () => {
      const one = adapter();
      const sent = await Promise.all(Array.from({ length: 40 }, (_, i) => one.send({ ...message, key: `r${i}:remind:1` })));
      expect(sent.every((outcome) => outcome.do === 'accepted')).toBe(true);
      expect(opened.standIn.taken).toHaveLength(40);
      expect(new Set(sent.map((outcome) => (outcome.do === 'accepted' ? (outcome.id ?? 'none') : ''))).size).toBe(readsAnswers ? 40 : 1);
    });

    test('it says whether a repeated key is taken once, and that is so', async () => {
      const one = adapter();
      expect(one.honoursKey).toBe(honoursKey);
      const [first, second] = [await one.send(message), await one.send(message)];
      expect([first.do, second.do]).toEqual(['accepted', 'accepted']);
      expect(opened.standIn.taken).toHaveLength(honoursKey ? 1 : 2);
      if (honoursKey) expect(second).toEqual(first);
    });

    test('a refusal is final and has a reason', async () => {
      opened.standIn.next({ do: 'refuse' });
      const outcome = await adapter().send(message);
      expect(outcome.do).toBe('refused');
      expect(reasonOf(outcome)).toMatch(/^[a-z-]+$/);
      expect(opened.standIn.taken).toEqual([]);
    });

    test.runIf(nobody.length > 0)('who is nobody is refused before anything leaves', async () => {
      for (const to of nobody) expect((await adapter().send({ ...message, to })).do, JSON.stringify(to)).toBe('refused');
      expect(opened.standIn.asked()).toBe(0);
    });

    test('no answer after the message was handed over: it may have been taken', async () => {
      opened.standIn.next({ do: 'silent', taken: true });
      expect(await sendIntoSilence()).toMatchObject({ do: 'unknown', reason: { code: 'reply-lost' } });
      // What was taken is not taken again where the key is honoured; that is why it may be sent again.
      if (honoursKey) expect((await adapter().send(message)).do).toBe('accepted');
      expect(opened.standIn.taken).toHaveLength(1);
    });

    test('a line that ends without an answer is in doubt, taken or not', async () => {
      for (const taken of [true, false]) {
        opened.standIn.next({ do: 'drop', taken });
        expect(await adapter().send(message), `taken: ${taken}`).toMatchObject({ do: 'unknown', reason: { code: 'reply-lost' } });
      }
      expect(opened.standIn.taken).toHaveLength(1);
    });

    test('too much at once waits as long as it was asked to', async () => {
      opened.standIn.next({ do: 'busy', ...(!without.includes('retry-after') && { retryAfter: '37' }) });
      const outcome = await adapter().send(message);
      expect(outcome).toMatchObject({ do: 'later', ...(!without.includes('retry-after') && { afterMs: 37_000 }) });
      expect(isForEverybody(outcome)).toBe(forEverybody);
      expect(opened.standIn.taken).toEqual([]);
    });

    test('out of order is no refusal', async () => {
      opened.standIn.next({ do: 'down' });
      const outcome = await adapter().send(message);
      expect(outcome.do).toBe('later');
      expect(isForEverybody(outcome)).toBe(forEverybody);
    });

    test.runIf(readsAnswers)('an answer that nobody can read is in doubt', async () => {
      opened.standIn.next({ do: 'malformed' });
      expect(await adapter().send(message)).toMatchObject({ do: 'unknown', reason: { code: 'reply-unreadable' } });
    });

    test('an answer without end is not read to its end', async () => {
      opened.standIn.next({ do: 'huge' });
      expect((await adapter().send(message)).do).toBe(readsAnswers ? 'unknown' : 'accepted');
    });

    test('where nobody listens, nothing has left', async () => {
      const { url } = opened.standIn;
      await opened.standIn.close();
      const outcome = await adapter({ url }).send(message);
      expect(outcome).toMatchObject({ do: 'later', reason: { code: 'provider-unreachable' } });
      expect(isForEverybody(outcome)).toBe(forEverybody);
      opened = await start(clock);
    });

    test.skipIf(without.includes('redirect'))('nobody is followed elsewhere', async () => {
      opened.standIn.next({ do: 'redirect' });
      expect(await adapter().send(message)).toMatchObject({ do: 'later', reason: { code: 'provider-elsewhere' } });
      expect(opened.standIn.asked()).toBe(1);
    });

    test('a line break in a value stays within the value', async () => {
      const evil = 'x\r\nBcc: all@example.com\r\n\r\nDATA';
      const outcome = await adapter().send({ ...message, key: 'r1:remind:3', body: evil });
      expect(outcome.do).toBe('accepted');
      expect(opened.standIn.taken).toHaveLength(1);
      expect(opened.standIn.taken[0]?.to).toBe(message.to);
      for (const to of [`${message.to}\r\nX-Evil: 1`, `${message.to}\n${message.to}`]) expect((await adapter().send({ ...message, to })).do).toBe('refused');
      expect(opened.standIn.taken).toHaveLength(1);
    });

    test('a key that no header takes leaves nothing behind and throws nothing', async () => {
      const outcome = await adapter().send({ ...message, key: 'r1\r\nX-Evil: 1' });
      if (outcome.do === 'accepted') expect(opened.standIn.taken).toHaveLength(1);
      else expect(opened.standIn.taken).toEqual([]);
    });

    test('wrong, broken and missing secrets keep everybody waiting, and are told by no reason', async () => {
      for (const change of [() => 'another-secret-9f2c', (secret: string) => `${secret}\r\nX-Evil: 1`, () => '']) {
        const secrets = Object.fromEntries(Object.entries(opened.secrets).map(([secret, value]) => [secret, change(value)]));
        const outcome = await adapter({ secrets }).send(message);
        // A target that refuses the signature has refused the call; others may still take theirs.
        expect(outcome.do).toMatch(forEverybody ? /^later$/ : /^later|refused$/);
        expect(isForEverybody(outcome)).toBe(forEverybody || (outcome.do === 'later' && change('') === ''));
        for (const value of [...Object.values(opened.secrets), 'another-secret-9f2c']) expect(JSON.stringify(outcome)).not.toContain(value);
      }
      expect(opened.standIn.taken).toEqual([]);
    });

    test('no reason tells whom or what', async () => {
      const behaviours: Behaviour[] = [
        { do: 'refuse' },
        { do: 'busy' },
        { do: 'down' },
        { do: 'drop', taken: false },
        ...(without.includes('redirect') ? [] : [{ do: 'redirect' } as const]),
        { do: 'malformed' },
      ];
      for (const behaviour of behaviours) {
        opened.standIn.next(behaviour);
        const told = JSON.stringify(await adapter().send(message));
        for (const part of [message.to.slice(1), 'נועה', ...Object.values(opened.secrets)]) expect(told, behaviour.do).not.toContain(part);
      }
    });

    test('what is being sent while it closes comes to its end', async () => {
      const one = adapter();
      const heard = opened.standIn.heard();
      const sent = one.send(message);
      await heard;
      await one.close();
      expect((await sent).do).toBe('accepted');
    });
  });
}

function isForEverybody(outcome: Outcome): boolean {
  return outcome.do === 'later' && outcome.everybody === true;
}

function reasonOf(outcome: Outcome): string | undefined {
  return outcome.do === 'accepted' ? undefined : outcome.reason.code;
}
