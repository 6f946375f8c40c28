import { isUtf8 } from 'node:buffer';
import { analyse } from 'chardet';

/** ISO-8859-8 is read as windows-1255, which has the same letters at the same places and more signs between them. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1255' | 'windows-1256' | 'windows-1252';
export type Detected = { encoding: Encoding /** Bytes of the byte order mark. */; skip: number };

/** Bytes looked at where the whole file is not needed. */
const SAMPLE = 1024 * 1024;

/**
 * The encoding of a text file: by its mark, by being valid UTF-8, by the zero bytes of UTF-16, and for the old eight-bit
 * ones by decoding with each and looking which gives words of one script. Undefined: these bytes are no text.
 */
export function detectEncoding(bytes: Uint8Array): Detected | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', skip: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', skip: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', skip: 2 };
  const sample = bytes.subarray(0, SAMPLE);
  const wide = withoutMark(sample);
  if (wide) return { encoding: wide, skip: 0 };
  if (hasBinary(sample)) return undefined;
  if (isUtf8(bytes) || nearlyUtf8(bytes)) return { encoding: 'utf-8', skip: 0 };
  return { encoding: eightBit(sample), skip: 0 };
}

/** UTF-16 without a mark: line ends, commas and Latin letters have a zero byte, always on the same side. */
function withoutMark(sample: Uint8Array): Encoding | undefined {
  let even = 0;
  let odd = 0;
  const length = Math.min(sample.length & ~1, 65_536);
  for (let i = 0; i < length; i += 2) {
    if (sample[i] === 0) even += 1;
    if (sample[i + 1] === 0) odd += 1;
  }
  if (even + odd < length / 40 || length < 8) return undefined;
  const [encoding, zeros, strays] = odd >= even ? (['utf-16le', odd, even] as const) : (['utf-16be', even, odd] as const);
  if (strays > zeros / 50) return undefined;
  // Decoded it must look like text: binary files are full of zeros too.
  const text = new TextDecoder(encoding).decode(sample.subarray(0, length));
  return /[^\P{Cc}\t\n\v\f\r]|\ufffd/u.test(text) || !/[\s,;|]/.test(text) ? undefined : encoding;
}

/** Zeros, or more control characters than a stray one. */
function hasBinary(sample: Uint8Array): boolean {
  let controls = 0;
  for (const byte of sample) {
    if (byte === 0) return true;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 26 && byte !== 27) controls += 1;
  }
  return controls > 8 + sample.length / 1_000;
}

/** Cut in the middle of a character, or with a few broken ones among many good ones. */
function nearlyUtf8(bytes: Uint8Array): boolean {
  for (let cut = 1; cut <= 3 && cut < bytes.length; cut++) if (isUtf8(bytes.subarray(0, bytes.length - cut))) return true;
  const text = new TextDecoder('utf-8').decode(bytes.subarray(0, SAMPLE));
  let broken = 0;
  let good = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0xfffd) broken += 1;
    else if (code > 127) good += 1;
  }
  return good >= 20 && broken * 20 < good;
}

const candidates = ['windows-1255', 'windows-1256', 'windows-1252'] as const;
const scripts = {
  'windows-1255': /[\u05d0-\u05ea]/,
  'windows-1256': /[\u0621-\u06d3]/,
  'windows-1252': /[\u00c0-\u024f]/,
} as const;

/** The candidate whose decoded words stay in one script; chardet's letter statistics settle what is close. */
function eightBit(sample: Uint8Array): Encoding {
  const votes = new Map(analyse(sample.subarray(0, 65_536)).map(({ name, confidence }) => [String(name).toLowerCase(), confidence]));
  let best: Encoding = 'windows-1252';
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const encoding of candidates) {
    const names =
      encoding === 'windows-1252'
        ? ['windows-1252', 'iso-8859-1']
        : encoding === 'windows-1255'
          ? ['windows-1255', 'iso-8859-8']
          : ['windows-1256', 'iso-8859-6'];
    const vote = Math.max(...names.map((name) => votes.get(name) ?? 0));
    const score = plausibility(new TextDecoder(encoding).decode(sample.subarray(0, 65_536)), encoding) + vote / 500;
    if (score > bestScore) [best, bestScore] = [encoding, score];
  }
  return best;
}

/** 1: every letter beyond ASCII stands among letters of its own script; lower the more they don't. */
function plausibility(text: string, encoding: keyof typeof scripts): number {
  const own = scripts[encoding];
  const latin = encoding === 'windows-1252' ? /[A-Za-z\u00c0-\u024f]/ : undefined;
  let good = 0;
  let high = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    high += 1;
    const letter = text.charAt(i);
    if (code === 0xfffd || (code >= 0x80 && code < 0xa0)) good -= 3;
    else if (own.test(letter)) {
      const before = text.charAt(i - 1);
      const after = text.charAt(i + 1);
      if (latin) good += /[a-z]/.test(before) || /[a-z]/.test(after) ? 1 : -0.5;
      else good += /[A-Za-z\u00c0-\u024f]/.test(before) || /[A-Za-z\u00c0-\u024f]/.test(after) ? -1 : 1;
    } else if (/\p{L}/u.test(letter)) good -= 1;
  }
  return high === 0 ? 0 : good / high;
}
