import { Select } from '@mantine/core';
import type { Speaker } from '../../../../shared/journey/node-label';
import type { Node, NodeOf, Trigger } from '../../../../shared/journey/schema';
import { ConditionEditor } from '../../../ui/condition/condition-editor';
import { DurationInput } from '../../../ui/duration-input';
import { InspectorSection } from '../../../ui/inspector';
import { useWords } from '../../../ui/words';
import { AttributePicker, EventPicker, SegmentPicker } from './pickers';

const kinds = ['event', 'segment-enter', 'segment-exit', 'attribute-changed', 'date-attribute', 'schedule', 'manual', 'api'] as const;

/** A complete trigger of a kind, to begin with. */
function blank(kind: Trigger['kind'], speaker: Speaker): Trigger {
  const segment = speaker.context.segments.keys().next().value ?? 'new-customers';
  switch (kind) {
    case 'event':
      return { kind, event: 'order-placed' };
    case 'segment-enter':
    case 'segment-exit':
      return { kind, segment };
    case 'attribute-changed':
      return { kind, attribute: 'email-consent' };
    case 'date-attribute':
      return { kind, attribute: 'birth-date', offset: 'P0D' };
    case 'schedule':
      return { kind, every: 'P1D' };
    case 'manual':
    case 'api':
      return { kind };
  }
}

/** What starts the journey, and for whom when nobody in particular did it. */
export function TriggerSettings({ node, speaker, onChange }: { node: NodeOf<'trigger'>; speaker: Speaker; onChange: (node: Node) => void }) {
  const { t } = useWords();
  const { trigger } = node;
  const set = (next: Trigger) => onChange({ ...node, trigger: next });
  return (
    <>
      <Select
        label={t('canvas.starts-on')}
        value={trigger.kind}
        onChange={(kind) => kind && set(blank(kind as Trigger['kind'], speaker))}
        data={kinds.map((value) => ({ value, label: t(`trigger.${value}`) }))}
        allowDeselect={false}
      />
      {trigger.kind === 'event' && (
        <EventPicker label={t('canvas.event')} value={trigger.event} onChange={(event) => set({ kind: 'event', event })} speaker={speaker} />
      )}
      {(trigger.kind === 'segment-enter' || trigger.kind === 'segment-exit') && (
        <SegmentPicker label={t('canvas.segment')} value={trigger.segment} onChange={(segment) => set({ ...trigger, segment })} speaker={speaker} />
      )}
      {trigger.kind === 'attribute-changed' && (
        <AttributePicker
          label={t('canvas.attribute')}
          value={trigger.attribute}
          onChange={(attribute) => set({ kind: 'attribute-changed', attribute })}
          speaker={speaker}
        />
      )}
      {trigger.kind === 'date-attribute' && (
        <>
          <AttributePicker
            label={t('canvas.attribute')}
            value={trigger.attribute}
            types={['date', 'datetime']}
            onChange={(attribute) => set({ ...trigger, attribute })}
            speaker={speaker}
          />
          <DurationInput label={t('canvas.offset')} value={trigger.offset} signed onChange={(offset) => set({ ...trigger, offset })} />
        </>
      )}
      {trigger.kind === 'schedule' && <DurationInput label={t('canvas.every')} value={trigger.every} onChange={(every) => set({ ...trigger, every })} />}
      {'where' in trigger && trigger.where && (
        <InspectorSection title={t('canvas.only-when')}>
          <ConditionEditor
            value={trigger.where}
            onChange={(where) => set({ ...trigger, where })}
            context={speaker.context}
            event={trigger.kind === 'event' ? trigger.event : undefined}
          />
        </InspectorSection>
      )}
      {node.audience && (
        <InspectorSection title={t('canvas.audience')}>
          <ConditionEditor
            value={node.audience}
            onChange={(audience) => onChange({ ...node, audience })}
            context={speaker.context}
            event={trigger.kind === 'event' ? trigger.event : undefined}
          />
        </InspectorSection>
      )}
    </>
  );
}
