/** What people do to the executor, for its log: calls that change how it runs. Which things they concern is told by the names consultants gave them; never who. */
import type { z } from 'zod';
import type { ExecutorRoutes, RouteName } from '../../shared/executor/contract';
import { taskOutcomes } from '../../shared/executor/tasks';
import type { ApiHandlers } from '../api/app';
import type { Facts, Log } from '../log';

type Input<K extends RouteName> = Parameters<ApiHandlers[K]>[0];
type Value<K extends RouteName> = z.output<ExecutorRoutes[K]['value']>;
type Told = { what: string } & Facts;
/** Undefined: this time there is nothing to tell. */
type Teller<K extends RouteName> = (input: Input<K>, value: Value<K>) => Told | undefined;

/** Calls that change something. A new one does not compile until somebody has said what may be told of it. */
type ChangingRoute = { [K in RouteName]: ExecutorRoutes[K]['method'] extends 'POST' ? K : never }[RouteName];
/** traffic: what customers do and programs send all day, which is counted · elsewhere: told where it is done, whoever asked for it · nothing: it leaves everything as it is. */
type Untold = 'traffic' | 'elsewhere' | 'nothing';

export const tellers: { readonly [K in ChangingRoute]: Teller<K> | Untold } & { readonly [K in RouteName]?: Teller<K> | Untold } = {
  sendEvents: 'traffic',
  updateProfiles: 'traffic',
  start: 'traffic',
  visitorToken: 'traffic',
  demoVisit: 'traffic',
  checkChannel: 'nothing',
  checkMailbox: 'nothing',
  tryAudience: 'nothing',
  backUp: 'elsewhere',
  deploy: (_, { key, hash, version, mode }) => ({ what: 'published', journey: key, deployment: hash, version, mode }),
  setState: ({ body }, { key, hash, version }) => ({ what: 'deployment-switched', journey: key, deployment: hash, version, to: body.state }),
  decideFailed: ({ body: { decision } }) => ({ what: 'failed-run-decided', decision }),
  setChannel: ({ body }, { channel, mode, settings }) => ({
    what: body.mode === undefined ? 'channel-set-up' : 'channel-switched',
    channel,
    to: mode,
    ...(settings && { provider: settings.provider }),
  }),
  setSecrets: (_, { channel, secrets }) => ({ what: 'channel-secrets-set', channel, known: secrets.length }),
  decideDelivery: ({ body: { decision } }, { changed }) => ({ what: 'delivery-decided', decision, changed }),
  decideDeliveries: ({ body: { channel, state, decision } }, { changed }) => ({ what: 'deliveries-decided', channel, state, decision, changed }),
  sendMails: ({ body: { attachment } }, mails) => ({
    what: 'own-mails-sent',
    to: mails.length,
    sent: mails.filter(({ state }) => state === 'sent').length,
    withReport: attachment !== undefined,
  }),
  // Outcomes are a word of whoever says so, and may be about anybody; those who do tasks are people too.
  changeTask: ({ body }, { deployment, node, state }) => ({
    what: 'task-changed',
    deployment,
    node,
    to: state,
    ...(body.outcome !== undefined && taskOutcomes.some((one) => one === body.outcome) && { outcome: body.outcome }),
    ...(body.assignTo !== undefined && { isAssigned: body.assignTo !== null }),
  }),
  watch: ({ body: { segment } }) => ({ what: 'segment-watched', segment }),
  unwatch: ({ segment }) => ({ what: 'segment-watched-no-more', segment }),
  audienceMembers: ({ segment, names }, members) => (names ? { what: 'people-given-out', segment, people: members.length } : undefined),
  restore: (_, { backup, paused, kept = 0 }) => ({ what: 'restored', backup, paused, kept }),
  resumeRestored: (_, { resumed }) => ({ what: 'restored-resumed', resumed }),
  everything: () => ({ what: 'person-given-out' }),
  readmit: (_, { lifted }) => ({ what: 'erasure-lifted', lifted }),
  erase: (_, { events, messages, backups }) => ({ what: 'erased', events, messages, backups }),
  setCare: (_, { dailyBackup, keepBackups, keepDays }) => ({ what: 'care-set', dailyBackup, keepBackups, keepDays: keepDays ?? 'all' }),
  setPublic: (_, { listens }) => ({ what: listens ? 'public-address-opened' : 'public-address-closed' }),
  moveClock: (_, { now }) => ({ what: 'clock-moved', to: now }),
};

/** The same handlers; what was done is told once it is. */
export function toldTo(log: Log, handlers: ApiHandlers): ApiHandlers {
  const telling = Object.entries(tellers).flatMap(([name, teller]) => {
    if (typeof teller === 'string') return [];
    const handler = handlers[name as RouteName] as (input: unknown) => unknown;
    const call = async (input: unknown) => {
      const result = (await handler(input)) as { ok: boolean; value: unknown };
      if (result.ok) {
        const told = (teller as (input: unknown, value: unknown) => Told | undefined)(input, result.value);
        if (told) {
          const { what, ...facts } = told;
          log.note(what, facts);
        }
      }
      return result;
    };
    return [[name, call]];
  });
  return { ...handlers, ...Object.fromEntries(telling) };
}
