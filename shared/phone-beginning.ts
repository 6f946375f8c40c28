/** Plans of numbers leave so many digits to the customer: what kind of number it is does not hang on them. */
const ALIKE = 100_000;

/** What phone numbers of one kind have in common: the digits but for the last five, how many there are and whether a + leads them, as one number. */
export function beginningOf(text: string): number {
  let value = 0;
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) continue;
    value = value * 10 + code - 48;
    count += 1;
  }
  return Math.floor(value / ALIKE) * 64 + count * 2 + (text.charCodeAt(0) === 43 ? 1 : 0);
}
