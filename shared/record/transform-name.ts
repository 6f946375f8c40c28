/**
 * Splits a full name. In this order: a comma ("Cohen, Dana": family name first) · a word in capitals among others ("Dana
 * COHEN") · a particle that begins a family name (ben, van der, אבו) · two words · a given name of two words (Jean Pierre,
 * בת שבע, محمد رضا) · a Persian family name of two words (کریم زاده) · the first word is the given name and the rest the
 * family name, because double surnames (כהן לוי) are commoner than middle names where we work. Titles are left out.
 */
import { trimmed } from './transform-text';

/** `by`: what decided; a single word has no family name. */
export type SplitName = {
  first: string;
  last: string;
  by: 'comma' | 'capitals' | 'particle' | 'two-words' | 'given-pair' | 'family-pair' | 'first-word' | 'one-word';
};

const titles = wordsOf(
  'mr mrs ms miss mx dr prof professor eng adv sir rabbi jr sr phd md herr frau monsieur madame mme m',
  'מר גברת גב דר פרופ פרופסור עוד רב הרב רו',
  'آقای آقا خانم دکتر مهندس جناب سرکار',
);
/** They stand before a family name and belong to it. */
const particles = wordsOf(
  'ben bar bat bin ibn abu abd al el van von vom zu de del della dela di da dos du des la le les der den ter ten st mac',
  'בן בר בת אבו אבן אל דה ואן פון די',
  'بن ابن ابو آل',
);
/** Given names that are mostly followed by a second one when there are three words or more. */
const givenFirst = wordsOf(
  'jean anna maria marie juan jose mary ana luis hans karl',
  'בת בן',
  'محمد امیر علی غلام سید سیده میر حسین فاطمه زهرا عبد شاه آقا ملا',
);
/** And what follows them: without it, "Maria Cohen Levi" would lose half of its family name. */
const givenSecond = wordsOf(
  'pierre paul marie luc claude francois jacques louis maria anna carlos jose antonio luis manuel ann jane beth lou peter heinz',
  'שבע אל עמי ציון חן צור יה',
  'رضا حسین علی مهدی حسن محمد زهرا جواد کاظم صادق تقی نقی امین عباس باقر قاسم سادات کریم رحیم مسعود سجاد یاسین محسن',
);
/** Second words of Persian family names. */
const familySecond = wordsOf(
  'پور نژاد زاده فر نیا منش وند خواه دوست راد مقدم فرد تبار پناه دار خانی',
  'pour nejad zadeh far nia manesh vand khah doust rad moghaddam',
);

export function splitName(text: string): SplitName {
  const whole = trimmed(text).replace(/\s+/g, ' ');
  const [before = '', ...after] = whole.split(/\s?[,،]\s?/);
  const family = before.split(' ').filter(isName);
  const given = (after[0] ?? '').split(' ').filter(isName);
  if (family.length > 0 && given.length > 0) return { first: given.join(' '), last: family.join(' '), by: 'comma' };
  // A person may be called what somebody else is entitled to: a title alone is a name.
  const words =
    family.length > 0
      ? family
      : given.length > 0
        ? given
        : whole
            .split(/[\s,،]+/)
            .filter(Boolean)
            .slice(0, 1);
  if (words.length < 2) return { first: words[0] ?? '', last: '', by: 'one-word' };
  return byCapitals(words) ?? byWords(words);
}

function byWords(words: readonly string[]): SplitName {
  const cut = (at: number, by: SplitName['by']): SplitName => ({ first: words.slice(0, at).join(' '), last: words.slice(at).join(' '), by });
  if (words.length === 2) return cut(1, 'two-words');
  const [first, second, third] = words.map(keyOf);
  const isPair = givenFirst.has(first ?? '') && givenSecond.has(second ?? '') && third !== undefined;
  const particle = words.findIndex((word, i) => i > 0 && i < words.length - 1 && particles.has(keyOf(word)));
  if (particle > 0) return cut(particle, 'particle');
  if (isPair) return cut(2, 'given-pair');
  // Dana R. Cohen: the initial belongs to the given name.
  const initials = words.findIndex((word, i) => i > 0 && !/^\p{L}\.?$/u.test(word));
  if (initials > 1) return cut(initials, 'given-pair');
  if (familySecond.has(keyOf(words.at(-1) ?? ''))) return cut(words.length - 2, 'family-pair');
  // Persian family names are of one word unless it says so; "سید علی حسینی" has two given names.
  if (givenFirst.has(first ?? '') && /\p{Script=Arabic}/u.test(first ?? '')) return cut(words.length - 1, 'given-pair');
  return cut(1, 'first-word');
}

/** "COHEN Dana", "Dana COHEN LEVI": catalogues and passports write the family name in capitals. */
function byCapitals(words: readonly string[]): SplitName | undefined {
  const isLoud = words.map((word) => /^[\p{Lu}'’.-]{2,}$/u.test(word) && /\p{Lu}.*\p{Lu}/u.test(word));
  const loud = words.filter((_, i) => isLoud[i]);
  const quiet = words.filter((_, i) => !isLoud[i]);
  if (loud.length === 0 || quiet.length === 0 || !quiet.some((word) => /\p{Ll}/u.test(word))) return undefined;
  return { first: quiet.join(' '), last: loud.join(' '), by: 'capitals' };
}

function isName(word: string): boolean {
  return word !== '' && !titles.has(keyOf(word));
}

function keyOf(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u0591-\u05c7."'״׳’\u200c]/g, '')
    .replaceAll('ي', 'ی')
    .replaceAll('ك', 'ک')
    .toLowerCase();
}

function wordsOf(...lines: string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(' ').map(keyOf)));
}
