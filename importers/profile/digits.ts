/** Persian (۰–۹) and Arabic (٠–٩) digits as 0–9, with their decimal and thousands signs; anything else stays. */
export function toAsciiDigits(text: string): string {
  return text.replace(/[۰-۹٠-٩٫٬]/g, (sign) => {
    if (sign === '٫') return '.';
    if (sign === '٬') return ',';
    const code = sign.charCodeAt(0);
    return String(code - (code >= 0x6f0 ? 0x6f0 : 0x660));
  });
}
