import { IconAlertOctagon, IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { problemText } from '../../shared/i18n/translator';
import type { Problem, Severity } from '../../shared/problem';
import classes from './problem-list.module.css';
import { useWords } from './words';

const icons = { blocks: IconAlertOctagon, warns: IconAlertTriangle, informs: IconInfoCircle };

export function SeverityIcon({ severity }: { severity: Severity }) {
  const Icon = icons[severity];
  return <Icon size={16} className={classes.icon} data-severity={severity} aria-hidden />;
}

type Props = {
  problems: readonly Problem[];
  /** Enter or click goes to the place. */
  onGo?: (problem: Problem) => void;
  place?: (problem: Problem) => ReactNode;
  action?: (problem: Problem) => ReactNode;
};

/** The one list of problems: beside the thing, in the dock, behind the top-bar pill. */
export function ProblemList({ problems, onGo, place, action }: Props) {
  const { t } = useWords();
  return (
    <ul className={classes.list}>
      {problems.map((problem, index) => {
        const text = problemText(problem, t);
        return (
          // A problem has no identity of its own; code and place may repeat.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={`${problem.code}-${index}`} className={classes.row} data-severity={problem.severity}>
            <SeverityIcon severity={problem.severity} />
            {onGo ? (
              <button type="button" className={classes.text} onClick={() => onGo(problem)}>
                <span className={classes.severity}>{t(`severity.${problem.severity}`)}: </span>
                {text}
              </button>
            ) : (
              <span className={classes.text}>{text}</span>
            )}
            {place && <span className={classes.place}>{place(problem)}</span>}
            {action?.(problem)}
          </li>
        );
      })}
    </ul>
  );
}
