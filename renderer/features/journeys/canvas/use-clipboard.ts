import { type RefObject, useEffect, useRef } from 'react';
import { type Clip, parseClip } from '../../../../shared/journey/paste-nodes';

type Clipboard = {
  copy: () => Clip | undefined;
  /** After a cut: what was copied goes. */
  remove: () => void;
  paste: (clip: Clip) => void;
};

/** Copy, cut and paste on the canvas, through the system's clipboard: between journeys, engagements and windows. */
export function useClipboard(box: RefObject<HTMLElement | null>, clipboard: Clipboard): void {
  const latest = useRef(clipboard);
  latest.current = clipboard;
  useEffect(() => {
    const ours = ({ target }: Event) =>
      target instanceof Element && !target.closest('input, textarea, [contenteditable=true]') && (target === document.body || box.current?.contains(target));
    function onCopy(event: ClipboardEvent) {
      // Words that somebody has marked are what she wants to copy.
      if (!ours(event) || !getSelection()?.isCollapsed) return;
      const clip = latest.current.copy();
      if (!clip) return;
      event.preventDefault();
      event.clipboardData?.setData('text/plain', JSON.stringify(clip));
      if (event.type === 'cut') latest.current.remove();
    }
    function onPaste(event: ClipboardEvent) {
      const clip = ours(event) && parseClip(event.clipboardData?.getData('text/plain') ?? '');
      if (!clip) return;
      event.preventDefault();
      latest.current.paste(clip);
    }
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCopy);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCopy);
      document.removeEventListener('paste', onPaste);
    };
  }, [box]);
}
