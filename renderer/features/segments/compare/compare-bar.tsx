import { Button } from '@mantine/core';
import { IconArrowBackUp, IconCirclesRelation } from '@tabler/icons-react';
import { useWords } from '../../../ui/words';
import classes from './compare-bar.module.css';

type Props = { count: number; isComparing: boolean; onCompare: () => void; onBack: () => void; onClear: () => void };

/** What can be done with the ticked segments. */
export function CompareBar({ count, isComparing, onCompare, onBack, onClear }: Props) {
  const { t } = useWords();
  return (
    <div className={classes.bar}>
      <span role="status">{t('segments.compare.ticked', { count })}</span>
      {isComparing ? (
        <Button size="compact-sm" leftSection={<IconArrowBackUp size={15} />} onClick={onBack}>
          {t('segments.compare.back')}
        </Button>
      ) : (
        <Button size="compact-sm" leftSection={<IconCirclesRelation size={15} />} disabled={count < 2} onClick={onCompare}>
          {t('segments.compare')}
        </Button>
      )}
      <Button size="compact-sm" variant="subtle" onClick={onClear}>
        {t('segments.compare.clear')}
      </Button>
      {!isComparing && count < 2 && <span className={classes.hint}>{t('segments.compare.choose')}</span>}
    </div>
  );
}
