/** What the client's people said about the eight systems, and how far each field is agreed. */
import type { FieldStatus, PiiClass, Source, Transport } from '../../shared/sources/schema';
import type { Words } from './words';

export const IT: Words = { en: 'IT', he: 'מערכות מידע', fa: 'فناوری اطلاعات' };
export const MARKETING: Words = { en: 'Marketing', he: 'שיווק', fa: 'بازاریابی' };
export const ECOMMERCE: Words = { en: 'E-commerce', he: 'איקומרס', fa: 'فروش آنلاین' };
export const LEGAL: Words = { en: 'Legal', he: 'ייעוץ משפטי', fa: 'حقوقی' };
export const SERVICE: Words = { en: 'Service', he: 'שירות לקוחות', fa: 'خدمات مشتریان' };

export type SourceWords = {
  product: string;
  transports: Transport[];
  direction: Source['direction'];
  frequency: Words;
  owner: Words;
  note: Words;
};

/** By catalogue id. Products are the catalogue's examples: the kind of system, not a claim about it. */
export const sourceWords: Readonly<Record<string, SourceWords>> = {
  erp: {
    product: 'Priority',
    transports: ['api', 'sftp-file'],
    direction: 'both',
    frequency: { en: 'Every hour', he: 'כל שעה', fa: 'هر ساعت' },
    owner: IT,
    note: {
      en: 'Two branches still open customers by hand; duplicates start here. Web orders arrive with the shop number in BOOKNUM.',
      he: 'שני סניפים עדיין פותחים לקוחות ידנית, וכאן מתחילות הכפילויות. הזמנות אתר מגיעות עם מספר החנות בשדה BOOKNUM.',
      fa: 'دو شعبه هنوز مشتری را دستی ثبت می‌کنند و تکرارها از همین‌جا شروع می‌شود. سفارش‌های سایت با شماره فروشگاه در BOOKNUM می‌آیند.',
    },
  },
  'legacy-esp': {
    product: 'Mailchimp',
    transports: ['csv-export'],
    direction: 'in',
    frequency: { en: 'Once, at migration', he: 'חד-פעמי, במעבר', fa: 'یک‌بار، هنگام انتقال' },
    owner: MARKETING,
    note: {
      en: 'Contract ends on 31 March. Export every status, unsubscribed and cleaned too.',
      he: 'החוזה מסתיים ב-31 במרץ. לייצא את כל המצבים, גם מי שביקשו הסרה וגם כתובות שחזרו.',
      fa: 'قرارداد ۱۱ فروردین پایان می‌یابد. همه وضعیت‌ها، حتی لغوعضویت و نشانی‌های برگشتی، صادر شود.',
    },
  },
  crm: {
    product: 'Salesforce',
    transports: ['api', 'webhook'],
    direction: 'both',
    frequency: { en: 'Every hour', he: 'כל שעה', fa: 'هر ساعت' },
    owner: MARKETING,
    note: {
      en: 'Used by the business-customers team only. Names and birth dates here are the cleanest we have.',
      he: 'בשימוש צוות הלקוחות העסקיים בלבד. השמות ותאריכי הלידה כאן הם הנקיים ביותר שיש.',
      fa: 'تنها تیم مشتریان سازمانی از آن استفاده می‌کند. نام‌ها و تاریخ‌های تولد اینجا پاکیزه‌ترین داده‌اند.',
    },
  },
  'customer-service': {
    product: 'Zendesk',
    transports: ['api', 'webhook'],
    direction: 'both',
    frequency: { en: 'Every 15 minutes', he: 'כל 15 דקות', fa: 'هر ۱۵ دقیقه' },
    owner: SERVICE,
    note: {
      en: 'An open ticket must stop promotion. The ERP code is rarely filled in; service wants to ask for it from January.',
      he: 'פנייה פתוחה חייבת לעצור קידום. קוד הלקוח ב-ERP כמעט לא ממולא; בשירות רוצים לבקש אותו מינואר.',
      fa: 'درخواست باز باید تبلیغ را متوقف کند. کد ERP به‌ندرت پر می‌شود؛ خدمات از دی آن را می‌پرسد.',
    },
  },
  'digital-receipts': {
    product: 'Weezmo',
    transports: ['sftp-file'],
    direction: 'in',
    frequency: { en: 'Every night', he: 'כל לילה', fa: 'هر شب' },
    owner: IT,
    note: {
      en: 'Four branches, two till programs, two date formats. A receipt is not consent to marketing.',
      he: 'ארבעה סניפים, שתי תוכנות קופה, שני פורמטים של תאריך. קבלה אינה הסכמה לדיוור.',
      fa: 'چهار شعبه، دو نرم‌افزار صندوق، دو قالب تاریخ. رسید به معنای رضایت به تبلیغ نیست.',
    },
  },
  reviews: {
    product: 'Judge.me',
    transports: ['api', 'webhook'],
    direction: 'both',
    frequency: { en: 'Every day', he: 'כל יום', fa: 'هر روز' },
    owner: ECOMMERCE,
    note: {
      en: 'Sends its own review request today; it will be switched off when our journey goes live.',
      he: 'כיום המערכת שולחת בקשת חוות דעת משלה; היא תכובה כשהמסע שלנו יעלה.',
      fa: 'امروز خودش درخواست نظر می‌فرستد؛ با آغاز سفر ما خاموش می‌شود.',
    },
  },
  bookings: {
    product: 'Acuity Scheduling',
    transports: ['api'],
    direction: 'in',
    frequency: { en: 'Waiting for approval', he: 'ממתין לאישור', fa: 'در انتظار تأیید' },
    owner: ECOMMERCE,
    note: {
      en: 'Workshops and garden consultations. Access was asked for on 11 November, no answer yet.',
      he: 'סדנאות וייעוץ לתכנון גינה. הגישה התבקשה ב-11 בנובמבר, אין עדיין תשובה.',
      fa: 'کارگاه‌ها و مشاوره باغ. دسترسی ۲۰ آبان درخواست شده و هنوز پاسخی نیامده است.',
    },
  },
  'web-shop': {
    product: 'Shopify',
    transports: ['api', 'webhook', 'plugin'],
    direction: 'both',
    frequency: { en: 'Real time', he: 'בזמן אמת', fa: 'بی‌درنگ' },
    owner: ECOMMERCE,
    note: {
      en: 'Guest checkout passes the e-mail before payment, checked on 11 November with the agency.',
      he: 'רכישה כאורחים מעבירה את האימייל לפני התשלום; נבדק עם הסוכנות ב-11 בנובמבר.',
      fa: 'خرید مهمان ایمیل را پیش از پرداخت می‌فرستد؛ ۲۰ آبان با آژانس بررسی شد.',
    },
  },
};

