/**
 * A native name as words: `cust_mob_no`, `HasOptedOutOfEmail`, `default_address.country_code`, `טלפון נייד`.
 * Lower case, without accents, vowel marks or the joiner of Persian compounds; digits apart from letters.
 */
export function tokensOf(name: string): string[] {
  const spaced = name
    .normalize('NFKD')
    // Accents and Hebrew or Arabic vowel marks say nothing about what a field is.
    .replace(/[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g, '')
    .replace(/[\u200c-\u200f\u2066-\u2069\u202a-\u202e]/g, ' ')
    .replace(/[ك]/g, 'ک')
    .replace(/[يى]/g, 'ی')
    // סה"כ, ת"ז, מע"מ are one word each.
    .replace(/(?<=[א-ת])["״׳'](?=[א-ת])/g, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .replace(/(\d)(\p{L})/gu, '$1 $2')
    .toLowerCase();
  return spaced.match(/[\p{L}]+|\d+/gu) ?? [];
}

/** For "is it the same name?": spelling differences of case, separators and spaces don't count. */
export function sameNameKey(name: string): string {
  return tokensOf(name).join(' ') || name.trim().toLowerCase();
}
