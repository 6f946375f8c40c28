import { type RefObject, useEffect, useRef } from 'react';

/**
 * A deep link lands on the exact thing: when a page opens with it chosen, it is brought into view and lights up for a
 * moment. Choosing it on the open page moves nothing. `key`: what `target` stands for, undefined while nothing is chosen.
 */
export function useArrival(target: RefObject<HTMLElement | null>, key: string | undefined): void {
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) return;
    first.current = false;
    const element = target.current;
    if (key === undefined || !element) return;
    element.scrollIntoView({ block: 'center' });
    element.classList.add('highlighted');
    const timer = setTimeout(() => element.classList.remove('highlighted'), 1300);
    return () => {
      clearTimeout(timer);
      element.classList.remove('highlighted');
      first.current = true;
    };
  }, [target, key]);
}
