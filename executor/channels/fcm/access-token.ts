/**
 * What Firebase is shown as proof of who sends. The secret is either an access token, which lasts an hour, or the key file of a service account, by which
 * tokens are had from Google as they are needed (RFC 7523).
 */
import { createPrivateKey, createSign, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../clock';
import type { Outcome } from '../adapter';
import type { HttpClient } from '../http-call';
import { readJson } from '../json-reply';
import { retryAfterMs } from '../retry-after';
import { faultOfSecret } from '../secrets';
import { outcomeOf, outcomeOfStatus, outcomeWithoutAnswer } from '../troubles';

const keyFileSchema = z.object({
  type: z.literal('service_account'),
  client_email: z.string().min(3),
  private_key: z.string().min(1),
  private_key_id: z.string().optional(),
  token_uri: z.url({ protocol: /^https?$/ }),
});
type KeyFile = Omit<z.infer<typeof keyFileSchema>, 'private_key'> & { key: KeyObject };
const tokenSchema = z.object({ access_token: z.string().regex(/^[\x21-\x7e]{1,4000}$/), expires_in: z.number().int().min(1) });

const scope = 'https://www.googleapis.com/auth/firebase.messaging';
const lifeSeconds = 3600;
/** A token that ends on the way is no use. */
const marginMs = 60_000;

export type TokenSource = {
  /** `stop`: there is none now. Nothing has been sent by then, so it is never in doubt. */
  token(): Promise<{ token: string } | { stop: Outcome }>;
  /** It was not accepted: the next one is asked for anew. */
  forget(): void;
};

export function createTokenSource(secret: string | undefined, http: HttpClient, clock: Clock): TokenSource {
  const text = secret?.trim() ?? '';
  if (!text.startsWith('{')) {
    const reason = faultOfSecret(secret);
    return { token: async () => (reason ? { stop: { do: 'later', reason, everybody: true } } : { token: text }), forget: () => {} };
  }
  const file = readKeyFile(text);
  let known: { token: string; until: number } | undefined;
  let asking: Promise<{ token: string } | { stop: Outcome }> | undefined;

  const ask = async (account: KeyFile): Promise<{ token: string } | { stop: Outcome }> => {
    const now = clock.now();
    const result = await http.call({
      method: 'POST',
      url: account.token_uri,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: assertionOf(account, now) }).toString(),
    });
    if (result.sent !== 'answered') return { stop: asLater(outcomeWithoutAnswer(result)) };
    const { status, headers, body } = result;
    // invalid_grant and its kin: the key was taken back, or this computer's clock is far off.
    if (status === 400) return { stop: outcomeOf('credentials-refused', status) };
    const given = status === 200 ? readJson(body, tokenSchema) : undefined;
    if (!given) return { stop: asLater(outcomeOfStatus(status, retryAfterMs(headers, now))) };
    known = { token: given.access_token, until: now + given.expires_in * 1000 - marginMs };
    return { token: given.access_token };
  };

  return {
    async token() {
      if (!file) return { stop: outcomeOf('secret-unusable') };
      if (known && clock.now() < known.until) return { token: known.token };
      // Twenty messages at once need one token.
      asking ??= ask(file).finally(() => {
        asking = undefined;
      });
      return asking;
    },
    forget() {
      known = undefined;
    },
  };
}

function readKeyFile(text: string): KeyFile | undefined {
  const file = readJson(Buffer.from(text), keyFileSchema);
  if (!file) return undefined;
  try {
    const { private_key, ...rest } = file;
    const key = createPrivateKey(private_key);
    return key.asymmetricKeyType === 'rsa' ? { ...rest, key } : undefined;
  } catch {
    return undefined;
  }
}

function assertionOf({ client_email, private_key_id, token_uri, key }: KeyFile, now: number): string {
  const seconds = Math.floor(now / 1000);
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = part({ alg: 'RS256', typ: 'JWT', ...(private_key_id !== undefined && { kid: private_key_id }) });
  const claims = part({ iss: client_email, scope, aud: token_uri, iat: seconds, exp: seconds + lifeSeconds });
  return `${head}.${claims}.${createSign('RSA-SHA256').update(`${head}.${claims}`).sign(key, 'base64url')}`;
}

/** Asking for a token hands nothing over, whatever becomes of it. */
function asLater(outcome: Outcome): Outcome {
  return outcome.do === 'unknown' || outcome.do === 'refused' ? outcomeOf('provider-unreachable', String(outcome.reason.params.code ?? '')) : outcome;
}
