import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { freeKey } from '../../../shared/ids';
import type { Calendar, OwnDays } from '../../../shared/journey/schema';
import { languages } from '../../../shared/text';
import { useEngagement, useReadOnly } from '../../store/session';
import { today } from '../../ui/dates';
import { NeededInput } from '../../ui/needed-input';
import { useWords } from '../../ui/words';
import classes from './calendars.module.css';
import type { ChangeCalendar } from './change-calendar';

/** Days the client names, in the languages reasons are told in. */
export function OwnDaysList({ calendar, change }: { calendar: Calendar; change: ChangeCalendar }) {
  const { t, text, language } = useWords();
  const readOnly = useReadOnly();
  const taken = useEngagement((e) => e.calendars);
  const days = calendar.days ?? [];
  const set = (next: OwnDays[]) => change({ days: next.length === 0 ? undefined : next });
  const edit = (i: number, one: OwnDays, patch: Partial<OwnDays>) => set(days.with(i, { ...one, ...patch }));

  function add() {
    const id = freeKey('days', new Set(taken.flatMap((one) => one.days ?? []).map((one) => one.id)));
    set([...days, { id, name: { [language]: t('calendar.new-days') }, from: today(), to: today() }]);
  }
  return (
    <fieldset className={classes.group}>
      <legend>{t('calendar.own')}</legend>
      {days.map((one, i) => (
        <div key={one.id} className={classes.own}>
          {languages.map((tongue) => (
            <TextInput
              key={`${tongue} ${one.name[tongue] ?? ''}`}
              label={i === 0 ? t(`calendar.name-in.${tongue}`) : undefined}
              aria-label={t(`calendar.name-in.${tongue}`)}
              defaultValue={one.name[tongue] ?? ''}
              disabled={readOnly}
              dir="auto"
              lang={tongue}
              maxLength={200}
              onBlur={(event) => {
                const typed = event.currentTarget.value.trim();
                if (typed !== (one.name[tongue] ?? '')) edit(i, one, { name: { ...one.name, [tongue]: typed } });
              }}
            />
          ))}
          {(['from', 'to'] as const).map((end) => (
            <NeededInput
              key={end}
              type="date"
              label={i === 0 ? t(`calendar.${end}-date`) : undefined}
              aria-label={t(`calendar.${end}-date`)}
              value={one[end]}
              error={end === 'to' && one.to < one.from ? t('calendar.backwards') : undefined}
              disabled={readOnly}
              onChange={(date) => edit(i, one, { [end]: date })}
            />
          ))}
          <ActionIcon aria-label={t('calendar.remove-days', { name: text(one.name) })} disabled={readOnly} onClick={() => set(days.toSpliced(i, 1))}>
            <IconTrash size={15} />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} disabled={readOnly} onClick={add}>
          {t('calendar.add-days')}
        </Button>
      </div>
    </fieldset>
  );
}
