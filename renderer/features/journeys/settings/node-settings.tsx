import { MultiSelect, Select, TextInput } from '@mantine/core';
import type { Speaker } from '../../../../shared/journey/node-label';
import { type Journey, type Node, type NodeOf, weekdays } from '../../../../shared/journey/schema';
import { ConditionEditor } from '../../../ui/condition/condition-editor';
import { DurationInput } from '../../../ui/duration-input';
import { InspectorRow, InspectorSection } from '../../../ui/inspector';
import { Quiet } from '../../../ui/quiet';
import { useWords } from '../../../ui/words';
import { AbSettings } from './ab-settings';
import { AttributePicker, EventPicker } from './pickers';
import { SendSettings } from './send-settings';
import { TriggerSettings } from './trigger-settings';

type Props = { journey: Journey; node: Node; speaker: Speaker; onChange: (node: Node, part?: string) => void };

/** Every setting of a node, by kind. */
export function NodeSettings({ journey, node, speaker, onChange }: Props) {
  const { t, text, language } = useWords();
  return (
    <>
      {node.kind !== 'send' && (
        <TextInput
          label={t('canvas.node-name')}
          value={node.name?.[language] ?? ''}
          placeholder={text(node.name)}
          onChange={(event) => onChange({ ...node, name: { ...node.name, [language]: event.currentTarget.value } }, 'name')}
          dir="auto"
          maxLength={200}
        />
      )}
      <KindSettings journey={journey} node={node} speaker={speaker} onChange={onChange} />
    </>
  );
}

function KindSettings({ journey, node, speaker, onChange }: Props) {
  const { t } = useWords();
  switch (node.kind) {
    case 'trigger':
      return <TriggerSettings node={node} speaker={speaker} onChange={onChange} />;
    case 'wait':
      return <WaitSettings node={node} onChange={onChange} />;
    case 'wait-until':
      return (
        <>
          <AttributePicker
            label={t('canvas.until-date')}
            value={node.until.kind === 'customer' ? node.until.path : undefined}
            types={['date', 'datetime']}
            onChange={(path) => onChange({ ...node, until: { kind: 'customer', path } })}
            speaker={speaker}
          />
          {node.until.kind !== 'customer' && <Quiet>{t('canvas.until-entry', { property: node.until.path })}</Quiet>}
          <DurationInput label={t('canvas.offset')} value={node.offset ?? 'P0D'} signed onChange={(offset) => onChange({ ...node, offset })} />
          <Select
            label={t('canvas.on-missing')}
            value={node.onMissing}
            onChange={(value) => onChange({ ...node, onMissing: value === 'exit' ? 'exit' : 'continue' })}
            data={[
              { value: 'continue', label: t('canvas.continue') },
              { value: 'exit', label: t('canvas.leave') },
            ]}
            allowDeselect={false}
          />
        </>
      );
    case 'wait-event':
      return (
        <>
          <EventPicker label={t('canvas.event')} value={node.event} onChange={(event) => onChange({ ...node, event })} speaker={speaker} />
          <DurationInput label={t('canvas.timeout')} value={node.timeout} onChange={(timeout) => onChange({ ...node, timeout })} />
          {node.match && (
            <InspectorSection title={t('canvas.match')}>
              <ConditionEditor value={node.match} onChange={(match) => onChange({ ...node, match })} context={speaker.context} event={node.event} />
            </InspectorSection>
          )}
        </>
      );
    case 'window':
      return <WindowSettings node={node} onChange={onChange} />;
    case 'decision':
      return (
        <>
          {node.cases.map((one, i) => (
            <InspectorSection key={one.port} title={t('canvas.case', { port: one.port })}>
              <ConditionEditor
                value={one.when}
                onChange={(when) => onChange({ ...node, cases: node.cases.with(i, { ...one, when }) })}
                context={speaker.context}
              />
            </InspectorSection>
          ))}
        </>
      );
    case 'ab':
      return <AbSettings node={node} onChange={onChange} />;
    case 'send':
      return <SendSettings node={node} journey={journey} speaker={speaker} onChange={onChange} />;
    case 'update':
      return (
        <>
          <AttributePicker label={t('canvas.attribute')} value={node.attribute} onChange={(attribute) => onChange({ ...node, attribute })} speaker={speaker} />
          {(typeof node.value === 'string' || typeof node.value === 'number') && (
            <TextInput
              label={t('canvas.value')}
              value={String(node.value)}
              onChange={(event) => onChange({ ...node, value: event.currentTarget.value }, 'value')}
              dir="auto"
            />
          )}
        </>
      );
    case 'task':
      return (
        <>
          <Select
            label={t('canvas.task')}
            value={node.task}
            onChange={(task) => onChange({ ...node, task: task as NodeOf<'task'>['task'] })}
            data={(['create-task', 'ticket', 'alert', 'other'] as const).map((value) => ({ value, label: t(`task.${value}`) }))}
            allowDeselect={false}
          />
          <AttributePicker
            label={t('canvas.assign-to')}
            value={node.assignTo}
            onChange={(assignTo) => onChange({ ...node, assignTo })}
            speaker={speaker}
            onClear={() => {
              const { assignTo: _, ...rest } = node;
              onChange(rest);
            }}
          />
        </>
      );
    case 'webhook':
      return (
        <TextInput
          label={t('canvas.targets')}
          value={node.targets.join(', ')}
          onChange={(event) => onChange({ ...node, targets: event.currentTarget.value.split(',').map((s) => s.trim()) }, 'targets')}
          dir="ltr"
        />
      );
    case 'ext':
      return <Quiet>{t('canvas.ext', { kind: node.originalKind })}</Quiet>;
    case 'goal':
    case 'exit':
    case 'join':
      return null;
  }
}

function WaitSettings({ node, onChange }: { node: NodeOf<'wait'>; onChange: (node: Node) => void }) {
  const { t } = useWords();
  return (
    <>
      <DurationInput label={t('canvas.wait-for')} value={node.duration} onChange={(duration) => onChange({ ...node, duration })} />
      <TextInput
        label={t('canvas.then-at')}
        type="time"
        value={node.align?.at ?? ''}
        onChange={(event) => {
          const at = event.currentTarget.value;
          const { align: _, ...rest } = node;
          onChange(at ? { ...node, align: { ...node.align, at } } : rest);
        }}
      />
    </>
  );
}

function WindowSettings({ node, onChange }: { node: NodeOf<'window'>; onChange: (node: Node) => void }) {
  const { t } = useWords();
  return (
    <>
      <MultiSelect
        label={t('canvas.days')}
        value={node.days}
        onChange={(days) => days.length > 0 && onChange({ ...node, days: weekdays.filter((day) => days.includes(day)) })}
        data={weekdays.map((value) => ({ value, label: t(`weekday.${value}`) }))}
      />
      <InspectorRow>
        <TextInput
          label={t('canvas.from')}
          type="time"
          value={node.from}
          onChange={(event) => event.currentTarget.value && onChange({ ...node, from: event.currentTarget.value })}
        />
        <TextInput
          label={t('canvas.to')}
          type="time"
          value={node.to}
          onChange={(event) => event.currentTarget.value && onChange({ ...node, to: event.currentTarget.value })}
        />
      </InspectorRow>
    </>
  );
}
