/** What the layout needs to know about single characters. */

/** Shaping rules of a run. Whatever is neither Hebrew nor Arabic script is shaped with the Latin rules. */
export type Script = 'hebr' | 'arab' | 'latn';

/** Stands for a character no font has. It lies in Vazirmatn, which is in every fallback chain, and copies as itself. */
export const missingMark = '\ufffd';

/**
 * Characters that direct but are never drawn: bidi controls, zero width space, word joiner, soft hyphen, byte order mark,
 * variation selectors. ZWNJ and ZWJ are not here: they change letter forms.
 */
const invisible = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]|[\ufe00-\ufe0f]/;
const invisibles = new RegExp(invisible.source, 'g');
const bidiControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const isolatingControls = /[\u202a-\u202e\u2066-\u2069]/g;

export const zwnj = '\u200c';
const zwj = '\u200d';

export function isInvisible(character: string): boolean {
  return invisible.test(character);
}

export function withoutInvisibles(text: string): string {
  return text.replace(invisibles, '');
}

export function withoutBidiControls(text: string): string {
  return text.replace(bidiControls, '');
}

/** Removes only the controls that open or close something, so that a pasted, unbalanced one can't leak into its surroundings. */
export function withoutIsolatingControls(text: string): string {
  return text.replace(isolatingControls, '');
}

export function isBlank(character: string): boolean {
  return character === ' ' || character === '\t' || character === '\u00a0' || character === '\u3000';
}

/** Joins the character before it: marks and the two joiners are never given a font of their own. */
export function isAttached(character: string): boolean {
  return character === zwnj || character === zwj || /\p{M}/u.test(character);
}

/** `null` for digits, punctuation, blanks and marks: they take the script of their neighbours. */
export function scriptOf(character: string): Script | null {
  if (!/\p{L}/u.test(character)) return null;
  if (/\p{Script=Hebrew}/u.test(character)) return 'hebr';
  if (/\p{Script=Arabic}/u.test(character)) return 'arab';
  return 'latn';
}

const standIns: Record<string, string> = {
  '\t': ' ',
  '\u00a0': ' ',
  '\u2002': ' ',
  '\u2003': ' ',
  '\u2009': ' ',
  '\u200a': ' ',
  '\u202f': ' ',
  '\u3000': ' ',
  '\u2010': '-',
  '\u2011': '-',
  '\u2212': '-',
  '\u05be': '-',
};

/** What may be drawn instead when a font lacks `character`, though the meaning stays (a thin space as a space). */
export function standInFor(character: string): string | undefined {
  return standIns[character];
}
