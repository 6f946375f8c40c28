import { IconEyeOff } from '@tabler/icons-react';
import { type ReactNode, useCallback, useState } from 'react';
import { holdsContact, maskContacts } from '../../shared/sources/mask-contacts';
import { useProjecting } from '../store/projector';
import classes from './private.module.css';
import { useWords } from './words';

/** `of`: hidden only where this text tells how somebody is reached. `silent`: nothing says that something is missing. */
type Props = { children: ReactNode; of?: string | undefined; silent?: boolean };

/**
 * What is said among ourselves or about a person: not drawn at all while a room sees the screen, so that it is neither in the
 * page nor read aloud.
 */
export function Private({ children, of, silent = false }: Props) {
  const isProjecting = useProjecting();
  if (!isProjecting || (of !== undefined && !holdsContact(of))) return children;
  return silent ? null : <Hidden />;
}

/** Stands where something is kept from the room. */
export function Hidden() {
  const { t } = useWords();
  return (
    <span className={classes.hidden}>
      <IconEyeOff size={14} aria-hidden />
      {t('projector.hidden')}
    </span>
  );
}

/** Words as they may be shown now: before a room without anybody's address or telephone number. */
export function useShownText(): (text: string) => string {
  return useProjecting() ? maskContacts : asItIs;
}

const asItIs = (text: string) => text;

/** Whether values and names of people are shown as they are, which somebody must ask for each time, and never before a room. */
export function useRevealing(): [boolean, (shows: boolean) => void] {
  const isHidden = useProjecting();
  const [wanted, setWanted] = useState(false);
  // Who asked for it at the desk did not ask for it in front of a room, nor for after it.
  if (isHidden && wanted) setWanted(false);
  const set = useCallback((shows: boolean) => setWanted(shows && !isHidden), [isHidden]);
  return [wanted && !isHidden, set];
}
