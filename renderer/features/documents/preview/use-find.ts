import { useCallback, useEffect, useMemo, useState } from 'react';
import { type Found, findWords } from './find-words';
import type { PrintedFile } from './pdfjs';
import type { Place } from './place';

/** `top` in points from the top of its page. */
type Piece = { text: string; top: number };
/** Points left above what was found, so that it is read with what leads to it. */
const ABOVE = 120;

/** `isRead`: the text has been read, so what is not found is not there. */
export type Finding = { found: readonly Found[]; isRead: boolean; current: Found | undefined; at: number; step: (by: 1 | -1) => void };

/** Places of the words in what is printed; the text is read with the first search. `onFound` is told where each step leads. */
export function useFind(printed: PrintedFile | undefined, words: string, onFound: (place: Place) => void): Finding {
  const [texts, setTexts] = useState<{ of: PrintedFile; pages: readonly (readonly Piece[])[] }>();
  const [at, setAt] = useState(0);
  const isAsked = words !== '';
  useEffect(() => {
    if (!printed || !isAsked || texts?.of === printed) return;
    let isWanted = true;
    void Promise.all(
      printed.pages.map(async ({ proxy, height }) => {
        const { items } = await proxy.getTextContent();
        return items.flatMap((item): Piece[] => ('str' in item ? [{ text: item.str, top: height - item.transform[5] - item.height }] : []));
      }),
    ).then((pages) => isWanted && setTexts({ of: printed, pages }));
    return () => {
      isWanted = false;
    };
  }, [printed, isAsked, texts]);

  const found = useMemo(
    () =>
      texts && texts.of === printed
        ? findWords(
            texts.pages.map((pieces) => pieces.map(({ text }) => text)),
            words,
          )
        : [],
    [texts, printed, words],
  );
  const show = useCallback(
    ({ page, pieces: [first = 0] }: Found) => onFound({ page, top: Math.max(0, (texts?.pages[page - 1]?.[first]?.top ?? 0) - ABOVE) }),
    [texts, onFound],
  );
  useEffect(() => {
    setAt(0);
    const [first] = found;
    if (first) show(first);
  }, [found, show]);

  function step(by: 1 | -1) {
    if (found.length === 0) return;
    const next = (at + by + found.length) % found.length;
    setAt(next);
    const place = found[next];
    if (place) show(place);
  }
  return { found, isRead: texts !== undefined && texts.of === printed, current: found[at], at, step };
}
