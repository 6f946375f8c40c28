/**
 * A stand-in for Firebase Cloud Messaging v1: knows some devices, and answers for the others as Firebase does. It gives tokens to its service account, too.
 */
import { createVerify, generateKeyPairSync, type KeyPairKeyObjectResult } from 'node:crypto';
import type { StandIn } from '../../executor/channels/contract.fixture';
import { systemClock } from '../../executor/clock';
import { type Answer, type ServeOptions, serve } from './serve';

export const fcmAccount = { projectId: 'stand-in-project', accessToken: 'ya29.stand-in-access-token' };
/** A device whose app is there. */
export const fcmDevice = 'stand-in:APA91b-device-of-noa';
/** Devices that stand for something. */
export const fcmDevices: Readonly<Record<string, Answer>> = {
  'stand-in:gone': refusal(404, 'NOT_FOUND', 'UNREGISTERED'),
  'stand-in:of-another-project': refusal(403, 'PERMISSION_DENIED', 'SENDER_ID_MISMATCH'),
  'stand-in:of-apple': refusal(401, 'UNAUTHENTICATED', 'THIRD_PARTY_AUTH_ERROR'),
  'stand-in:broken': refusal(500, 'INTERNAL', 'INTERNAL'),
};

type Fields = {
  validate_only?: boolean;
  message?: { token?: string; notification?: { title?: string; body?: string }; android?: { notification?: { tag?: string } } };
};

export type FcmStandIn = StandIn & {
  /** Under which each message that was taken replaces an earlier one on the device. */
  marks: readonly string[];
  /** The key file of its service account, as one downloads it. */
  keyFile(): string;
  /** How many tokens it has given away. */
  tokens(): number;
  /** All tokens given so far are no good any more, nor is the fixed one. */
  revoke(): void;
};

export async function startFcm(options: ServeOptions = {}): Promise<FcmStandIn> {
  const { projectId, accessToken } = fcmAccount;
  const marks: string[] = [];
  let sent = 0;
  let given = 0;
  let good = new Set([accessToken]);
  const clock = options.clock ?? systemClock;
  const email = 'masa@stand-in-project.iam.gserviceaccount.com';

  const giveToken = (body: Buffer): Answer => {
    const [head = '', claims = '', signature = ''] = (new URLSearchParams(body.toString()).get('assertion') ?? '').split('.');
    const said = JSON.parse(Buffer.from(claims, 'base64url').toString() || '{}');
    const seconds = clock.now() / 1000;
    const isRight =
      createVerify('RSA-SHA256').update(`${head}.${claims}`).verify(serviceKeys().publicKey, signature, 'base64url') &&
      said.iss === email &&
      said.aud === `${base.url}/token` &&
      said.scope === 'https://www.googleapis.com/auth/firebase.messaging' &&
      Math.abs(said.iat - seconds) < 300 &&
      said.exp - said.iat <= 3600;
    if (!isRight) return { status: 400, body: { error: 'invalid_grant', error_description: `Invalid JWT for ${email}` } };
    const token = `ya29.given-${++given}`;
    good.add(token);
    return { status: 200, body: { access_token: token, expires_in: 3599, token_type: 'Bearer' } };
  };

  const base: StandIn = await serve(
    {
      gate({ method, path, headers, body }) {
        if (method === 'POST' && path === '/token') return giveToken(body);
        if (!good.has(headers.authorization?.replace('Bearer ', '') ?? '')) return refusal(401, 'UNAUTHENTICATED');
        if (method !== 'POST' || path !== `/v1/projects/${projectId}/messages:send`) return refusal(404, 'NOT_FOUND');
        const { validate_only, message }: Fields = JSON.parse(body.toString());
        if (Buffer.byteLength(JSON.stringify(message)) > 4096) return refusal(400, 'INVALID_ARGUMENT', 'INVALID_ARGUMENT', 'message');
        const known = fcmDevices[message?.token ?? ''];
        if (known) return known;
        // As the manual has it: Firebase's own detail alone.
        if (message?.token !== fcmDevice) return refusal(400, 'INVALID_ARGUMENT', 'INVALID_ARGUMENT');
        return validate_only ? { status: 200, body: { name: `projects/${projectId}/messages/fake_message_id` } } : undefined;
      },
      take({ body }) {
        const { message }: Fields = JSON.parse(body.toString());
        marks.push(message?.android?.notification?.tag ?? '');
        const text = `${message?.notification?.title}\n${message?.notification?.body}`;
        return { taken: { to: message?.token ?? '', text }, answer: { status: 200, body: { name: `projects/${projectId}/messages/0:${++sent}` } } };
      },
      refuse: () => refusal(404, 'NOT_FOUND', 'UNREGISTERED'),
      busy: () => refusal(429, 'RESOURCE_EXHAUSTED', 'QUOTA_EXCEEDED'),
      down: () => refusal(503, 'UNAVAILABLE', 'UNAVAILABLE'),
    },
    options,
  );
  return {
    ...base,
    marks,
    keyFile: () =>
      JSON.stringify({
        type: 'service_account',
        project_id: projectId,
        private_key_id: 'stand-in-key-1',
        private_key: serviceKeys().privateKey.export({ type: 'pkcs8', format: 'pem' }),
        client_email: email,
        token_uri: `${base.url}/token`,
      }),
    tokens: () => given,
    revoke() {
      good = new Set();
    },
  };
}

let keys: KeyPairKeyObjectResult | undefined;

/** Made once and only where somebody needs them: it takes half a second. */
function serviceKeys(): KeyPairKeyObjectResult {
  keys ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
  return keys;
}

function refusal(status: number, word: string, errorCode?: string, field?: string): Answer {
  const details = [
    ...(errorCode === undefined ? [] : [{ '@type': 'type.googleapis.com/google.firebase.fcm.v1.FcmError', errorCode }]),
    ...(field === undefined
      ? []
      : [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [{ field, description: `Invalid token ${fcmDevice}` }] }]),
  ];
  return { status, body: { error: { code: status, message: `${word}: ${fcmAccount.accessToken}`, status: word, details } } };
}
