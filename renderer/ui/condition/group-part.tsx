import { SegmentedControl } from '@mantine/core';
import type { Condition } from '../../../shared/condition/schema';
import { useWords } from '../words';
import { AddPart } from './add-part';
import classes from './condition-editor.module.css';
import type { ConditionContext } from './condition-names';
// biome-ignore lint/suspicious/noImportCycles: conditions hold conditions
import { ConditionPart } from './condition-part';
import { PartMenu } from './part-menu';
import { useFocusAdded } from './use-focus-added';

type Group = Extract<Condition, { op: 'and' | 'or' }>;
type Props = { value: Group; onChange: (condition: Condition) => void; context: ConditionContext; event: string | undefined };

/** Parts of which all have to hold, or one. */
export function GroupPart({ value, onChange, context, event }: Props) {
  const { t } = useWords();
  const { args } = value;
  const { ref, onAdded } = useFocusAdded();
  const set = (next: Condition[]) => onChange({ ...value, args: next });

  function move(at: number, by: -1 | 1) {
    const [part, other] = [args[at], args[at + by]];
    if (part && other) set(args.with(at, other).with(at + by, part));
  }

  return (
    <div className={classes.group} data-op={value.op}>
      <SegmentedControl
        size="xs"
        value={value.op}
        onChange={(op) => onChange({ ...value, op: op === 'or' ? 'or' : 'and' })}
        data={[
          { value: 'and', label: t('condition-editor.all') },
          { value: 'or', label: t('condition-editor.any') },
        ]}
        aria-label={t('condition-editor.all-or-any')}
      />
      <div ref={ref} data-parts className={classes.parts}>
        {args.map((part, i) => (
          // Parts have no identity of their own; they are told apart by their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <div key={i} className={classes.part}>
            <div className={classes.partBody}>
              <ConditionPart value={part} onChange={(next) => set(args.with(i, next))} context={context} event={event} />
            </div>
            <PartMenu
              value={part}
              onChange={(next) => set(args.with(i, next))}
              onMove={args.length > 1 ? (by) => move(i, by) : undefined}
              isFirst={i === 0}
              isLast={i === args.length - 1}
              onDuplicate={() => set(args.toSpliced(i, 0, part))}
              onRemove={args.length > 1 ? () => set(args.toSpliced(i, 1)) : undefined}
            />
          </div>
        ))}
      </div>
      <AddPart
        inside={value.op}
        context={context}
        event={event}
        onAdd={(part) => {
          set([...args, part]);
          onAdded();
        }}
      />
    </div>
  );
}
