/** A stand-in for whoever speaks our own format (docs/formats/channel-http.md), as a provider of messages or as a target that journeys call. */
import { createHmac } from 'node:crypto';
import type { CallBack } from '../../executor/channels/adapter';
import type { StandIn } from '../../executor/channels/contract.fixture';
import { type Clock, systemClock } from '../../executor/clock';
import { type Answer, type Request, type ServeOptions, serve } from './serve';

export const httpAccount = { token: 'stand-in-bearer-token', signingSecret: 'stand-in-signing-secret-5d' };

export type HttpStandIn = StandIn & {
  /** Bodies as they came, of what was taken. */
  bodies: readonly Record<string, unknown>[];
  /** What it would call back with. */
  tells(url: string, reports: readonly Record<string, unknown>[], at?: number): CallBack;
};

/** `as`: a target knows no token, and answers with an empty 204. */
export async function startHttp({
  as = 'provider',
  clock = systemClock,
  ...options
}: ServeOptions & { as?: 'provider' | 'target'; clock?: Clock } = {}): Promise<HttpStandIn> {
  const bodies: Record<string, unknown>[] = [];
  const isTarget = as === 'target';
  const refusal = (status: number, error: string): Answer => ({ status, body: { error, message: `${httpAccount.signingSecret} for ${bodies.at(-1)?.to}` } });
  const base = await serve(
    {
      honoursKey: true,
      gate({ method, headers, body }) {
        if (!isTarget && headers.authorization !== `Bearer ${httpAccount.token}`) return refusal(401, 'unauthorized');
        if (!isSignedByMasa({ headers, body }, clock.now())) return refusal(401, 'unsigned');
        if (method !== 'POST' || headers['idempotency-key'] === undefined) return refusal(400, 'no-key');
        const { type, to } = JSON.parse(body.toString());
        if (type === 'check') return { status: 200, body: {} };
        if (to === '+972500000003') return refusal(409, 'under way');
        return to === '+972500000002' ? refusal(422, 'recipient-unsubscribed') : undefined;
      },
      take({ headers, body }) {
        const fields = JSON.parse(body.toString());
        bodies.push(fields);
        const taken = { to: String(isTarget ? fields.target : fields.to), text: String(fields.body ?? ''), key: String(headers['idempotency-key']) };
        return { taken, answer: isTarget ? { status: 204 } : { status: 202, body: { id: `msg-${bodies.length}` } } };
      },
      refuse: () => refusal(422, 'recipient-unknown'),
      busy: () => ({ status: 429, body: {} }),
      down: () => ({ status: 503, body: {} }),
    },
    { ...options, clock },
  );
  return {
    ...base,
    bodies,
    tells(url, reports, at = clock.now()) {
      const body = Buffer.from(JSON.stringify({ reports }));
      const seconds = Math.floor(at / 1000);
      const signature = createHmac('sha256', httpAccount.signingSecret).update(`${seconds}.${body.toString()}`).digest('hex');
      return { method: 'POST', url, headers: { 'content-type': 'application/json', 'masa-signature': `t=${seconds},v1=${signature}` }, body };
    },
  };
}

/** Written from the document, not with the code that signs. */
function isSignedByMasa({ headers, body }: Pick<Request, 'headers' | 'body'>, now: number): boolean {
  const [, seconds = '', signature = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['masa-signature'])) ?? [];
  const expected = createHmac('sha256', httpAccount.signingSecret).update(`${seconds}.${body.toString()}`).digest('hex');
  return signature === expected && Math.abs(now / 1000 - Number(seconds)) <= 300;
}
