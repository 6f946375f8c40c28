/** How long a text message is, as networks count and bill it (3GPP TS 23.038 and 23.040). */

export type SmsLength = {
  /** gsm: the small alphabet of old telephones; wide: everything else, among it Hebrew and Persian. */
  alphabet: 'gsm' | 'wide';
  /** Signs as the network counts them. */
  units: number;
  /** Messages it is billed as; 0 where there is no text. */
  parts: number;
  /** How much each of them holds. */
  perPart: number;
};

const basic = new Set('@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà');
/** Behind an escape: each takes two. */
const extended = new Set('\f^{}\\[~]|€');

/** One sign outside the small alphabet makes the whole message wide. What takes two units is never torn over two parts. */
export function smsLength(text: string): SmsLength {
  const signs = [...text];
  const isGsm = signs.every((sign) => basic.has(sign) || extended.has(sign));
  const widths = signs.map((sign) => (isGsm ? (extended.has(sign) ? 2 : 1) : sign.length));
  const units = widths.reduce((sum, width) => sum + width, 0);
  const [whole, split] = isGsm ? [160, 153] : [70, 67];
  const alphabet = isGsm ? 'gsm' : 'wide';
  if (units <= whole) return { alphabet, units, parts: units === 0 ? 0 : 1, perPart: whole };
  let parts = 1;
  let room = split;
  for (const width of widths) {
    if (width > room) {
      parts++;
      room = split;
    }
    room -= width;
  }
  return { alphabet, units, parts, perPart: split };
}
