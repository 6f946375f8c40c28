import { type KeyboardEvent, useEffect, useRef } from 'react';
import { setProjector } from '../../store/projector';
import { useWords } from '../../ui/words';
import classes from './projector.module.css';

const show = () => setProjector({ isBlank: false });

/** Nothing to look at but whoever speaks. Any key and any click brings the page back. */
export function BlankScreen() {
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    // In front of everything else, which can neither be reached nor heard meanwhile.
    dialog.current?.showModal();
  }, []);
  function onKey(event: KeyboardEvent) {
    if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    show();
  }
  return (
    <dialog ref={dialog} className={classes.blank} aria-label={t('projector.blank-says')} onKeyDown={onKey} onClick={show} onCancel={show} onClose={show}>
      <button type="button" className={classes.back} aria-label={t('projector.show-again')} />
    </dialog>
  );
}
