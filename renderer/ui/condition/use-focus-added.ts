import { type RefObject, useEffect, useRef, useState } from 'react';

/**
 * What was just added is what is filled in next. `ref`: the list of parts (`data-parts`) or something around it. Focused a
 * frame later, because the menu that closes takes the focus first.
 */
export function useFocusAdded(): { ref: RefObject<HTMLDivElement | null>; onAdded: () => void } {
  const ref = useRef<HTMLDivElement>(null);
  const [added, setAdded] = useState(0);
  useEffect(() => {
    if (added === 0) return;
    const frame = requestAnimationFrame(() => {
      const parts = ref.current?.matches('[data-parts]') ? ref.current : ref.current?.querySelector('[data-parts]');
      parts?.lastElementChild?.querySelector<HTMLElement>('input:not([type=radio])')?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [added]);
  return { ref, onAdded: () => setAdded(added + 1) };
}
