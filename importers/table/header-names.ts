import { withoutGuard } from '../../shared/cell-text';
import { withoutMarks } from '../../shared/direction-marks';
import { type Problem, problem } from '../../shared/problem';
import { limits } from '../limits';

/** A usable, different name for every column. An empty or repeated header gets one, and a problem that says which. */
export function toColumnNames(header: readonly string[]): { names: string[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const taken = new Set<string>();
  const names = header.map((cell, index) => {
    const given = cleanName(cell);
    const column = index + 1;
    let name = given || `column_${column}`;
    for (let n = 2; taken.has(name); n++) name = `${(given || `column_${column}`).slice(0, limits.name - 8)}_${n}`;
    taken.add(name);
    if (!given) problems.push(problem('warns', 'header-empty', ['columns', column], { column, name }));
    else if (name !== given) problems.push(problem('warns', 'header-repeated', ['columns', column], { column, given, name }));
    return name;
  });
  return { names, problems };
}

/** One line, no direction marks or controls, no blanks around, no apostrophe of a guarded cell. */
export function cleanName(text: string): string {
  // What is cut below need not be looked through: a million letters may be given as a name, and many times.
  return withoutGuard(withoutMarks(text.trimStart().slice(0, limits.name * 10)))
    .replace(/[\p{Cc}\ufeff]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .trim()
    .slice(0, limits.name)
    .replace(/[\ud800-\udbff]$/, '');
}
