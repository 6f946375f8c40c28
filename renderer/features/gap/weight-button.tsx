import { Popover, SegmentedControl } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { setPriority, setWeight } from '../../../shared/checklist/edit-checklist';
import type { KnownPoint } from '../../../shared/checklist/point-groups';
import { priorities, prioritySchema } from '../../../shared/checklist/schema';
import { run, useReadOnly } from '../../store/session';
import { useWords } from '../../ui/words';
import classes from './heat-map.module.css';
import { WeightDots } from './weight-dots';

const weights = Array.from({ length: 11 }, (_, weight) => weight);

/** How much a point counts, set right in the list. The popover is made when it is asked for: a list has sixty of them. */
export function WeightButton({ known }: { known: KnownPoint }) {
  const { t, locale } = useWords();
  const readOnly = useReadOnly();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  const { id, weight, priority } = known.point;
  const number = new Intl.NumberFormat(locale);
  const step = (key: string) => ({ key, params: { point: known.label } });

  useEffect(() => {
    if (wasOpen.current && !open) button.current?.focus();
    wasOpen.current = open;
  }, [open]);

  const target = (
    <button
      type="button"
      ref={button}
      className={classes.weigh}
      disabled={readOnly}
      aria-haspopup="dialog"
      aria-expanded={open}
      aria-label={t('gap.weigh', { point: known.label })}
      onClick={() => setOpen(!open)}
    >
      <WeightDots point={known.point} />
    </button>
  );
  if (!open) return target;
  return (
    <Popover opened onChange={setOpen} position="bottom-start" width={272} shadow="md" radius="md" trapFocus>
      <Popover.Target>{target}</Popover.Target>
      <Popover.Dropdown aria-label={t('gap.weigh', { point: known.label })} onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}>
        <div className={classes.weighing}>
          <SegmentedControl
            fullWidth
            size="xs"
            value={priority}
            aria-label={t('gap.priority')}
            data={priorities.map((one) => ({ value: one, label: t(`priority.${one}`) }))}
            onChange={(next) => {
              const parsed = prioritySchema.safeParse(next);
              if (parsed.success) run(step('gap.step.priority'), (e) => setPriority(e, { point: id, priority: parsed.data }));
            }}
          />
          <div role="group" aria-label={t('gap.weight')} className={classes.weights}>
            {weights.map((one) => (
              <button
                type="button"
                key={one}
                aria-pressed={one === weight}
                data-autofocus={one === Math.round(weight) || undefined}
                onClick={() => {
                  run(step('gap.step.weight'), (e) => setWeight(e, { point: id, weight: one }));
                  setOpen(false);
                }}
              >
                {number.format(one)}
              </button>
            ))}
          </div>
          <span>{t(`gap.priority-title.${priority}`, { weight })}</span>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