export type FieldWords = { status?: FieldStatus; owner?: Words; note?: Words; pii?: PiiClass };

/** What is not simply confirmed, by catalogue id of the field. Everything else is confirmed. */
export const fieldWords: Readonly<Record<string, FieldWords>> = {
  // The guess by name was wrong: a whole name in a column called description, a country in an address.
  'erp-customer-custdes': { pii: 'high' },
  'erp-customer-agentname': { pii: 'high' },
  'crm-contact-owner-name': { pii: 'high' },
  'crm-account-name': { pii: 'low' },
  'crm-contact-hasoptedoutofemail': { pii: 'medium' },
  'web-shop-customer-email-marketing-consent-state': { pii: 'medium' },
  'web-shop-customer-default-address-city': { pii: 'medium' },
  'web-shop-customer-default-address-country-code': { pii: 'low' },
  // Questions: somebody owes an answer.
  'erp-order-branchname': {
    status: 'open-question',
    owner: IT,
    note: {
      en: 'Which branch table is the true one, till or ERP?',
      he: 'איזו טבלת סניפים היא הנכונה: של הקופה או של ה-ERP?',
      fa: 'کدام جدول شعبه درست است، صندوق یا ERP؟',
    },
  },
  'erp-customer-state': {
    status: 'open-question',
    owner: IT,
    note: {
      en: 'City stands in STATE or STATEA, depending on the version.',
      he: 'העיר נמצאת ב-STATE או ב-STATEA, לפי הגרסה.',
      fa: 'شهر بسته به نسخه در STATE یا STATEA است.',
    },
  },
  'web-shop-customer-tags': {
    status: 'open-question',
    owner: ECOMMERCE,
    note: { en: 'Who owns the tag list in the web shop?', he: 'מי אחראי על רשימת התגיות בחנות?', fa: 'مسئول فهرست برچسب‌های فروشگاه کیست؟' },
  },
  'web-shop-order-fulfillment-status': {
    status: 'open-question',
    owner: ECOMMERCE,
    note: {
      en: 'The shop says shipped, the courier says delivered. We need the courier.',
      he: 'החנות אומרת "נשלח", השליח אומר "נמסר". צריך את נתון השליח.',
      fa: 'فروشگاه می‌گوید ارسال شد، پیک می‌گوید تحویل شد. داده پیک لازم است.',
    },
  },
  'crm-contact-donotcall': {
    status: 'open-question',
    owner: LEGAL,
    note: {
      en: 'Does a telephone block stop every kind of marketing?',
      he: 'האם חסימת טלפון עוצרת כל סוג של שיווק?',
      fa: 'آیا مسدودی تلفن همه انواع تبلیغ را متوقف می‌کند؟',
    },
  },
  'digital-receipts-receipt-marketingconsent': {
    status: 'open-question',
    owner: LEGAL,
    note: {
      en: 'Is the tick on the receipt worded as consent to SMS?',
      he: 'האם הסימון בקבלה מנוסח כהסכמה ל-SMS?',
      fa: 'آیا متن تیک روی رسید به معنای رضایت پیامکی است؟',
    },
  },
  'customer-service-requester-external-id': {
    status: 'open-question',
    owner: SERVICE,
    note: { en: 'Filled in for one contact in seven.', he: 'מלא אצל אחד מכל שבעה אנשי קשר.', fa: 'از هر هفت مخاطب یکی پر شده است.' },
  },
  'customer-service-ticket-satisfaction-rating-score': {
    status: 'open-question',
    owner: SERVICE,
    note: {
      en: 'Good and bad only. Is there a survey with one to five?',
      he: 'רק טוב או לא טוב. האם יש סקר מאחת עד חמש?',
      fa: 'فقط خوب و بد. آیا نظرسنجی یک تا پنج هست؟',
    },
  },
  'bookings-appointment-paid': {
    status: 'open-question',
    owner: ECOMMERCE,
    note: { en: 'Does a paid workshop count as an order?', he: 'האם סדנה ששולמה נחשבת הזמנה?', fa: 'آیا کارگاه پرداخت‌شده سفارش حساب می‌شود؟' },
  },
  // Promised: it will come, with a date.
  'web-shop-order-source-name': {
    status: 'promised',
    owner: ECOMMERCE,
    note: { en: 'With the new plug-in, 6 December.', he: 'עם התוסף החדש, 6 בדצמבר.', fa: 'با افزونه جدید، ۱۵ آذر.' },
  },
  'web-shop-checkout-abandoned-checkout-url': { status: 'promised', owner: ECOMMERCE },
  'web-shop-variant-inventory-quantity': { status: 'promised', owner: ECOMMERCE },
  'erp-customer-mcustname': { status: 'promised', owner: IT },
  'erp-product-logcounters-subform-balance': { status: 'promised', owner: IT },
  'crm-lead-status': { status: 'promised', owner: MARKETING },
  'crm-opportunity-stagename': { status: 'promised', owner: MARKETING },
  'crm-opportunity-amount': { status: 'promised', owner: MARKETING },
  'digital-receipts-receipt-customeremail': { status: 'promised', owner: IT },
  'reviews-review-sentiment': { status: 'promised', owner: ECOMMERCE },
  'bookings-appointment-id': { status: 'promised', owner: ECOMMERCE },
  'bookings-appointment-email': { status: 'promised', owner: ECOMMERCE },
  'bookings-appointment-phone': { status: 'promised', owner: ECOMMERCE },
  'bookings-appointment-datetime': { status: 'promised', owner: ECOMMERCE },
  'bookings-appointment-datecreated': { status: 'promised', owner: ECOMMERCE },
  'bookings-appointment-type': { status: 'promised', owner: ECOMMERCE },
  'bookings-appointment-location': { status: 'promised', owner: ECOMMERCE },
  'bookings-appointment-price': { status: 'promised', owner: ECOMMERCE },
  'bookings-appointment-canceled': { status: 'promised', owner: ECOMMERCE },
  // Missing: it will not come.
  'bookings-appointment-noshow': {
    status: 'missing',
    owner: ECOMMERCE,
    note: { en: 'Staff do not mark who did not come.', he: 'הצוות לא מסמן מי לא הגיע.', fa: 'کارکنان غایبان را ثبت نمی‌کنند.' },
  },
  'digital-receipts-receipt-loyaltymemberid': {
    status: 'missing',
    owner: IT,
    note: { en: 'There is no club yet; the column stays empty.', he: 'אין עדיין מועדון; העמודה נשארת ריקה.', fa: 'هنوز باشگاهی نیست؛ ستون خالی می‌ماند.' },
  },
};
