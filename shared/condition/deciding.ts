/** Which parts of a condition decide its answer: what is shown to whoever asks "why". */
import type { Condition } from './schema';

/** A part found in a condition, and whether it holds. `path`: the position among the arguments, level by level; of a `not` always 0. */
export type DecidingPart = { path: readonly number[]; when: Condition; holds: boolean };

/**
 * The innermost parts that make the condition what it is: those that fail in an `and` that fails, all of one that holds, and the other way
 * round for `or`.
 * @param isConcerned narrows those lists in which every part could be the one that turned; where it knows none of them, all stay.
 * Parts that alone decide are never left out.
 */
export function decidingParts(condition: Condition, holds: (part: Condition) => boolean, isConcerned?: (part: Condition) => boolean): DecidingPart[] {
  const found: DecidingPart[] = [];
  const visit = (part: Condition, path: readonly number[]) => {
    switch (part.op) {
      case 'not':
        visit(part.arg, [...path, 0]);
        return;
      case 'and':
      case 'or': {
        const isAnd = part.op === 'and';
        const answers = part.args.map(holds);
        const decided = isAnd ? answers.includes(false) : answers.includes(true);
        // One that differs from what they all would have to be has decided by itself.
        const alone = part.args.map((arg, i) => ({ arg, i })).filter(({ i }) => !decided || answers[i] !== isAnd);
        const concerned = decided || !isConcerned ? alone : alone.filter(({ arg }) => isConcerned(arg));
        for (const { arg, i } of concerned.length > 0 ? concerned : alone) visit(arg, [...path, i]);
        return;
      }
      default:
        found.push({ path, when: part, holds: holds(part) });
    }
  };
  visit(condition, []);
  return found;
}

/** The part at a path that `decidingParts` gave; undefined when the condition has none there. */
export function partAt(condition: Condition, path: readonly number[]): Condition | undefined {
  let part: Condition | undefined = condition;
  for (const step of path) {
    if (part?.op === 'not') part = step === 0 ? part.arg : undefined;
    else if (part?.op === 'and' || part?.op === 'or') part = part.args[step];
    else return undefined;
  }
  return part;
}
