/** Persian (۰–۹) and Arabic (٠–٩) digits as 0–9, with their decimal, thousands and percent signs; anything else stays. */
export function toAsciiDigits(text: string): string {
  return text.replace(/[۰-۹٠-٩٫٬٪]/g, (sign) => {
    if (sign === '٫') return '.';
    if (sign === '٬') return ',';
    if (sign === '٪') return '%';
    const code = sign.charCodeAt(0);
    return String(code - (code >= 0x6f0 ? 0x6f0 : 0x660));
  });
}

/** Minus signs and apostrophes of word processors as they are typed. */
export function toPlainSigns(text: string): string {
  return text
    .replace(/[\u2212\u2013]/g, '-')
    .replace(/\u2019/g, "'")
    .replace(/\u202f/g, '\u00a0');
}
