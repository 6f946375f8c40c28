/** The figures behind "frequency reached" and "quiet hours": what a system that counts and waits has to be told. */
import { clockIn } from '../i18n/number-format';
import { localeOf } from '../i18n/translator';
import type { Block, Line } from '../report';
import { textIn } from '../text';
import { type BuildSetting, capitalised, sentenceOf } from './brief-setting';
import { calendarContents } from './calendar-words';
import { durationWords } from './duration-words';
import { numberWords } from './node-label';
import { quietDates, shabbatHours, zoneOfCalendar } from './quiet-dates';
import { defaultSun } from './quiet-times-parts';
import type { Calendar } from './schema';

const YEAR_MS = 366 * 86_400_000;

/** Caps and calendars, where a rule of the journey asks for them. */
export function limitBlocks(setting: BuildSetting): Block[] {
  const { journey, context, engagement } = setting;
  const rules = [...journey.policies.suppressions.map((id) => context.suppressions.get(id)), ...journey.policies.own];
  const asks = (kind: 'caps' | 'quiet-times') => rules.some((one) => one?.rule.kind === kind);
  return [
    ...(asks('caps') && engagement.caps.length > 0 ? capBlocks(setting) : []),
    ...(asks('quiet-times') && engagement.calendars.length > 0 ? calendarBlocks(setting) : []),
  ];
}

function capBlocks(setting: BuildSetting): Block[] {
  const { engagement, translate, language } = setting;
  return [
    { kind: 'heading', level: 2, text: translate('workshop.caps') },
    {
      kind: 'table',
      columns: [
        { title: translate('brief.cap'), width: '*' },
        { title: translate('brief.cap-most'), width: 56, align: 'number' },
        { title: translate('brief.cap-window'), width: 70 },
        { title: translate('brief.applies'), width: 90 },
        { title: translate('brief.cap-whom'), width: '*' },
      ],
      rows: engagement.caps.map(({ name, limit, window, classes, channels = [], when }) => ({
        cells: [
          { text: textIn(name, language), user: true },
          numberWords(limit, language),
          durationWords(window, translate, language),
          capitalised([...classes.map((one) => translate(`message-class.${one}`)), ...channels.map((one) => translate(`channel.${one}`))].join(' · ')),
          when ? sentenceOf(when, setting) : translate('brief.cap-everybody'),
        ],
      })),
    },
  ];
}

function calendarBlocks(setting: BuildSetting): Block[] {
  const { engagement, translate, language, now } = setting;
  const { calendars, client } = engagement;
  const from = Date.parse(now);
  const countries = new Intl.DisplayNames(localeOf[language], { type: 'region' });
  const hasDates = calendars.some((one) => quietDates(one, from, from + YEAR_MS, zoneOfCalendar(one, client)).length > 0);
  return [
    { kind: 'heading', level: 2, text: translate('calendar.title') },
    {
      kind: 'table',
      columns: [
        { title: translate('calendar.name'), width: 120 },
        { title: translate('brief.quiet-when'), width: '*' },
        { title: translate('calendar.countries'), width: 90 },
      ],
      rows: calendars.map((calendar) => ({
        cells: [
          { text: textIn(calendar.name, language) || calendar.id, user: true },
          contentsOf(calendar, setting),
          calendar.countries.length === 0 ? translate('calendar.everywhere') : calendar.countries.map((one) => countries.of(one) ?? one).join(' · '),
        ],
      })),
    },
    ...(hasDates
      ? [
          {
            kind: 'paragraph' as const,
            size: 'small' as const,
            tone: 'quiet' as const,
            text: translate('brief.quiet-dates', { chapter: translate('implementation.dates') }),
          },
        ]
      : []),
  ];
}

/** What is in it; Shabbat with the hours that every week of the coming year lies within. */
function contentsOf(calendar: Calendar, setting: BuildSetting): Line {
  const { translate, language, now, engagement } = setting;
  const from = Date.parse(now);
  const zone = zoneOfCalendar(calendar, engagement.client);
  const hours = shabbatHours(calendar, from, from + YEAR_MS, zone);
  if (!hours) return capitalised(calendarContents(calendar, translate, language) || translate('calendar.empty'));
  const sun = calendar.sun ?? defaultSun;
  const { shabbat: _, ...others } = calendar;
  const clock = (time: string) => clockIn(time, localeOf[language]);
  const between = ([first, last]: [string, string]) => translate('brief.quiet-between', { from: clock(first), to: clock(last) });
  const rest = calendarContents(others, translate, language);
  return [
    ...(rest ? [`${capitalised(rest)}\n`] : []),
    translate('brief.quiet-shabbat', {
      before: numberWords(sun.beforeSunset, language),
      after: numberWords(sun.afterNightfall, language),
      place: `${numberWords(sun.latitude, language)}° ${numberWords(sun.longitude, language)}°`,
      begins: between(hours.begins),
      ends: between(hours.ends),
      first: clock(hours.begins[0]),
      last: clock(hours.ends[1]),
    }),
  ];
}
