/** The line of a mail in a mailbox: what stands beside its subject. */
import { withoutMarks } from '../direction-marks';

/** Shorter leaves room that says nothing; longer is cut off on most screens. Signs as people count them. */
export const preheaderLength = { least: 40, most: 90 } as const;

let graphemes: Intl.Segmenter | undefined;

/** Signs as people count them: a letter with its vowel points is one, and so is a face made of several characters. */
export function signsIn(text: string): number {
  // How text falls into signs is the same in every language.
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  let count = 0;
  for (const _ of graphemes.segment(text)) count++;
  return count;
}

/** What mailboxes show beside the subject: the preheader, or the first words of the text where nobody wrote one. */
export function besideSubject({ preheader = '', body }: { preheader?: string | undefined; body: string }): string {
  const written = preheader.trim();
  if (written !== '') return written;
  const line = withoutMarks(body)
    .split('\n')
    .find((one) => one.trim() !== '');
  return cut(line?.trim() ?? '', preheaderLength.most);
}

/** A text of at most so many characters, and a mark where some are left out. */
function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most).join('').trimEnd()}…`;
}
