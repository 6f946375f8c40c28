import { SegmentedControl } from '@mantine/core';
import type { Literal, Ref } from '../../../../shared/condition/schema';
import type { Speaker } from '../../../../shared/journey/node-label';
import type { Journey, Node, NodeOf } from '../../../../shared/journey/schema';
import { TypedInput } from '../../../ui/typed-input';
import { ValueInput } from '../../../ui/value-input';
import { useWords } from '../../../ui/words';
import { ReferencePicker } from './reference-picker';

type Props = { node: NodeOf<'update'>; journey: Journey; speaker: Speaker; onChange: (node: Node, part?: string) => void };

/** What an attribute is set to: a value of its type, or what another attribute or the starting event says. */
export function UpdateValue({ node, journey, speaker, onChange }: Props) {
  const { t } = useWords();
  const attribute = speaker.context.attributes.get(node.attribute)?.attribute;
  const isReference = isRef(node.value);
  const first = speaker.context.attributes.keys().next().value ?? 'email';
  // One value goes into a list or comes out of it.
  const type = node.mode === 'add' || node.mode === 'remove' ? (attribute?.type.replace('[]', '') ?? 'string') : (attribute?.type ?? 'string');
  return (
    <>
      <SegmentedControl
        value={isReference ? 'reference' : 'literal'}
        aria-label={t('canvas.value')}
        onChange={(kind) => onChange({ ...node, value: kind === 'reference' ? { kind: 'customer', path: first } : null })}
        data={[
          { value: 'literal', label: t('canvas.value-typed') },
          { value: 'reference', label: t('canvas.value-taken') },
        ]}
      />
      {isRef(node.value) ? (
        <ReferencePicker label={t('canvas.value')} value={node.value} onChange={(value) => onChange({ ...node, value })} journey={journey} speaker={speaker} />
      ) : type.endsWith('[]') ? (
        <TypedInput
          label={t('canvas.value')}
          placeholder={t('executor.list-hint')}
          value={Array.isArray(node.value) ? node.value.join(', ') : ''}
          onType={(words) => onChange({ ...node, value: listOf(words) }, 'value')}
        />
      ) : (
        <ValueInput
          label={t('canvas.value')}
          type={type}
          values={attribute?.values}
          value={Array.isArray(node.value) ? undefined : (node.value ?? undefined)}
          onChange={(value) => onChange({ ...node, value: value === undefined || value === '' ? null : value }, 'value')}
        />
      )}
    </>
  );
}

function isRef(value: Literal | Ref): value is Ref {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

/** Typed with commas between; nothing typed empties the attribute. */
function listOf(words: string): Literal {
  const values = words
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  return values.length > 0 ? values : null;
}
