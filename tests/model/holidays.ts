/** Feasts as the reference finds them: the calendars of `Intl`, looked at day by day. */
import { DAY } from './wall-clock';

/** `first`: the day since 1970 it begins on. `eve`: sunset to nightfall, else midnight to midnight or, of the days of fasting, to sunset. */
export type Feast = { name: string; first: number; days: number; hours: 'eve' | 'day' | 'daylight' };

const shown = {
  hebrew: new Intl.DateTimeFormat('en-u-ca-hebrew', { day: 'numeric', month: 'long', timeZone: 'UTC' }),
  persian: new Intl.DateTimeFormat('en-u-ca-persian', { day: 'numeric', month: 'numeric', timeZone: 'UTC' }),
  islamic: new Intl.DateTimeFormat('en-u-ca-islamic-umalqura', { day: 'numeric', month: 'numeric', timeZone: 'UTC' }),
};

/** `Nisan 15`, `1/13`. */
function dateIn(calendar: keyof typeof shown, day: number): string {
  const parts = shown[calendar].formatToParts(day * DAY);
  const part = (type: 'month' | 'day') => parts.find((one) => one.type === type)?.value ?? '';
  return calendar === 'hebrew' ? `${part('month')} ${part('day')}` : `${part('month')}/${part('day')}`;
}

const weekdayOf = (day: number) => ['su', 'mo', 'tu', 'we', 'th', 'fr', 'sa'][new Date(day * DAY).getUTCDay()] ?? '';

const feasts: Record<string, [name: string, days: number]> = {
  'Tishri 1': ['rosh-hashana', 2],
  'Tishri 10': ['yom-kippur', 1],
  'Tishri 15': ['sukkot', 1],
  'Tishri 22': ['simchat-torah', 1],
  'Nisan 15': ['pesach', 1],
  'Nisan 21': ['pesach-seventh', 1],
  'Sivan 6': ['shavuot', 1],
};
const between: Record<string, [name: string, days: number]> = { 'Tishri 16': ['chol-hamoed-sukkot', 6], 'Nisan 16': ['chol-hamoed-pesach', 5] };
const nowruz: Record<string, [name: string, days: number]> = { '1/1': ['nowruz', 12], '1/13': ['sizdah-bedar', 1] };
const iranian: Record<string, string> = {
  '1/12': 'islamic-republic-day',
  '3/14': 'khomeini-death',
  '3/15': 'khordad-uprising',
  '11/22': 'revolution-day',
  '12/29': 'oil-day',
  '12/30': 'last-of-esfand',
};
const mourning: Record<string, string> = {
  '1/9': 'tasua',
  '1/10': 'ashura',
  '2/20': 'arbaeen',
  '2/28': 'prophet-death',
  '3/8': 'askari-martyrdom',
  '3/17': 'prophet-birth',
  '6/3': 'fatima-martyrdom',
  '7/13': 'ali-birth',
  '7/27': 'mabath',
  '8/15': 'mahdi-birth',
  '9/21': 'ali-martyrdom',
  '10/1': 'fitr',
  '10/25': 'sadiq-martyrdom',
  '12/10': 'adha',
  '12/18': 'ghadir',
};

/** Those of a set that begin on this day. */
function beginning(set: string, day: number): Feast[] {
  const found: Feast[] = [];
  const add = (hours: Feast['hours'], name: string | undefined, days = 1, first = day) => {
    if (name) found.push({ name, first, days, hours });
  };
  const addOf = (hours: Feast['hours'], [name, days]: readonly [name?: string, days?: number] = []) => add(hours, name, days);
  switch (set) {
    case 'israel-jewish': {
      const date = dateIn('hebrew', day);
      const weekday = weekdayOf(day);
      addOf('eve', feasts[date]);
      // Nobody fasts on Shabbat; days of remembrance keep off it, and off the evenings around it.
      if (date === 'Av 9') add('eve', 'tisha-beav', 1, weekday === 'sa' ? day + 1 : day);
      if (date === 'Nisan 27') add('eve', 'holocaust-day', 1, weekday === 'fr' ? day - 1 : weekday === 'su' ? day + 1 : day);
      if (date === 'Iyar 5') {
        const independence = weekday === 'fr' ? day - 1 : weekday === 'sa' ? day - 2 : weekday === 'mo' ? day + 1 : day;
        add('eve', 'memorial-day', 1, independence - 1);
        add('eve', 'independence-day', 1, independence);
      }
      break;
    }
    case 'israel-chol-hamoed':
      addOf('eve', between[dateIn('hebrew', day)]);
      break;
    case 'iran-nowruz':
      addOf('day', nowruz[dateIn('persian', day)]);
      break;
    case 'iran-official': {
      const [sun, moon] = [dateIn('persian', day), dateIn('islamic', day)];
      addOf('day', nowruz[sun]);
      add('day', iranian[sun]);
      // The moon may be seen a day later than it is calculated.
      add('day', mourning[moon], moon === '10/1' ? 3 : 2);
      if (moon.startsWith('2/') && dateIn('islamic', day + 1) === '3/1') add('day', 'reza-martyrdom', 2);
      break;
    }
    case 'ramadan-days':
      if (dateIn('islamic', day).startsWith('9/')) add('daylight', 'ramadan');
      break;
    default:
      throw new Error(`the reference knows no holidays ${set}`);
  }
  return found;
}

const known = new Map<string, Feast[]>();

/** Those of a set that are found on this day; a day of remembrance may begin a little sooner or later. */
export function feastsOn(set: string, day: number): Feast[] {
  const key = `${set} ${day}`;
  const found = known.get(key) ?? beginning(set, day);
  known.set(key, found);
  return found;
}
