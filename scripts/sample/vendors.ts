/** Two invented vendors, half through the list, and the mailer of today. None of them stands for a real product. */
import type { Words } from './words';

export type AnswerWords = { score?: number; applies?: false; verified?: true; claim?: Words; evidence?: Words; cost?: Words };
export type VendorWords = { name: string; role: 'candidate' | 'current'; contact?: Words; note: Words; answers: Readonly<Record<string, AnswerWords>> };

const seen: Words = { en: 'Shown live, 18 November', he: 'הודגם בשידור חי, 18 בנובמבר', fa: 'نمایش زنده، ۱۸ نوامبر' };
const trial: Words = { en: 'Tried in our trial account', he: 'נוסה בחשבון הניסיון שלנו', fa: 'در حساب آزمایشی ما امتحان شد' };
const sheet: Words = { en: 'Price sheet of 12 November', he: 'גיליון מחירים מ-12 בנובמבר', fa: 'برگه قیمت ۱۲ نوامبر' };
const today: Words = { en: 'What we see every day', he: 'מה שרואים בעבודה היומיומית', fa: 'آنچه هر روز می‌بینیم' };

export const vendors: readonly VendorWords[] = [
  {
    name: 'Heliora',
    role: 'candidate',
    contact: { en: 'Sales, Tel Aviv office', he: 'מכירות, משרד תל אביב', fa: 'فروش، دفتر تل‌آویو' },
    note: {
      en: 'Second meeting on 1 December, with our own data.',
      he: 'פגישה שנייה ב-1 בדצמבר, עם הנתונים שלנו.',
      fa: 'نشست دوم ۱ دسامبر، با داده‌های خودمان.',
    },
    answers: {
      'custom-field-capacity': {
        score: 4,
        verified: true,
        claim: { en: '500 fields, 100 of each type', he: '500 שדות, 100 מכל סוג', fa: '۵۰۰ فیلد، ۱۰۰ از هر نوع' },
        evidence: trial,
      },
      'linked-tables': {
        score: 3,
        claim: { en: 'Ten tables, two levels deep', he: 'עשר טבלאות, שתי רמות', fa: 'ده جدول، دو سطح' },
        cost: { en: '₪900 a month above ten', he: '₪900 לחודש מעל עשר', fa: 'ماهی ₪۹۰۰ بالای ده' },
      },
      'field-types': { score: 3, verified: true, evidence: trial },
      'volume-retention': {
        claim: {
          en: '"As long as you are a customer"; not in the offer yet',
          he: '"כל עוד אתם לקוחות"; עוד לא בהצעה',
          fa: '«تا وقتی مشتری هستید»؛ هنوز در پیشنهاد نیست',
        },
      },
      'operational-data-transfer': {
        score: 4,
        verified: true,
        claim: { en: 'API and SFTP, every 15 minutes', he: 'API ו-SFTP, כל 15 דקות', fa: 'API و SFTP، هر ۱۵ دقیقه' },
        evidence: seen,
      },
      'native-connectors': { score: 3, claim: { en: 'Shop, CRM and service desk ready', he: 'חנות, CRM ושירות מוכנים', fa: 'فروشگاه، CRM و خدمات آماده' } },
      'api-limits-webhooks': { score: 4, claim: { en: '1,200 calls a minute', he: '1,200 קריאות לדקה', fa: '۱٬۲۰۰ فراخوان در دقیقه' } },
      'legacy-migration': {
        score: 3,
        claim: { en: 'Their team moves every status', he: 'הצוות שלהם מעביר את כל המצבים', fa: 'تیم آن‌ها همه وضعیت‌ها را منتقل می‌کند' },
        cost: { en: '₪14,000 once', he: '₪14,000 חד-פעמי', fa: '₪۱۴٬۰۰۰ یک‌بار' },
      },
      'unified-record-merge': { score: 3, verified: true, evidence: seen },
      'cross-channel-identity': {
        score: 3,
        claim: {
          en: 'Site, mail and app; the store by phone number',
          he: 'אתר, דיוור ואפליקציה; החנות לפי טלפון',
          fa: 'سایت، ایمیل و اپ؛ فروشگاه با شماره تلفن',
        },
      },
      'test-and-employee-separation': { score: 3 },
      'segment-builder': { score: 4, verified: true, evidence: seen },
      'real-time-segments': { score: 4, claim: { en: 'Within 20 seconds', he: 'בתוך 20 שניות', fa: 'در ۲۰ ثانیه' } },
      'email-deliverability': {
        score: 4,
        verified: true,
        evidence: {
          en: 'Seed list of 24 November last year, 97% inbox',
          he: 'רשימת בדיקה מנובמבר אשתקד, 97% לתיבה',
          fa: 'فهرست آزمون نوامبر پارسال، ۹۷٪ صندوق ورودی',
        },
      },
      'sms-built-in': {
        score: 2,
        claim: { en: 'Through a partner, local sender name', he: 'דרך שותף, שם שולח מקומי', fa: 'از راه شریک، نام فرستنده محلی' },
        cost: { en: '₪0.11 a part', he: '₪0.11 למקטע', fa: '₪۰٫۱۱ هر بخش' },
      },
      'whatsapp-connection': {
        score: 3,
        claim: { en: 'Official, templates inside journeys', he: 'רשמי, תבניות בתוך מסעות', fa: 'رسمی، قالب درون سفر' },
        cost: { en: '₪0.24 a message', he: '₪0.24 להודעה', fa: '₪۰٫۲۴ هر پیام' },
      },
      'frequency-quiet-fallback': { score: 3, verified: true, evidence: seen },
      'time-and-data-triggers': { score: 4 },
      'live-behaviour-triggers': {
        score: 4,
        verified: true,
        claim: { en: 'Within a minute, cancelled on purchase', he: 'בתוך דקה, מתבטל ברכישה', fa: 'در یک دقیقه، با خرید لغو می‌شود' },
        evidence: seen,
      },
      'journey-logic': {
        score: 4,
        verified: true,
        evidence: { en: 'Our cart journey was rebuilt in 26 minutes', he: 'מסע העגלה שלנו נבנה מחדש ב-26 דקות', fa: 'سفر سبد ما در ۲۶ دقیقه بازسازی شد' },
      },
      'email-editor-templates': { score: 3, claim: { en: 'Right to left since last spring', he: 'ימין לשמאל מאז האביב האחרון', fa: 'راست‌به‌چپ از بهار گذشته' } },
      'consent-management': { score: 3 },
      'data-protection-location': {
        score: 3,
        claim: { en: 'European Union, agreement sent', he: 'האיחוד האירופי, ההסכם נשלח', fa: 'اتحادیه اروپا، قرارداد فرستاده شد' },
      },
      'three-year-cost': {
        score: 3,
        claim: { en: '₪241,000 for three years', he: '₪241,000 לשלוש שנים', fa: '₪۲۴۱٬۰۰۰ برای سه سال' },
        evidence: sheet,
        cost: { en: '₪6,700 a month', he: '₪6,700 לחודש', fa: 'ماهی ₪۶٬۷۰۰' },
      },
    },
  },
  {
    name: 'Postwing',
    role: 'candidate',
    contact: { en: 'Partner in Haifa', he: 'שותף בחיפה', fa: 'شریک در حیفا' },
    note: {
      en: 'Cheapest offer. Two musts fail as it stands.',
      he: 'ההצעה הזולה ביותר. כרגע שני תנאי סף נכשלים.',
      fa: 'ارزان‌ترین پیشنهاد. دو شرط لازم فعلاً برآورده نیست.',
    },
    answers: {
      'custom-field-capacity': { score: 2, verified: true, claim: { en: '150 fields', he: '150 שדות', fa: '۱۵۰ فیلد' }, evidence: trial },
      'linked-tables': {
        score: 1,
        verified: true,
        claim: { en: '"Orders, of course": one fixed table', he: '"הזמנות, כמובן": טבלה קבועה אחת', fa: '«البته سفارش‌ها»: یک جدول ثابت' },
        evidence: trial,
        cost: { en: 'Plus plan, ₪2,900 a month', he: 'תוכנית Plus, ₪2,900 לחודש', fa: 'طرح Plus، ماهی ₪۲٬۹۰۰' },
      },
      'field-types': { score: 2 },
      'volume-retention': { score: 2, claim: { en: 'Twelve months', he: 'שנים-עשר חודשים', fa: 'دوازده ماه' } },
      'operational-data-transfer': { score: 2, claim: { en: 'A file every night', he: 'קובץ בכל לילה', fa: 'هر شب یک فایل' } },
      'native-connectors': { score: 2 },
      'third-party-automation': { score: 3, verified: true, evidence: trial },
      'legacy-migration': { score: 2, claim: { en: 'A template to fill in', he: 'תבנית למילוי', fa: 'یک قالب برای پر کردن' } },
      'unified-record-merge': {
        score: 1,
        claim: { en: 'E-mail and phone, the last one wins', he: 'אימייל וטלפון, האחרון קובע', fa: 'ایمیل و تلفن، آخری برنده است' },
      },
      'segment-builder': { score: 2 },
      'email-deliverability': {
        score: 4,
        claim: { en: 'Dedicated address, warm-up of six weeks', he: 'כתובת ייעודית, חימום של שישה שבועות', fa: 'نشانی اختصاصی، گرم‌سازی شش‌هفته‌ای' },
      },
      'sms-built-in': { score: 4, verified: true, evidence: seen, cost: { en: '₪0.09 a part', he: '₪0.09 למקטע', fa: '₪۰٫۰۹ هر بخش' } },
      'whatsapp-connection': { score: 2, claim: { en: 'Through a partner, one way', he: 'דרך שותף, חד-כיווני', fa: 'از راه شریک، یک‌سویه' } },
      'push-and-product-inbox': { score: 1 },
      'frequency-quiet-fallback': { score: 3 },
      'time-and-data-triggers': { score: 2 },
      'journey-logic': { score: 3, claim: { en: 'Branches and goals, no priority', he: 'הסתעפויות ויעדים, ללא קדימות', fa: 'شاخه و هدف، بدون اولویت' } },
      'email-editor-templates': { score: 4, verified: true, evidence: trial },
      'landing-pages-forms': { score: 3 },
      'scheduled-pdf-reports': { score: 1 },
      'consent-management': { score: 2 },
      'three-year-cost': {
        score: 4,
        claim: { en: '₪139,000 for three years', he: '₪139,000 לשלוש שנים', fa: '₪۱۳۹٬۰۰۰ برای سه سال' },
        evidence: sheet,
        cost: { en: '₪3,850 a month', he: '₪3,850 לחודש', fa: 'ماهی ₪۳٬۸۵۰' },
      },
    },
  },
  {
    name: 'Legacy mailer',
    role: 'current',
    note: {
      en: 'The mailer of today, for comparison. Contract ends on 31 March.',
      he: 'מערכת הדיוור של היום, להשוואה. החוזה מסתיים ב-31 במרץ.',
      fa: 'سامانه ارسال امروز، برای مقایسه. قرارداد ۳۱ مارس تمام می‌شود.',
    },
    answers: {
      'custom-field-capacity': { score: 1, verified: true, claim: { en: '30 fields', he: '30 שדות', fa: '۳۰ فیلد' }, evidence: today },
      'linked-tables': { score: 0, verified: true, evidence: today },
      'field-types': { score: 1 },
      'volume-retention': { score: 2, claim: { en: 'Campaign results only', he: 'תוצאות קמפיינים בלבד', fa: 'تنها نتیجه کارزارها' } },
      'operational-data-transfer': {
        score: 1,
        verified: true,
        claim: { en: 'One upload a week, by hand', he: 'העלאה אחת בשבוע, ידנית', fa: 'هفته‌ای یک بارگذاری دستی' },
        evidence: today,
      },
      'native-connectors': { score: 1 },
      'unified-record-merge': { score: 0, verified: true },
      'cross-channel-identity': { score: 0, verified: true },
      'segment-builder': { score: 1 },
      'real-time-segments': { score: 0 },
      'email-deliverability': { score: 3, verified: true, evidence: { en: '0.04% complaints this year', he: '0.04% תלונות השנה', fa: 'امسال ۰٫۰۴٪ شکایت' } },
      'sms-built-in': { score: 2 },
      'whatsapp-connection': { score: 0, verified: true },
      'frequency-quiet-fallback': { score: 1 },
      'time-and-data-triggers': { score: 1 },
      'live-behaviour-triggers': { score: 0, verified: true },
      'journey-logic': { score: 1 },
      'email-editor-templates': { score: 2 },
      'consent-management': { score: 1 },
      'legacy-migration': { applies: false },
      'three-year-cost': {
        score: 3,
        claim: { en: '₪61,000 for three years', he: '₪61,000 לשלוש שנים', fa: '₪۶۱٬۰۰۰ برای سه سال' },
        cost: { en: '₪1,690 a month', he: '₪1,690 לחודש', fa: 'ماهی ₪۱٬۶۹۰' },
      },
    },
  },
];
