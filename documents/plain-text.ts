import type { Line } from '../shared/report';

/** The characters alone, for bookmarks, file properties and names. */
export function plainText(line: Line): string {
  return (Array.isArray(line) ? line : [line]).map((inline) => (typeof inline === 'string' ? inline : inline.text)).join('');
}

/** Control characters have no place in a document; half a surrogate pair is shown as what it is, an unknown character. */
export function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
  return text.replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]/g, '').replace(/\p{Surrogate}/gu, '\ufffd');
}

/** A link that leads out of the document: the web or mail. Anything else (javascript:, file:) stays plain text. */
export function leadsOut(link: string): boolean {
  return /^(https?:\/\/|mailto:)/i.test(link);
}

/** The dot between the parts of an enumeration stays with what it follows: no line begins with it. */
export function withDotsKept(text: string): string {
  return text.replace(/ · /g, '\u00a0· ');
}
