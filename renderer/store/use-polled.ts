import { useEffect, useRef, useState } from 'react';
import type { Problem, Result } from '../../shared/problem';

const EVERY_MS = 1800;

export type Polled<T> = { value: T | undefined; problems: Problem[]; refresh: () => void };

/**
 * Asks again and again while the page is open, and keeps the same object while the answer says the same, so that nothing
 * flashes. A failed question leaves the last answer standing. `key` names the question; undefined = do not ask. `everyMs`: of what is dear to
 * find out.
 */
export function usePolled<T>(key: string | undefined, ask: () => Promise<Result<T>>, everyMs = EVERY_MS): Polled<T> {
  const [state, setState] = useState<{ key: string; text: string; value: T | undefined; problems: Problem[] }>();
  const latest = useRef(ask);
  latest.current = ask;
  const again = useRef<() => void>(() => {});

  useEffect(() => {
    if (key === undefined) return;
    let wanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let asking = false;
    async function loop() {
      if (!wanted || asking) return;
      clearTimeout(timer);
      asking = true;
      const reply = await latest.current();
      asking = false;
      if (!wanted || key === undefined) return;
      const text = JSON.stringify(reply.ok ? reply.value : reply.problems);
      setState((old) => {
        if (old?.key === key && old.text === text) return old;
        if (reply.ok) return { key, text, value: reply.value, problems: [] };
        return { key, text, value: old?.key === key ? old.value : undefined, problems: reply.problems };
      });
      timer = setTimeout(loop, everyMs);
    }
    again.current = () => void loop();
    void loop();
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [key, everyMs]);

  const current = state?.key === key ? state : undefined;
  return { value: current?.value, problems: current?.problems ?? [], refresh: () => again.current() };
}
