/**
 * Unknown words, read as other spellings of known ones. Every rule is about how people write, not about certain words:
 * vowels left out (cstmr), letters doubled (tavallod), sounds written in Latin letters in more than one way (imeyl), and
 * the endings of Hebrew and Persian.
 */

/** Gives the known word that is meant, or undefined when there is none or more than one. */
export function createSpelling(meaningOf: ReadonlyMap<string, unknown>): (word: string) => string | undefined {
  const bySkeleton = indexBy(meaningOf, (word) => (word.length > 4 && isLatin(word) ? skeletonOf(word) : undefined));
  const byShape = indexBy(meaningOf, (word) => (word.length > 4 && isLatin(word) ? shapeOf(word) : undefined));
  const bySound = indexBy(meaningOf, (word) => (word.length > 3 && isLatin(word) ? soundOf(word) : undefined));
  return (word) => {
    if (!isLatin(word)) return stemsOf(word).find((stem) => meaningOf.has(stem));
    if (word.length > 3) {
      const sound = bySound.get(soundOf(word));
      if (sound) return sound;
    }
    const skeleton = skeletonOf(word);
    if (skeleton === word) return word.length >= 3 ? (bySkeleton.get(word) ?? undefined) : undefined;
    // A word with vowels of its own must have them where the known one has: "start" is no "street".
    return word.length > 4 && skeleton.length > 3 ? (byShape.get(shapeOf(word)) ?? undefined) : undefined;
  };
}

/** By key the one word that has it; null when words of different meanings share it. */
function indexBy(meaningOf: ReadonlyMap<string, unknown>, keyOf: (word: string) => string | undefined): Map<string, string | null> {
  const index = new Map<string, string | null>();
  for (const [word, meaning] of meaningOf) {
    const key = keyOf(word);
    if (key === undefined) continue;
    const other = index.get(key);
    if (other === undefined) index.set(key, word);
    else if (other !== null && meaningOf.get(other) !== meaning) index.set(key, null);
  }
  return index;
}

function isLatin(word: string): boolean {
  return /^[a-z]+$/.test(word);
}

/** `customer` → `cstmr`: what is left when somebody saves letters. */
function skeletonOf(word: string): string {
  return word.slice(0, 1) + word.slice(1).replace(/[aeiou]/g, '');
}

/** `yishuv` and `yeshuv` alike: which vowel it is doesn't count, that there is one does. */
function shapeOf(word: string): string {
  return word.replace(/[aeiou]/g, 'a');
}

/** One key for the ways a sound is written: ch, kh and h; y and i; tz, ts and z; letters once or twice. */
function soundOf(word: string): string {
  return word
    .replace(/kh|ch/g, 'h')
    .replace(/tz|ts/g, 'z')
    .replace(/gh|q/g, 'g')
    .replace(/ph/g, 'f')
    .replace(/w/g, 'v')
    .replace(/ou|oo/g, 'u')
    .replace(/ee|y/g, 'i')
    .replace(/ei|ai/g, 'e')
    .replace(/(.)\1+/g, '$1')
    .replace(/(?<=.{3})h$/, '');
}

/** Without endings: plural and construct in Hebrew, plural in Persian. */
function stemsOf(word: string): string[] {
  const plural = /^([א-ת]{2,})(?:ים|ות)$/.exec(word)?.[1];
  if (plural !== undefined) return [plural, `${plural}ה`];
  const construct = /^([א-ת]{2,})ת$/.exec(word)?.[1];
  if (construct !== undefined) return [`${construct}ה`];
  const persian = /^([\u0621-\u06cc]{2,}?)(?:های|ها|ان|ی)$/.exec(word)?.[1];
  return persian === undefined ? [] : [persian, `${persian}ی`];
}
