import { expect, test } from 'vitest';
import { mappedEngagement } from '../../../tests/mapped-engagement';
import { shippedCatalogue } from '../../../tests/shipped-catalogue';
import { withoutMarks } from '../../direction-marks';
import { createTranslate } from '../../i18n/translator';
import { journeyContext } from '../../journey/journey-context';
import { type Language, languages } from '../../text';
import type { ScoreExplanation } from './schema';
import { courseWords, scoreLines, thresholdWords } from './score-words';

const explanation: ScoreExplanation = {
  attribute: 'lead-score',
  at: '2026-03-24T09:00:00.000Z',
  value: 55,
  parts: [
    {
      kind: 'events',
      value: 15,
      events: ['page-viewed'],
      attributes: [],
      where: [{ property: 'page-type', op: '=', value: 'pricing' }],
      each: 15,
      counted: 1,
      happened: 2,
      every: 'P7D',
      moments: ['2026-03-20T09:00:00.000Z'],
    },
    { kind: 'events', value: 0, events: ['consent-withdrawn'], attributes: [], each: -50, counted: 0, happened: 0, moments: [] },
    { kind: 'idle', value: -10, events: [], attributes: [], each: -10, everyDays: 14, days: 19, since: '2026-03-05T09:00:00.000Z' },
    { kind: 'attribute', value: null, events: [], attributes: ['orders-count'] },
  ],
  rest: 50,
  range: { least: 55, most: 100 },
  changes: [
    { at: '2026-04-01T21:00:00.000Z', value: 45 },
    { at: '2026-04-15T21:00:00.000Z', value: 35 },
  ],
  thresholds: [
    {
      op: 'gte',
      value: 50,
      by: [{ kind: 'segment', id: 'ready', name: { en: 'Ready', he: 'בשלים', fa: 'آماده' } }],
      holds: true,
      turnsAt: '2026-04-01T21:00:00.000Z',
    },
    { op: 'lt', value: 20, by: [{ kind: 'journey', id: 'j', name: {} }], holds: false },
  ],
};

const plain = (text: string) => withoutMarks(text).replaceAll(/[\u2066-\u2069]/g, '');
const context = journeyContext(mappedEngagement(), shippedCatalogue());
const speaking = (language: Language) => ({ translate: createTranslate(language), language, context, moment: (at: string) => at.slice(0, 10) });

const words: Record<Language, string[]> = {
  en: [
    'Page viewed (Page type = pricing)',
    'once, +15',
    '1 of 2 count',
    'at most one in 7 days',
    'newest 2026-03-20',
    'Consent withdrawn',
    'has not happened',
    'would give -50',
    'Nothing happening',
    '19 days, since 2026-03-05',
    '-10 for every 14 full days',
    'Number of orders',
    'can’t be known',
    'Never less than 55',
    'If nothing happens it falls to 45 on 2026-04-01.',
    'By 2026-04-15 it is at 35.',
    'Falls below 50 on 2026-04-01 (segment Ready).',
    'At or above 20 and stays there while nothing happens (journey j).',
  ],
  he: [
    'צפייה בעמוד (סוג עמוד = pricing)',
    'פעם אחת, +15',
    '1 מתוך 2 נחשבים',
    'לכל היותר אחד בכל 7 ימים',
    'האחרון ב־2026-03-20',
    'הוסרה הסכמה',
    'לא קרה',
    'היה נותן -50',
    'ללא פעילות',
    '19 ימים, מאז 2026-03-05',
    '-10 לכל 14 ימים מלאים',
    'מספר הזמנות',
    'אי אפשר לדעת',
    'לא פחות מ־55',
    'אם לא יקרה דבר הוא יירד ל־45 ב־2026-04-01.',
    'עד 2026-04-15 הוא יגיע ל־35.',
    'יירד מתחת ל־50 ב־2026-04-01 (הסגמנט בשלים).',
    'מגיע ל־20 או יותר ויישאר שם כל עוד לא קורה דבר (המסע j).',
  ],
  fa: [
    'مشاهده صفحه (نوع صفحه = pricing)',
    'یک بار، +۱۵',
    '۱ از ۲ شمرده می‌شود',
    'حداکثر یکی در ۷ روز',
    'تازه‌ترین 2026-03-20',
    'لغو رضایت',
    'رخ نداده',
    '−۵۰ می‌داد',
    'بدون فعالیت',
    '۱۹ روز، از 2026-03-05',
    '−۱۰ برای هر ۱۴ روز کامل',
    'شمار سفارش‌ها',
    'دانسته نیست',
    'هرگز کمتر از ۵۵ نه',
    'اگر چیزی رخ ندهد در 2026-04-01 به ۴۵ می‌رسد.',
    'تا 2026-04-15 به ۳۵ می‌رسد.',
    'در 2026-04-01 از ۵۰ پایین‌تر می‌رود (بخش آماده).',
    'در ۲۰ یا بالاتر است و تا چیزی رخ ندهد می‌ماند (سفر j).',
  ],
};

test.each(languages)('every part, what becomes of it and who asks is said in %s, with nothing left open', (language) => {
  const speaker = speaking(language);
  const lines = scoreLines(explanation, speaker);
  const said = [...lines.flatMap(({ title, details }) => [title, ...details]), ...courseWords(explanation, speaker), ...thresholdWords(explanation, speaker)];
  expect(lines).toHaveLength(5);
  for (const text of said) expect(text).not.toMatch(/\{\{|score\.|undefined|NaN/);
  expect(said.map(plain)).toEqual(words[language]);
  expect(lines.map(({ points }) => plain(points))).toEqual(language === 'fa' ? ['+۱۵', '۰', '−۱۰', '', '+۵۰'] : ['+15', '0', '−10', '', '+50']);
});

test('a score that time does not change says so', () => {
  const speaker = speaking('en');
  expect(courseWords({ changes: [], value: 3 }, speaker)).toEqual(['It stays as it is until something happens.']);
  expect(scoreLines({ parts: [], rest: 0, range: {}, value: 0 }, speaker)).toEqual([]);
});
