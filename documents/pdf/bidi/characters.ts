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
  return (traitsOf(character) & INVISIBLE) !== 0;
}

export function withoutInvisibles(text: string): string {
  return invisible.test(text) ? text.replace(invisibles, '') : text;
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
  return (traitsOf(character) & ATTACHED) !== 0;
}

/** `null` for digits, punctuation, blanks and marks: they take the script of their neighbours. */
export function scriptOf(character: string): Script | null {
  const traits = traitsOf(character);
  if ((traits & LETTER) === 0) return null;
  return traits & HEBREW ? 'hebr' : traits & ARABIC ? 'arab' : 'latn';
}

const [KNOWN, INVISIBLE, ATTACHED, LETTER, HEBREW, ARABIC] = [1, 2, 4, 8, 16, 32];

/** By UTF-16 unit: every character of a document is asked three times, and Unicode properties are slow to ask for. */
const traits = new Uint8Array(0x10000);

function traitsOf(character: string): number {
  if (character.length !== 1) return findTraits(character);
  const unit = character.charCodeAt(0);
  const known = traits[unit];
  if (known) return known;
  const found = findTraits(character);
  traits[unit] = found;
  return found;
}

function findTraits(character: string): number {
  let found = KNOWN;
  if (invisible.test(character)) found |= INVISIBLE;
  if (character === zwnj || character === zwj || /\p{M}/u.test(character)) found |= ATTACHED;
  if (/\p{L}/u.test(character)) found |= LETTER;
  if (/\p{Script=Hebrew}/u.test(character)) found |= HEBREW;
  else if (/\p{Script=Arabic}/u.test(character)) found |= ARABIC;
  return found;
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
