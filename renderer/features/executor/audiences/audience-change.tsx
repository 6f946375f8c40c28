import { Button, Skeleton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { Condition } from '../../../../shared/condition/schema';
import type { ConditionNames } from '../../../../shared/condition/sentence';
import type { Audience } from '../../../../shared/executor/audiences';
import type { Problem } from '../../../../shared/problem';
import { isSameJson } from '../../../../shared/same-json';
import { platform } from '../../../platform/platform';
import { usePolled } from '../../../store/use-polled';
import { ConditionText } from '../../../ui/condition-text';
import { useWords } from '../../../ui/words';
import classes from './audiences.module.css';

type Props = {
  planned: Audience;
  /** The rule it is watched by. */
  watched: Condition | undefined;
  names: ConditionNames;
  onTell: (problems: readonly Problem[]) => void;
  onChanged: () => void;
};

/** Everybody is looked at for it: not asked again while somebody reads. */
const everyMs = 60_000;

/** The project says another rule than the one that is watched: what watching the new one would change, and the way to it. */
export function AudienceChange({ planned, watched, names, onTell, onChanged }: Props) {
  const { t } = useWords();
  const [busy, setBusy] = useState(false);
  const { value: trial } = usePolled(JSON.stringify(planned), () => platform['executor.tryAudience'](planned), everyMs);
  const rule = planned.segments.find(({ id }) => id === planned.segment)?.when;

  async function watchNew() {
    setBusy(true);
    const reply = await platform['executor.watch'](planned);
    setBusy(false);
    if (!reply.ok) onTell(reply.problems);
    onChanged();
  }

  return (
    <section className={classes.change} aria-label={t('audiences.changed')}>
      <IconAlertTriangle size={17} aria-hidden />
      <div>
        <h3>{t('audiences.changed-title')}</h3>
        {rule && watched && !isSameJson(rule, watched) ? (
          <p>
            {t('audiences.new-rule')} <ConditionText condition={rule} names={names} />
          </p>
        ) : (
          <p>{t('audiences.changed-behind')}</p>
        )}
        {trial ? (
          <p>
            <strong>{t('audiences.trial', { come: trial.come, go: trial.go, stay: trial.stay })}</strong>
            {trial.looked < trial.of && ` ${t('audiences.trial-part', { looked: trial.looked, of: trial.of })}`}
          </p>
        ) : (
          <Skeleton height={12} width={260} my={6} />
        )}
        <p>{t('audiences.begins-anew')}</p>
        <Button size="compact-sm" loading={busy} onClick={() => void watchNew()}>
          {t('audiences.watch-new')}
        </Button>
      </div>
    </section>
  );
}
