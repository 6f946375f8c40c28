/** A piece of XML as a reader gives it: names without their prefixes. */
export type XmlElement = { name: string; attributes: ReadonlyMap<string, string>; children: readonly XmlElement[]; text: string };

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Text for an attribute or between tags, on one line; what no XML may hold is left out. */
export function xmlText(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
  );
}

/** JSON that comes back through any XML reader exactly as it went in. */
export function xmlJson(value: unknown): string {
  // Outside ASCII only what every encoding and reader keeps: letters, not separators, marks or surrogates.
  return JSON.stringify(value)
    .replace(/[\u007f-\u00a0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/[&<>]/g, (sign) => entities[sign] ?? sign);
}
