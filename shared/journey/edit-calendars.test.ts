import { describe, expect, it } from 'vitest';
import { testEngagement } from '../engagement/engagement.fixture';
import { addCalendar, editCalendar, removeCalendar } from './edit-calendars';
import type { Calendar } from './schema';

const nights: Calendar = { id: 'nights', name: { en: 'Nights' }, countries: [], nights: { from: '20:30', to: '08:30' }, rest: [] };
const feasts: Calendar = { id: 'feasts', name: { en: 'Feasts' }, countries: ['IL'], rest: [], shabbat: true, holidays: ['israel-jewish'] };
const engagement = { ...testEngagement(), calendars: [nights, feasts] };

describe('calendars', () => {
  it('are changed by their id; what is undefined is taken out', () => {
    const edited = editCalendar(engagement, { id: 'feasts', calendar: { shabbat: undefined, countries: ['IL', 'US'] } });
    expect(edited.calendars).toEqual([nights, { id: 'feasts', name: { en: 'Feasts' }, countries: ['IL', 'US'], rest: [], holidays: ['israel-jewish'] }]);
    expect(Object.hasOwn(edited.calendars[1] ?? {}, 'shabbat')).toBe(false);
    expect(edited.calendars[0]).toBe(nights);
  });

  it('stay as they are where a value is half typed or the calendar is gone', () => {
    expect(editCalendar(engagement, { id: 'nights', calendar: { nights: { from: '', to: '08:30' } } })).toBe(engagement);
    const days = [{ id: 'days', name: {}, from: '2026-02-30', to: '2026-03-01' }];
    expect(editCalendar(engagement, { id: 'nights', calendar: { days } })).toBe(engagement);
    expect(editCalendar(engagement, { id: 'gone', calendar: { countries: [] } })).toBe(engagement);
  });

  it('are added once and removed', () => {
    const more = addCalendar(engagement, { calendar: { ...nights, id: 'more' } });
    expect(more.calendars.map(({ id }) => id)).toEqual(['nights', 'feasts', 'more']);
    expect(addCalendar(more, { calendar: { ...nights, id: 'more' } })).toBe(more);
    expect(removeCalendar(more, { id: 'more' })).toEqual(engagement);
    expect(removeCalendar(engagement, { id: 'more' })).toBe(engagement);
  });
});
