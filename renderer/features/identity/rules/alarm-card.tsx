import { NumberInput } from '@mantine/core';
import { setAlarm } from '../../../../shared/identity/edit-identity';
import { type Alarm, usualAlarm } from '../../../../shared/identity/schema';
import { run, useEngagement, useReadOnly } from '../../../store/session';
import { useWords } from '../../../ui/words';
import classes from './rules.module.css';

const thresholds = ['records', 'names'] as const satisfies (keyof Alarm)[];

/** From when on a person looks like several. */
export function AlarmCard() {
  const { t } = useWords();
  const readOnly = useReadOnly();
  const alarm = useEngagement((e) => e.identity.alarm) ?? usualAlarm;
  return (
    <section className={classes.card} aria-labelledby="identity-alarm">
      <h2 id="identity-alarm">{t('identity.alarm')}</h2>
      <p className={classes.quiet}>{t('identity.alarm-says')}</p>
      <div className={classes.thresholds}>
        {thresholds.map((threshold) => (
          <NumberInput
            key={threshold}
            label={t(`identity.alarm.${threshold}`)}
            value={alarm[threshold]}
            min={1}
            max={1_000_000}
            allowDecimal={false}
            allowNegative={false}
            disabled={readOnly}
            onChange={(value) =>
              typeof value === 'number' &&
              value >= 1 &&
              run({ key: 'identity.step.alarm' }, (e) => setAlarm(e, { alarm: { [threshold]: value } }), `identity alarm ${threshold}`)
            }
          />
        ))}
      </div>
    </section>
  );
}
