import { Button, NumberInput, Select } from '@mantine/core';
import { settingOf, withSetting } from '../../../../shared/journey/edit-several';
import type { Speaker } from '../../../../shared/journey/node-label';
import type { Node, NodeOf, Trigger } from '../../../../shared/journey/schema';
import { textIn } from '../../../../shared/text';
import { DurationInput } from '../../../ui/duration-input';
import { InspectorSection } from '../../../ui/inspector';
import { ValueInput } from '../../../ui/value-input';
import { useWords } from '../../../ui/words';
import { OptionalCondition } from './optional-condition';
import { AttributePicker, EventPicker, SegmentPicker } from './pickers';
import { SettingField } from './setting-field';

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

type Props = { node: NodeOf<'trigger'>; speaker: Speaker; onChange: (node: Node) => void };

/** What starts the journey, and for whom when nobody in particular did it. */
export function TriggerSettings({ node, speaker, onChange }: Props) {
  const { t } = useWords();
  const { trigger } = node;
  const event = trigger.kind === 'event' ? trigger.event : undefined;
  const changed = trigger.kind === 'attribute-changed' ? speaker.context.attributes.get(trigger.attribute)?.attribute : undefined;
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
        <>
          <AttributePicker
            label={t('canvas.attribute')}
            value={trigger.attribute}
            onChange={(attribute) => set({ kind: 'attribute-changed', attribute })}
            speaker={speaker}
          />
          <ValueInput
            label={t('canvas.becomes')}
            type={changed?.type.replace('[]', '') ?? 'string'}
            values={changed?.values}
            value={Array.isArray(trigger.to) ? trigger.to.join(', ') : (trigger.to ?? undefined)}
            onChange={(to) => {
              const { to: _, ...rest } = trigger;
              set(to === undefined || to === '' ? rest : { ...rest, to });
            }}
          />
        </>
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
      {(trigger.kind === 'date-attribute' || trigger.kind === 'schedule') && (
        <SettingField
          path="trigger/at"
          value={settingOf(node, 'trigger/at')}
          optional
          onChange={(at) => onChange(withSetting(node, 'trigger/at', at))}
          speaker={speaker}
        />
      )}
      {(trigger.kind === 'event' || trigger.kind === 'attribute-changed') && (
        <OptionalCondition
          title={t('canvas.only-when')}
          value={trigger.where}
          onChange={(where) => onChange(withSetting(node, 'trigger/where', where))}
          context={speaker.context}
          event={event}
        />
      )}
      <OptionalCondition
        title={t('canvas.audience')}
        value={node.audience}
        onChange={(audience) => {
          const { audience: _, waves, ...rest } = node;
          onChange(audience ? { ...node, audience } : rest);
        }}
        context={speaker.context}
        event={event}
      />
      {node.audience && event !== undefined && <Waves node={node} event={event} speaker={speaker} onChange={onChange} />}
    </>
  );
}

/** Not everybody at once: so many for each unit that came in. */
function Waves({ node, event, speaker, onChange }: Props & { event: string }) {
  const { t } = useWords();
  const numbers = [...(speaker.context.events.get(event)?.properties.values() ?? [])].filter(({ type }) => type === 'integer' || type === 'decimal');
  const { waves, ...rest } = node;
  const [first] = numbers;
  if (!waves)
    return first ? (
      <Button size="compact-sm" variant="default" onClick={() => onChange({ ...node, waves: { people: 10, per: first.id, every: 'P1D' } })}>
        {t('canvas.in-waves')}
      </Button>
    ) : null;
  return (
    <InspectorSection
      title={t('canvas.waves')}
      beside={
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => onChange(rest)}>
          {t('canvas.remove')}
        </Button>
      }
    >
      <NumberInput
        label={t('canvas.waves-people')}
        value={waves.people}
        min={1}
        allowDecimal={false}
        onChange={(people) => typeof people === 'number' && onChange({ ...node, waves: { ...waves, people } })}
      />
      <Select
        label={t('canvas.waves-per')}
        value={waves.per}
        onChange={(per) => per && onChange({ ...node, waves: { ...waves, per } })}
        data={numbers.map(({ id, label }) => ({ value: id, label: textIn(label, speaker.language) || id }))}
        allowDeselect={false}
      />
      <DurationInput label={t('canvas.waves-every')} value={waves.every} onChange={(every) => onChange({ ...node, waves: { ...waves, every } })} />
    </InspectorSection>
  );
}
