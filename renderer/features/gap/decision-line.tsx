import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconGavel } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import { changesSince, choiceWords, decisionsOf, frozenStanding, type RecordedDecision, type StandingChange } from '../../../shared/checklist/decision';
import { useEngagement, useReadOnly } from '../../store/session';
import { localDateWords } from '../../ui/dates';
import { UserText } from '../../ui/isolate';
import { useWords } from '../../ui/words';
import classes from './decision-line.module.css';
import { DecisionDialog } from './record-decision';
import type { GapModel } from './use-gap';
import { useRobustness } from './use-robustness';

/** Changes that are named before the rest is only counted. */
const NAMED = 3;

/** Above the points as long as something was decided: what, when and by whom, and whether it still rests on the same standing. */
export function DecisionLine({ model }: { model: GapModel }) {
  const notes = useEngagement((e) => e.notes);
  const [last, ...earlier] = useMemo(() => decisionsOf({ notes }), [notes]);
  return last ? <Line model={model} note={last} earlier={earlier.length} /> : null;
}

function Line({ model, note, earlier }: { model: GapModel; note: RecordedDecision; earlier: number }) {
  const { t, locale } = useWords();
  const { engagementId } = useParams();
  const readOnly = useReadOnly();
  const checklist = useEngagement((e) => e.checklist);
  const { robustness } = useRobustness(checklist);
  const [again, setAgain] = useState(false);
  const changes = robustness && changesSince(note.decision, frozenStanding(model.analysis, robustness));
  return (
    <section className={classes.line} aria-label={t('decision.title')}>
      <IconGavel size={19} stroke={1.7} aria-hidden />
      <div className={classes.what}>
        <strong>{choiceWords(note.decision, t)}</strong>
        <span className={classes.facts}>
          {localDateWords(note.decision.on, locale)}
          {note.owner && (
            <>
              {' · '}
              <UserText>{note.owner}</UserText>
            </>
          )}
          {' · '}
          <Link to={`/e/${engagementId}/questions?show=decision`}>
            {earlier > 0 ? t('decision.in-log-with-earlier', { count: earlier }) : t('decision.in-log')}
          </Link>
        </span>
      </div>
      {changes && <Changes changes={changes} />}
      <Button size="compact-sm" variant="default" disabled={readOnly} onClick={() => setAgain(true)}>
        {t('decision.again')}
      </Button>
      {again && <DecisionDialog model={model} onClose={() => setAgain(false)} />}
    </section>
  );
}

function Changes({ changes }: { changes: readonly StandingChange[] }) {
  const { t } = useWords();
  if (changes.length === 0)
    return (
      <span className={classes.same}>
        <IconCircleCheck size={15} aria-hidden />
        {t('decision.same')}
      </span>
    );
  const named = changes.slice(0, NAMED).map(({ name, what }) => t(`decision.change.${what}`, { vendor: name }));
  const more = changes.length - named.length;
  return (
    <span className={classes.changed} title={changes.map(({ name, what }) => t(`decision.change.${what}`, { vendor: name })).join('\n')}>
      <IconAlertTriangle size={15} aria-hidden />
      <span>
        <strong>{t('decision.changed')}</strong> {named.join(' · ')}
        {more > 0 && ` · ${t('decision.more-changes', { count: more })}`}
      </span>
    </span>
  );
}
