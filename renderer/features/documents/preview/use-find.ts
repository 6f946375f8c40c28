import { useEffect, useMemo, useState } from 'react';
import { type Found, findWords } from './find-words';
import type { PrintedFile } from './pdfjs';

/** `isRead`: the text has been read, so what is not found is not there. */
export type Finding = { found: readonly Found[]; isRead: boolean; current: Found | undefined; at: number; step: (by: 1 | -1) => void };

/** Places of the words in what is printed; the text is read with the first search. `onFound` is told where each step leads. */
export function useFind(printed: PrintedFile | undefined, words: string, onFound: (page: number) => void): Finding {
  const [texts, setTexts] = useState<{ of: PrintedFile; pages: readonly (readonly string[])[] }>();
  const [at, setAt] = useState(0);
  const isAsked = words !== '';
  useEffect(() => {
    if (!printed || !isAsked || texts?.of === printed) return;
    let isWanted = true;
    void Promise.all(
      printed.pages.map(async ({ proxy }) => {
        const { items } = await proxy.getTextContent();
        return items.flatMap((item) => ('str' in item ? [item.str] : []));
      }),
    ).then((pages) => isWanted && setTexts({ of: printed, pages }));
    return () => {
      isWanted = false;
    };
  }, [printed, isAsked, texts]);

  const found = useMemo(() => (texts && texts.of === printed ? findWords(texts.pages, words) : []), [texts, printed, words]);
  useEffect(() => {
    setAt(0);
    const [first] = found;
    if (first) onFound(first.page);
  }, [found, onFound]);

  function step(by: 1 | -1) {
    if (found.length === 0) return;
    const next = (at + by + found.length) % found.length;
    setAt(next);
    const place = found[next];
    if (place) onFound(place.page);
  }
  return { found, isRead: texts !== undefined && texts.of === printed, current: found[at], at, step };
}
