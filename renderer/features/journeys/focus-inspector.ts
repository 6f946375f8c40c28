/** Two seconds of frames: longer than any page takes to follow. */
const FRAMES = 120;

/** The inspector of one thing, as soon as it is on the page: what is chosen changes the address, and the page follows a frame or several later. */
function onceThere(of: string, then: (inspector: HTMLElement) => boolean, frames = FRAMES): void {
  const inspector = document.querySelector<HTMLElement>(`aside [data-of="${CSS.escape(of)}"]`);
  if (!(inspector && then(inspector)) && frames > 0) requestAnimationFrame(() => onceThere(of, then, frames - 1));
}

/**
 * Puts the focus on the first control that `part` selects in the inspector of this node. Before that is the one on the page, the
 * inspector of the node that was chosen before is still there, and a focus in it would be lost with it.
 */
export function focusInspector(node: string, part: string): void {
  onceThere(node, (inspector) => {
    const control = inspector.querySelector<HTMLElement>(`:is(${part})`);
    control?.focus();
    return control !== null;
  });
}

/** Brings a part of the journey's own inspector into view, with the focus on its first setting; `''`: its beginning. */
export function showJourneyPart(journey: string, path: string): void {
  onceThere(journey, (inspector) => {
    const words = path.split(' ');
    const parts = words.map((_, i) => inspector.querySelector(`[data-part="${CSS.escape(words.slice(0, words.length - i).join(' '))}"]`));
    const place = parts.find((part) => part !== null) ?? inspector;
    place.scrollIntoView({ block: 'nearest' });
    const controls = [...place.querySelectorAll<HTMLElement>('input, textarea, button')];
    // What stands beside a title takes the part away.
    controls.find((control) => !control.matches(':disabled') && !control.closest('[data-head]'))?.focus({ preventScroll: true });
    return true;
  });
}

/** Where the settings of a node begin. */
export const firstSetting = 'fieldset :is(input, textarea, button):not(:disabled)';
