import { useDeferredValue, useMemo, useState } from 'react';
import { scoreExample } from '../../../../shared/record/score/score-example';
import type { ScoreForm } from '../../../../shared/record/score/score-form';
import { type Asker, thresholdsOf } from '../../../../shared/record/score/thresholds';
import { useEngagement } from '../../../store/session';
import { ScoreExplained } from '../../../ui/score/score-explained';
import { useSpeaker } from '../../../ui/use-speaker';
import { useWords } from '../../../ui/words';
import classes from './score-form.module.css';

/** What becomes of somebody who does everything that gives points today, against the lines that segments and journeys draw. */
export function ScorePreview({ attribute, form: latest }: { attribute: string; form: ScoreForm }) {
  // Behind the typing: more than a year is walked through.
  const form = useDeferredValue(latest);
  const { t } = useWords();
  const speaker = useSpeaker();
  const segments = useEngagement((e) => e.segments);
  const journeys = useEngagement((e) => e.journeys);
  const zone = useEngagement((e) => e.client.timeZone);
  const [now] = useState(() => Date.now());
  const thresholds = useMemo(
    () =>
      thresholdsOf(attribute, [
        ...segments.map(({ id, name, when }): Asker => ({ kind: 'segment', id, name, asks: when })),
        ...journeys.map((journey): Asker => ({ kind: 'journey', id: journey.id, name: journey.name, asks: journey })),
      ]),
    [attribute, segments, journeys],
  );
  const example = useMemo(() => scoreExample(form, now, zone, thresholds), [form, now, zone, thresholds]);
  if (!example || !speaker || form.rules.length === 0) return null;
  return (
    <section aria-label={t('score-form.preview')}>
      <h4>{t('score-form.preview')}</h4>
      <p className={classes.quiet}>{t('score-form.preview-hint')}</p>
      <ScoreExplained explanation={example} speaker={speaker} zone={zone} />
    </section>
  );
}
