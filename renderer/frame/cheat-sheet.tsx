import { Modal } from '@mantine/core';
import { Fragment } from 'react';
import { create } from 'zustand';
import type { MessageKey } from '../../shared/i18n/translator';
import { isMacKeyboard, keysShown, type Place, shortcuts } from '../ui/shortcuts';
import { atHand, method } from '../ui/stations';
import { useWords } from '../ui/words';
import classes from './cheat-sheet.module.css';

const stationNames = new Map<string, MessageKey>([...method, ...atHand].map(({ path, label }) => [path, label]));

const store = create<{ isOpen: boolean }>(() => ({ isOpen: false }));

export function showCheatSheet(isOpen = true): void {
  store.setState({ isOpen });
}

/** Every shortcut by place, from the table the handlers ask. */
export function CheatSheet() {
  const { t } = useWords();
  const isOpen = store((state) => state.isOpen);
  return (
    <Modal opened={isOpen} onClose={() => showCheatSheet(false)} title={t('shortcut.title')} size="xl" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <div className={classes.places}>
        {(Object.keys(shortcuts) as Place[]).map((place) => (
          <PlaceKeys key={place} place={place} />
        ))}
      </div>
    </Modal>
  );
}

function PlaceKeys({ place }: { place: Place }) {
  const { t, direction } = useWords();
  const isMac = isMacKeyboard(navigator.platform);
  const go = keysShown(shortcuts.everywhere.go, isMac)[0] ?? [];
  const isGo = place === 'go';
  return (
    <section className={classes.place}>
      <h3>{t(`shortcut.${place}`)}</h3>
      <dl className={classes.keys}>
        {Object.entries(shortcuts[place])
          // Shown with each station it leads to.
          .filter(([name]) => name !== 'go')
          .map(([name, shortcut]) => (
            <Fragment key={name}>
              <dt>{isGo ? t(stationNames.get(name) ?? 'station.overview') : t(`shortcut.${place}.${name}`)}</dt>
              <dd>
                {keysShown(shortcut, isMac, direction === 'rtl').map((keys) => (
                  <Keys key={keys.join()} keys={isGo ? [...go, ...keys] : keys} />
                ))}
              </dd>
            </Fragment>
          ))}
      </dl>
    </section>
  );
}

function Keys({ keys }: { keys: readonly string[] }) {
  return (
    <span dir="ltr" className={classes.combination}>
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}
