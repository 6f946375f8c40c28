/**
 * Persian (۰–۹) and Arabic (٠–٩) digits as 0–9, with their decimal, thousands and percent signs, and the minus signs and
 * apostrophes of word processors as they are typed; anything else stays.
 */
export function toPlainSigns(text: string): string {
  let plain = '';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    plain += code < 0x600 ? text.charAt(i) : plainSign(code);
  }
  return plain;
}

function plainSign(code: number): string {
  if (code >= 0x6f0 && code <= 0x6f9) return ascii(code - 0x6f0);
  if (code >= 0x660 && code <= 0x669) return ascii(code - 0x660);
  return others[code] ?? String.fromCharCode(code);
}

function ascii(digit: number): string {
  return '0123456789'.charAt(digit);
}

const others: Readonly<Record<number, string>> = {
  1642: '%',
  1643: '.',
  1644: ',',
  8722: '-',
  8211: '-',
  8217: "'",
  8239: '\u00a0',
};
