import type { Block } from '../report';

/**
 * Code, line by line, as it can be copied out of the document: the drawer keeps no blanks at the beginning of a line, so
 * nothing may hang on them.
 */
export function codeBlock(title: string, text: string): Block {
  return { kind: 'table', columns: [{ title, width: '*', code: true }], rows: [{ cells: [text.trimEnd()] }] };
}
