/** The number that a message goes to, as providers dial it. */
import { readPhoneNumber } from '../../shared/phone-number';

/** E.164; undefined for what is no number. Without a country code it is nobody's: whose country it would be, only the record knows. */
export function dialledNumber(to: string): string | undefined {
  return readPhoneNumber(to.replace(/^whatsapp:/i, ''), undefined)?.e164;
}
