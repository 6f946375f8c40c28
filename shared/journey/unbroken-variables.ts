/**
 * Message text as it is typed. A narrow field breaks lines at hyphens and spaces, also inside `{{first-name}}`, and between right
 * and left a broken variable is read by nobody. What cannot be broken stands in their place while it is shown: letter for letter,
 * so that every place in the text stays where it is.
 */
const variable = /\{\{[^{}]*\}\}/g;
const unbroken: Record<string, string> = { '-': '\u2011', ' ': '\u00a0' };
const broken: Record<string, string> = { '\u2011': '-', '\u00a0': ' ' };

export function withUnbrokenVariables(text: string): string {
  return text.replace(variable, (one) => one.replace(/[- ]/g, (sign) => unbroken[sign] ?? sign));
}

/** As it is stored: variables as they are written elsewhere too. */
export function withPlainVariables(text: string): string {
  return text.replace(/[\u2011\u00a0]/g, (sign) => broken[sign] ?? sign);
}
