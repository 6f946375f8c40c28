import { ok, type Result, refuse } from '../problem';

/** The largest engagement file we read, in characters. A year-long project with 5,000 fields is about 4 million. */
export const MAX_TEXT_LENGTH = 64_000_000;
/** Conditions nest; nobody's nest this deep. Deeper documents would overflow the stack of whoever walks them. */
export const MAX_DEPTH = 100;

/**
 * Text → JSON value, with limits that hold before anything is built. Fails with `engagement-file-too-large`, `not-json` or
 * `json-too-deep`. A byte order mark at the start is forgiven.
 */
export function parseJsonText(text: string, limits: { length?: number; depth?: number } = {}): Result<unknown> {
  const { length = MAX_TEXT_LENGTH, depth = MAX_DEPTH } = limits;
  if (text.length > length)
    return refuse('engagement-file-too-large', { megabytes: Math.ceil(text.length / 1_000_000), limit: Math.floor(length / 1_000_000) });
  if (depthOfText(text, depth) > depth) return refuse('json-too-deep', { limit: depth });
  try {
    return ok(JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text));
  } catch {
    return refuse('not-json');
  }
}

/** Nesting of brackets outside strings; stops counting just above `limit`. */
export function depthOfText(text: string, limit: number): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === 0x5c) i++;
      else if (c === 0x22) inString = false;
    } else if (c === 0x22) inString = true;
    else if (c === 0x7b || c === 0x5b) {
      depth++;
      if (depth > deepest) deepest = depth;
      if (deepest > limit) return deepest;
    } else if (c === 0x7d || c === 0x5d) depth--;
  }
  return deepest;
}

/** True when a value (from a database, a message) nests deeper than `limit`. Never recurses, survives cycles. */
export function isTooDeep(value: unknown, limit = MAX_DEPTH): boolean {
  let level: object[] = typeof value === 'object' && value !== null ? [value] : [];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth >= limit) return true;
    const next: object[] = [];
    for (const item of level)
      for (const child of Array.isArray(item) ? item : Object.values(item)) if (typeof child === 'object' && child !== null) next.push(child);
    level = next;
  }
  return false;
}
