import { useEffect } from 'react';
import { createAfterGo, pressed } from '../../ui/shortcuts';

/** A accepts, X refuses; outside of text fields, by the key's place, so that every keyboard layout works. */
export function useSuggestionKeys(isOn: boolean, accept: () => void, refuse: () => void): void {
  useEffect(() => {
    if (!isOn) return;
    // After G a letter goes to a station: then A is not "accept".
    const afterGo = createAfterGo();
    function onKey(event: KeyboardEvent) {
      const { target } = event;
      const typing =
        target instanceof HTMLElement && (target.isContentEditable || target.closest('input, textarea, select, [role=dialog], [role=menu]') !== null);
      if (typing || event.repeat) return;
      const going = afterGo(event);
      const does = pressed('record', event);
      if (event.defaultPrevented || going || !does) return;
      event.preventDefault();
      if (does === 'accept') accept();
      else refuse();
    }
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [isOn, accept, refuse]);
}
