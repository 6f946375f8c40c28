/** Work that may take longer than a frame, done in pieces between frames. */

/** Half a frame: the page still draws, and still answers keys, while the work goes on. */
const SLICE_MS = 8;

export type Sliced<T> = { promise: Promise<T | undefined>; stop: () => void };

/** Runs `work` a slice at a time; each `yield` is a place to pause. Resolves to its result, or to undefined when stopped. */
export function inSlices<T>(work: Generator<unknown, T>, now: () => number = () => performance.now(), pause: () => Promise<void> = toNextTask): Sliced<T> {
  let stopped = false;
  const run = async (): Promise<T | undefined> => {
    for (;;) {
      await pause();
      const end = now() + SLICE_MS;
      do {
        if (stopped) return undefined;
        const step = work.next();
        if (step.done) return step.value;
      } while (now() < end);
    }
  };
  return {
    promise: run(),
    stop: () => {
      stopped = true;
    },
  };
}

/** After whatever the browser has waiting: input first, then drawing. */
function toNextTask(): Promise<void> {
  return new Promise((resume) => requestIdleCallback(() => resume(), { timeout: 100 }));
}
