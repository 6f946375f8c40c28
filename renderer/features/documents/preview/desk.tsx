import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Found } from './find-words';
import { PageSheet } from './page-sheet';
import type { PrintedFile } from './pdfjs';
import { type Place, reached } from './place';
import classes from './preview.module.css';

/** `width`, `page`: as large as the desk allows; a number: pixels per point, 1.333 being as large as on paper. */
export type Zoom = 'width' | 'page' | number;
export type DeskHandle = { goTo: (place: Place) => void };

type Props = {
  printed: PrintedFile;
  zoom: Zoom;
  found: readonly Found[];
  current: Found | undefined;
  name: string;
  handle: RefObject<DeskHandle | null>;
  onScale: (scale: number) => void;
  onPage: (page: number) => void;
  /** Which chapter is looked at; -1: what is before the first. */
  onChapter: (index: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
};

const GAP = 16;
const EDGE = 24;
const none: ReadonlySet<number> = new Set();

/** The pages one under the other; only those in sight, and the next, are drawn. */
export function Desk({ printed, zoom, found, current, name, handle, onScale, onPage, onChapter, onKeyDown }: Props) {
  const { pages, chapters } = printed;
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
  /** What is at the top of the desk, and where something was gone to until the desk is scrolled on. */
  const at = useRef<Place>({ page: 1, top: 0 });
  const sought = useRef<{ place: Place; scrollTop: number }>(undefined);
  const told = useRef({ page: 1, chapter: -1 });
  /** Which part of the width is in the middle of the desk, from 0 to 1. */
  const middle = useRef(0.5);

  function show(place: Place) {
    const [start = 0] = virtual.getOffsetForIndex(place.page - 1, 'start') ?? [];
    virtual.scrollToOffset(start + place.top * scale);
    sought.current = { place, scrollTop: desk.current?.scrollTop ?? 0 };
    at.current = place;
    tell();
  }
  // Another scale makes other heights; what was at the top stays there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scale is what the heights are made of
  useLayoutEffect(() => {
    virtual.measure();
    const element = desk.current;
    if (element) element.scrollLeft = fromStart(element) * (middle.current * element.scrollWidth - element.clientWidth / 2);
    show(at.current);
  }, [virtual, scale]);
  useImperativeHandle(handle, () => ({ goTo: show }));

  /** The place a third down the desk is what is read; near the end, where no page can come to the top, the last. */
  function tell() {
    const element = desk.current;
    if (!element) return;
    const { scrollTop, clientHeight, scrollHeight, scrollLeft, clientWidth, scrollWidth } = element;
    middle.current = (fromStart(element) * scrollLeft + clientWidth / 2) / scrollWidth;
    const seek = sought.current && Math.abs(sought.current.scrollTop - scrollTop) < 2 ? sought.current.place : undefined;
    if (!seek) {
      sought.current = undefined;
      at.current = placeAt(scrollTop);
    }
    const ends = scrollTop + clientHeight >= scrollHeight - 1 && scrollTop > 0;
    const read = seek ?? (ends ? { page: pages.length, top: Number.POSITIVE_INFINITY } : placeAt(scrollTop + clientHeight / 3));
    const chapter = reached(chapters, read);
    if (read.page !== told.current.page) onPage(read.page);
    if (chapter !== told.current.chapter) onChapter(chapter);
    told.current = { page: read.page, chapter };
  }

  function placeAt(offset: number): Place {
    const item = virtual.getVirtualItemForOffset(offset);
    return item ? { page: item.index + 1, top: Math.max(0, offset - item.start) / scale } : { page: 1, top: 0 };
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
    <div ref={desk} className={classes.desk} role="region" aria-label={name} tabIndex={0} onScroll={tell} onKeyDown={onKeyDown}>
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
                      void printed.placeOf(target).then((place) => place && show(place));
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

/** Where reading goes to the left, so does scrolling: from 0 down. */
function fromStart(element: HTMLElement): 1 | -1 {
  return getComputedStyle(element).direction === 'rtl' ? -1 : 1;
}
