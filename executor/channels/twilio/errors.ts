/**
 * Twilio's numbers for what went wrong, in the words all providers share, as https://www.twilio.com/docs/api/errors/<number> has them. Those of
 * WhatsApp stand where Meta's own numbers for the same do (https://www.twilio.com/docs/whatsapp/api/error-code-mapping).
 */
import type { Trouble } from '../troubles';

const codes: Partial<Record<Trouble, readonly number[]>> = {
  'number-invalid': [21211, 21217, 21401, 21421, 21614, 21635, 21265, 21263, 21266, 21219, 60200],
  // 30005: unknown or no longer in service · 30006: a land line · 63003: the channel does not know the address.
  'recipient-unknown': [30005, 30006, 63003],
  // 30003, 30008: once, or for a while · 30004: the network or she blocks this sender; she may be reached otherwise · 63024: no WhatsApp, its terms not
  // accepted, or an old version, as Meta's 131026 · 63032: in an experiment of Meta's for nobody knows how long, as 130472.
  'recipient-unreachable': [21408, 21612, 21910, 30003, 30004, 30008, 30009, 30010, 30017, 30022, 30036, 63009, 63024, 63032, 63036],
  'recipient-unsubscribed': [21610, 63033, 63050],
  'recipient-not-allowed': [21608, 63015],
  // 14107: too many between these two numbers within half a minute · 63049: Meta lets no more marketing through to her for now. Others get theirs.
  'recipient-limit': [14107, 63049],
  'content-refused': [21602, 21605, 21617, 21619, 21620, 21623, 63005, 63013, 63019, 63021],
  'content-filtered': [30007],
  'template-needed': [63016],
  // 21655: no such ContentSid in this account · 21656: ContentVariables are empty or hold line breaks · 63028: not as many as the template has.
  'template-refused': [21655, 21656, 63027, 63028, 63029, 63030, 63040, 63042],
  'template-paused': [63041],
  // 63038: the account's messages of a rolling day are used up.
  'provider-busy': [20429, 21611, 30001, 63018, 63022, 63038],
  'provider-down': [20503],
  'sender-refused': [21212, 21603, 21606, 21659, 21660, 21661, 21701, 21703, 21705, 21712, 30034, 63007, 63010, 63020, 63051, 63112],
  'credentials-refused': [20003, 20006],
  'account-blocked': [20005, 30002, 30018, 63110, 63111],
  'provider-not-there': [20404],
};
const byCode = new Map(Object.entries(codes).flatMap(([trouble, numbers]) => numbers.map((code) => [code, trouble as Trouble] as const)));

/** Undefined for numbers that say nothing here; Twilio adds new ones. */
export function twilioTrouble(code: number): Trouble | undefined {
  return byCode.get(code);
}

/** How long to leave her alone: Meta's limit on marketing moves in days, that between two numbers in half a minute. */
export function twilioPauseMs(code: number): number | undefined {
  return code === 63049 ? 24 * 3_600_000 : code === 14107 ? 30_000 : undefined;
}
