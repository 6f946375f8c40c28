import { Button } from '@mantine/core';
import { IconPlayerPlay, IconRestore } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Restored } from '../../../shared/executor/care';
import type { Problem } from '../../../shared/problem';
import { platform } from '../../platform/platform';
import { useEngagement } from '../../store/session';
import { useWords } from '../../ui/words';
import classes from './backups.module.css';

type Props = { restored: Restored; onTell: (problems: readonly Problem[]) => void; onResumed: () => void };

/** The store was put back, and what ran in it waits for somebody who knows what has been sent since. */
export function RestoredBanner({ restored, onTell, onResumed }: Props) {
  const { t, locale } = useWords();
  const timeZone = useEngagement((e) => e.client.timeZone);
  const [busy, setBusy] = useState(false);
  const banner = useRef<HTMLElement>(null);
  // The list of backups it was restored from lies far below. Newer browsers answer with a promise, which is nothing to clean up with.
  useEffect(() => {
    banner.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const at = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(restored.at));

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
      <p>
        <strong>{t('backups.restored', { at, count: restored.paused })}</strong> {t('backups.restored-text')}
      </p>
      <Button leftSection={<IconPlayerPlay size={16} />} loading={busy} onClick={() => void resume()}>
        {t('backups.resume', { count: restored.paused })}
      </Button>
    </section>
  );
}
