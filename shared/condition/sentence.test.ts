import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditions } from '../../tests/arbitrary-conditions';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { compileRecord } from '../catalogue/compile-attributes';
import { compileSegments } from '../catalogue/compile-segments';
import type { Rule } from '../catalogue/rule';
import { withoutMarks } from '../direction-marks';
import { createTranslate } from '../i18n/translator';
import { type Language, languages } from '../text';
import { compileRule } from './compile-rule';
import type { Condition } from './schema';
import { conditionSentence, createConditionNames } from './sentence';

const catalogue = shippedCatalogue();
const segments = compileSegments(catalogue);
const names = createConditionNames({ record: compileRecord(catalogue), segments }, catalogue.events, 'product-restocked');
const translate = { en: createTranslate('en'), he: createTranslate('he'), fa: createTranslate('fa') };
const say = (condition: Condition, language: Language) => conditionSentence(condition, names, translate[language], language);
const plain = (condition: Condition, language: Language) => withoutMarks(say(condition, language));
const x = { kind: 'customer', path: 'last-order-at' } as const;

describe('conditionSentence', () => {
  it.each<[Rule, string, string, string]>([
    [
      {
        all: [
          { event: 'checkout-started', op: 'count-gte', value: 1, windowDays: 7 },
          { not: [{ event: 'order-placed', op: 'count-gte', value: 1, afterLast: 'checkout-started' }] },
        ],
      },
      '“Checkout started” at least once in the last 7 days and no “Order placed” since the latest “Checkout started”',
      '״מעבר לקופה״ לפחות פעם אחת ב־7 הימים האחרונים וגם ללא ״בוצעה הזמנה״ מאז האירוע האחרון מסוג ״מעבר לקופה״',
      '«آغاز پرداخت» دست‌کم ۱ بار در ۷ روز گذشته و بدون «ثبت سفارش» پس از آخرین «آغاز پرداخت»',
    ],
    [
      {
        any: [
          { field: 'vip-status', op: 'eq', value: 'vip' },
          {
            all: [
              { field: 'age', op: 'between', value: [25, 34] },
              { field: 'city', op: 'in', value: ['Haifa', 'תל אביב'] },
            ],
          },
        ],
      },
      'VIP status is VIP or (Age is between 25 and 34 and City is one of (Haifa, תל אביב))',
      'מעמד VIP: VIP או (גיל: בין 25 ל־34 וגם עיר: אחד מתוך (Haifa, תל אביב))',
      'وضعیت VIP: VIP یا (سن بین ۲۵ و ۳۴ است و شهر یکی از (Haifa، תל אביב) است)',
    ],
    [
      {
        not: [
          { field: 'email-consent', op: 'eq', value: 'granted' },
          { field: 'is-employee', op: 'eq', value: true },
          { field: 'city', op: 'is-set', value: true },
        ],
      },
      'E-mail consent is not Granted and Employee: no or not known and City has no value',
      'הסכמה לאימייל: לא ניתנה וגם עובד החברה: לא או לא ידוע וגם עיר: אין ערך',
      'رضایت ایمیل: غیر از داده شده و کارمند شرکت: خیر یا نامعلوم و شهر مقدار ندارد',
    ],
    [
      {
        all: [
          { field: 'last-order-at', op: 'older-than-days', value: 1 },
          { field: 'next-policy-expiry-on', op: 'within-next-days', value: 2 },
        ],
      },
      'Last order is more than 1 day ago and Next policy expiry is in the next 2 days',
      'הזמנה אחרונה לפני יותר מיום וגם פקיעת הפוליסה הקרובה ביומיים הקרובים',
      'آخرین سفارش بیش از ۱ روز پیش است و نزدیک‌ترین سررسید بیمه‌نامه در ۲ روز آینده است',
    ],
    [
      {
        event: 'order-placed',
        op: 'sum-lt',
        value: 1000000,
        property: 'order-total',
        windowDays: 14,
        where: [{ property: 'currency', op: 'eq', value: 'IRR' }],
      },
      '“Order placed” with Order total adding up to less than 1,000,000 in the last 14 days (Currency is IRR)',
      '״בוצעה הזמנה״ – סך ההזמנה במצטבר פחות מ־1,000,000 ב־14 הימים האחרונים (מטבע: IRR)',
      '«ثبت سفارش» – مبلغ سفارش در مجموع کمتر از ۱٬۰۰۰٬۰۰۰ در ۱۴ روز گذشته (واحد پول: IRR)',
    ],
    [
      { event: 'order-placed', op: 'count-gt', value: 1, sinceEntry: true, groupBy: 'order-id' },
      '“Order placed” at least 2 times for one value of Order number since entering the journey',
      '״בוצעה הזמנה״ לפחות פעמיים עבור ערך אחד של מספר הזמנה מאז הכניסה למסע',
      '«ثبت سفارش» دست‌کم ۲ بار برای یک مقدار شماره سفارش از زمان ورود به سفر',
    ],
    [
      { field: 'waitlist-product-ids', op: 'contains', value: { trigger: 'product-id' } },
      'Back-in-stock waitlist includes “Product ID” of the event that started the journey',
      'רשימת המתנה לחזרה למלאי: כולל ״מזהה מוצר״ של האירוע שפתח את המסע',
      'فهرست انتظار موجودی شامل «شناسه کالا» در رویداد آغازگر سفر است',
    ],
  ])('%j', (rule, en, he, fa) => {
    expect(languages.map((language) => plain(compileRule(rule), language))).toEqual([en, he, fa]);
  });

  it('writes dates as the language does', () => {
    const condition: Condition = { op: 'gte', left: x, right: '2026-03-01' };
    expect(plain(condition, 'en')).toBe('Last order is on or after 1 Mar 2026');
    expect(plain(condition, 'he')).toContain('1 במרץ 2026');
    expect(plain(condition, 'fa')).toContain('۱۴۰۴');
    expect(plain({ op: 'before', left: x, right: '2026-03-01T14:30:00+02:00' }, 'en')).toBe('Last order is before 1 Mar 2026, 14:30');
  });

  it('keeps a name of the other direction from disturbing the sentence', () => {
    const condition: Condition = { op: 'eq', left: { kind: 'customer', path: 'city' }, right: 'Tel Aviv (TLV)' };
    expect(say(condition, 'he')).toContain('\u2068Tel Aviv (TLV)\u2069');
  });

  it('shows the id of what nobody knows', () => {
    expect(plain({ op: 'in-segment', segment: 'lost-segment' }, 'en')).toBe('in segment “lost-segment”');
    expect(plain({ op: 'exists', left: { kind: 'customer', path: 'shoe-size' } }, 'en')).toBe('shoe-size has a value');
  });

  it('has words for everything that can be asked, in three languages', () => {
    fc.assert(
      fc.property(conditions, fc.constantFrom(...languages), (condition, language) => {
        const sentence = say(condition, language);
        expect(sentence.length).toBeGreaterThan(0);
        expect(sentence).not.toMatch(/condition\.|\{\{|undefined|NaN|\[object/);
      }),
      { numRuns: 500 },
    );
    for (const { when } of segments) for (const language of languages) expect(say(when, language)).not.toMatch(/condition\.|\{\{|undefined/);
  });
});
