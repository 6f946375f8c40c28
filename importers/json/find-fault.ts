/** Where a JSON text stops being JSON, and how much of it is whole. `JSON.parse` says neither in all cases. */
export type Fault = {
  /** Offset of the first sign that doesn't belong; the length of the text when it only ends too soon. */
  position: number;
  /** The text as far as its list entries are complete, with what was open closed; undefined when there is no such part. */
  whole: (() => string) | undefined;
};

type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing';

/** One look at every sign, without recursion, however deep the text nests. Undefined: the text is JSON. */
export function findFault(text: string): Fault | undefined {
  const open: ('{' | '[')[] = [];
  /** End of the last complete entry, by the depth of the list it stands in. */
  const ends: number[] = [];
  let expected: Expected = 'value';
  let i = 0;

  const fault = (position: number): Fault => {
    // The outermost list of which something is complete: deeper ones may lie in an entry that is not.
    const depth = ends.findIndex((end) => end !== undefined);
    const end = ends[depth];
    const closers = open.slice(0, depth);
    return {
      position,
      whole: end === undefined || position < text.length ? undefined : () => text.slice(0, end) + closers.reverse().map(closerOf).join(''),
    };
  };
  const finished = (end: number): void => {
    const depth = open.length;
    if (open[depth - 1] === '[') {
      // A list within an earlier entry must not be taken for one that is still open.
      ends.length = Math.min(ends.length, depth + 1);
      ends[depth] = end;
    } else ends.length = Math.min(ends.length, depth + 1);
    expected = depth === 0 ? 'nothing' : 'comma-or-end';
  };

  for (; i < text.length; i++) {
    const sign = text.charAt(i);
    if (sign === ' ' || sign === '\n' || sign === '\r' || sign === '\t') continue;
    const now = expected as Expected;
    if (now === 'colon') {
      if (sign !== ':') return fault(i);
      expected = 'value';
    } else if (now === 'comma-or-end' && sign === ',') {
      expected = open.at(-1) === '{' ? 'key' : 'value';
    } else if ((sign === '}' || sign === ']') && (now === 'comma-or-end' || expected === (sign === '}' ? 'key-or-end' : 'value-or-end'))) {
      if (open.pop() !== (sign === '}' ? '{' : '[')) return fault(i);
      finished(i + 1);
    } else if (now === 'key' || now === 'key-or-end') {
      const end = sign === '"' ? endOfText(text, i) : i;
      if (end <= i) return fault(end === i ? i : -end);
      i = end - 1;
      expected = 'colon';
    } else if (now === 'value' || now === 'value-or-end') {
      if (sign === '{' || sign === '[') {
        open.push(sign);
        expected = sign === '{' ? 'key-or-end' : 'value-or-end';
        continue;
      }
      const end = sign === '"' ? endOfText(text, i) : endOfWord(text, i);
      if (end <= i) return fault(end === i ? i : -end);
      i = end - 1;
      finished(end);
    } else return fault(i);
  }
  return (expected as Expected) === 'nothing' ? undefined : fault(text.length);
}

/** Line and column of an offset, both from 1. */
export function placeOf(text: string, position: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let i = text.indexOf('\n'); i >= 0 && i < position; i = text.indexOf('\n', i + 1)) {
    line += 1;
    start = i + 1;
  }
  return { line, column: position - start + 1 };
}

function closerOf(opener: '{' | '['): string {
  return opener === '{' ? '}' : ']';
}

const sequence = /["\\/bfnrt]|u[0-9a-fA-F]{4}/y;
/** Longer numbers are no one's; an endless one would overflow the matcher. */
const word = /(?:true|false|null|-?(?:0|[1-9]\d{0,400})(?:\.\d{1,400})?(?:e[+-]?\d{1,9})?)(?![\w.+-])/iy;

/** Offset behind the closing quotation mark; below zero: minus the offset of the fault. */
function endOfText(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 34) return i + 1;
    if (code < 32) return -i;
    if (code === 92) {
      sequence.lastIndex = i + 1;
      const found = sequence.exec(text);
      // Cut in the middle of an escape is cut, not wrong.
      if (!found) return /^(|u[0-9a-f]{0,3})$/i.test(text.slice(i + 1, i + 6)) ? -text.length : -(i + 1);
      i += found[0].length;
    }
  }
  return -text.length;
}

function endOfWord(text: string, start: number): number {
  word.lastIndex = start;
  const found = word.exec(text)?.[0];
  if (found && (found === found.toLowerCase() || /\d/.test(found))) return start + found.length;
  // `tru` or `-` at the very end is a cut, too.
  const rest = text.slice(start, start + 6);
  return start + rest.length === text.length && /^(t|tr|tru|f|fa|fal|fals|n|nu|nul|-|-?\d+\.?|-?\d+(\.\d+)?e[+-]?)$/i.test(rest) ? -text.length : start;
}
