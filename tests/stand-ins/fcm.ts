/** A stand-in for Firebase Cloud Messaging v1: knows some devices, and answers for the others as Firebase does. */
import type { StandIn } from '../../executor/channels/contract.fixture';
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

/** `marks`: under which each message that was taken replaces an earlier one on the device. */
export type FcmStandIn = StandIn & { marks: readonly string[] };

export async function startFcm(options: ServeOptions = {}): Promise<FcmStandIn> {
  const { projectId, accessToken } = fcmAccount;
  const marks: string[] = [];
  let sent = 0;
  const base = await serve(
    {
      gate({ method, path, headers, body }) {
        if (headers.authorization !== `Bearer ${accessToken}`) return refusal(401, 'UNAUTHENTICATED');
        if (method !== 'POST' || path !== `/v1/projects/${projectId}/messages:send`) return refusal(404, 'NOT_FOUND');
        const { validate_only, message }: Fields = JSON.parse(body.toString());
        if (Buffer.byteLength(JSON.stringify(message)) > 4096) return refusal(400, 'INVALID_ARGUMENT', 'INVALID_ARGUMENT');
        const known = fcmDevices[message?.token ?? ''];
        if (known) return known;
        if (message?.token !== fcmDevice) {
          const answer = refusal(400, 'INVALID_ARGUMENT', 'INVALID_ARGUMENT', 'message.token');
          return answer;
        }
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
  return { ...base, marks };
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
