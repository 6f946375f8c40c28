/** One window edits an engagement at a time; a second one reads, and may take over. */

export type WindowLock = { release: () => void };

export type Holder = {
  /** Another window asks for it: writes what is not written yet. */
  onAsked: () => Promise<void>;
  /** Another window has it from now on. */
  onLost: () => void;
};

/** A window that hangs, or sleeps in the background, must not keep everybody else from the engagement. */
const PATIENCE_MS = 3000;

/**
 * Asks for the right to edit. With `takeOver` the window that holds it is asked to write its last word and give it up; without an
 * answer it is taken away. Gives undefined when another window holds it and `takeOver` is false.
 */
export async function acquireWindowLock(id: string, takeOver: boolean, holder: Holder): Promise<WindowLock | undefined> {
  const name = `masa-engagement-${id}`;
  if (!takeOver) return hold(name, { ifAvailable: true }, holder);
  const asking = new BroadcastChannel(name);
  asking.postMessage('give');
  asking.close();
  return (await hold(name, { signal: AbortSignal.timeout(PATIENCE_MS) }, holder)) ?? hold(name, { steal: true }, holder);
}

function hold(name: string, how: LockOptions, { onAsked, onLost }: Holder): Promise<WindowLock | undefined> {
  return new Promise((resolve) => {
    let end: (() => void) | undefined;
    const keep = () =>
      new Promise<void>((done) => {
        const hearing = new BroadcastChannel(name);
        end = () => {
          end = undefined;
          hearing.close();
          done();
        };
        hearing.onmessage = async () => {
          await onAsked().catch(() => {});
          if (!end) return;
          onLost();
          end();
        };
        resolve({ release: () => end?.() });
      });
    navigator.locks
      .request(name, how, (lock) => (lock ? keep() : resolve(undefined)))
      // Nobody gave it up in time, or it was stolen from here.
      .catch(() => {
        if (end) onLost();
        end?.();
        resolve(undefined);
      });
  });
}
