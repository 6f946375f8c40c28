import { useMemo, useRef } from 'react';

type Functions = { [name: string]: (...args: never[]) => unknown };

/** The same functions for good, each doing what its latest version does: who gets them need not be drawn again with each. */
export function useStable<T extends Functions>(functions: T): T {
  const latest = useRef(functions);
  latest.current = functions;
  return useMemo(() => {
    const names = Object.keys(latest.current) as (keyof T)[];
    return Object.fromEntries(names.map((name) => [name, (...args: never[]) => latest.current[name]?.(...args)])) as T;
  }, []);
}
