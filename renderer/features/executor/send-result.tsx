import { Button } from '@mantine/core';
import { IconCircleCheck, IconCopyCheck } from '@tabler/icons-react';
import type { Problem } from '../../../shared/problem';
import { ProblemList } from '../../ui/problem-list';
import { useWords } from '../../ui/words';
import classes from './executor-page.module.css';

export type Outcome = { accepted: number; duplicates: number; problems: readonly Problem[] };

/** What the executor answered: taken, known already, or what is wrong. */
export function SendResult({ outcome, onShow }: { outcome: Outcome; onShow?: (() => void) | undefined }) {
  const { t } = useWords();
  const { accepted, duplicates, problems } = outcome;
  return (
    <div role="status">
      {accepted > 0 && (
        <p className={classes.outcome} data-tone="good">
          <IconCircleCheck size={17} aria-hidden />
          {t('executor.accepted', { count: accepted })}
          <span className={classes.space} />
          {onShow && (
            <Button variant="subtle" size="compact-sm" onClick={onShow}>
              {t('executor.show-customer')}
            </Button>
          )}
        </p>
      )}
      {duplicates > 0 && (
        <p className={classes.outcome} data-tone="waiting">
          <IconCopyCheck size={17} aria-hidden />
          {t('executor.duplicates', { count: duplicates })}
        </p>
      )}
      {problems.length > 0 && (
        <div className={classes.problems}>
          <ProblemList problems={problems} />
        </div>
      )}
    </div>
  );
}
