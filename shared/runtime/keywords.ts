/** Keywords that people text back ("EVENT", "כנס"), recognised however they were typed. */

/** Folded keyword → the spelling that a condition of this bundle compares with. Whatever compares `event.keyword` counts. */
export function keywordsOf(bundle: unknown): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    if (!Array.isArray(part)) {
      const left: unknown = Reflect.get(part, 'left');
      if (typeof left === 'object' && left !== null && Reflect.get(left, 'kind') === 'event' && Reflect.get(left, 'path') === 'keyword')
        for (const one of [Reflect.get(part, 'right')].flat()) if (typeof one === 'string') found.set(folded(one), one);
    }
    for (const inner of Object.values(part)) visit(inner);
  };
  visit(bundle);
  return found;
}

/** Case, spaces and punctuation around it, invisible direction marks, and Arabic letter forms on a Persian keyboard make no other word. */
export function folded(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replaceAll('ي', 'ی')
    .replaceAll('ك', 'ک')
    .replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '')
    .replace(/\s+/g, ' ')
    .toLowerCase();
}
