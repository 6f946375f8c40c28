import { Button, Group, NumberInput, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPower, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { removeOwnPoint, setPriority, setWeight, switchOffPoint, switchOnPoint } from '../../../shared/checklist/edit-checklist';
import type { KnownPoint } from '../../../shared/checklist/point-groups';
import { prioritySchema } from '../../../shared/checklist/schema';
import { run } from '../../store/session';
import { InspectorRow, InspectorSection } from '../../ui/inspector';
import { Quiet } from '../../ui/quiet';
import { useWords } from '../../ui/words';
import { OwnPointFields } from './own-point-fields';
import classes from './point-inspector.module.css';
import type { GapModel } from './use-gap';
import { movePointStep, neighboursOf } from './use-row-order';
import { WantedScore } from './wanted-score';

/** How much a point counts for this client, or why it does not; an own point is worded and removed here too. */
export function PointSettings({ model, known, onRemoved }: { model: GapModel; known: KnownPoint; onRemoved: () => void }) {
  const { t, text } = useWords();
  const { id, weight, priority, own, switchedOff } = known.point;
  const step = (key: string) => ({ key, params: { point: known.label } });
  const priorities = model.catalogue.checklist.priorities;
  const { before, after } = neighboursOf(model.groups, id);
  return (
    <InspectorSection title={t('gap.how-much')}>
      {own && <OwnPointFields id={id} own={own} label={known.label} />}
      <InspectorRow>
        <NumberInput
          label={t('gap.weight')}
          value={weight}
          min={0}
          max={10}
          decimalScale={1}
          w={84}
          onChange={(next) => typeof next === 'number' && run(step('gap.step.weight'), (e) => setWeight(e, { point: id, weight: next }), `${id}:weight`)}
        />
        <SegmentedControl
          value={priority}
          flex={1}
          aria-label={t('gap.priority')}
          data={priorities.map((one) => ({ value: one.id, label: text(one.label) }))}
          onChange={(next) => {
            const parsed = prioritySchema.safeParse(next);
            if (parsed.success) run(step('gap.step.priority'), (e) => setPriority(e, { point: id, priority: parsed.data }));
          }}
        />
      </InspectorRow>
      <Quiet>{text(priorities.find((one) => one.id === priority)?.description)}</Quiet>
      <WantedScore model={model} known={known} />
      <Group gap={6}>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconArrowUp size={13} />}
          disabled={!before}
          onClick={() => before && movePointStep(known, before)}
        >
          {t('gap.move-up')}
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconArrowDown size={13} />}
          disabled={!after}
          onClick={() => after && movePointStep(known, after)}
        >
          {t('gap.move-down')}
        </Button>
      </Group>
      {switchedOff === undefined ? (
        <SwitchOff onOff={(reason) => run(step('gap.step.off'), (e) => switchOffPoint(e, { point: id, reason }))} />
      ) : (
        <div className={classes.offNote}>
          <span>{t('gap.off', { reason: switchedOff })}</span>
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconPower size={13} />}
            onClick={() => run(step('gap.step.on'), (e) => switchOnPoint(e, { point: id }))}
          >
            {t('gap.switch-on')}
          </Button>
        </div>
      )}
      {own && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="pomegranate"
          w="fit-content"
          leftSection={<IconTrash size={14} />}
          onClick={() => {
            run(step('gap.step.remove-point'), (e) => removeOwnPoint(e, { id }));
            onRemoved();
          }}
        >
          {t('gap.remove-point')}
        </Button>
      )}
    </InspectorSection>
  );
}

function SwitchOff({ onOff }: { onOff: (reason: string) => void }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  if (!open)
    return (
      <Button size="compact-xs" variant="subtle" w="fit-content" leftSection={<IconPower size={14} />} onClick={() => setOpen(true)}>
        {t('gap.switch-off')}
      </Button>
    );
  return (
    <Stack
      component="form"
      gap={8}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim()) onOff(reason);
      }}
    >
      <TextInput label={t('gap.off-reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} dir="auto" maxLength={1000} />
      <Group gap={6}>
        <Button size="compact-sm" type="submit" disabled={!reason.trim()}>
          {t('gap.switch-off')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => setOpen(false)}>
          {t('common.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
