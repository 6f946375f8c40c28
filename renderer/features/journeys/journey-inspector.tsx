import { NumberInput, Select } from '@mantine/core';
import type { Counts } from '../../../shared/executor/api';
import { numberFormat } from '../../../shared/i18n/number-format';
import { editJourney, editPolicies, renameJourney } from '../../../shared/journey/edit-journey';
import type { Speaker } from '../../../shared/journey/node-label';
import type { Journey } from '../../../shared/journey/schema';
import { run, useReadOnly } from '../../store/session';
import { ConditionEditor } from '../../ui/condition/condition-editor';
import { TypedInput } from '../../ui/typed-input';
import { useWords } from '../../ui/words';
import classes from './journey-page.module.css';

const statuses = ['draft', 'in-review', 'approved', 'published', 'retired'] as const;

/** The journey as a whole: purpose, who may enter, when it is reached or left, how loud it speaks. */
export function JourneyInspector({ journey, speaker, counts }: { journey: Journey; speaker: Speaker; counts: Counts | undefined }) {
  const { t, text, language, locale } = useWords();
  const readOnly = useReadOnly();
  const number = numberFormat(locale);
  const step = { key: 'canvas.step.edit', params: { node: journey.name } };
  const { goal, exits } = journey.policies;
  return (
    <fieldset className={classes.inspector} disabled={readOnly} style={{ border: 0, margin: 0 }}>
      {counts && (
        <div className={classes.figures}>
          {(
            [
              ['counts.entered', counts.entered],
              ['counts.active', counts.active],
              ['counts.goal', counts.exited.goal ?? 0],
              ['counts.left', Object.values(counts.exited).reduce((sum, n) => sum + n, 0)],
            ] as const
          ).map(([key, value]) => (
            <div key={key} className={classes.figure}>
              <strong>{number.format(value)}</strong>
              {t(key)}
            </div>
          ))}
        </div>
      )}
      <TypedInput
        label={t('journeys.name')}
        value={text(journey.name)}
        onType={(words) => run(step, (e) => renameJourney(e, { id: journey.id, name: { ...journey.name, [language]: words } }), `${journey.id}:name`)}
        maxLength={200}
      />
      {journey.purpose && <p className={classes.quiet}>{text(journey.purpose)}</p>}
      <div className={classes.row}>
        <Select
          label={t('journeys.status')}
          value={journey.status}
          onChange={(status) => run(step, (e) => editJourney(e, { id: journey.id, journey: { status: status as Journey['status'] } }))}
          data={statuses.map((value) => ({ value, label: t(`journey-status.${value}`) }))}
          allowDeselect={false}
        />
        <NumberInput
          label={t('journeys.priority')}
          value={journey.policies.priority}
          min={0}
          max={100}
          onChange={(priority) =>
            typeof priority === 'number' && run(step, (e) => editPolicies(e, { id: journey.id, policies: { priority } }), `${journey.id}:priority`)
          }
        />
      </div>
      {journey.entry.filter && (
        <>
          <h3 className={classes.section}>{t('journeys.who-enters')}</h3>
          <ConditionEditor
            value={journey.entry.filter}
            onChange={(filter) => run(step, (e) => editJourney(e, { id: journey.id, journey: { entry: { ...journey.entry, filter } } }))}
            context={speaker.context}
          />
        </>
      )}
      {goal && (
        <>
          <h3 className={classes.section}>{t('journeys.goal')}</h3>
          <ConditionEditor
            value={goal.when}
            onChange={(when) => run(step, (e) => editPolicies(e, { id: journey.id, policies: { goal: { ...goal, when } } }))}
            context={speaker.context}
          />
        </>
      )}
      {exits.length > 0 && <h3 className={classes.section}>{t('journeys.exits')}</h3>}
      {exits.map((exit, i) => (
        <div key={exit.id}>
          <p className={classes.quiet}>{text(exit.name)}</p>
          <ConditionEditor
            value={exit.when}
            onChange={(when) => run(step, (e) => editPolicies(e, { id: journey.id, policies: { exits: exits.with(i, { ...exit, when }) } }))}
            context={speaker.context}
          />
        </div>
      ))}
      {journey.annotations.workshopNote && (
        <>
          <h3 className={classes.section}>{t('journeys.workshop-note')}</h3>
          <p className={classes.quiet}>{text(journey.annotations.workshopNote)}</p>
        </>
      )}
    </fieldset>
  );
}
