import { SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import { holidayName } from '../../../shared/journey/calendar-words';
import { durationWords } from '../../../shared/journey/duration-words';
import { zoneOfCalendar } from '../../../shared/journey/quiet-dates';
import { quietStretches, type Stretch } from '../../../shared/journey/quiet-times';
import type { Calendar } from '../../../shared/journey/schema';
import { approximateMs } from '../../../shared/time/duration';
import { useEngagement } from '../../store/session';
import { Badge } from '../../ui/badge';
import { useWords } from '../../ui/words';
import classes from './calendars.module.css';

const AHEAD_MS = 400 * 86_400_000;
const SHOWN = 10;
const choices = ['all', 'named'] as const;

/** The next times a calendar is quiet, nights left out: they are all alike. */
export function CalendarPreview({ calendar }: { calendar: Calendar }) {
  const { t, language, locale } = useWords();
  const client = useEngagement((e) => e.client);
  const zone = zoneOfCalendar(calendar, client);
  const hold = useEngagement((e) => e.suppressions.find(({ rule, action }) => rule.kind === 'quiet-times' && action === 'hold')?.maxHold);
  const [choice, setChoice] = useState<(typeof choices)[number]>('all');
  const stretches = useMemo(() => {
    const { nights: _, ...days } = calendar;
    const now = Date.now();
    return quietStretches([days], now, now + AHEAD_MS, zone);
  }, [calendar, zone]);
  const isNamed = ({ parts }: Stretch) => parts.some(({ holiday }) => holiday !== undefined);
  const shown = (choice === 'named' ? stretches.filter(isNamed) : stretches).slice(0, SHOWN);
  const moment = new Intl.DateTimeFormat(locale, { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  const namesOf = ({ parts }: Stretch) => [
    ...new Set(parts.map(({ holiday }) => (holiday === undefined ? t('calendar.weekly') : holidayName(holiday, [calendar], t, language)))),
  ];

  return (
    <section className={classes.preview} aria-label={t('calendar.preview')}>
      <div className={classes.previewHead}>
        <h3>{t('calendar.preview')}</h3>
        <SegmentedControl
          size="xs"
          value={choice}
          onChange={(value) => setChoice(choices.find((one) => one === value) ?? choice)}
          data={choices.map((value) => ({ value, label: t(`calendar.preview.${value}`) }))}
          aria-label={t('calendar.preview')}
        />
      </div>
      {shown.length === 0 ? (
        <p className={classes.none}>{t('calendar.none-ahead')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('calendar.from')}</th>
              <th scope="col">{t('calendar.to')}</th>
              <th scope="col">{t('calendar.what')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((stretch) => (
              <tr key={stretch.from}>
                <td>{moment.format(stretch.from)}</td>
                <td>{moment.format(stretch.to)}</td>
                <td>
                  {namesOf(stretch).join(' · ')}
                  {hold !== undefined && stretch.to - stretch.from > approximateMs(hold) && (
                    <span className={classes.long}>
                      <Badge tone="waiting">{t('calendar.longer-than-hold', { duration: durationWords(hold, t, language) })}</Badge>
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className={classes.none}>{t('calendar.zone', { zone })}</p>
    </section>
  );
}
