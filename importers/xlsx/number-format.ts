/** Numbers of a sheet as their number format shows what they mean: dates, percents, codes with leading zeros, amounts. */

export type NumberFormat =
  | { kind: 'plain' }
  | { kind: 'date' }
  | { kind: 'time' }
  | { kind: 'elapsed' }
  | { kind: 'percent' }
  /** `pattern`: zeros, and the signs between them. */
  | { kind: 'code'; pattern: string; zeros: number }
  | { kind: 'money'; sign: string };

const plain: NumberFormat = { kind: 'plain' };

/** Formats that have a number instead of a pattern; those of 27–36 and 50–58 are dates of East Asian editions. */
export function builtInFormat(id: number): NumberFormat {
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) return { kind: 'date' };
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47) return { kind: 'time' };
  if (id === 46) return { kind: 'elapsed' };
  return id === 9 || id === 10 ? { kind: 'percent' } : plain;
}

export function readFormat(code: string): NumberFormat {
  // Sections for negatives, zero and text say the same in other words.
  const section = splitSections(code)[0] ?? '';
  const sign = /\[\$([^\]-]{1,6})(?:-[0-9A-Fa-f]+)?\]/.exec(section)?.[1] ?? /"\s*(₪|€|\$|£|¥|₺|﷼|ריאל|תומן|تومان|ریال|ש"ח|NIS|USD|EUR)\s*"/.exec(section)?.[1];
  const elapsed = /\[(h+|m+|s+)\]/i.test(section);
  // What stands in quotes, after a backslash or an underline, or in brackets (colours, conditions, locales) is no letter of the format.
  const bare = section
    .replace(/"[^"]*"?/g, '')
    .replace(/[\\_*]./gs, '')
    .replace(/\[[^\]]*\]?/g, '')
    .toLowerCase();
  if (elapsed) return { kind: 'elapsed' };
  if (!/general|standard/.test(bare)) {
    if (/[yd]|mmm|e{4}|b{2}|(^|[^h:s ])\s*m{1,2}\s*($|[^:s ])/.test(bare) && !/[#?]/.test(bare)) return { kind: 'date' };
    if (/[hs]/.test(bare) && !/[#?]/.test(bare)) return { kind: 'time' };
  }
  if (bare.includes('%')) return { kind: 'percent' };
  if (sign !== undefined || /[₪€$£¥₺﷼]/.test(bare)) return { kind: 'money', sign: (sign ?? /[₪€$£¥₺﷼]/.exec(bare)?.[0] ?? '').trim() };
  return codeFormat(section) ?? plain;
}

/** `00000`, `000-0000000`, `00"/"000`. */
function codeFormat(section: string): NumberFormat | undefined {
  const pattern = section.replace(/\[[^\]]*\]/g, '').replace(/"([^"]*)"|\\(.)/gs, (_, quoted?: string, single?: string) => quoted ?? single ?? '');
  if (!/^[0\-/ .()]{2,40}$/.test(pattern) || /^0\.0+$/.test(pattern)) return undefined;
  const zeros = pattern.split('0').length - 1;
  if (zeros < 2 || (pattern.includes('.') && zeros < 4)) return undefined;
  return { kind: 'code', pattern, zeros };
}

function splitSections(code: string): string[] {
  return code.match(/(?:"[^"]*"?|\\.|[^;"\\])+/gs) ?? [];
}

/** A number as text, without the noise of binary fractions and without exponents. Anything else comes back as it is. */
export function numberText(value: string): string {
  const text = value.trim();
  if (/^-?[1-9]\d{0,14}$/.test(text)) return text;
  const number = Number(text);
  if (text === '' || !Number.isFinite(number)) return text;
  // Excel itself keeps 15 digits.
  const rounded = Number(number.toPrecision(15));
  if (Number.isInteger(rounded)) return Math.abs(rounded) < 1e300 ? BigInt(rounded).toString() : String(rounded);
  const written = String(rounded);
  return written.includes('e') ? rounded.toFixed(20).replace(/0+$/, '').replace(/\.$/, '') : written;
}

export function formatNumber(value: string, format: NumberFormat, date1904: boolean): string {
  const number = Number(value);
  if (format.kind === 'plain' || value.trim() === '' || !Number.isFinite(number)) return numberText(value);
  switch (format.kind) {
    case 'date':
      return dateText(number, date1904) ?? numberText(value);
    case 'time':
      return number >= 1 ? (dateText(number, date1904) ?? numberText(value)) : number >= 0 ? clock(number) : numberText(value);
    case 'elapsed': {
      const seconds = Math.round(number * 86_400);
      if (seconds < 0) return numberText(value);
      return `${Math.floor(seconds / 3_600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
    }
    case 'percent':
      return `${numberText(String(Number((number * 100).toPrecision(14))))}%`;
    case 'money':
      return format.sign === '' ? numberText(value) : number < 0 ? `-${format.sign}${numberText(String(-number))}` : `${format.sign}${numberText(value)}`;
    case 'code':
      return codeText(number, format) ?? numberText(value);
  }
}

function codeText(number: number, { pattern, zeros }: { pattern: string; zeros: number }): string | undefined {
  if (number < 0 || !Number.isInteger(number)) return undefined;
  const digits = numberText(String(number)).padStart(zeros, '0');
  // More digits than zeros: the first zero takes them all.
  let at = digits.length - zeros;
  let first = true;
  return pattern.replaceAll('0', () => {
    const from = first ? 0 : at;
    first = false;
    at += 1;
    return digits.slice(from, at);
  });
}

/** ISO 8601 of a day count; the time only where there is one. Undefined beyond the years 1900–9999. */
function dateText(serial: number, date1904: boolean): string | undefined {
  if (serial < 0) return undefined;
  const seconds = Math.round(serial * 86_400);
  let days = Math.floor(seconds / 86_400);
  const rest = seconds - days * 86_400;
  if (date1904) days += 1_462;
  else if (days < 1) return clock(rest / 86_400);
  // The calendar of 1900 has a 29 February that never was.
  else if (days < 60) days += 1;
  if (days > 2_958_465) return undefined;
  const day = new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10);
  return rest === 0 ? day : `${day}T${clock(rest / 86_400)}`;
}

function clock(share: number): string {
  const seconds = Math.round(share * 86_400) % 86_400;
  return `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
