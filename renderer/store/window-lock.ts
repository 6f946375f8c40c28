/** One window edits an engagement at a time; a second one reads, and may take over. */

export type WindowLock = { release: () => void };

/**
 * Asks for the right to edit. `onLost` is called when another window takes over.
 * Gives undefined when another window holds it and `steal` is false.
 */
export function acquireWindowLock(id: string, steal: boolean, onLost: () => void): Promise<WindowLock | undefined> {
  const name = `masa-engagement-${id}`;
  return new Promise((resolve) => {
    let release = () => {};
    let lost = true;
    const held = new Promise<void>((done) => {
      release = () => {
        lost = false;
        done();
      };
    });
    navigator.locks
      .request(name, steal ? { steal: true } : { ifAvailable: true }, (lock) => {
        if (!lock) {
          lost = false;
          resolve(undefined);
          return;
        }
        resolve({ release });
        return held;
      })
      // A stolen lock rejects the request of the window that held it.
      .catch(() => {
        if (lost) onLost();
      });
  });
}
