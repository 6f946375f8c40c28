/// <reference path="../../documents/pdf/library-types.d.ts" />
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { create } from 'fontkit';
import { describe, expect, it } from 'vitest';
import { fallbackOf, families, fontDictionary, fontPath } from '../../documents/pdf/fonts';
import { type BidiSession, writePdf } from '../../documents/pdf/pdfmake-adapter';
import { textOfPages } from '../../host/pack/pdf-pages';
import { linesByPlace, readPdf } from './pdf-reading';

const fontsFolder = fileURLToPath(new URL('../../assets/fonts', import.meta.url));
const fonts = fontDictionary(fontsFolder);

function session(direction: 'ltr' | 'rtl'): BidiSession {
  return { direction, fallback: fallbackOf(direction === 'rtl' ? 'he' : 'en'), missing: new Map(), digits: [...'0123456789'] };
}

async function linesOf(content: object, bidi?: BidiSession): Promise<string[]> {
  const bytes = await writePdf({ content, info: { creationDate: new Date(0) }, defaultStyle: { font: 'Rubik', ...(bidi ? { bidi } : {}) } }, fonts);
  return linesByPlace(await readPdf(bytes)).map((line) => line.text.trim());
}

describe('canary: the seams of pdfmake', () => {
  const sentence = 'השדה customer_id הוא (12)';
  const right = '(12) אוה customer_id הדשה';

  it('are those of the pinned version', () => {
    const require = createRequire(import.meta.url);
    const installed: { version: string } = require('pdfmake/package.json');
    const ours: { dependencies: Record<string, string> } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(installed.version).toBe('0.3.11');
    expect(ours.dependencies.pdfmake).toBe('0.3.11');
  });

  it('write a Hebrew line in the right order', async () => {
    expect(await linesOf([{ text: sentence }], session('rtl'))).toEqual([right]);
  });

  it('are needed: pdfmake alone does not', async () => {
    expect(await linesOf([{ text: sentence }])).not.toEqual([right]);
  });
});

describe('text features of pdfmake still work', () => {
  it('styles inside a word, spans, hard breaks', async () => {
    const text = ['ל', { text: 'לקוח', bold: true, color: '#c00' }, 'ות\n', { text: 'סוף', link: 'https://example.com' }];
    expect(await linesOf([{ text }], session('rtl'))).toEqual(['תוחוקלל', 'ףוס']);
  });

  it('ligatures are read back as their letters, and what first occurs after them as itself', async () => {
    const words = 'Office first, shuffle: 0123 4567 89ab';
    const bytes = await writePdf({ content: [{ text: words }], info: { creationDate: new Date(0) }, defaultStyle: { font: 'Rubik' } }, fonts);
    expect(textOfPages(bytes)).toEqual([words.replaceAll(' ', '')]);
  });

  it('a word wider than its column is cut, in logical order', async () => {
    const lines = await linesOf([{ columns: [{ width: 60, text: 'אבגדהוזחטיכלמנסעפצקרשתאבגדהוזחטיכלמנסעפצקרשת' }] }], session('rtl'));
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.map((line) => [...line].reverse().join('')).join('')).toBe('אבגדהוזחטיכלמנסעפצקרשתאבגדהוזחטיכלמנסעפצקרשת');
  });

  it('auto columns are as wide as their longest line', async () => {
    const table = { table: { widths: ['auto', '*'], body: [['שם מלא (Full Name)', 'א']] } };
    expect((await linesOf([table], session('rtl')))[0]).toContain('(Full Name) אלמ םש');
  });

  it('refuses any file but the fonts, and any URL', async () => {
    const definition = { content: [{ image: '/etc/hostname' }], defaultStyle: { font: 'Rubik' } };
    await expect(writePdf(definition, fonts)).rejects.toThrow(/denied/);
    const remote = { content: [{ image: 'far' }], images: { far: 'https://example.invalid/x.png' }, defaultStyle: { font: 'Rubik' } };
    await expect(writePdf(remote, fonts)).rejects.toThrow(/denied/);
  });
});

describe('every font', () => {
  it.each(families)('%s embeds each of its own characters', async (family) => {
    for (const bold of [false, true]) {
      const { characterSet } = create(readFileSync(fontPath(fontsFolder, family, bold)));
      const texts = characterSet.filter((code) => code > 32 && !(code >= 0xd800 && code < 0xe000)).map((code) => String.fromCodePoint(code));
      const content = texts.map((text) => ({ text, font: family, bold }));
      const bidi = { ...session('rtl'), fallback: [family, 'Vazirmatn'] };
      const bytes = await writePdf({ content, info: { creationDate: new Date(0) }, defaultStyle: { font: family, fontSize: 6, bidi } }, fonts);
      // readPdf refuses glyph 0.
      expect((await readPdf(bytes)).flatMap((page) => page.glyphs).length).toBeGreaterThan(texts.length / 2);
    }
  });
});

function hasPoppler(): boolean {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(!hasPoppler())('pdftotext (poppler) gives back the source of', () => {
  it.each([
    ['he', 'rtl', 'שלום עולם, האם הכול תקין? כן!'],
    ['he', 'rtl', 'מפת מסע לקוח.'],
    ['fa', 'rtl', 'سلام، کلاس امروز برگزار می‌شود.'],
    ['fa', 'rtl', 'آیا کتاب‌ها رسیدند؟ بله!'],
    ['en', 'ltr', 'The journey starts (today), at 50% off.'],
  ] as const)('%s %s %s', async (language, direction, text) => {
    const bidi = { ...session(direction), fallback: fallbackOf(language) };
    const bytes = await writePdf({ content: [{ text }], defaultStyle: { font: fallbackOf(language)[0], bidi } }, fonts);
    const read = execFileSync('pdftotext', ['-', '-'], { input: bytes, encoding: 'utf8' });
    // Where it puts the space beside a comma differs; every viewer finds the words.
    expect(read.replace(/[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')).toBe(text.replace(/\s/g, ''));
  });
});
