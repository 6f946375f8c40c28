/** Procedures, functions, triggers: passed over to their end, which every dialect marks in a way of its own. */
import type { Lexer, Token } from './lexer';

/** Words after END that close something which BEGIN did not open. */
const ofOthers = new Set(['IF', 'LOOP', 'WHILE', 'REPEAT', 'FOR']);
/** After AS these begin the one statement of the body; any other word begins Oracle's declarations. */
const statements = new Set(['BEGIN', 'SELECT', 'INSERT', 'UPDATE', 'DELETE', 'MERGE', 'SET', 'RETURN', 'WITH', 'EXEC', 'EXECUTE', 'IF', 'TRUNCATE']);

/**
 * From after `kind` (PROCEDURE, TRIGGER, BEGIN, …), and after `next` when it is read already. With a delimiter of its own,
 * GO or a slash the end is clear. Otherwise it is the semicolon after the last END, or the first one where nothing was begun.
 */
export function skipBody(lexer: Lexer, kind: Token, next?: Token): void {
  // A package is a block without BEGIN; the procedures in it have theirs.
  let depth = kind.word === 'BEGIN' || kind.word === 'PACKAGE' || kind.word === 'BODY' ? 1 : 0;
  // Oracle declares variables, with semicolons, between IS and BEGIN.
  let declaring = kind.word === 'DECLARE';
  let previous = '';
  lexer.inBody = true;
  for (let token = next ?? lexer.next(0); token.kind !== 'eof'; token = lexer.next(0)) {
    if (token.kind === 'end') {
      const inside = token.text === ';' && (depth > 0 || declaring);
      if (!inside || lexer.delimiter !== ';') break;
      previous = '';
      continue;
    }
    const { word } = token;
    if (previous === 'END' && ofOthers.has(word)) depth += 1;
    else if (word === 'BEGIN' || (word === 'CASE' && previous !== 'END')) depth += 1;
    else if (word === 'END') depth -= 1;
    else if (word === 'DECLARE' && depth === 0) declaring = true;
    else if (token.kind === 'word' && (previous === 'IS' || previous === 'AS') && depth === 0 && kind.word !== 'TRIGGER') declaring = !statements.has(word);
    if (word === 'BEGIN') declaring = false;
    previous = word;
  }
  lexer.inBody = false;
}
