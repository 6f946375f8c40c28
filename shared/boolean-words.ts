/** Words for yes and no, as forms and exports of three languages have them. */

/** Pairs of words, yes first. */
export const booleanPairs: readonly (readonly [string, string])[] = [
  ['true', 'false'],
  ['yes', 'no'],
  ['y', 'n'],
  ['t', 'f'],
  ['on', 'off'],
  ['1', '0'],
  ['כן', 'לא'],
  ['אמת', 'שקר'],
  ['بله', 'خیر'],
  ['آری', 'نه'],
  ['درست', 'نادرست'],
  ['نعم', 'لا'],
];

/** Word → index of its pair; lower case. */
export const booleanWords = new Map(booleanPairs.flatMap(([yes, no], index) => [[yes, index] as const, [no, index] as const]));
