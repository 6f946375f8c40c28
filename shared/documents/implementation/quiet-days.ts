/** Holidays and the client's own dates of the coming year with their hours, for a system that reckons none by itself. */
import { localeOf } from '../../i18n/translator';
import { holidayName } from '../../journey/calendar-words';
import { quietDates, zoneOfCalendar } from '../../journey/quiet-dates';
import type { Block } from '../../report';
import { textIn } from '../../text';
import { type PlanSetting, small, user } from '../plan-setting';

const YEAR_MS = 366 * 86_400_000;

/** A table for each calendar that has dates, where the plan has journeys that would keep them. @param now ISO 8601 */
export function dateBlocks(now: string, { engagement, translate, language, briefs }: PlanSetting): Block[] {
  const from = Date.parse(now);
  const none: Block[] = [{ kind: 'callout', tone: 'quiet', text: translate('implementation.no-dates') }];
  if (briefs.length === 0 || Number.isNaN(from)) return none;
  const tables = engagement.calendars.flatMap((calendar): Block[] => {
    const zone = zoneOfCalendar(calendar, engagement.client);
    const dates = quietDates(calendar, from, from + YEAR_MS, zone);
    if (dates.length === 0) return [];
    const moment = new Intl.DateTimeFormat(localeOf[language], { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' });
    return [
      { kind: 'heading', level: 2, text: user(textIn(calendar.name, language) || calendar.id) },
      small(translate('implementation.dates-how', { zone })),
      {
        kind: 'table',
        columns: [
          { title: translate('calendar.from'), width: 120 },
          { title: translate('calendar.to'), width: 120 },
          { title: translate('calendar.what'), width: '*' },
        ],
        rows: dates.map(({ from: begins, to: ends, parts }) => ({
          cells: [
            moment.format(begins),
            moment.format(ends),
            user(
              [...new Set(parts.flatMap(({ holiday }) => (holiday === undefined ? [] : [holidayName(holiday, [calendar], translate, language)])))].join(' · '),
            ),
          ],
        })),
      },
    ];
  });
  return tables.length > 0 ? tables : none;
}
