import { Button } from '@mantine/core';
import { IconCheck, IconPlayerPlay, IconRestore } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Restored } from '../../../shared/executor/care';
import type { Problem } from '../../../shared/problem';
import { platform } from '../../platform/platform';
import { useEngagement } from '../../store/session';
import { useWords } from '../../ui/words';
import classes from './backups.module.css';

type Props = { restored: Restored; onTell: (problems: readonly Problem[]) => void; onResumed: () => void };

/** The store was put back: what ran in it waits for somebody who knows what has been sent since, and is told what people said in that time. */
export function RestoredBanner({ restored, onTell, onResumed }: Props) {
  const { t, locale } = useWords();
  const timeZone = useEngagement((e) => e.client.timeZone);
  const [busy, setBusy] = useState(false);
  const banner = useRef<HTMLElement>(null);
  // The list of backups it was restored from lies far below. Newer browsers answer with a promise, which is nothing to clean up with.
  useEffect(() => {
    banner.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const said = (at: string) => time.format(new Date(at));
  const { paused, kept = 0, unknown } = restored;
  const at = said(restored.at);

  async function resume() {
    setBusy(true);
    const reply = await platform['executor.resumeRestored']({});
    setBusy(false);
    if (!reply.ok) onTell(reply.problems);
    onResumed();
  }

  return (
    <section ref={banner} className={classes.banner} role="status">
      <IconRestore size={18} aria-hidden />
      <div className={classes.said}>
        {paused > 0 ? (
          <p>
            <strong>{t('backups.restored', { at, count: paused })}</strong> {t('backups.restored-text')}
          </p>
        ) : (
          <p>
            <strong>{t('backups.restored-going', { at })}</strong>
          </p>
        )}
        {kept > 0 && <p>{t('backups.restored-kept', { count: kept })}</p>}
        {unknown && <p>{t('backups.restored-unknown', { from: said(unknown.from), until: said(unknown.until) })}</p>}
      </div>
      <Button
        variant={paused > 0 ? 'filled' : 'default'}
        leftSection={paused > 0 ? <IconPlayerPlay size={16} /> : <IconCheck size={16} />}
        loading={busy}
        onClick={() => void resume()}
      >
        {paused > 0 ? t('backups.resume', { count: paused }) : t('backups.restored-seen')}
      </Button>
    </section>
  );
}
