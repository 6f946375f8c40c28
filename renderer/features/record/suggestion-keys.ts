import { useEffect } from 'react';

/** After G a letter goes to a station: then A is not "accept". */
const GO_MS = 1500;

/** A accepts, X refuses; outside of text fields, by the key's place, so that every keyboard layout works. */
export function useSuggestionKeys(isOn: boolean, accept: () => void, refuse: () => void): void {
  useEffect(() => {
    if (!isOn) return;
    let goAt = Number.NEGATIVE_INFINITY;
    function onKey(event: KeyboardEvent) {
      const { target } = event;
      const typing =
        target instanceof HTMLElement && (target.isContentEditable || target.closest('input, textarea, select, [role=dialog], [role=menu]') !== null);
      if (typing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.repeat) return;
      if (event.code === 'KeyG') goAt = event.timeStamp;
      const going = event.timeStamp - goAt < GO_MS;
      if (event.defaultPrevented || going || (event.code !== 'KeyA' && event.code !== 'KeyX')) return;
      event.preventDefault();
      if (event.code === 'KeyA') accept();
      else refuse();
    }
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [isOn, accept, refuse]);
}
