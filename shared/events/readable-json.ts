import type { Json } from '../condition/facts';

/** Characters of a line in a document's block of code. */
const width = 102;

/**
 * JSON as a person writes it: what is short stands on one line, what is longer on as few as hold it, and the whole has a line
 * for each part. The same value when it is read.
 */
export function readableJson(value: Json): string {
  return written(value, '', '');
}

/** `key`: what stands before it on its line. */
function written(value: Json, indent: string, key: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const inner = `${indent}  `;
  const parts = (deeper: string): string[] =>
    Array.isArray(value)
      ? value.map((part) => written(part, deeper, ''))
      : Object.entries(value).map(([name, part]) => {
          const before = `${JSON.stringify(name)}: `;
          return before + written(part, deeper, before);
        });
  const [first, ...others] = parts(inner);
  if (first === undefined) return open + close;
  const line = `${open} ${[first, ...others].join(', ')} ${close}`;
  // An event itself always has a line for each part: there is where one looks for them.
  if (indent !== '' && !line.includes('\n') && indent.length + key.length + line.length <= width) return line;
  const lines = indent === '' ? [first, ...others] : filled([first, ...others], width - inner.length);
  return `${open}\n${lines.map((one) => inner + one).join(',\n')}\n${indent}${close}`;
}

/** Parts side by side as long as they fit. */
function filled(parts: readonly string[], room: number): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    const joined = `${last}, ${part}`;
    if (last === undefined || joined.includes('\n') || joined.length >= room) lines.push(part);
    else lines[lines.length - 1] = joined;
  }
  return lines;
}
