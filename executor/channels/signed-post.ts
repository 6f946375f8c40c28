/** A call of ours in our own format, to whoever speaks it: JSON, signed, with a key that is the same for every try (docs/formats/channel-http.md). */
import type { Clock } from '../clock';
import type { HttpClient, HttpResult } from './http-call';
import { sign, signatureHeader } from './signature';

type SignedPost = { url: string; key: string; body: unknown; token?: string | undefined; signingSecret?: string | undefined };

export function postSigned(http: HttpClient, clock: Clock, { url, key, body, token, signingSecret }: SignedPost): Promise<HttpResult> {
  const text = JSON.stringify(body);
  return http.call({
    method: 'POST',
    url,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      accept: 'application/json',
      'user-agent': 'Masa',
      'idempotency-key': key,
      ...(token && { authorization: `Bearer ${token}` }),
      // Signed anew for each try, as its time is part of it; the body stays the same.
      ...(signingSecret && { [signatureHeader]: sign(signingSecret, text, clock.now()) }),
    },
    body: text,
  });
}
