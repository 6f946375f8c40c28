/**
 * One spelling for one value: keys sorted by code unit, no spaces, `undefined` left out, numbers as JSON writes them.
 * Hashes are taken over this, so that the same content has the same hash in Node, in Chromium and after a round trip.
 */
export function toCanonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') {
    if (typeof value === 'number' && !Number.isFinite(value)) throw new Error('a number that JSON cannot hold');
    return JSON.stringify(value) ?? 'null';
  }
  if (Array.isArray(value)) return `[${value.map(toCanonicalJson).join(',')}]`;
  const parts = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${toCanonicalJson(item)}`);
  return `{${parts.join(',')}}`;
}
