import { type CSSProperties, useEffect, useRef, useState } from 'react';
import { useWords } from '../../../ui/words';
import { type PrintedPage, TextLayer } from './pdfjs';
import classes from './preview.module.css';

type Props = {
  page: PrintedPage;
  pages: number;
  /** Pixels per point. */
  scale: number;
  /** Pieces of the page's text that were looked for, and those looked at now. */
  found: ReadonlySet<number>;
  current: ReadonlySet<number>;
  onLink: (target: unknown) => void;
};
type Link = { target: unknown; left: number; top: number; width: number; height: number };

/** More than this a canvas can't hold everywhere; letters are sharp long before. */
const MOST_PIXELS = 16_000_000;

/** One sheet of paper: drawn, its words over the drawing so that they can be chosen and copied, its links where they are. */
export function PageSheet({ page, pages, scale, found, current, onLink }: Props) {
  const { t } = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const words = useRef<HTMLDivElement>(null);
  const [pieces, setPieces] = useState<readonly HTMLElement[]>([]);
  const [links, setLinks] = useState<readonly Link[]>([]);
  const [drawn, setDrawn] = useState(false);
  const { proxy, width, height, number } = page;

  useEffect(() => {
    const paper = canvas.current;
    const context = paper?.getContext('2d');
    if (!paper || !context) return;
    const density = Math.min(window.devicePixelRatio || 1, Math.sqrt(MOST_PIXELS / (width * height)) / scale);
    const viewport = proxy.getViewport({ scale: scale * density });
    paper.width = Math.floor(viewport.width);
    paper.height = Math.floor(viewport.height);
    const task = proxy.render({ canvas: paper, viewport });
    // A page that is scrolled away before it is drawn ends with an exception that tells nothing.
    task.promise.then(
      () => setDrawn(true),
      () => {},
    );
    return () => task.cancel();
  }, [proxy, width, height, scale]);

  useEffect(() => {
    const container = words.current;
    if (!container) return;
    container.replaceChildren();
    const layer = new TextLayer({ textContentSource: proxy.streamTextContent(), container, viewport: proxy.getViewport({ scale }) });
    layer.render().then(
      () => setPieces(layer.textDivs),
      () => {},
    );
    return () => layer.cancel();
  }, [proxy, scale]);

  useEffect(() => {
    let isWanted = true;
    void proxy.getAnnotations().then((annotations) => {
      const inside = annotations.flatMap((one): Link[] => {
        if (one.subtype !== 'Link' || !one.dest) return [];
        const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = one.rect as number[];
        return [{ target: one.dest, left: Math.min(x1, x2), top: height - Math.max(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) }];
      });
      if (isWanted) setLinks(inside);
    });
    return () => {
      isWanted = false;
    };
  }, [proxy, height]);

  useEffect(() => {
    for (const [index, piece] of pieces.entries()) {
      piece.classList.toggle(classes.found ?? '', found.has(index));
      piece.classList.toggle(classes.current ?? '', current.has(index));
    }
  }, [pieces, found, current]);

  const name = t('document.page', { page: number, pages });
  return (
    // Paper is measured from its left edge whatever the language.
    <section className={classes.sheet} dir="ltr" aria-label={name} style={{ width: width * scale, height: height * scale }} data-drawn={drawn || undefined}>
      <canvas ref={canvas} className={classes.paper} aria-hidden />
      <div ref={words} className={classes.words} style={{ '--total-scale-factor': scale } as CSSProperties} />
      {links.map((link) => (
        <button
          key={`${link.left} ${link.top}`}
          type="button"
          // The list of contents beside leads to the same places.
          tabIndex={-1}
          aria-hidden
          className={classes.link}
          style={{ left: link.left * scale, top: link.top * scale, width: link.width * scale, height: link.height * scale }}
          onClick={() => onLink(link.target)}
        />
      ))}
    </section>
  );
}
