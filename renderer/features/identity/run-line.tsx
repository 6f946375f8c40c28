import { Button, Progress } from '@mantine/core';
import { IconAlertTriangle, IconArrowNarrowRight, IconRefresh } from '@tabler/icons-react';
import { cancelIdentity, type IdentityRun, isOutdated, tryIdentity } from '../../store/identity-run';
import { useEngagement } from '../../store/session';
import { Badge } from '../../ui/badge';
import { Code } from '../../ui/isolate';
import { useWords } from '../../ui/words';
import { useIdentityNames } from './identity-names';
import { progressName } from './progress-name';
import classes from './run-line.module.css';

/** What the last dry run came to, whether it still belongs to the rules, or how far the one under way is. `onShow`: to its results, where it is tried again. */
export function RunLine({ run, onShow }: { run: IdentityRun; onShow?: () => void }) {
  const { t, locale } = useWords();
  const engagement = useEngagement();
  const names = useIdentityNames();
  const { running, finished } = run;
  if (running) {
    const percent = Math.round(running.progress.share * 100);
    return (
      <div className={classes.line} role="status">
        <span>{t('identity.trying')}</span>
        {running.progress.file !== '' && <Code>{progressName(running.progress.file, names)}</Code>}
        <Progress className={classes.progress} value={Math.max(2, percent)} aria-label={t('identity.progress')} />
        <span className={classes.quiet}>{t('record.percent', { percent })}</span>
        <Button size="compact-xs" variant="default" onClick={cancelIdentity}>
          {t('common.cancel')}
        </Button>
      </div>
    );
  }
  if (!finished) return null;
  const outdated = isOutdated(finished, engagement);
  const { accounts, people } = finished.report;
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(Date.parse(finished.at));
  return (
    <div className={classes.line} role="status">
      {onShow && (
        <button type="button" className={classes.result} onClick={onShow}>
          {t('identity.accounts', { count: accounts })}
          <IconArrowNarrowRight size={16} className={classes.arrow} aria-hidden />
          <strong>{t('identity.people', { count: people })}</strong>
        </button>
      )}
      <span className={classes.quiet}>{t('identity.tried-at', { time })}</span>
      {outdated && (
        <>
          <Badge tone="waiting" icon={<IconAlertTriangle size={12} aria-hidden />}>
            {t('identity.outdated')}
          </Badge>
          <span className={classes.quiet}>{t('identity.outdated-says')}</span>
          {onShow && (
            <Button size="compact-xs" variant="light" leftSection={<IconRefresh size={14} />} onClick={tryIdentity}>
              {t('identity.try-again')}
            </Button>
          )}
        </>
      )}
    </div>
  );
}
