import { describe, expect, it } from 'vitest';
import { detectEncoding } from './detect-encoding';

/** Encodes with the table that the platform decodes with. */
function encode(text: string, encoding: string): Uint8Array {
  const table = new Map(Array.from({ length: 256 }, (_, byte) => [new TextDecoder(encoding).decode(Uint8Array.of(byte)), byte] as const));
  return Uint8Array.from(text, (letter) => table.get(letter) ?? 63);
}
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));
const swapped = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le').swap16());

const hebrew = 'מספר,שם\n1,דנה כהן\n2,יוסי לוי\n';
const persian = 'شماره,نام\n1,رضا\n2,سارا\n';

describe('detectEncoding', () => {
  it.each([
    ['UTF-8', new TextEncoder().encode(hebrew), 'utf-8'],
    ['UTF-8 with a mark', new TextEncoder().encode(`\ufeff${hebrew}`), 'utf-8'],
    ['UTF-8 cut inside a letter', new TextEncoder().encode(hebrew).slice(0, -2), 'utf-8'],
    ['ASCII', new TextEncoder().encode('a,b\n1,2\n'), 'utf-8'],
    ['UTF-16 with a mark', utf16(`\ufeff${persian}`), 'utf-16le'],
    ['UTF-16 without one', utf16(persian), 'utf-16le'],
    ['UTF-16 big endian', swapped(`\ufeff${hebrew}`), 'utf-16be'],
    ['UTF-16 big endian without a mark', swapped(hebrew), 'utf-16be'],
    ['Hebrew windows-1255', encode(hebrew, 'windows-1255'), 'windows-1255'],
    ['Hebrew ISO-8859-8', encode(hebrew, 'iso-8859-8'), 'windows-1255'],
    ['one Hebrew word among Latin ones', encode('id,first_name,city\n1,Dana,חיפה\n2,Reza,Haifa\n', 'windows-1255'), 'windows-1255'],
    ['Arabic script windows-1256', encode('كد,نام\n1,مريم احمدي\n2,رضا كريمي\n', 'windows-1256'), 'windows-1256'],
    ['French windows-1252', encode('Prénom;Société\nÉloïse;Café\n', 'windows-1252'), 'windows-1252'],
  ])('%s', (_, bytes, encoding) => {
    expect(detectEncoding(bytes)?.encoding).toBe(encoding);
  });

  it.each([
    ['zeros', new Uint8Array(200)],
    ['a program', Uint8Array.from({ length: 2_000 }, (_, i) => (i * 7919) % 256)],
    ['controls', Uint8Array.from({ length: 100 }, () => 1)],
  ])('refuses %s', (_, bytes) => {
    expect(detectEncoding(bytes)).toBeUndefined();
  });
});
