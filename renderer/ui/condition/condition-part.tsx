import { ActionIcon, Button, Menu, SegmentedControl } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { Condition } from '../../../shared/condition/schema';
import { ConditionText } from '../condition-text';
import { useWords } from '../words';
import { AttributeLine, attributeConditionOf } from './attribute-line';
import classes from './condition-editor.module.css';
import { type ConditionContext, namesOf } from './condition-names';
import { EventLine } from './event-line';
import { SegmentLine } from './segment-line';

type Props = { value: Condition; onChange: (condition: Condition) => void; context: ConditionContext; event: string | undefined };

/** One part of a condition: a group with its parts, or a line. */
export function ConditionPart({ value, onChange, context, event }: Props) {
  const { t } = useWords();
  switch (value.op) {
    case 'and':
    case 'or':
      return <GroupPart value={value} onChange={onChange} context={context} event={event} />;
    case 'not':
      // "Has no value" reads and is edited as one line.
      if (attributeConditionOf(value)) return <AttributeLine value={value} onChange={onChange} context={context} event={event} />;
      return (
        <div className={classes.group}>
          <span className={classes.quiet}>{t('condition-editor.not')}</span>
          <ConditionPart value={value.arg} onChange={(arg) => onChange({ op: 'not', arg })} context={context} event={event} />
          <Button size="compact-xs" variant="subtle" onClick={() => onChange(value.arg)}>
            {t('condition-editor.remove-not')}
          </Button>
        </div>
      );
    case 'performed':
      return <EventLine value={value} onChange={onChange} context={context} />;
    case 'in-segment':
      return <SegmentLine value={value} onChange={onChange} context={context} />;
    default:
      if (attributeConditionOf(value)) return <AttributeLine value={value} onChange={onChange} context={context} event={event} />;
      // Speaks of the run or of the event that started it: shown, and kept as it is.
      return <ConditionText condition={value} names={namesOf(context, event)} className={classes.quiet} />;
  }
}

function GroupPart({ value, onChange, context, event }: Props & { value: Extract<Condition, { op: 'and' | 'or' }> }) {
  const { t } = useWords();
  const { args } = value;
  const add = (part: Condition) => onChange({ ...value, args: [...args, part] });
  const firstAttribute = context.attributes.keys().next().value ?? 'email';
  const firstEvent = context.events.has('order-placed') ? 'order-placed' : (context.events.keys().next().value ?? 'order-placed');
  const firstSegment = context.segments.keys().next().value;
  return (
    <div className={classes.group}>
      <SegmentedControl
        value={value.op}
        onChange={(op) => onChange({ ...value, op: op === 'or' ? 'or' : 'and' })}
        data={[
          { value: 'and', label: t('condition-editor.all') },
          { value: 'or', label: t('condition-editor.any') },
        ]}
        aria-label={t('condition-editor.all-or-any')}
      />
      {args.map((part, i) => (
        // Parts have no identity of their own; they are told apart by their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div key={i} className={classes.part}>
          <div className={classes.partBody}>
            <ConditionPart value={part} onChange={(next) => onChange({ ...value, args: args.with(i, next) })} context={context} event={event} />
          </div>
          <ActionIcon aria-label={t('condition-editor.remove')} disabled={args.length === 1} onClick={() => onChange({ ...value, args: args.toSpliced(i, 1) })}>
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
      <Menu position="bottom-start">
        <Menu.Target>
          <Button size="compact-xs" variant="default" leftSection={<IconPlus size={13} />}>
            {t('condition-editor.add')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => add({ op: 'exists', left: { kind: 'customer', path: firstAttribute } })}>{t('condition-editor.attribute')}</Menu.Item>
          <Menu.Item onClick={() => add({ op: 'performed', event: firstEvent, measure: 'count', is: { op: 'gte', value: 1 }, window: { last: 'P30D' } })}>
            {t('condition-editor.event')}
          </Menu.Item>
          {firstSegment && <Menu.Item onClick={() => add({ op: 'in-segment', segment: firstSegment })}>{t('condition-editor.segment')}</Menu.Item>}
          <Menu.Item onClick={() => add({ op: value.op === 'and' ? 'or' : 'and', args: [{ op: 'exists', left: { kind: 'customer', path: firstAttribute } }] })}>
            {t('condition-editor.group')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
