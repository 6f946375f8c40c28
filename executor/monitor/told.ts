/** What people do to the executor, for its log: calls that change how it runs. Which things they concern is told by the names consultants gave them; never who. */
import type { z } from 'zod';
import type { ExecutorRoutes, RouteName } from '../../shared/executor/contract';
import type { ApiHandlers } from '../api/app';
import type { Facts, Log } from '../log';

type Input<K extends RouteName> = Parameters<ApiHandlers[K]>[0];
type Value<K extends RouteName> = z.output<ExecutorRoutes[K]['value']>;
type Teller<K extends RouteName> = (input: Input<K>, value: Value<K>) => { what: string } & Facts;

const tellers: { readonly [K in RouteName]?: Teller<K> } = {
  deploy: (_, { key, hash, version, mode }) => ({ what: 'published', journey: key, deployment: hash, version, mode }),
  setState: ({ body }, { key, hash, version }) => ({ what: 'deployment-switched', journey: key, deployment: hash, version, to: body.state }),
  setChannel: ({ body }, { channel, mode, settings }) => ({
    what: body.mode === undefined ? 'channel-set-up' : 'channel-switched',
    channel,
    to: mode,
    ...(settings && { provider: settings.provider }),
  }),
  setSecrets: (_, { channel, secrets }) => ({ what: 'channel-secrets-set', channel, known: secrets.length }),
  decideDeliveries: ({ body: { channel, state, decision } }, { changed }) => ({ what: 'deliveries-decided', channel, state, decision, changed }),
  restore: (_, { backup, paused }) => ({ what: 'restored', backup, paused }),
  resumeRestored: (_, { resumed }) => ({ what: 'restored-resumed', resumed }),
  everything: () => ({ what: 'person-given-out' }),
  readmit: (_, { lifted }) => ({ what: 'erasure-lifted', lifted }),
  erase: (_, { events, messages, backups }) => ({ what: 'erased', events, messages, backups }),
  setCare: (_, { dailyBackup, keepBackups, keepDays }) => ({ what: 'care-set', dailyBackup, keepBackups, keepDays: keepDays ?? 'all' }),
  setPublic: (_, { listens }) => ({ what: listens ? 'public-address-opened' : 'public-address-closed' }),
};

/** The same handlers; what was done is told once it is. */
export function toldTo(log: Log, handlers: ApiHandlers): ApiHandlers {
  const telling = Object.entries(tellers).map(([name, teller]) => {
    const handler = handlers[name as RouteName] as (input: unknown) => unknown;
    const call = async (input: unknown) => {
      const result = (await handler(input)) as { ok: boolean; value: unknown };
      if (result.ok) {
        const { what, ...facts } = (teller as (input: unknown, value: unknown) => { what: string } & Facts)(input, result.value);
        log.note(what, facts);
      }
      return result;
    };
    return [name, call];
  });
  return { ...handlers, ...Object.fromEntries(telling) };
}
