import { Switch } from '@mantine/core';
import { problemText } from '../../../../shared/i18n/translator';
import { useProjecting } from '../../../store/projector';
import { useWords } from '../../../ui/words';
import classes from './results.module.css';
import type { Revealing } from './use-revealed';

/** Masked unless somebody says so; what is shown then is said beside the switch. */
export function ShowValues({ revealing, disabled }: { revealing: Revealing; disabled: boolean }) {
  const { t } = useWords();
  const { report, isAsking, problems, show, hide } = revealing;
  const [problem] = problems;
  if (useProjecting()) return null;
  return (
    <div className={classes.reveal}>
      {problem ? <span role="alert">{problemText(problem, t)}</span> : report && <span className={classes.personal}>{t('identity.values-shown')}</span>}
      <Switch
        size="xs"
        checked={report !== undefined || isAsking}
        disabled={disabled}
        onChange={(event) => (event.currentTarget.checked ? show() : hide())}
        label={t(isAsking ? 'identity.values-coming' : 'identity.show-values')}
        title={t('identity.values-are')}
      />
    </div>
  );
}
