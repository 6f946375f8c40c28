/** Twilio's numbers for what went wrong, in the words all providers share. */
import type { Trouble } from '../troubles';

const codes: Partial<Record<Trouble, readonly number[]>> = {
  'number-invalid': [21211, 21217, 21401, 21421, 21614, 21635, 21265, 21263, 21266, 21219, 60200],
  'recipient-unknown': [30005, 30006, 63003, 63024],
  'recipient-unreachable': [21408, 21612, 21910, 30003, 30008, 30009, 30010, 30017, 30022, 30036, 63009, 63036],
  'recipient-unsubscribed': [21610, 63033, 63050],
  'recipient-not-allowed': [21608, 63015],
  'recipient-limit': [63032, 63049],
  'content-refused': [21602, 21605, 21617, 21619, 21620, 21623, 63005, 63013, 63019, 63021],
  'content-filtered': [30004, 30007],
  'template-needed': [63016],
  'template-refused': [63027, 63028, 63029, 63030, 63040, 63042],
  'template-paused': [63041],
  'provider-busy': [14107, 20429, 21611, 30001, 63018, 63022, 63038],
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
