/**
 * Killed while messages leave, before and after each line that counts and while the provider has a message in its hands: a receiver that honours
 * the key has each message once, one that does not is never asked twice, and what nobody knows the end of is there to be seen.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { StandIn, Taken } from '../../executor/channels/contract.fixture';
import { type Clock, systemClock } from '../../executor/clock';
import type { DeploymentBundle, EventEnvelope } from '../../shared/executor/api';
import type { DeliveryRow, ProviderSettings, SecretName } from '../../shared/executor/channels';
import { bundle, edge, message, send } from '../../shared/journey/step.fixture';
import { httpAccount, startHttp } from '../stand-ins/http';
import { startTwilio, twilioAccount } from '../stand-ins/twilio';
import { answered } from './crash-run';
import { crashPoints, movedClock } from './crash-walk';
import { buildExecutor, type Fate, type Running, runExecutor } from './executor-process';

const hour = 3_600_000;
const each = 5;

/** Where it dies, and at which time of passing. `CRASH_POINTS=all`: at more of them. */
const deaths = [
  ...['before UPDATE delivery 1', 'before UPDATE delivery 4', 'before COMMIT 3', 'after COMMIT 3', 'before the core answers 4', 'before INSERT delivery 2'],
  ...(process.env.CRASH_POINTS === 'all'
    ? [1, 2, 4, 5, 6, 7, 8, 9, 10].flatMap((n) => [`before COMMIT ${n}`, `after COMMIT ${n}`, `before the core answers ${n}`])
    : []),
  ...(process.env.CRASH_POINTS === 'all' ? [2, 3, 5, 6, 7, 8, 9, 10, 11, 12].map((n) => `before UPDATE delivery ${n}`) : []),
];

let built: Awaited<ReturnType<typeof buildExecutor>>;
let folder = '';
let standIn: StandIn | undefined;
let running: Running | undefined;
beforeAll(async () => {
  built = await buildExecutor();
  folder = mkdtempSync(join(tmpdir(), 'masa-channels-'));
}, 60_000);
afterEach(async () => {
  running?.child.kill('SIGKILL');
  await running?.exited;
  await standIn?.close();
});
afterAll(() => {
  built.remove();
  rmSync(folder, { recursive: true, force: true });
});

const journey: DeploymentBundle = {
  ...bundle({
    nodes: [
      { id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'cart' } },
      send('s', { channel: 'sms', class: 'service' }),
      { id: 'end', kind: 'exit' },
    ],
    edges: [edge('t', 'out', 's'), edge('s', 'out', 'end')],
    entry: { reentry: { mode: 'after-exit' } },
    messages: [{ ...message, channel: 'sms', class: 'service' }],
  }),
  identity: { rules: [{ attribute: 'mobile-phone', strength: 'strong', blocked: [] }] },
};

type Receiver = {
  name: string;
  honours: boolean;
  start(onTaken: (taken: Taken) => void, clock: Clock): Promise<{ standIn: StandIn; settings: ProviderSettings; secrets: Partial<Record<SecretName, string>> }>;
};
const receivers: Receiver[] = [
  {
    name: 'one that honours the key',
    honours: true,
    async start(onTaken, clock) {
      const made = await startHttp({ onTaken, clock });
      return { standIn: made, settings: { provider: 'http', url: made.url }, secrets: httpAccount };
    },
  },
  {
    name: 'one that does not',
    honours: false,
    async start(onTaken) {
      const made = await startTwilio({ onTaken });
      return {
        standIn: made,
        settings: { provider: 'twilio', baseUrl: made.url, accountSid: twilioAccount.accountSid, from: '+15005550006', templates: {} },
        secrets: { authToken: twilioAccount.authToken },
      };
    },
  },
];

