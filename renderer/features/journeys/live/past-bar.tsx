import { Button } from '@mantine/core';
import { IconHistory, IconPencil } from '@tabler/icons-react';
import { useEngagement } from '../../../store/session';
import { useWords } from '../../../ui/words';
import classes from './live.module.css';
import type { PastVersion } from './use-shown-version';

/** Says that an older version is looked at, and leads back to the drawing of now. */
export function PastBar({ past: { version, deployedAt }, onClose }: { past: PastVersion; onClose: () => void }) {
  const { t, locale } = useWords();
  const timeZone = useEngagement((e) => e.client.timeZone);
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(deployedAt));
  return (
    <>
      <IconHistory size={16} className={classes.pastIcon} aria-hidden />
      <p className={classes.past} role="status">
        <strong>{t('live-version.past', { version, when })}</strong> {t('live-version.past-text')}
      </p>
      <Button size="compact-sm" variant="light" leftSection={<IconPencil size={14} />} onClick={onClose}>
        {t('live-version.now')}
      </Button>
    </>
  );
}
