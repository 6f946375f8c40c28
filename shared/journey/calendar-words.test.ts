import { expect, it } from 'vitest';
import { createTranslate } from '../i18n/translator';
import type { Language } from '../text';
import { calendarContents } from './calendar-words';
import type { Calendar } from './schema';

const friday: Calendar = {
  id: 'friday',
  name: {},
  countries: ['IR'],
  nights: { from: '20:30', to: '08:30' },
  rest: [{ fromDay: 'fr', from: '00:00', toDay: 'sa', to: '00:00' }],
};

it('tells the clock in the digits of the language', () => {
  const words = (language: Language) => calendarContents(friday, createTranslate(language), language);
  expect(words('en')).toContain('20:30');
  expect(words('he')).toContain('08:30');
  expect(words('fa')).toMatch(/۲۰:۳۰.*۰۸:۳۰.*۰۰:۰۰/);
  expect(words('fa')).not.toMatch(/\d/);
});
