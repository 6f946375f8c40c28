import { MultiSelect, NumberInput, Select } from '@mantine/core';
import type { Counts } from '../../../shared/executor/api';
import { editJourney, editPolicies, type JourneyPatch, renameJourney } from '../../../shared/journey/edit-journey';
import type { Speaker } from '../../../shared/journey/node-label';
import type { Journey } from '../../../shared/journey/schema';
import { textIn } from '../../../shared/text';
import { run, useReadOnly } from '../../store/session';
import { DurationInput } from '../../ui/duration-input';
import { Inspector, InspectorFields, InspectorRow, InspectorSection } from '../../ui/inspector';
import { Private } from '../../ui/private';
import { Quiet } from '../../ui/quiet';
import { TypedInput, TypedTextarea } from '../../ui/typed-input';
import { useWords } from '../../ui/words';
import { journeyParts } from './journey-parts';
import { JourneyNumbers } from './live/journey-numbers';
import { ExitSettings } from './settings/exit-settings';
import { OptionalCondition } from './settings/optional-condition';
import { OwnRules } from './settings/own-rules';
import { ReentrySettings } from './settings/reentry-settings';

const statuses = ['draft', 'in-review', 'approved', 'published', 'retired'] as const;
type Policies = Journey['policies'];

type Props = { journey: Journey; speaker: Speaker; counts: Counts | undefined; onShowVersion: (version: number | undefined) => void };

/** The journey as a whole: purpose, who may enter and again, when it is reached or left, how loud it speaks and when not. */
export function JourneyInspector({ journey, speaker, counts, onShowVersion }: Props) {
  const { t, text, language } = useWords();
  const readOnly = useReadOnly();
  const step = { key: 'canvas.step.edit', params: { node: journey.name } };
  const { policies, entry } = journey;
  const { goal } = policies;
  const set = (patch: JourneyPatch, part: string) => run(step, (e) => editJourney(e, { id: journey.id, journey: patch }), `${journey.id}:${part}`);
  const setPolicies = (patch: { [K in keyof Policies]?: Policies[K] | undefined }, part: string) =>
    run(step, (e) => editPolicies(e, { id: journey.id, policies: patch as Partial<Policies> }), `${journey.id}:${part}`);
  const setGoal = (next: Policies['goal'], part: string) => setPolicies({ goal: next }, part);
  return (
    <Inspector of={journey.id}>
      {counts && <JourneyNumbers counts={counts} onShowVersion={onShowVersion} />}
      <InspectorFields disabled={readOnly}>
        <TypedInput
          label={t('journeys.name')}
          value={text(journey.name)}
          onType={(words) => run(step, (e) => renameJourney(e, { id: journey.id, name: { ...journey.name, [language]: words } }), `${journey.id}:name`)}
          maxLength={200}
        />
        <TypedTextarea
          label={t('brief.purpose')}
          value={journey.purpose?.[language] ?? ''}
          placeholder={text(journey.purpose)}
          onType={(words) => set({ purpose: { ...journey.purpose, [language]: words } }, 'purpose')}
          maxLength={5000}
        />
        <InspectorRow>
          <Select
            label={t('journeys.status')}
            value={journey.status}
            onChange={(status) => set({ status: status as Journey['status'] }, 'status')}
            data={statuses.map((value) => ({ value, label: t(`journey-status.${value}`) }))}
            allowDeselect={false}
          />
          <NumberInput
            label={t('journeys.priority')}
            value={policies.priority}
            min={0}
            max={100}
            onChange={(priority) => typeof priority === 'number' && setPolicies({ priority }, 'priority')}
          />
        </InspectorRow>
        <OptionalCondition
          title={t(journeyParts['entry filter'])}
          part="entry filter"
          value={entry.filter}
          onChange={(filter) => {
            const { filter: _, ...rest } = entry;
            set({ entry: filter ? { ...rest, filter } : rest }, 'filter');
          }}
          context={speaker.context}
        />
        <ReentrySettings journey={journey} speaker={speaker} onChange={(reentry) => set({ entry: { ...entry, reentry } }, 'reentry')} />
        <OptionalCondition
          title={t(journeyParts['policies goal'])}
          part="policies goal"
          value={goal?.when}
          onChange={(when) => setGoal(when && { ...goal, when }, 'goal')}
          context={speaker.context}
        />
        {goal && (
          <TypedInput
            label={t('journeys.goal-name')}
            value={goal.name?.[language] ?? ''}
            placeholder={text(goal.name)}
            onType={(words) => setGoal({ ...goal, name: { ...goal.name, [language]: words } }, 'goal-name')}
            maxLength={200}
          />
        )}
        <ExitSettings exits={policies.exits} speaker={speaker} onChange={(exits, part) => setPolicies({ exits }, part)} />
        <InspectorSection title={t(journeyParts['policies suppressions'])} part="policies suppressions">
          <MultiSelect
            aria-label={t('brief.restraints')}
            value={policies.suppressions}
            onChange={(suppressions) => setPolicies({ suppressions }, 'suppressions')}
            data={[...speaker.context.suppressions.values()].map((one) => ({ value: one.id, label: textIn(one.name, language) || one.id }))}
          />
        </InspectorSection>
        <OwnRules rules={policies.own} speaker={speaker} onChange={(own, part) => setPolicies({ own }, part)} />
        <InspectorSection title={t(journeyParts['policies timeZone'])} part="policies timeZone">
          <DurationInput
            label={t('journeys.max-duration')}
            value={policies.maxDuration}
            onChange={(maxDuration) => setPolicies({ maxDuration }, 'max-duration')}
            onClear={() => setPolicies({ maxDuration: undefined }, 'max-duration')}
            placeholder={t('journeys.no-limit')}
          />
          <Select
            label={t('journeys.on-republish')}
            value={policies.onRepublish.default}
            onChange={(value) =>
              setPolicies({ onRepublish: { ...policies.onRepublish, default: value as Policies['onRepublish']['default'] } }, 'on-republish')
            }
            data={(['finish-on-old', 'migrate', 'exit'] as const).map((value) => ({ value, label: t(`republish.${value}`) }))}
            allowDeselect={false}
          />
          <Select
            label={t('journeys.zone-source')}
            value={policies.timeZone.source}
            onChange={(source) => setPolicies({ timeZone: { ...policies.timeZone, source: source === 'journey' ? 'journey' : 'customer' } }, 'zone-source')}
            data={(['customer', 'journey'] as const).map((value) => ({ value, label: t(`zone-source.${value}`) }))}
            allowDeselect={false}
          />
          <Select
            label={t('journeys.zone')}
            value={policies.timeZone.fallback}
            onChange={(fallback) => fallback && setPolicies({ timeZone: { ...policies.timeZone, fallback } }, 'zone')}
            data={[...new Set([policies.timeZone.fallback, ...Intl.supportedValuesOf('timeZone')])]}
            searchable
            allowDeselect={false}
            dir="ltr"
          />
        </InspectorSection>
        <InspectorSection title={t(journeyParts.kpis)} part="kpis">
          <MultiSelect
            aria-label={t('brief.kpis')}
            value={journey.kpis}
            onChange={(kpis) => set({ kpis }, 'kpis')}
            data={[...speaker.context.kpis].map(([id, name]) => ({ value: id, label: textIn(name, language) || id }))}
            searchable
          />
        </InspectorSection>
        {journey.annotations.workshopNote && (
          <Private silent>
            <InspectorSection title={t('journeys.workshop-note')}>
              <Quiet>{text(journey.annotations.workshopNote)}</Quiet>
            </InspectorSection>
          </Private>
        )}
      </InspectorFields>
    </Inspector>
  );
}
