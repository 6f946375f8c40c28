/**
 * What journeys call: systems of the client, one address for each name that stands in a journey. They take a repeated key once; that they have to is said in
 * docs/formats/channel-http.md.
 */
import { createHash } from 'node:crypto';
import { systemClock } from '../../clock';
import type { Adapter, AdapterOptions, Outcome } from '../adapter';
import { type Answered, createHttpClient, type HttpResult, readUrl } from '../http-call';
import { retryAfterMs } from '../retry-after';
import { postSigned } from '../signed-post';
import { outcomeOf, outcomeWithoutAnswer, reasonOf } from '../troubles';

const atOnce = 20;

export function openWebhook({ settings, secrets, timeoutMs, clock = systemClock }: AdapterOptions<'webhook'>): Adapter {
  const http = createHttpClient({ atOnce, timeoutMs, clock });

  return {
    honoursKey: true,
    atOnce,
    async send({ key, to: target, payload = {}, explained }) {
      const url = Object.hasOwn(settings.targets, target) ? settings.targets[target] : undefined;
      if (url === undefined) return outcomeOf('target-unknown');
      if (!secrets.signingSecret) return outcomeOf('secret-missing');
      const body = { type: 'call', key, target, payload, ...(explained && { explained }) };
      return outcomeOfCall(await postSigned(http, clock, { url, key: keyFor(key, target), body, signingSecret: secrets.signingSecret }), clock.now());
    },
    /** Whoever is called may do something at any call, so nobody is. */
    async check() {
      if (!secrets.signingSecret) return reasonOf('secret-missing');
      return Object.values(settings.targets).every((url) => readUrl(url)) ? undefined : reasonOf('settings-unusable');
    },
    close: http.close,
  };
}

/** Two targets of one step may have the same address; it must not take the second call for the first one again. */
function keyFor(key: string, target: string): string {
  return `${key}:${createHash('sha256').update(target).digest('hex').slice(0, 12)}`;
}

/** What is wrong with one target says nothing of the others, so nobody else is held back. */
function outcomeOfCall(result: HttpResult, now: number): Outcome {
  const outcome = result.sent === 'answered' ? outcomeOfAnswer(result, now) : outcomeWithoutAnswer(result);
  if (outcome.do !== 'later') return outcome;
  const { everybody: _, ...alone } = outcome;
  return alone;
}

function outcomeOfAnswer({ status, headers }: Answered, now: number): Outcome {
  if (status >= 200 && status < 300) return { do: 'accepted' };
  if (status >= 300 && status < 400) return outcomeOf('provider-elsewhere', status);
  const afterMs = retryAfterMs(headers, now);
  if (status === 408 || status === 425 || status === 429) return outcomeOf('target-busy', status, afterMs);
  if (status >= 400 && status < 500) return outcomeOf('target-refused', status);
  return outcomeOf('provider-down', status, afterMs);
}
