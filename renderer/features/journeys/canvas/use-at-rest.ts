import { type ReactFlowState, useStoreApi } from '@xyflow/react';
import { useEffect, useRef, useState } from 'react';

/** So long the view stands still before it is at rest. */
const PAUSE_MS = 120;

/**
 * A value of the view as it was when it last stood still. While a hand moves it nothing is drawn anew for its sake: the picture
 * is moved and scaled as it is, and what has to be another afterwards changes once. `read` is given the last value.
 */
export function useAtRest<T>(read: (view: ReactFlowState, last: T | undefined) => T | undefined): T | undefined {
  const store = useStoreApi();
  const latest = useRef(read);
  latest.current = read;
  const [value, setValue] = useState(() => read(store.getState(), undefined));
  useEffect(() => {
    const look = () => setValue((last) => latest.current(store.getState(), last));
    look();
    let pause: ReturnType<typeof setTimeout> | undefined;
    const unsubscribe = store.subscribe(({ transform, width, height }, before) => {
      if (transform === before.transform && width === before.width && height === before.height) return;
      clearTimeout(pause);
      // The first size is not a movement: nothing is there yet to be moved.
      if (before.width === 0) look();
      else pause = setTimeout(look, PAUSE_MS);
    });
    return () => {
      clearTimeout(pause);
      unsubscribe();
    };
  }, [store]);
  return value;
}
