/** Parsed JSON or YAML, looked at with care: any key may be there, also `__proto__` and `constructor`. */
export type JsonRecord = { readonly [key: string]: unknown };

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The own value of a key; a key like `constructor` must not find what every object inherits. */
export function at(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function recordAt(value: unknown, key: string): JsonRecord | undefined {
  const found = at(value, key);
  return isRecord(found) ? found : undefined;
}

export function listAt(value: unknown, key: string): readonly unknown[] {
  const found = at(value, key);
  return Array.isArray(found) ? found : [];
}

/** A text that says something; numbers and the like are none. */
export function textAt(value: unknown, key: string): string | undefined {
  const found = at(value, key);
  return typeof found === 'string' && found.trim() !== '' ? found : undefined;
}
