import { UnstyledButton } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconCloudOff, IconGavel, IconParking, IconSquareFilled, IconX, type TablerIcon } from '@tabler/icons-react';
import { numberFormat } from '../../../shared/i18n/number-format';
import { setProjector } from '../../store/projector';
import { useSession } from '../../store/session';
import { keysText, shortcuts } from '../../ui/shortcuts';
import { method } from '../../ui/stations';
import { useWords } from '../../ui/words';
import { AgendaClock } from './agenda-clock';
import { project } from './projecting';
import classes from './projector.module.css';
import type { Stops } from './use-stops';

/** At the foot of what a room sees: which thing of how many this is, what the presenter may do, and the clock in the corner. */
export function ProjectorStrip({ stops: { screen, stop, place, count, go } }: { stops: Stops }) {
  const { t, locale, direction } = useWords();
  const session = useSession();
  const number = numberFormat(locale);
  const isSaved = session.status === 'open' && session.saved.state !== 'failed';
  const [Back, Next] = direction === 'rtl' ? [IconArrowRight, IconArrowLeft] : [IconArrowLeft, IconArrowRight];
  const station = method.find(({ path }) => path === screen);
  return (
    <section className={classes.strip} aria-label={t('projector.strip')}>
      <span className={classes.where} role="status">
        {count > 1 && stop && <span className={classes.place}>{t('projector.place', { place: number.format(place), count: number.format(count) })}</span>}
        <span>{stop ? t(stop.name) : station ? t(station.label) : ''}</span>
      </span>
      {!isSaved && (
        <span className={classes.unsaved} role="alert">
          <IconCloudOff size={16} aria-hidden />
          {t('frame.not-saved')}
        </span>
      )}
      <div className={classes.buttons} role="group" aria-label={t('projector.presenter')}>
        <Key icon={Back} does="back" onClick={() => go(-1)} />
        <Key icon={Next} does="next" onClick={() => go(1)} />
        <Key icon={IconParking} does="parking-lot" onClick={() => setProjector({ writes: 'parking-lot' })} />
        <Key icon={IconGavel} does="decision" onClick={() => setProjector({ writes: 'decision' })} />
        <Key icon={IconSquareFilled} does="blank" onClick={() => setProjector({ isBlank: true })} />
        <Key icon={IconX} does="leave" onClick={() => project(false)} />
      </div>
      <AgendaClock />
    </section>
  );
}

function Key({ icon: Icon, does, onClick }: { icon: TablerIcon; does: keyof typeof shortcuts.projector; onClick: () => void }) {
  const { t, direction } = useWords();
  const keys = keysText(shortcuts.projector[does], direction === 'rtl');
  const words = t(`shortcut.projector.${does}`);
  return (
    <UnstyledButton className={classes.key} onClick={onClick} aria-label={words} title={`${words} (${keys})`} aria-keyshortcuts={keys}>
      <Icon size={17} stroke={1.7} aria-hidden />
      <kbd dir="ltr" aria-hidden>
        {keys}
      </kbd>
    </UnstyledButton>
  );
}
