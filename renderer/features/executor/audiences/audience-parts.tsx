import { IconCheck, IconX } from '@tabler/icons-react';
import type { ConditionNames } from '../../../../shared/condition/sentence';
import type { AudiencePart } from '../../../../shared/executor/audiences';
import { ConditionText } from '../../../ui/condition-text';
import { useWords } from '../../../ui/words';
import page from '../executor-page.module.css';
import classes from './audiences.module.css';

/** Parts of a rule, each with whether it holds. */
export function AudienceParts({ parts, names }: { parts: readonly AudiencePart[]; names: ConditionNames }) {
  const { t } = useWords();
  return (
    <ul className={classes.parts}>
      {parts.map(({ when, holds }) => (
        <li key={JSON.stringify(when)} data-holds={holds}>
          {holds ? <IconCheck size={14} aria-hidden /> : <IconX size={14} aria-hidden />}
          <span>
            <span className={page.hiddenText}>{t(holds ? 'audiences.holds' : 'audiences.fails')}: </span>
            <ConditionText condition={when} names={names} />
          </span>
        </li>
      ))}
    </ul>
  );
}
