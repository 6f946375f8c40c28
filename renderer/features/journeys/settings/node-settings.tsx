import { TextInput } from '@mantine/core';
import { settingOf, withSetting } from '../../../../shared/journey/edit-several';
import { nodeLabel, type Speaker } from '../../../../shared/journey/node-label';
import type { Journey, Node } from '../../../../shared/journey/schema';
import { Quiet } from '../../../ui/quiet';
import { useWords } from '../../../ui/words';
import { AbSettings } from './ab-settings';
import { DecisionSettings } from './decision-settings';
import { OptionalCondition } from './optional-condition';
import { isOptionalSetting } from './optional-settings';
import { ReferencePicker } from './reference-picker';
import { SendSettings } from './send-settings';
import { SettingField } from './setting-field';
import { TaskParams } from './task-params';
import { TriggerSettings } from './trigger-settings';
import { UpdateValue } from './update-settings';

type Props = { journey: Journey; node: Node; speaker: Speaker; onChange: (node: Node, part?: string) => void };

/** Every setting of a node, by kind. */
export function NodeSettings({ journey, node, speaker, onChange }: Props) {
  const { t, language } = useWords();
  const name = (
    <TextInput
      label={t('canvas.node-name')}
      value={node.name?.[language] ?? ''}
      placeholder={nodeLabel(node, speaker).title}
      onChange={(event) => onChange({ ...node, name: { ...node.name, [language]: event.currentTarget.value } }, 'name')}
      dir="auto"
      maxLength={200}
    />
  );
  // A message is called as its subject says, and few get another name: what it says comes first.
  return (
    <>
      {node.kind !== 'send' && name}
      <KindSettings journey={journey} node={node} speaker={speaker} onChange={onChange} />
      {node.kind === 'send' && name}
    </>
  );
}

function KindSettings({ journey, node, speaker, onChange }: Props) {
  const { t } = useWords();
  const fields = (...paths: string[]) => paths.map((path) => <NodeField key={path} path={path} node={node} speaker={speaker} onChange={onChange} />);
  switch (node.kind) {
    case 'trigger':
      return <TriggerSettings node={node} speaker={speaker} onChange={onChange} />;
    case 'wait':
      return <>{fields('duration', 'align/at', ...(node.align ? ['align/days'] : []))}</>;
    case 'wait-until':
      return (
        <>
          <ReferencePicker
            label={t('canvas.until-date')}
            value={node.until}
            types={['date', 'datetime']}
            onChange={(until) => onChange({ ...node, until })}
            journey={journey}
            speaker={speaker}
          />
          {fields('offset', 'at', 'onMissing')}
        </>
      );
    case 'wait-event':
      return (
        <>
          {fields('event', 'timeout')}
          <OptionalCondition
            title={t('canvas.match')}
            value={node.match}
            onChange={(match) => onChange(withSetting(node, 'match', match))}
            context={speaker.context}
            event={node.event}
          />
        </>
      );
    case 'window':
      return <>{fields('days', 'from', 'to')}</>;
    case 'decision':
      return <DecisionSettings node={node} speaker={speaker} onChange={onChange} />;
    case 'ab':
      return (
        <>
          <AbSettings node={node} onChange={onChange} />
          {fields('metric', 'minimumRunDays', 'unit', 'salt')}
        </>
      );
    case 'send':
      return (
        <>
          <SendSettings node={node} journey={journey} speaker={speaker} onChange={onChange} />
          {fields('ignores', 'onSuppressed', 'onFailure', 'late/policy', ...(node.late ? ['late/olderThan'] : []))}
        </>
      );
    case 'update':
      return (
        <>
          {fields('attribute', 'mode')}
          <UpdateValue node={node} journey={journey} speaker={speaker} onChange={onChange} />
        </>
      );
    case 'task':
      return (
        <>
          {fields('task', 'assignTo', 'within', 'emits', 'whenDone')}
          <TaskParams value={node.params} onChange={(params) => onChange(withSetting(node, 'params', params), 'params')} />
        </>
      );
    case 'webhook':
      return <>{fields('targets', 'payload', 'maxDelay', 'emits', 'onFailure')}</>;
    case 'exit':
      return <>{fields('reason')}</>;
    case 'ext':
      return <Quiet>{t('canvas.ext', { kind: node.originalKind })}</Quiet>;
    case 'goal':
    case 'join':
      return null;
  }
}

type FieldProps = Pick<Props, 'node' | 'speaker' | 'onChange'> & { path: string };

function NodeField({ path, node, speaker, onChange }: FieldProps) {
  return (
    <SettingField
      path={path}
      value={settingOf(node, path) ?? (path === 'mode' ? 'set' : undefined)}
      optional={isOptionalSetting(path)}
      onChange={(value) => onChange(withSetting(node, path, value), path)}
      speaker={speaker}
    />
  );
}
