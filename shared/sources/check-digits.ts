/** Numbers that check themselves: what they are is certain enough to treat them with care. */

/** Nine digits with the right check digit. */
export function isIsraeliId(digits: string): boolean {
  if (digits.length !== 9) return false;
  let sum = 0;
  for (let i = 0; i < 9; i++) {
    const product = (digits.charCodeAt(i) - 48) * ((i % 2) + 1);
    sum += product > 9 ? product - 9 : product;
  }
  return sum % 10 === 0 && digits !== '000000000';
}

/** International bank account number, in groups or not: country, check digits, and a remainder of 1. */
export function isIban(text: string): boolean {
  if (text.length < 15 || text.length > 42) return false;
  const bare = text.replace(/[ -]/g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/.test(bare)) return false;
  let rest = 0;
  for (const sign of bare.slice(4) + bare.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** Beginning and length of the card schemes in use, and Luhn's check digit; groups may be apart. */
export function isCardNumber(text: string): boolean {
  if (text.length < 13 || text.length > 23) return false;
  const bare = text.replace(/[ -]/g, '');
  if (!/^(?:4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|3[068]\d{12}|35\d{14}|6(?:011|5\d\d)\d{12})$/.test(bare)) return false;
  let sum = 0;
  for (let i = 0; i < bare.length; i++) {
    const digit = bare.charCodeAt(bare.length - 1 - i) - 48;
    sum += i % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
}

export function holdsCardNumber(text: string): boolean {
  return isCardNumber(text) || (text.match(/\d(?:[ -]?\d){12,18}/g) ?? []).some(isCardNumber);
}

/** True when a text has a number of a card or an account in it: such a text is shown nowhere. */
export function holdsCheckedNumber(text: string): boolean {
  return holdsCardNumber(text) || isIban(text) || (text.match(/[A-Z]{2}\d{2}(?: ?[A-Z\d]){11,30}/gi) ?? []).some(isIban);
}
