import { ActionIcon, Button, MultiSelect, Select, Switch, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMemo } from 'react';
import { editCalendar, removeCalendar } from '../../../shared/journey/edit-calendars';
import { type Calendar, weekdays } from '../../../shared/journey/schema';
import { holidaySets } from '../../../shared/time/holidays';
import { run, useReadOnly } from '../../store/session';
import { ClockInput } from '../../ui/clock-input';
import { useWords } from '../../ui/words';
import { CalendarPreview } from './calendar-preview';
import classes from './calendars.module.css';
import type { ChangeCalendar } from './change-calendar';
import { countryChoices } from './country-choices';
import { OwnDaysList } from './own-days-list';
import { SunSettings } from './sun-settings';

type Rest = Calendar['rest'][number];
/** One calendar with everything in it; each change is one step that can be undone. */
export function CalendarForm({ calendar }: { calendar: Calendar }) {
  const { t, text, language, locale } = useWords();
  const readOnly = useReadOnly();
  const countries = useMemo(() => countryChoices(locale), [locale]);
  const { id, nights, rest, holidays = [] } = calendar;
  const name = text(calendar.name) || id;
  const change: ChangeCalendar = (patch) =>
    run({ key: 'calendar.step.edit', params: { name } }, (e) => editCalendar(e, { id, calendar: patch }), `calendar:${id}:${Object.keys(patch).join()}`);
  const goesByTheSun = calendar.shabbat === true || holidays.some((set) => set.startsWith('israel') || set === 'ramadan-days');
  const goesByTheMoon = holidays.some((set) => set === 'iran-official' || set === 'ramadan-days');

  return (
    <div className={classes.form}>
      <div className={classes.pair}>
        <TextInput
          key={`${language} ${name}`}
          label={t('calendar.name')}
          defaultValue={name}
          disabled={readOnly}
          dir="auto"
          maxLength={200}
          onBlur={(event) => {
            const typed = event.currentTarget.value.trim();
            if (typed !== '' && typed !== name) change({ name: { ...calendar.name, [language]: typed } });
          }}
        />
        <MultiSelect
          label={t('calendar.countries')}
          placeholder={calendar.countries.length === 0 ? t('calendar.everywhere') : undefined}
          value={calendar.countries}
          onChange={(value) => change({ countries: value })}
          data={countries}
          searchable
          disabled={readOnly}
        />
      </div>

      <div className={classes.line}>
        <Switch
          label={t('calendar.nights')}
          checked={nights !== undefined}
          disabled={readOnly}
          onChange={(event) => change({ nights: event.currentTarget.checked ? { from: '20:30', to: '08:30' } : undefined })}
        />
        {nights && (
          <>
            <Clock label={t('calendar.from')} value={nights.from} onChange={(from) => change({ nights: { ...nights, from } })} disabled={readOnly} />
            <Clock label={t('calendar.to')} value={nights.to} onChange={(to) => change({ nights: { ...nights, to } })} disabled={readOnly} />
          </>
        )}
      </div>

      <fieldset className={classes.group}>
        <legend>{t('calendar.rest')}</legend>
        {rest.map((one, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a time of rest is nothing but its place in the list.
          <div key={i} className={classes.line}>
            <RestEnds rest={one} onChange={(next) => change({ rest: rest.with(i, next) })} />
            <ActionIcon aria-label={t('calendar.remove-rest')} disabled={readOnly} onClick={() => change({ rest: rest.toSpliced(i, 1) })}>
              <IconTrash size={15} />
            </ActionIcon>
          </div>
        ))}
        <div className={classes.line}>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            disabled={readOnly}
            onClick={() => change({ rest: [...rest, { fromDay: 'fr', from: '14:00', toDay: 'sa', to: '20:30' }] })}
          >
            {t('calendar.add-rest')}
          </Button>
          <Switch
            label={t('calendar.shabbat')}
            checked={calendar.shabbat === true}
            disabled={readOnly}
            onChange={(event) => change({ shabbat: event.currentTarget.checked || undefined })}
          />
        </div>
      </fieldset>

      <MultiSelect
        label={t('calendar.holidays')}
        description={goesByTheMoon ? t('calendar.moon') : undefined}
        value={holidays}
        disabled={readOnly}
        onChange={(value) => change({ holidays: value.length === 0 ? undefined : holidaySets.filter((set) => value.includes(set)) })}
        data={holidaySets.map((value) => ({ value, label: t(`holiday-set.${value}`) }))}
      />
      {goesByTheSun && <SunSettings calendar={calendar} change={change} />}
      <OwnDaysList calendar={calendar} change={change} />
      <CalendarPreview calendar={calendar} />
      <div>
        <Button
          variant="subtle"
          color="red"
          size="compact-sm"
          leftSection={<IconTrash size={14} />}
          disabled={readOnly}
          onClick={() => run({ key: 'calendar.step.remove', params: { name } }, (e) => removeCalendar(e, { id }))}
        >
          {t('calendar.remove')}
        </Button>
      </div>
    </div>
  );
}

function Clock({ label, value, onChange, disabled }: { label: string; value: string; onChange: (clock: string) => void; disabled: boolean }) {
  return <ClockInput aria-label={label} value={value} disabled={disabled} onChange={onChange} />;
}

function RestEnds({ rest, onChange }: { rest: Rest; onChange: (rest: Rest) => void }) {
  const { t } = useWords();
  const readOnly = useReadOnly();
  const data = weekdays.map((value) => ({ value, label: t(`weekday.${value}`) }));
  const day = (part: 'fromDay' | 'toDay', label: string) => (
    <Select
      aria-label={label}
      className={classes.day}
      value={rest[part]}
      data={data}
      disabled={readOnly}
      allowDeselect={false}
      onChange={(value) => onChange({ ...rest, [part]: weekdays.find((one) => one === value) ?? rest[part] })}
    />
  );
  return (
    <>
      {day('fromDay', t('calendar.from-day'))}
      <Clock label={t('calendar.from')} value={rest.from} onChange={(from) => onChange({ ...rest, from })} disabled={readOnly} />
      <span aria-hidden>–</span>
      {day('toDay', t('calendar.to-day'))}
      <Clock label={t('calendar.to')} value={rest.to} onChange={(to) => onChange({ ...rest, to })} disabled={readOnly} />
    </>
  );
}
