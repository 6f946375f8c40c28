/** Health as the process knows it: the store's side and the channels together. Its changes go to the log, whether anybody looks or not. */
import { bySeverity, type Finding } from '../../shared/executor/monitor';
import { ok } from '../../shared/problem';
import type { ApiHandlers } from '../api/app';
import type { Clock } from '../clock';
import type { Log } from '../log';

const lookEveryMs = 30_000;

type Handlers = Pick<ApiHandlers, 'health' | 'metrics'>;

/** `holds`: what only the process's side can find. */
export function withHolds(handlers: Handlers, holds: () => readonly Finding[]): Handlers {
  return {
    async health(input) {
      const health = await handlers.health(input);
      return health.ok ? ok({ ...health.value, findings: bySeverity([...health.value.findings, ...holds()]) }) : health;
    },
    async metrics(input) {
      const text = await handlers.metrics(input);
      const held = holds().flatMap(({ code, params }) =>
        code === 'channel-on-hold' && typeof params.channel === 'string' ? [`masa_channel_on_hold{channel="${params.channel}"} 1`] : [],
      );
      if (!text.ok || held.length === 0) return text;
      return ok(`${text.value}# HELP masa_channel_on_hold 1 while nothing is tried on it\n# TYPE masa_channel_on_hold gauge\n${held.join('\n')}\n`);
    },
  };
}

/** Looks now and then, and notes each finding when it comes and when it goes. The returned function ends it. */
export function watchHealth(handlers: Pick<ApiHandlers, 'health'>, clock: Clock, log: Log): () => void {
  let known = new Map<string, Finding>();
  let isOver = false;
  let cancel: () => void = () => {};
  const look = async () => {
    const health = await handlers.health({});
    if (!health.ok || isOver) return;
    const found = new Map(health.value.findings.map((one) => [`${one.code} ${one.params.channel ?? ''}`, one]));
    for (const [key, { code, severity, params }] of found) if (!known.has(key)) log.note('finding', { code, severity, ...params });
    for (const [key, { code, params }] of known)
      if (!found.has(key)) log.note('finding-over', { code, ...(params.channel !== undefined && { channel: params.channel }) });
    known = found;
  };
  const lookLater = () => {
    cancel = clock.schedule(lookEveryMs, () => {
      look()
        .catch((error: unknown) => log.trouble('health', error))
        // Only then: a day that is passed over in one go is looked at once.
        .finally(() => !isOver && lookLater());
    });
  };
  lookLater();
  return () => {
    isOver = true;
    cancel();
  };
}
