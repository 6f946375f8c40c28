import { Progress } from '@mantine/core';
import { ProblemList } from '../../ui/problem-list';
import { Quiet } from '../../ui/quiet';
import { useWords } from '../../ui/words';
import classes from './population.module.css';
import type { Simulating } from './use-simulation';

/** How far it is, and what is to be said about it. */
export function SimulationStatus({ running, problems }: Pick<Simulating, 'running' | 'problems'>) {
  const { t } = useWords();
  return (
    <>
      {running && (
        <div role="status">
          <Quiet>{t('simulation.running', { percent: Math.round(running.share * 100) })}</Quiet>
          <Progress value={running.share * 100} aria-label={t('simulation.title')} />
        </div>
      )}
      {problems.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
        <div className={classes.problems} role="alert" tabIndex={0}>
          <ProblemList problems={problems} />
        </div>
      )}
    </>
  );
}
