/** Two seconds of frames: longer than any page takes to follow. */
const FRAMES = 120;

/**
 * Puts the focus on the first control that `part` selects in the inspector of this node, as soon as that is the inspector on the
 * page: choosing a node changes the address, and the page follows a frame or several later. Before then the inspector of the node
 * that was chosen before is still there, and a focus in it would be lost with it.
 */
export function focusInspector(node: string, part: string, frames = FRAMES): void {
  const control = document.querySelector<HTMLElement>(`aside [data-of="${CSS.escape(node)}"] :is(${part})`);
  if (control) control.focus();
  else if (frames > 0) requestAnimationFrame(() => focusInspector(node, part, frames - 1));
}

/** Where the settings of a node begin. */
export const firstSetting = 'fieldset :is(input, textarea, button):not(:disabled)';
