import { NumberInput, Stack } from '@mantine/core';
import type { Node, NodeOf } from '../../../../shared/journey/schema';
import { Quiet } from '../../../ui/quiet';
import { useWords } from '../../../ui/words';

/** Arms and their weights; the check below the canvas says when they don't add up to 100. */
export function AbSettings({ node, onChange }: { node: NodeOf<'ab'>; onChange: (node: Node, part?: string) => void }) {
  const { t, text } = useWords();
  return (
    <Stack gap={6}>
      {node.arms.map((arm, i) => (
        <NumberInput
          key={arm.port}
          label={text(arm.name) || t('canvas.arm', { port: arm.port.toUpperCase() })}
          value={arm.weight}
          min={0}
          max={100}
          suffix="%"
          onChange={(weight) => {
            if (typeof weight !== 'number') return;
            const arms = node.arms.with(i, { ...arm, weight });
            // With two arms the other one follows, so that they always make a hundred.
            const other = arms[1 - i];
            onChange({ ...node, arms: arms.length === 2 && other ? arms.with(1 - i, { ...other, weight: 100 - weight }) : arms }, `arm-${i}`);
          }}
        />
      ))}
      {node.hypothesis && <Quiet>{text(node.hypothesis)}</Quiet>}
    </Stack>
  );
}
