import { IconDeviceFloppy, IconPlugConnected, IconPlugConnectedX } from '@tabler/icons-react';
import { Link } from 'react-router';
import { openChannelsWords } from '../../shared/executor/channel-words';
import { worstOf } from '../../shared/executor/monitor';
import { useExecutorStatus } from '../store/executor-status';
import { useSession } from '../store/session';
import { Badge } from '../ui/badge';
import { useWords } from '../ui/words';
import classes from './status-line.module.css';

/** Executor's health, the file, and whether anything may leave the laptop: by which channels, the moment one is open. */
export function StatusLine() {
  const { t, locale, language } = useWords();
  const executor = useExecutorStatus();
  const session = useSession();
  const saved = session.status === 'open' && session.saved.state === 'saved' ? session.saved.at : undefined;
  const findings = executor.health?.findings ?? [];
  const worst = worstOf(findings);
  const serious = findings.filter(({ severity }) => severity !== 'informs').length;
  return (
    <footer className={classes.line}>
      <Link to="executor" className={classes.part} data-state={executor.state} data-worst={worst}>
        <span className={classes.dot} />
        {serious === 0 ? t(`executor.state.${executor.state}`) : t('executor.findings-count', { count: serious })}
        {executor.health?.clock.sandbox && <Badge tone="suggestion">{t('journeys.sandbox')}</Badge>}
      </Link>
      {saved !== undefined && (
        <span className={classes.part}>
          <IconDeviceFloppy size={14} />
          {t('frame.file-saved', { time: new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(saved) })}
        </span>
      )}
      <span className={classes.space} />
      {executor.openChannels ? (
        <Link to="executor?view=channels" className={classes.leaving}>
          <IconPlugConnected size={14} aria-hidden />
          {t('frame.may-leave', { channels: openChannelsWords(executor.openChannels, t, language) })}
        </Link>
      ) : (
        <span className={classes.part}>
          <IconPlugConnectedX size={14} />
          {t('frame.nothing-leaves')}
        </span>
      )}
    </footer>
  );
}
