import { expect, test } from 'vitest';
import { testEngagement, testId, testJourney } from '../engagement/engagement.fixture';
import { freshenSample, SAMPLE_DAY } from './freshen';

const engagement = testEngagement({
  notes: [
    { id: testId(1), kind: 'question', text: 'Who owes this?', state: 'open', due: '2026-11-26', createdAt: '2026-11-22T12:02:00.000Z' },
    { id: testId(2), kind: 'comment', text: 'No day', state: 'answered', createdAt: '2026-11-11T09:02:00.000Z' },
  ],
  phases: [{ id: testId(3), name: { en: 'First' }, journeys: [], start: '2026-12-13' }],
  plannedSends: [
    // The 26th of Kislev, second day of Hanukkah.
    { id: testId(4), name: 'Hanukkah', date: '2026-12-06', channel: 'email' },
    { id: testId(5), name: 'Rosh Hashana', date: '2027-10-02', channel: 'sms' },
  ],
});

test('on the day of the workshop and before it nothing moves', () => {
  expect(freshenSample(engagement, SAMPLE_DAY)).toBe(engagement);
  expect(freshenSample(engagement, '2026-11-28')).toBe(engagement);
  expect(freshenSample(engagement, '2020-01-01')).toBe(engagement);
});

test('later, the workshop was the last Sunday: days move by whole weeks', () => {
  const moved = freshenSample(engagement, '2027-01-06');
  expect(moved.notes.map(({ createdAt, due }) => [createdAt, due])).toEqual([
    ['2027-01-03T12:02:00.000Z', '2027-01-07'],
    ['2026-12-23T09:02:00.000Z', undefined],
  ]);
  expect(moved.phases[0]?.start).toBe('2027-01-24');
});

test('people are counted that many weeks later, too', () => {
  const counted = { touchpoint: 1, emotion: {}, doubt: {}, motivation: {}, actual: { count: 642, on: '2026-11-04' } };
  const journey = testJourney(5, [], { annotations: { storyboard: [counted], touchpoints: {}, optional: [] } });
  const [moved] = freshenSample({ ...engagement, journeys: [journey] }, '2027-01-06').journeys;
  expect(moved?.annotations.storyboard).toEqual([{ ...counted, actual: { count: 642, on: '2026-12-16' } }]);
});

test('a planned send that is past comes again on the same day of the Hebrew calendar, in the order of dates', () => {
  const moved = freshenSample(engagement, '2027-01-06');
  expect(moved.plannedSends.map(({ name, date }) => [name, date])).toEqual([
    ['Rosh Hashana', '2027-10-02'],
    ['Hanukkah', '2027-12-26'],
  ]);
});

test('Purim of a leap year comes again in the only Adar of a common one', () => {
  const purim = testEngagement({ plannedSends: [{ id: testId(4), name: 'Purim', date: '2027-03-23', channel: 'email' }] });
  expect(freshenSample(purim, '2027-04-05').plannedSends.map(({ date }) => date)).toEqual(['2028-03-12']);
});
