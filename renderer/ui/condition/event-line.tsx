import { ActionIcon, Menu, NumberInput, Select } from '@mantine/core';
import { IconFilter, IconX } from '@tabler/icons-react';
import { useId } from 'react';
import { type ComparisonOp, type Condition, comparisonOps } from '../../../shared/condition/schema';
import { withoutUndefined } from '../../../shared/engagement/without-undefined';
import { useWords } from '../words';
import classes from './condition-editor.module.css';
import type { ConditionContext } from './condition-names';
// biome-ignore lint/suspicious/noImportCycles: conditions hold conditions
import { ConditionPart } from './condition-part';
import { EventWindowLines, EventWindowSelect } from './event-window';
import { newPart } from './new-part';

type Performed = Extract<Condition, { op: 'performed' }>;
type Props = { value: Performed; onChange: (condition: Condition) => void; context: ConditionContext };

const measures = ['count', 'sum', 'distinct'] as const;

/** How often something happened, how much it came to, or how many different values it had; since when, and only where. */
export function EventLine({ value, onChange, context }: Props) {
  const { t, text } = useWords();
  const filterId = useId();
  const events = [...context.events.values()].map((event) => ({ value: event.id, label: text(event.label) || event.id }));
  const properties = [...(context.events.get(value.event)?.properties.values() ?? [])];
  const numeric = properties.filter(({ type }) => ['integer', 'decimal', 'money'].includes(type));
  const optionsOf = (list: typeof properties, current: string | undefined) => {
    const options = list.map((property) => ({ value: property.id, label: text(property.label) || property.id }));
    return current === undefined || options.some((one) => one.value === current) ? options : [{ value: current, label: current }, ...options];
  };
  const set = (patch: Partial<Performed>) => onChange(withoutUndefined({ ...value, ...patch }));
  const filter = newPart('attribute', context, value.event, 'and');

  return (
    <div className={classes.event}>
      <div className={classes.line}>
        <Select
          aria-label={t('condition-editor.event')}
          value={value.event}
          // Properties are the event's own: another event has others.
          onChange={(event) => event && set({ event, measure: 'count', property: undefined, groupBy: undefined, where: undefined })}
          data={events}
          searchable
          allowDeselect={false}
        />
        <Select
          aria-label={t('condition-editor.measure')}
          value={value.measure}
          onChange={(measure) => measure && set({ measure, property: measure === 'count' ? undefined : (measure === 'sum' ? numeric : properties)[0]?.id })}
          data={measures
            .filter((measure) => measure === 'count' || measure === value.measure || (measure === 'sum' ? numeric : properties).length > 0)
            .map((measure) => ({ value: measure, label: t(`condition-editor.measure.${measure}`) }))}
          allowDeselect={false}
        />
        {value.measure !== 'count' && (
          <Select
            aria-label={t('condition-editor.property')}
            value={value.property ?? null}
            placeholder={t('condition-editor.property')}
            error={value.property === undefined}
            onChange={(property) => property && set({ property })}
            data={optionsOf(value.measure === 'sum' ? numeric : properties, value.property)}
            searchable
            allowDeselect={false}
          />
        )}
      </div>
      <div className={classes.line}>
        <Select
          aria-label={t('condition-editor.operator')}
          value={value.is.op}
          onChange={(op) => op && set({ is: { ...value.is, op: op as ComparisonOp } })}
          data={comparisonOps.map((op) => ({ value: op, label: t(`condition-editor.times.${op}`) }))}
          allowDeselect={false}
        />
        <NumberInput
          aria-label={t(value.measure === 'count' ? 'condition-editor.times' : 'condition-editor.value')}
          value={value.is.value}
          min={value.measure === 'sum' ? undefined : 0}
          thousandSeparator=","
          onChange={(n) => typeof n === 'number' && set({ is: { ...value.is, value: n } })}
        />
        <EventWindowSelect window={value.window} onChange={(window) => set({ window })} />
      </div>
      <EventWindowLines window={value.window} events={events} onChange={(window) => set({ window })} />
      {value.groupBy !== undefined && (
        <div className={classes.extra}>
          <span className={classes.quiet}>{t('condition-editor.group-by')}</span>
          <Select
            aria-label={t('condition-editor.group-by')}
            value={value.groupBy}
            onChange={(groupBy) => groupBy && set({ groupBy })}
            data={optionsOf(properties, value.groupBy)}
            searchable
            allowDeselect={false}
          />
          <RemoveExtra label={t('condition-editor.remove-extra', { name: t('condition-editor.group-by') })} onRemove={() => set({ groupBy: undefined })} />
        </div>
      )}
      {value.where && (
        <section className={classes.where} aria-labelledby={filterId}>
          <span id={filterId} className={classes.quiet}>
            {t('condition-editor.where')}
          </span>
          <ConditionPart value={value.where} onChange={(where) => set({ where })} context={context} event={value.event} />
          <RemoveExtra label={t('condition-editor.remove-extra', { name: t('condition-editor.where') })} onRemove={() => set({ where: undefined })} />
        </section>
      )}
      <Menu position="bottom-start">
        <Menu.Target>
          <button type="button" className={classes.more}>
            <IconFilter size={13} aria-hidden />
            {t('condition-editor.narrow')}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {filter && !value.where && <Menu.Item onClick={() => set({ where: { op: 'and', args: [filter] } })}>{t('condition-editor.where')}…</Menu.Item>}
          {value.window?.afterLast === undefined && (
            <Menu.Item onClick={() => set({ window: { ...value.window, afterLast: otherThan(value.event, context) } })}>
              {t('condition-editor.after-last')}…
            </Menu.Item>
          )}
          {value.window?.beforeLast === undefined && (
            <Menu.Item onClick={() => set({ window: { ...value.window, beforeLast: otherThan(value.event, context) } })}>
              {t('condition-editor.before-last')}…
            </Menu.Item>
          )}
          {value.groupBy === undefined && properties[0] && (
            <Menu.Item onClick={() => set({ groupBy: properties[0]?.id })}>{t('condition-editor.group-by')}…</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function otherThan(event: string, context: ConditionContext): string {
  return [...context.events.keys()].find((id) => id !== event) ?? event;
}

export function RemoveExtra({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <ActionIcon size={24} aria-label={label} onClick={onRemove}>
      <IconX size={14} />
    </ActionIcon>
  );
}
