/**
 * Meta's numbers for what went wrong on WhatsApp, in the words all providers share, as
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes has them. Meta asks to go by the number, and not by
 * the title or HTTP's status.
 */
import type { Trouble } from '../troubles';

const codes: Partial<Record<Trouble, readonly number[]>> = {
  'recipient-unknown': [131021],
  // 131026: no WhatsApp, its terms not accepted, or an old version: none of it for ever · 130472: in an experiment, where trying again does not help.
  'recipient-unreachable': [130472, 130497, 131026],
  // She has stopped marketing by this business in WhatsApp itself.
  'recipient-unsubscribed': [131050],
  'recipient-not-allowed': [131030],
  'recipient-limit': [131049, 131056],
  'content-refused': [100, 131008, 131009, 131051, 131052, 131053, 135000],
  'template-needed': [131047],
  'template-refused': [132000, 132001, 132005, 132007, 132012, 132016, 132018, 132068],
  // 132015: paused for its quality · 132069: its flow has been sent as often as it may within the hour.
  'template-paused': [132015, 132069],
  'provider-busy': [4, 613, 80007, 130429, 131048],
  'provider-down': [2, 131016, 131057, 133004],
  'sender-refused': [131037, 131045, 133010],
  'credentials-refused': [0, 3, 10, 190, 131005],
  'account-blocked': [368, 131031, 131042],
  'settings-unusable': [33],
};
const byCode = new Map(Object.entries(codes).flatMap(([trouble, numbers]) => numbers.map((code) => [code, trouble as Trouble] as const)));

/** Undefined for numbers that say nothing here; Meta adds new ones. */
export function metaTrouble(code: number, subcode?: number): Trouble | undefined {
  // The number we write from does not exist, or is not ours.
  if (code === 100 && subcode === 33) return 'settings-unusable';
  if (code >= 200 && code <= 299) return 'credentials-refused';
  return byCode.get(code);
}

/** How long to leave her alone: a limit on marketing by all businesses together moves in days, that of one pair of numbers in seconds. */
export function metaPauseMs(code: number): number | undefined {
  return code === 131049 ? 24 * 3_600_000 : code === 131056 ? 10_000 : undefined;
}
