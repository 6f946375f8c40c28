import type { Json } from '../condition/facts';

/** Characters of a line in a document's block of code. */
const width = 92;

/** JSON as a person writes it: what is short stands on one line, what is long has a line for each part. The same value when it is read. */
export function readableJson(value: Json, indent = ''): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const inner = `${indent}  `;
  const parts = (deeper: string): string[] =>
    Array.isArray(value)
      ? value.map((part) => readableJson(part, deeper))
      : Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}: ${readableJson(part, deeper)}`);
  const [first, ...others] = parts(inner);
  if (first === undefined) return open + close;
  const line = `${open} ${[first, ...others].join(', ')} ${close}`;
  // An event itself always has a line for each part: there is where one looks for them.
  if (indent !== '' && !line.includes('\n') && indent.length + line.length <= width) return line;
  return `${open}\n${[first, ...others].map((part) => inner + part).join(',\n')}\n${indent}${close}`;
}
