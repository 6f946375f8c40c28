/** Who the client is, how much of everything there is, and what goes first. Numbers add up: 2,950 orders × 412 = 1,215,400 a month. */
import { growthInput, messagePriceInput } from '../../shared/business-case/case-model';
import type { Volumes } from '../../shared/engagement/schema';
import type { Channel, Journey } from '../../shared/journey/schema';
import { type Sender, usualMarks } from '../../shared/messages/sender';
import type { Words } from './words';

export const client = {
  name: { en: 'Karmelon Home & Garden', he: 'כרמלון לבית ולגן', fa: 'خانه و باغ کارملون' },
  industry: {
    en: 'Home and garden retail, four branches and a web shop',
    he: 'קמעונאות לבית ולגן, ארבעה סניפים וחנות מקוונת',
    fa: 'خرده‌فروشی خانه و باغ، چهار شعبه و فروشگاه آنلاین',
  },
  consultant: { en: 'Workshop team', he: 'צוות הסדנה', fa: 'تیم کارگاه' },
} as const satisfies Record<string, Words>;

/** Made up, like the client. */
export const sender: Sender = {
  name: { en: 'Karmelon Home & Garden Ltd.', he: 'כרמלון לבית ולגן בע״מ' },
  address: { en: '12 HaNamal St., Haifa 3303112, Israel', he: 'רחוב הנמל 12, חיפה 3303112' },
  contact: 'service@karmelon.example',
  marks: true,
  mark: { ...usualMarks, en: 'Advertisement' },
};

export const volumes: Volumes = {
  contacts: 48_200,
  customers: 31_400,
  ordersPerMonth: 2950,
  eventsPerMonth: {
    'visit-started': 61_500,
    'product-viewed': 118_000,
    'added-to-cart': 6400,
    // 1,330 of them become web orders.
    'checkout-started': 2860,
    'order-placed': 2950,
    'order-delivered': 1260,
    'receipt-issued': 1150,
    'ticket-opened': 640,
    'review-submitted': 210,
    'booking-created': 90,
  },
  growthPerYear: 0.12,
  averageOrderValue: 412,
  margin: 0.42,
  messagePrices: { email: 0.008, sms: 0.11, whatsapp: 0.24 },
};

/** Inputs of the KPI formulas that were agreed in the workshop; the others are still the catalogue's. */
export const kpiInputs: Readonly<Record<string, number>> = {
  list_size: 48_200,
  aov: 412,
  margin: 0.42,
  carts: 1530,
  new_subs: 1150,
  delivered_orders: 1260,
  sends_per_month: 4,
};

/** How far the numbers may be off, as the workshop agreed on it. */
export const inputRanges: Readonly<Record<string, { low: number; high: number }>> = {
  aov: { low: 380, high: 440 },
  margin: { low: 0.39, high: 0.44 },
  conversion: { low: 0.013, high: 0.024 },
  [growthInput]: { low: 0.04, high: 0.18 },
  [messagePriceInput('sms')]: { low: 0.1, high: 0.14 },
};

export const plannedSends: readonly { name: Words; date: string; channel: Channel; segment?: string; recipients: number }[] = [
  { name: { en: 'Hanukkah sale', he: 'מבצע חנוכה', fa: 'حراج حنوکا' }, date: '2026-11-29', channel: 'email', segment: 'active-customers', recipients: 8300 },
  {
    name: { en: 'Spring garden, before Passover', he: 'גינת אביב, לפני פסח', fa: 'باغ بهار، پیش از پسح' },
    date: '2027-04-11',
    channel: 'email',
    recipients: 33_700,
  },
  {
    name: { en: 'Rosh Hashana gifts', he: 'מתנות לראש השנה', fa: 'هدیه‌های روش هشانا' },
    date: '2027-09-19',
    channel: 'sms',
    segment: 'recent-loyal-buyers',
    recipients: 4300,
  },
];

/** Compared in the second workshop, to see whom several campaigns of the year would write to. */
export const comparedSegments = ['active-customers', 'recent-loyal-buyers', 'price-shoppers'] as const;
export const countedAt = '2026-11-22T12:30:00.000Z';

export const phases: readonly { name: Words; start: string; note: Words; journeys: string[] }[] = [
  {
    name: { en: 'Foundations', he: 'יסודות', fa: 'پایه‌ها' },
    start: '2026-12-13',
    note: {
      en: 'What needs only the shop and the mailer. The old contract may end after this.',
      he: 'מה שדורש רק את החנות ואת הדיוור. אחרי השלב הזה אפשר לסיים את החוזה הישן.',
      fa: 'آنچه تنها به فروشگاه و سامانه ارسال نیاز دارد. پس از آن قرارداد قدیمی می‌تواند تمام شود.',
    },
    journeys: ['thank-you-new', 'thank-you-returning', 'list-cleaning', 'welcome'],
  },
  {
    name: { en: 'Recover sales', he: 'החזרת מכירות שאבדו', fa: 'بازیابی فروش' },
    start: '2027-01-24',
    note: {
      en: 'Needs WhatsApp consent and the new shop plug-in.',
      he: 'דורש הסכמה ל-WhatsApp ואת התוסף החדש לחנות.',
      fa: 'به رضایت واتساپ و افزونه جدید فروشگاه نیاز دارد.',
    },
    journeys: ['cart-abandonment', 'site-abandonment', 'product-abandonment', 'lapsed-customers'],
  },
  {
    name: { en: 'Grow', he: 'צמיחה', fa: 'رشد' },
    start: '2027-03-14',
    note: {
      en: 'After the mobile app; the reviews system hands its request over to us.',
      he: 'אחרי האפליקציה; מערכת חוות הדעת מעבירה אלינו את הבקשה.',
      fa: 'پس از اپلیکیشن؛ سامانه نظرها درخواست را به ما می‌سپارد.',
    },
    journeys: ['review-request', 'upsell-cross-sell', 'back-in-stock'],
  },
];

/** Beside the journeys every shop begins with, by template: under the client's own name. */
export const moreJourneys: Readonly<Record<string, Words>> = {
  'event-digital-ticket': {
    en: 'Garden day: registration and digital ticket',
    he: 'יום הגינה: רישום וכרטיס דיגיטלי',
    fa: 'روز باغبانی: ثبت‌نام و بلیت دیجیتال',
  },
};

/** How far each journey is; what is not named is a draft. */
export const journeyStatus: Readonly<Record<string, Journey['status']>> = {
  'thank-you-new': 'approved',
  'thank-you-returning': 'approved',
  'list-cleaning': 'approved',
  'review-request': 'in-review',
  'lapsed-customers': 'in-review',
  welcome: 'in-review',
};

export const requirement = {
  point: 'three-year-cost',
  value: { en: 'At most ₪260,000 for three years', he: 'עד 260,000 ₪ לשלוש שנים', fa: 'حداکثر ₪۲۶۰٬۰۰۰ برای سه سال' },
  reason: { en: 'Frame set by the board on 3 November', he: 'מסגרת שקבעה ההנהלה ב-3 בנובמבר', fa: 'سقف تعیین‌شده هیئت‌مدیره در ۱۲ آبان' },
} as const satisfies { point: string; value: Words; reason: Words };
