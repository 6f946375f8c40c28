/**
 * The whole screen, where the shell and the browser allow it; the projector works in a window just the same. Escape is asked
 * for as a key of ours where that can be had, so that it closes a dialog before it ends the projection.
 */
type WithLock = Navigator & { keyboard?: { lock?: (keys: string[]) => Promise<void>; unlock?: () => void } };

export async function enterFullScreen(): Promise<void> {
  if (!document.fullscreenEnabled || document.fullscreenElement) return;
  try {
    await document.documentElement.requestFullscreen();
    await (navigator as WithLock).keyboard?.lock?.(['Escape']);
  } catch {
    // Refused: by a policy of the laptop, or because no key was pressed just now.
  }
}

export async function leaveFullScreen(): Promise<void> {
  (navigator as WithLock).keyboard?.unlock?.();
  if (document.fullscreenElement) await document.exitFullscreen().catch(() => {});
}
