import { join } from 'node:path';
import type { Language } from '../../shared/text';
import { type Face, faceOf } from './bidi/shaping';
import { openFont } from './open-font';

/**
 * Only full TTF or WOFF 1.0 files: pdfkit can't embed subsets of WOFF2 (it fails on ordinary characters, at the very end).
 * Family names are used in SVG drawings too and must be equal there.
 */
const files = {
  Rubik: { normal: 'Rubik_400Regular.ttf', bold: 'Rubik_700Bold.ttf' },
  RubikMedium: { normal: 'Rubik_500Medium.ttf', bold: 'Rubik_700Bold.ttf' },
  Vazirmatn: { normal: 'Vazirmatn_400Regular.ttf', bold: 'Vazirmatn_700Bold.ttf' },
  /** For arrows and check marks. */
  Plex: { normal: 'IBMPlexSansHebrew-Regular.woff', bold: 'IBMPlexSansHebrew-Bold.woff' },
} as const satisfies Record<string, { normal: string; bold: string }>;

export type Family = keyof typeof files;
export const families = Object.keys(files) as Family[];

/** Looked through in this order, character by character. */
export function fallbackOf(language: Language): Family[] {
  return language === 'fa' ? ['Vazirmatn', 'Rubik', 'Plex'] : ['Rubik', 'Vazirmatn', 'Plex'];
}

/** Rubik is set tighter than Vazirmatn, whose own ascent and descent already give generous lines. */
export function lineHeightOf(language: Language): number {
  return language === 'fa' ? 1.02 : 1.28;
}

export function fontPath(fontsFolder: string, family: Family, bold: boolean): string {
  return join(fontsFolder, files[family][bold ? 'bold' : 'normal']);
}

/** pdfmake's font dictionary. */
export function fontDictionary(fontsFolder: string): Record<string, { normal: string; bold: string; italics: string; bolditalics: string }> {
  return Object.fromEntries(
    families.map((family) => {
      const normal = fontPath(fontsFolder, family, false);
      const bold = fontPath(fontsFolder, family, true);
      return [family, { normal, bold, italics: normal, bolditalics: bold }];
    }),
  );
}

/** Faces for measuring outside a PDF (drawings, tests). */
export type MeasuringFonts = { face(family: Family, bold: boolean): Face; familyOf(face: Face): Family; chain(language: Language, bold: boolean): Face[] };

export function loadMeasuringFonts(fontsFolder: string): MeasuringFonts {
  const owners = new Map<Face, Family>();

  function face(family: Family, bold: boolean): Face {
    const found = faceOf(openFont(fontPath(fontsFolder, family, bold)));
    if (!owners.has(found)) owners.set(found, family);
    return found;
  }

  return {
    face,
    familyOf: (wanted) => owners.get(wanted) ?? 'Rubik',
    chain: (language, bold) => fallbackOf(language).map((family) => face(family, bold)),
  };
}
