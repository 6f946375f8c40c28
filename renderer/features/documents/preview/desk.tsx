import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Found } from './find-words';
import { PageSheet } from './page-sheet';
import type { PrintedFile } from './pdfjs';
import classes from './preview.module.css';

/** `width`, `page`: as large as the desk allows; a number: pixels per point, 1.333 being as large as on paper. */
export type Zoom = 'width' | 'page' | number;
export type DeskHandle = { goTo: (page: number) => void };

type Props = {
  printed: PrintedFile;
  zoom: Zoom;
  found: readonly Found[];
  current: Found | undefined;
  name: string;
  handle: RefObject<DeskHandle | null>;
  onScale: (scale: number) => void;
  onPage: (page: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
};

const GAP = 16;
const EDGE = 24;
const none: ReadonlySet<number> = new Set();

/** The pages one under the other; only those in sight, and the next, are drawn. */
export function Desk({ printed, zoom, found, current, name, handle, onScale, onPage, onKeyDown }: Props) {
  const { pages } = printed;
  const desk = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = desk.current;
    if (!element) return;
    const measure = () => setRoom({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const scale = useMemo(() => {
    if (typeof zoom === 'number') return zoom;
    const [widest, highest] = [Math.max(...pages.map(({ width }) => width)), Math.max(...pages.map(({ height }) => height))];
    const across = Math.max(0.2, (room.width - 2 * EDGE) / widest);
    return zoom === 'width' ? Math.min(across, 2.4) : Math.min(across, Math.max(0.2, (room.height - 2 * GAP) / highest));
  }, [zoom, pages, room]);
  useEffect(() => onScale(scale), [scale, onScale]);

  const virtual = useVirtualizer({
    count: pages.length,
    getScrollElement: () => desk.current,
    estimateSize: (index) => (pages[index]?.height ?? 0) * scale,
    gap: GAP,
    paddingStart: GAP,
    paddingEnd: GAP,
    scrollPaddingStart: GAP,
    overscan: 1,
  });
  const shown = useRef(1);
  // Another scale makes other heights; the page that was in sight stays there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scale is what the heights are made of
  useLayoutEffect(() => {
    virtual.measure();
    virtual.scrollToIndex(shown.current - 1, { align: 'start' });
  }, [virtual, scale]);
  useImperativeHandle(handle, () => ({ goTo: (page) => virtual.scrollToIndex(page - 1, { align: 'start' }) }), [virtual]);

  function tellPage() {
    const element = desk.current;
    if (!element) return;
    const middle = element.scrollTop + element.clientHeight / 3;
    const at = virtual.getVirtualItemForOffset(middle);
    const ends = element.scrollTop + element.clientHeight >= element.scrollHeight - 1 && element.scrollTop > 0;
    const page = ends ? pages.length : (at?.index ?? 0) + 1;
    if (page === shown.current) return;
    shown.current = page;
    onPage(page);
  }

  const widest = Math.max(...pages.map(({ width }) => width)) * scale + 2 * EDGE;
  const foundOn = useMemo(() => {
    const sets = new Map<number, Set<number>>();
    for (const { page, pieces } of found) sets.set(page, new Set([...(sets.get(page) ?? []), ...pieces]));
    return sets;
  }, [found]);
  const looked = useMemo(() => new Set(current?.pieces), [current]);
  return (
    // A region that scrolls takes the keys that scroll it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <div ref={desk} className={classes.desk} role="region" aria-label={name} tabIndex={0} onScroll={tellPage} onKeyDown={onKeyDown}>
      <div className={classes.pages} style={{ height: virtual.getTotalSize(), width: widest > room.width ? widest : undefined }}>
        {room.width > 0 &&
          virtual.getVirtualItems().map(({ index, start }) => {
            const page = pages[index];
            return (
              page && (
                <div key={page.number} className={classes.slot} style={{ transform: `translateY(${start}px)` }}>
                  <PageSheet
                    page={page}
                    pages={pages.length}
                    scale={scale}
                    found={foundOn.get(page.number) ?? none}
                    current={current?.page === page.number ? looked : none}
                    onLink={(target) => {
                      void printed.pageOf(target).then((number) => number !== undefined && virtual.scrollToIndex(number - 1, { align: 'start' }));
                    }}
                  />
                </div>
              )
            );
          })}
      </div>
    </div>
  );
}
