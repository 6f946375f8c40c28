/** More is no text anybody wrote for a customer; a canvas would try to draw it. */
export const LONGEST_TEXT = 200_000;

/** Characters of the longest text anywhere in a value. */
export function longestText(value: unknown): number {
  let longest = 0;
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const one = waiting.pop();
    if (typeof one === 'string') longest = Math.max(longest, one.length);
    else if (typeof one === 'object' && one !== null) for (const child of Object.values(one)) waiting.push(child);
  }
  return longest;
}
