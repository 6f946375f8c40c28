/** What was asked and decided in two workshops. `about` names things by their catalogue ids; the composer finds them. */
import { ECOMMERCE, IT, LEGAL, MARKETING, SERVICE } from './sources';
import type { Words } from './words';

export type NoteWords = {
  kind: 'question' | 'decision' | 'comment';
  text: Words;
  owner: Words;
  due?: string;
  workshop: 1 | 2;
  answer?: Words;
  evidence?: Words;
  about?:
    | { field: string }
    | { attribute: string }
    | { journey: string }
    | { node: string; within: string }
    | { message: string }
    | { point: string }
    | { source: string }
    | { vendor: string };
};

export const notes: readonly NoteWords[] = [
  {
    kind: 'question',
    workshop: 1,
    owner: IT,
    due: '2026-11-20',
    about: { field: 'erp-order-branchname' },
    text: {
      en: 'Which branch table is the true one: till or ERP?',
      he: 'איזו טבלת סניפים היא הנכונה: של הקופה או של ה-ERP?',
      fa: 'کدام جدول شعبه درست است: صندوق یا ERP؟',
    },
  },
  {
    kind: 'question',
    workshop: 2,
    owner: LEGAL,
    due: '2026-11-26',
    about: { message: 'cart-m2' },
    text: {
      en: 'May review quotes be used in marketing e-mail?',
      he: 'האם מותר לצטט חוות דעת במייל שיווקי?',
      fa: 'آیا نقل نظر مشتریان در ایمیل تبلیغاتی مجاز است؟',
    },
  },
  {
    kind: 'question',
    workshop: 2,
    owner: ECOMMERCE,
    due: '2026-11-26',
    about: { field: 'web-shop-customer-tags' },
    text: {
      en: 'Who owns the tag list in the web shop? VIP, reseller and employee marks hide there.',
      he: 'מי אחראי על רשימת התגיות בחנות? שם מסתתרים סימוני VIP, משווקים ועובדים.',
      fa: 'مسئول فهرست برچسب‌های فروشگاه کیست؟ نشان VIP، عمده‌فروش و کارمند آنجاست.',
    },
  },
  {
    kind: 'question',
    workshop: 2,
    owner: MARKETING,
    due: '2026-12-03',
    about: { attribute: 'whatsapp-consent' },
    text: {
      en: 'Where is WhatsApp consent kept today? Without it the last touch of the cart journey cannot go out.',
      he: 'היכן נשמרת היום ההסכמה ל-WhatsApp? בלעדיה נקודת המגע האחרונה בנטישת עגלה לא תצא.',
      fa: 'رضایت واتساپ امروز کجا نگه داشته می‌شود؟ بدون آن آخرین تماس سفر سبد ارسال نمی‌شود.',
    },
  },
  {
    kind: 'question',
    workshop: 2,
    owner: ECOMMERCE,
    due: '2026-12-06',
    about: { attribute: 'waitlist-product-ids' },
    text: {
      en: 'Does the shop keep who asked to be told when an item is back, and for how long?',
      he: 'האם החנות שומרת מי ביקשו עדכון על חזרה למלאי, ולכמה זמן?',
      fa: 'آیا فروشگاه درخواست‌کنندگان خبر موجودی را نگه می‌دارد و تا چه مدت؟',
    },
  },
  {
    kind: 'question',
    workshop: 2,
    owner: IT,
    due: '2026-12-12',
    about: { attribute: 'push-consent' },
    text: {
      en: 'Will the mobile app send device tokens and push consent from its first release?',
      he: 'האם האפליקציה תשלח מזהי מכשיר והסכמה ל-Push כבר מהגרסה הראשונה?',
      fa: 'آیا اپلیکیشن از نخستین نسخه شناسه دستگاه و رضایت پوش را می‌فرستد؟',
    },
  },
  {
    kind: 'question',
    workshop: 1,
    owner: LEGAL,
    due: '2026-11-26',
    about: { field: 'digital-receipts-receipt-marketingconsent' },
    text: {
      en: 'Is the tick on the digital receipt worded as consent to SMS?',
      he: 'האם הסימון בקבלה הדיגיטלית מנוסח כהסכמה ל-SMS?',
      fa: 'آیا متن تیک رسید دیجیتال به معنای رضایت پیامکی است؟',
    },
  },
  {
    kind: 'question',
    workshop: 2,
    owner: SERVICE,
    due: '2026-12-01',
    about: { field: 'customer-service-requester-external-id' },
    text: {
      en: 'Can service ask for the customer code at the start of a call?',
      he: 'האם אפשר לבקש בשירות את קוד הלקוח בתחילת השיחה?',
      fa: 'آیا خدمات می‌تواند در آغاز تماس کد مشتری را بپرسد؟',
    },
  },
  {
    kind: 'question',
    workshop: 2,
    owner: MARKETING,
    due: '2026-12-08',
    about: { point: 'volume-retention' },
    text: {
      en: 'How many months of events does each vendor keep in the price they quoted?',
      he: 'כמה חודשי אירועים שומר כל ספק במחיר שהציע?',
      fa: 'هر ارائه‌دهنده در قیمت پیشنهادی چند ماه رویداد نگه می‌دارد؟',
    },
  },
  {
    kind: 'question',
    workshop: 1,
    owner: ECOMMERCE,
    about: { source: 'web-shop' },
    text: {
      en: 'Does guest checkout pass the e-mail before payment?',
      he: 'האם רכישה כאורחים מעבירה את האימייל לפני התשלום?',
      fa: 'آیا خرید مهمان ایمیل را پیش از پرداخت می‌فرستد؟',
    },
    answer: {
      en: 'Yes, as soon as the field is left. 94 of 100 test checkouts arrived with an address.',
      he: 'כן, מיד עם היציאה מהשדה. 94 מתוך 100 רכישות בדיקה הגיעו עם כתובת.',
      fa: 'بله، به‌محض خروج از فیلد. ۹۴ از ۱۰۰ خرید آزمایشی با نشانی رسید.',
    },
    evidence: {
      en: 'Test protocol of the agency, 11 November.',
      he: 'פרוטוקול בדיקה של הסוכנות, 11 בנובמבר.',
      fa: 'صورت‌جلسه آزمون آژانس، ۲۰ آبان.',
    },
  },
  {
    kind: 'question',
    workshop: 1,
    owner: IT,
    about: { field: 'erp-order-booknum' },
    text: {
      en: 'Can web orders be recognised in the ERP, so that they are not counted twice?',
      he: 'האם אפשר לזהות הזמנות אתר ב-ERP, כדי שלא ייספרו פעמיים?',
      fa: 'آیا سفارش‌های سایت در ERP شناخته می‌شوند تا دوبار شمرده نشوند؟',
    },
    answer: {
      en: 'Yes, BOOKNUM carries the shop number in 97 of 100 orders; the rest were typed in by hand.',
      he: 'כן, BOOKNUM מכיל את מספר החנות ב-97 מתוך 100 הזמנות; השאר הוקלדו ידנית.',
      fa: 'بله، BOOKNUM در ۹۷ از ۱۰۰ سفارش شماره فروشگاه را دارد؛ بقیه دستی وارد شده‌اند.',
    },
    evidence: {
      en: 'Comparison of 2,480 orders, export of 15 November.',
      he: 'השוואה של 2,480 הזמנות, ייצוא מ-15 בנובמבר.',
      fa: 'مقایسه ۲٬۴۸۰ سفارش، خروجی ۲۴ آبان.',
    },
  },
  {
    kind: 'decision',
    workshop: 1,
    owner: MARKETING,
    about: { attribute: 'mobile-phone' },
    text: {
      en: 'Mobile phone: CRM before web shop before ERP. The ERP column holds landlines and the till’s own number.',
      he: 'טלפון נייד: CRM לפני החנות לפני ה-ERP. בעמודה של ה-ERP יש קווים נייחים ואת המספר של הקופה עצמה.',
      fa: 'تلفن همراه: CRM پیش از فروشگاه پیش از ERP. ستون ERP تلفن ثابت و شماره خود صندوق را دارد.',
    },
    evidence: {
      en: 'One number stands on 400 ERP cards of the sample.',
      he: 'מספר אחד מופיע ב-400 כרטיסי ERP במדגם.',
      fa: 'یک شماره روی ۴۰۰ کارت ERP نمونه آمده است.',
    },
  },
  {
    kind: 'decision',
    workshop: 2,
    owner: MARKETING,
    about: { node: 'cart-m3a', within: 'cart-abandonment' },
    text: {
      en: 'No discount before the third touch of the cart journey, and never for those who always use a coupon.',
      he: 'אין הנחה לפני נקודת המגע השלישית בנטישת עגלה, ולעולם לא למי שתמיד משתמשים בקופון.',
      fa: 'پیش از سومین تماس سفر سبد تخفیفی نیست و برای کسانی که همیشه کوپن دارند هرگز.',
    },
  },
  {
    kind: 'decision',
    workshop: 2,
    owner: ECOMMERCE,
    due: '2027-03-14',
    about: { journey: 'review-request' },
    text: {
      en: 'When the review journey goes live, the reviews system stops sending its own request the same day.',
      he: 'ביום שבו מסע בקשת חוות הדעת עולה, מערכת חוות הדעת מפסיקה לשלוח בקשה משלה.',
      fa: 'روزی که سفر درخواست نظر آغاز شود، سامانه نظرها درخواست خودش را متوقف می‌کند.',
    },
  },
];
