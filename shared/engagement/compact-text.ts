import type { Engagement } from './schema';

/** How deep parts are remembered one by one: document, sources, source, objects, object; journeys are parts of their own too. */
const DEPTH = 5;
const known = new WeakMap<object, string>();

/**
 * The engagement as JSON on one line, the same text as `JSON.stringify` gives. Documents share what a command left alone, so
 * the text of such parts is remembered: after an edit only the parts around it are written again, which is what makes an
 * autosave of 5,000 fields cheap.
 */
export function toCompactText(engagement: Engagement): string {
  return textOf(engagement, 0) ?? 'null';
}

function textOf(value: unknown, depth: number): string | undefined {
  if (depth >= DEPTH || typeof value !== 'object' || value === null) return JSON.stringify(value);
  const remembered = known.get(value);
  if (remembered !== undefined) return remembered;
  const text = Array.isArray(value)
    ? `[${value.map((item) => textOf(item, depth + 1) ?? 'null').join()}]`
    : `{${Object.entries(value)
        .flatMap(([key, item]) => {
          const written = textOf(item, depth + 1);
          return written === undefined ? [] : [`${JSON.stringify(key)}:${written}`];
        })
        .join()}}`;
  known.set(value, text);
  return text;
}
