import { Button } from '@mantine/core';
import { useReadOnly } from '../../../store/session';
import { useWords } from '../../../ui/words';
import classes from './import.module.css';

/** Takes what is ticked, in one step, or nothing. `count`: of the ticked changes. */
export function ReviewFoot({ count, onAccept, onCancel }: { count: number; onAccept: () => void; onCancel: () => void }) {
  const { t } = useWords();
  // Another window may take over while the file is reviewed.
  const readOnly = useReadOnly();
  return (
    <div className={classes.foot}>
      <Button onClick={onAccept} disabled={readOnly || count === 0} data-testid="accept-import">
        {t('import.accept', { count })}
      </Button>
      <Button variant="default" onClick={onCancel}>
        {t('common.cancel')}
      </Button>
      <span className={classes.quiet}>{t('import.one-step')}</span>
    </div>
  );
}
