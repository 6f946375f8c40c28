import { ActionIcon, Button, NumberInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { Node, NodeOf } from '../../../../shared/journey/schema';
import { InspectorRow } from '../../../ui/inspector';
import { TypedInput, TypedTextarea } from '../../../ui/typed-input';
import { useWords } from '../../../ui/words';
import { freePort } from './ports';

/** Arms and their weights, and the question; the check below the canvas says when weights don't add up to 100. */
export function AbSettings({ node, onChange }: { node: NodeOf<'ab'>; onChange: (node: Node, part?: string) => void }) {
  const { t, text, language } = useWords();
  const { arms } = node;
  const taken = arms.map(({ port }) => port);
  return (
    <>
      {arms.map((arm, i) => (
        <InspectorRow key={arm.port}>
          <TypedInput
            label={t('canvas.arm', { port: arm.port.toUpperCase() })}
            value={arm.name?.[language] ?? ''}
            placeholder={text(arm.name)}
            onType={(words) => onChange({ ...node, arms: arms.with(i, { ...arm, name: { ...arm.name, [language]: words } }) }, `arm-name-${i}`)}
            maxLength={200}
          />
          <NumberInput
            label={t('canvas.weight')}
            value={arm.weight}
            min={0}
            max={100}
            suffix="%"
            w={96}
            onChange={(weight) => {
              if (typeof weight !== 'number') return;
              const set = arms.with(i, { ...arm, weight });
              // With two arms the other one follows, so that they always make a hundred.
              const other = set[1 - i];
              onChange({ ...node, arms: arms.length === 2 && other ? set.with(1 - i, { ...other, weight: 100 - weight }) : set }, `arm-${i}`);
            }}
          />
          {arms.length > 2 && (
            <ActionIcon size={34} aria-label={t('canvas.remove')} onClick={() => onChange({ ...node, arms: arms.toSpliced(i, 1) })}>
              <IconTrash size={15} />
            </ActionIcon>
          )}
        </InspectorRow>
      ))}
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconPlus size={14} />}
        onClick={() => onChange({ ...node, arms: [...arms, { port: freePort(taken, (n) => (n < 26 ? String.fromCharCode(97 + n) : `arm-${n}`)), weight: 0 }] })}
      >
        {t('canvas.add-arm')}
      </Button>
      <TypedTextarea
        label={t('canvas.hypothesis')}
        value={node.hypothesis?.[language] ?? ''}
        placeholder={text(node.hypothesis)}
        onType={(words) => onChange({ ...node, hypothesis: { ...node.hypothesis, [language]: words } }, 'hypothesis')}
        maxLength={2000}
      />
    </>
  );
}
