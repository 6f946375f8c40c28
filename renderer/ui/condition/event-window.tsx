import { ActionIcon, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { EventWindow } from '../../../shared/condition/schema';
import { withoutUndefined } from '../../../shared/engagement/without-undefined';
import { DurationInput } from '../duration-input';
import { useWords } from '../words';
import classes from './condition-editor.module.css';

type Set = (window: EventWindow | undefined) => void;

/** No window at all is the same as one without limits; only the first is written. */
function tidy(window: EventWindow): EventWindow | undefined {
  const next = withoutUndefined(window);
  return Object.keys(next).length > 0 ? next : undefined;
}

/** Ever, in the last so long, or since the journey was entered. */
export function EventWindowSelect({ window, onChange }: { window: EventWindow | undefined; onChange: Set }) {
  const { t } = useWords();
  const since = window?.sinceEntry ? 'entry' : window?.last !== undefined ? 'last' : 'ever';
  const choose = (next: string | null) => {
    const others = { afterLast: window?.afterLast, beforeLast: window?.beforeLast };
    if (next === 'entry') onChange(tidy({ ...others, last: window?.last, sinceEntry: true }));
    else onChange(tidy({ ...others, last: next === 'last' ? (window?.last ?? 'P30D') : undefined }));
  };
  return (
    <>
      <Select
        aria-label={t('condition-editor.when')}
        value={since}
        onChange={choose}
        data={(['ever', 'last', 'entry'] as const).map((id) => ({ value: id, label: t(`condition-editor.window.${id}`) }))}
        allowDeselect={false}
      />
      {window?.last !== undefined && (
        <div className={classes.duration}>
          <DurationInput label="" value={window.last} onChange={(last) => onChange({ ...window, last })} />
        </div>
      )}
    </>
  );
}

type LinesProps = { window: EventWindow | undefined; events: { value: string; label: string }[]; onChange: Set };

/** Measured against the latest of another event. */
export function EventWindowLines({ window, events, onChange }: LinesProps) {
  const { t } = useWords();
  return (['afterLast', 'beforeLast'] as const).map((side) => {
    const other = window?.[side];
    if (other === undefined) return null;
    const label = t(side === 'afterLast' ? 'condition-editor.after-last' : 'condition-editor.before-last');
    return (
      <div key={side} className={classes.extra}>
        <span className={classes.quiet}>{label}</span>
        <Select
          aria-label={label}
          value={other}
          onChange={(event) => event && onChange({ ...window, [side]: event })}
          data={events}
          searchable
          allowDeselect={false}
        />
        <ActionIcon size={24} aria-label={t('condition-editor.remove-extra', { name: label })} onClick={() => onChange(tidy({ ...window, [side]: undefined }))}>
          <IconX size={14} />
        </ActionIcon>
      </div>
    );
  });
}
