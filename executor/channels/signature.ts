/** How calls of ours, and to us by systems that speak our format, are signed: docs/formats/channel-http.md. */
import { createHmac } from 'node:crypto';
import { areSame } from './secrets';

export const signatureHeader = 'masa-signature';
/** Older than this, or as far ahead, is refused: somebody may have kept it to play it again. */
export const signatureToleranceMs = 5 * 60_000;

/** `t=1780297200,v1=…`: the time in seconds, and HMAC-SHA256 over it, a full stop and the body as it is sent. */
export function sign(secret: string, body: string | Buffer, now: number): string {
  const seconds = Math.floor(now / 1000);
  return `t=${seconds},v1=${hmac(secret, seconds, body)}`;
}

/** Whether somebody who knows the secret has signed this body just now. Several `v1` may stand there while a secret is being exchanged. */
export function isSigned(header: string | undefined, secret: string | undefined, body: Buffer, now: number): boolean {
  if (!secret || header === undefined || header.length > 1000) return false;
  const parts = header.split(',').map((part) => part.trim().split('='));
  const seconds = parts.find(([name]) => name === 't')?.[1] ?? '';
  if (!/^\d{1,12}$/.test(seconds) || Math.abs(now - Number(seconds) * 1000) > signatureToleranceMs) return false;
  const expected = hmac(secret, Number(seconds), body);
  return parts.some(([name, value = '']) => name === 'v1' && areSame(value, expected));
}

function hmac(secret: string, seconds: number, body: string | Buffer): string {
  return createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex');
}
