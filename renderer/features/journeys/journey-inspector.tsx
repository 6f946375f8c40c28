import { NumberInput, Select } from '@mantine/core';
import type { Counts } from '../../../shared/executor/api';
import { editJourney, editPolicies, renameJourney } from '../../../shared/journey/edit-journey';
import type { Speaker } from '../../../shared/journey/node-label';
import type { Journey } from '../../../shared/journey/schema';
import { run, useReadOnly } from '../../store/session';
import { ConditionEditor } from '../../ui/condition/condition-editor';
import { Inspector, InspectorFields, InspectorRow, InspectorSection } from '../../ui/inspector';
import { Quiet } from '../../ui/quiet';
import { TypedInput } from '../../ui/typed-input';
import { useWords } from '../../ui/words';
import { Figures } from './figures';

const statuses = ['draft', 'in-review', 'approved', 'published', 'retired'] as const;

/** The journey as a whole: purpose, who may enter, when it is reached or left, how loud it speaks. */
export function JourneyInspector({ journey, speaker, counts }: { journey: Journey; speaker: Speaker; counts: Counts | undefined }) {
  const { t, text, language } = useWords();
  const readOnly = useReadOnly();
  const step = { key: 'canvas.step.edit', params: { node: journey.name } };
  const { goal, exits } = journey.policies;
  return (
    <Inspector>
      <InspectorFields disabled={readOnly}>
        {counts && (
          <Figures
            figures={[
              [t('counts.entered'), counts.entered],
              [t('counts.active'), counts.active],
              [t('counts.goal'), counts.exited.goal ?? 0],
              [t('counts.left'), Object.values(counts.exited).reduce((sum, n) => sum + n, 0)],
            ]}
          />
        )}
        <TypedInput
          label={t('journeys.name')}
          value={text(journey.name)}
          onType={(words) => run(step, (e) => renameJourney(e, { id: journey.id, name: { ...journey.name, [language]: words } }), `${journey.id}:name`)}
          maxLength={200}
        />
        {journey.purpose && <Quiet>{text(journey.purpose)}</Quiet>}
        <InspectorRow>
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
        </InspectorRow>
        {journey.entry.filter && (
          <InspectorSection title={t('journeys.who-enters')}>
            <ConditionEditor
              value={journey.entry.filter}
              onChange={(filter) => run(step, (e) => editJourney(e, { id: journey.id, journey: { entry: { ...journey.entry, filter } } }))}
              context={speaker.context}
            />
          </InspectorSection>
        )}
        {goal && (
          <InspectorSection title={t('journeys.goal')}>
            <ConditionEditor
              value={goal.when}
              onChange={(when) => run(step, (e) => editPolicies(e, { id: journey.id, policies: { goal: { ...goal, when } } }))}
              context={speaker.context}
            />
          </InspectorSection>
        )}
        {exits.length > 0 && (
          <InspectorSection title={t('journeys.exits')}>
            {exits.map((exit, i) => (
              <div key={exit.id}>
                <Quiet>{text(exit.name)}</Quiet>
                <ConditionEditor
                  value={exit.when}
                  onChange={(when) => run(step, (e) => editPolicies(e, { id: journey.id, policies: { exits: exits.with(i, { ...exit, when }) } }))}
                  context={speaker.context}
                />
              </div>
            ))}
          </InspectorSection>
        )}
        {journey.annotations.workshopNote && (
          <InspectorSection title={t('journeys.workshop-note')}>
            <Quiet>{text(journey.annotations.workshopNote)}</Quiet>
          </InspectorSection>
        )}
      </InspectorFields>
    </Inspector>
  );
}
