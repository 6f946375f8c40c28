import { withAsciiDigits } from '../../record/transform-text';

/** Whether words that somebody typed name all of these amounts already, in whatever digits: "0.24 ₪ להודעה", "ماهی ₪۲٬۹۰۰". None: no. */
export function namesAmounts(words: string, amounts: readonly (number | undefined)[]): boolean {
  const plain = withAsciiDigits(words)
    .replace(/(?<=\d)[,٬](?=\d{3})/g, '')
    .replace(/٫/g, '.');
  const named = new Set((plain.match(/\d+(?:\.\d+)?/g) ?? []).map(Number));
  const wanted = amounts.filter((amount) => amount !== undefined);
  return wanted.length > 0 && wanted.every((amount) => named.has(amount));
}
