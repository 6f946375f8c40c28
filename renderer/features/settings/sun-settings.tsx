import { NumberInput, Select } from '@mantine/core';
import { defaultSun } from '../../../shared/journey/quiet-times-parts';
import type { Calendar } from '../../../shared/journey/schema';
import { cities, cityAt } from '../../../shared/time/cities';
import { useReadOnly } from '../../store/session';
import { useWords } from '../../ui/words';
import classes from './calendars.module.css';
import type { ChangeCalendar } from './change-calendar';

const elsewhere = 'elsewhere';

/** Where the sun sets, and how much sooner and later the quiet is. */
export function SunSettings({ calendar, change }: { calendar: Calendar; change: ChangeCalendar }) {
  const { t } = useWords();
  const readOnly = useReadOnly();
  const sun = calendar.sun ?? defaultSun;
  const city = cityAt(sun);

  function move(id: string | null) {
    const place = cities.find((one) => one.id === id);
    if (place) change({ sun: { ...sun, latitude: place.latitude, longitude: place.longitude, beforeSunset: place.beforeSunset } });
  }
  const number = (part: keyof typeof sun, limits: { min: number; max: number; decimalScale: number }) => (
    <NumberInput
      label={t(`calendar.sun.${part}`)}
      value={sun[part]}
      disabled={readOnly}
      clampBehavior="strict"
      hideControls
      {...limits}
      onChange={(value) => typeof value === 'number' && change({ sun: { ...sun, [part]: value } })}
    />
  );
  return (
    <fieldset className={classes.group}>
      <legend>{t('calendar.sun')}</legend>
      <div className={classes.sun}>
        <Select
          label={t('calendar.city')}
          value={city?.id ?? elsewhere}
          disabled={readOnly}
          onChange={move}
          allowDeselect={false}
          data={[...cities.map(({ id }) => ({ value: id, label: t(`city.${id}`) })), ...(city ? [] : [{ value: elsewhere, label: t('calendar.elsewhere') }])]}
        />
        {number('latitude', { min: -65, max: 65, decimalScale: 4 })}
        {number('longitude', { min: -180, max: 180, decimalScale: 4 })}
        {number('beforeSunset', { min: 0, max: 180, decimalScale: 0 })}
        {number('afterNightfall', { min: 0, max: 180, decimalScale: 0 })}
      </div>
    </fieldset>
  );
}