test.each(receivers)(
  '$name, through deaths at every line',
  async ({ name, honours, start }) => {
    const data = join(folder, name.replaceAll(' ', '-'));
    mkdirSync(data, { recursive: true });
    /** Kills the executor while the provider has taken a message and not answered yet. */
    let killAt = 0;
    let life = 0;
    const clock = { ...systemClock, now: () => systemClock.now() + life * hour };
    const opened = await start(() => {
      if (killAt > 0 && --killAt === 0) running?.child.kill('SIGKILL');
    }, clock);
    standIn = opened.standIn;
    const clockFile = `${data}.clock`;
    let told = 0;
    const wake = async (fate: Fate = {}) => {
      writeFileSync(clockFile, `+${++life * hour}`);
      try {
        running = await runExecutor(built.path, data, [], { ...fate, preload: [movedClock, crashPoints], env: { CLOCK: clockFile, ...fate.env } });
      } catch {
        return undefined;
      }
      return running;
    };
    const tell = async (one: Running) => {
      const events: EventEnvelope[] = Array.from({ length: each }, () => {
        told++;
        const phone = `+97250${String(1_000_000 + told)}`;
        return {
          uid: `u${told}`,
          name: 'cart',
          occurred_at: new Date(0).toISOString(),
          source_system: 't',
          is_test: false,
          identifiers: { mobile_phone: phone },
          properties: {},
        };
      });
      const done = await answered(one, () => one.client.sendEvents({ body: events }));
      // Not acknowledged: the sender sends them again, with the same numbers.
      if (!done.ok) told -= each;
    };
    /** Until it dies, or nothing is under way any more. */
    const settled = async ({ client, child }: Running): Promise<DeliveryRow[]> => {
      for (;;) {
        const rows = await client.deliveries({ limit: 500 });
        if (child.exitCode !== null || child.signalCode !== null) return [];
        if (rows.ok && !rows.value.some(({ state }) => state === 'sending' || state === 'waiting')) return rows.value;
        await pause(10);
      }
    };

    const first = await wake();
    if (!first) throw new Error('it did not start');
    await first.client.deploy({ body: journey });
    await first.client.setSecrets({ channel: 'sms', body: { values: opened.secrets } });
    const switched = await first.client.setChannel({ channel: 'sms', body: { mode: 'live', settings: opened.settings } });
    expect(switched.ok ? '' : switched.problems).toBe('');
    await tell(first);
    await settled(first);
    first.child.kill('SIGKILL');
    await first.exited;

    let died = 0;
    for (const death of [...deaths, 'received 1', 'received 3']) {
      const isReceived = death.startsWith('received');
      killAt = isReceived ? Number(death.split(' ')[1]) : 0;
      const one = await wake(isReceived ? {} : { env: { CRASH_AT: death } });
      if (one) {
        await tell(one);
        await settled(one);
        if (one.child.signalCode === 'SIGKILL') died++;
        one.child.kill('SIGKILL');
        await one.exited;
      } else died++;
    }
    killAt = 0;
    expect(died).toBeGreaterThan(deaths.length * 0.7);
    // What was not acknowledged in the last life comes again, and an hour passes for what is tried later.
    const calm = await wake();
    if (!calm) throw new Error('it did not start');
    await tell(calm);
    const rows = await settled(calm);

    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
    expect(rows).toHaveLength(told);
    const times = new Map<string, number>();
    for (const { to } of opened.standIn.taken) times.set(to, (times.get(to) ?? 0) + 1);
    expect([...times.values()].filter((n) => n > 1)).toEqual([]);
    const unknown = rows.filter(({ state }) => state === 'unknown');
    expect(rows.filter(({ state }) => state !== 'sent' && state !== 'unknown')).toEqual([]);
    // Sent is said only of what the receiver has.
    for (const { state, to } of rows) if (state === 'sent') expect([to, times.get(to ?? '')]).toEqual([to, 1]);
    if (honours) expect(unknown).toEqual([]);
    else {
      expect(unknown.length).toBeGreaterThan(0);
      expect(new Set(unknown.map(({ reason }) => reason?.code))).toEqual(new Set(['interrupted']));
    }
  },
  240_000,
);
