/**
 * What was said about the journeys in the workshop: how customers feel and since when that is known, what was planned and what
 * came, what hurts, whose it is. Made up for the sample, like everything else of this client.
 */
import type { Frame, Scene } from '../../shared/journey/schema';
import type { Words } from './words';

type FrameWords = {
  name?: Words;
  when?: Words;
  scene?: Scene;
  emotion?: Words;
  doubt?: Words;
  motivation?: Words;
  mood?: number;
  /** Absent: the mood is a guess. */
  evidence?: Words;
  toBe?: number;
  toBeWords?: Words;
  contact?: Words;
  planned?: number;
  actual?: number;
  pain?: Words;
  opportunity?: Words;
  owner?: Words;
  kpi?: Words;
  stage?: Frame['stage'];
};

export type StoryboardWords = {
  persona: Words;
  segment?: string;
  goal: Words;
  reachedAt?: number;
  /** When the people were counted, and by what. */
  counted: { on: string; source: Words };
  /** In the order of the touchpoints. */
  frames: readonly FrameWords[];
};

const marketing: Words = { en: 'Marketing', he: 'שיווק', fa: 'بازاریابی' };
const events: Words = { en: 'Events', he: 'אירועים', fa: 'رویدادها' };
const shop: Words = { en: 'E-commerce', he: 'איקומרס', fa: 'فروش آنلاین' };
const service: Words = { en: 'Service', he: 'שירות', fa: 'خدمات' };
const it: Words = { en: 'IT', he: 'מערכות מידע', fa: 'فناوری اطلاعات' };
const openRate: Words = { en: 'Open rate', he: 'שיעור פתיחה', fa: 'نرخ باز شدن' };
const deliveryRate: Words = { en: 'Delivery rate', he: 'שיעור מסירה', fa: 'نرخ تحویل' };
const clickRate: Words = { en: 'Click rate', he: 'שיעור הקלקה', fa: 'نرخ کلیک' };

/** By journey template. */
export const storyboards: Readonly<Record<string, StoryboardWords>> = {
  'event-digital-ticket': {
    persona: {
      en: 'Ronit, 44, grows tomatoes on a balcony and brings a friend',
      he: 'רונית, בת 44, מגדלת עגבניות במרפסת ומביאה חברה',
      fa: 'رونیت، ۴۴ ساله، در بالکن گوجه می‌کارد و دوستی همراه می‌آورد',
    },
    segment: 'active-customers',
    goal: {
      en: 'Whoever registers for the garden day comes, and walks in without a queue',
      he: 'מי שנרשם ליום הגינה מגיע, ונכנס בלי תור',
      fa: 'هر که برای روز باغبانی نام می‌نویسد می‌آید و بی‌صف وارد می‌شود',
    },
    reachedAt: 6,
    counted: { on: '2026-11-12', source: { en: 'List at the door', he: 'הרשימה בכניסה', fa: 'فهرست دم در' } },
    frames: [
      {
        name: { en: 'Registered', he: 'נרשמו', fa: 'ثبت‌نام کرده' },
        scene: 'ticket',
        mood: 1,
        evidence: { en: 'Answers of 212 who registered', he: 'תשובות של 212 נרשמים', fa: 'پاسخ ۲۱۲ ثبت‌نامی' },
        toBe: 1,
        planned: 500,
        actual: 492,
        owner: marketing,
        kpi: deliveryRate,
        stage: 'interest',
      },
      {
        name: { en: 'One week to go', he: 'עוד שבוע', fa: 'یک هفته مانده' },
        scene: 'calendar',
        mood: -1,
        toBe: 1,
        toBeWords: { en: 'Curious again', he: 'שוב סקרנות', fa: 'دوباره کنجکاو' },
        planned: 475,
        actual: 468,
        opportunity: { en: 'Say what the guest will miss', he: 'לומר מה האורח יפסיד', fa: 'بگوییم مهمان چه از دست می‌دهد' },
        owner: marketing,
        kpi: openRate,
        stage: 'interest',
      },
      {
        name: { en: 'The day before', he: 'יום לפני', fa: 'روز پیش' },
        scene: 'place',
        mood: 0,
        evidence: { en: 'Calls to the service, 9 and 10 November', he: 'פניות לשירות, 9 ו-10 בנובמבר', fa: 'تماس‌ها با خدمات، ۱۸ و ۱۹ آبان' },
        toBe: 1,
        toBeWords: { en: 'Everything is clear', he: 'הכול ברור', fa: 'همه‌چیز روشن است' },
        planned: 450,
        actual: 441,
        owner: events,
        kpi: deliveryRate,
        stage: 'decision',
      },
      {
        name: { en: 'That morning', he: 'באותו בוקר', fa: 'صبح همان روز' },
        scene: 'morning',
        emotion: { en: 'Tired, tempted to skip', he: 'עייפות ופיתוי לוותר', fa: 'خسته، وسوسه نرفتن' },
        mood: -2,
        evidence: { en: '18 interviews by phone with people who stayed away', he: '18 ראיונות בטלפון עם מי שלא הגיעו', fa: '۱۸ گفت‌وگوی تلفنی با نیامده‌ها' },
        toBe: 1,
        toBeWords: { en: 'It is easy, I am going', he: 'זה פשוט, יוצאים', fa: 'ساده است، می‌روم' },
        planned: 420,
        actual: 318,
        pain: {
          en: 'The keyword step asks tired people to do one thing more.',
          he: 'שלב מילת המפתח מבקש מאנשים עייפים לעשות עוד דבר אחד.',
          fa: 'گام کلیدواژه از آدم‌های خسته یک کار دیگر هم می‌خواهد.',
        },
        opportunity: {
          en: 'Send the ticket at once; drop the keyword step',
          he: 'לשלוח את הכרטיס מיד ולוותר על מילת המפתח',
          fa: 'بلیت را همان‌جا بفرستیم و گام کلیدواژه را برداریم',
        },
        owner: events,
        kpi: { en: 'Keyword replies', he: 'תשובות במילת המפתח', fa: 'پاسخ با کلیدواژه' },
        stage: 'decision',
      },
      {
        name: { en: 'Digital ticket', he: 'כרטיס דיגיטלי', fa: 'بلیت دیجیتال' },
        scene: 'code',
        mood: 1,
        evidence: { en: 'Answers at the door, 61 people', he: 'תשובות בכניסה, 61 איש', fa: 'پاسخ‌ها دم در، ۶۱ نفر' },
        toBe: 2,
        planned: 415,
        actual: 312,
        owner: it,
        kpi: { en: 'Tickets issued', he: 'כרטיסים שהונפקו', fa: 'بلیت‌های صادرشده' },
        stage: 'purchase',
      },
      {
        name: { en: 'At the door', he: 'בכניסה', fa: 'دم در' },
        when: { en: 'On the day', he: 'ביום האירוע', fa: 'در روز رویداد' },
        scene: 'door',
        emotion: { en: 'Welcomed', he: 'מרגישים רצויים', fa: 'حس استقبال' },
        doubt: { en: 'Is my seat kept?', he: 'שמרו לי מקום?', fa: 'جایم محفوظ است؟' },
        contact: { en: 'The code is read at the entrance', he: 'הקוד נסרק בכניסה', fa: 'کد در ورودی خوانده می‌شود' },
        mood: 2,
        evidence: { en: 'Answers at the door, 61 people', he: 'תשובות בכניסה, 61 איש', fa: 'پاسخ‌ها دم در، ۶۱ نفر' },
        toBe: 2,
        planned: 420,
        actual: 310,
        owner: events,
        kpi: { en: 'Attended of registered', he: 'הגיעו מתוך הנרשמים', fa: 'حاضر از ثبت‌نامی‌ها' },
        stage: 'use',
      },
      {
        name: { en: 'Missed you', he: 'חסרתם לנו', fa: 'جایتان خالی' },
        when: { en: 'In the evening', he: 'בערב', fa: 'عصر' },
        scene: 'seat',
        mood: -1,
        toBe: 1,
        toBeWords: { en: 'They thought of me', he: 'חשבו עליי', fa: 'به فکرم بودند' },
        planned: 80,
        actual: 182,
        opportunity: { en: 'Ask one question: what stopped you?', he: 'לשאול שאלה אחת: מה עצר אתכם?', fa: 'یک پرسش: چه چیزی مانع شد؟' },
        owner: marketing,
        kpi: { en: 'Answers', he: 'תשובות', fa: 'پاسخ‌ها' },
        stage: 'loyalty',
      },
    ],
  },
  'cart-abandonment': {
    persona: {
      en: 'Amir, 36, furnishes a first flat in the evenings, on the phone',
      he: 'אמיר, בן 36, מרהט דירה ראשונה בערבים, מהנייד',
      fa: 'امیر، ۳۶ ساله، عصرها با موبایل اولین خانه‌اش را می‌چیند',
    },
    segment: 'abandoned-carts',
    goal: { en: 'One cart in eight is paid after all', he: 'עגלה אחת מכל שמונה משולמת בסוף', fa: 'از هر هشت سبد یکی سرانجام پرداخت می‌شود' },
    counted: { on: '2026-11-04', source: { en: 'Report of the shop, October', he: 'דוח החנות, אוקטובר', fa: 'گزارش فروشگاه، اکتبر' } },
    frames: [
      {
        name: { en: 'The cart is left', he: 'העגלה ננטשת', fa: 'سبد رها می‌شود' },
        scene: 'cart',
        mood: -1,
        evidence: { en: '41 calls to the service in October', he: '41 פניות לשירות באוקטובר', fa: '۴۱ تماس با خدمات در اکتبر' },
        toBe: 1,
        toBeWords: { en: 'Nothing is lost', he: 'שום דבר לא אבד', fa: 'چیزی از دست نرفته' },
        planned: 1070,
        actual: 642,
        pain: {
          en: 'The shop reminds only those who have an account.',
          he: 'החנות מזכירה רק למי שיש להם חשבון.',
          fa: 'فروشگاه تنها به کسانی که حساب دارند یادآوری می‌کند.',
        },
        opportunity: {
          en: 'Ask for the address first, at the top of the checkout',
          he: 'לבקש את הכתובת ראשונה, בראש הקופה',
          fa: 'نشانی را اول بپرسیم، در آغاز تسویه',
        },
        owner: shop,
        kpi: { en: 'Carts with an address', he: 'עגלות עם כתובת', fa: 'سبدهای دارای نشانی' },
        stage: 'decision',
      },
      {
        name: { en: 'The next day', he: 'למחרת', fa: 'روز بعد' },
        scene: 'payment',
        mood: -1,
        toBe: 1,
        toBeWords: { en: 'Safe to pay', he: 'בטוח לשלם', fa: 'پرداخت امن است' },
        planned: 760,
        opportunity: { en: 'Say what delivery and returns cost', he: 'לומר כמה עולים משלוח והחזרה', fa: 'هزینه ارسال و بازگشت را بگوییم' },
        owner: shop,
        kpi: clickRate,
        stage: 'decision',
      },
      {
        name: { en: 'A fair offer', he: 'הצעה הוגנת', fa: 'پیشنهاد منصفانه' },
        scene: 'gift',
        mood: 0,
        toBe: 1,
        planned: 590,
        owner: marketing,
        kpi: { en: 'Margin kept', he: 'רווח שנשמר', fa: 'حاشیه سود حفظ‌شده' },
        stage: 'purchase',
      },
      {
        name: { en: 'The last word', he: 'המילה האחרונה', fa: 'آخرین پیام' },
        scene: 'talk',
        mood: -1,
        toBe: 0,
        toBeWords: { en: 'At least they asked nicely', he: 'לפחות שאלו יפה', fa: 'دست‌کم مؤدبانه پرسیدند' },
        planned: 430,
        pain: { en: 'By WhatsApp nobody may be reached yet.', he: 'ב-WhatsApp עוד אי אפשר לפנות לאף אחד.', fa: 'با واتساپ هنوز به کسی نمی‌شود پیام داد.' },
        owner: service,
        kpi: { en: 'Carts paid', he: 'עגלות ששולמו', fa: 'سبدهای پرداخت‌شده' },
        stage: 'purchase',
      },
    ],
  },
  welcome: {
    persona: {
      en: 'Noa, 29, signed up for the balcony guide',
      he: 'נועה, בת 29, נרשמה בשביל מדריך המרפסת',
      fa: 'نوعا، ۲۹ ساله، برای راهنمای بالکن عضو شد',
    },
    segment: 'potential-customers',
    goal: { en: 'A first order within thirty days', he: 'הזמנה ראשונה בתוך שלושים יום', fa: 'نخستین سفارش در سی روز' },
    counted: { on: '2026-11-04', source: { en: 'Legacy mailer, October', he: 'הדיוור הישן, אוקטובר', fa: 'سامانه ایمیل قدیمی، اکتبر' } },
    frames: [
      {
        name: { en: 'Just signed up', he: 'רגע אחרי ההרשמה', fa: 'تازه عضو شده' },
        scene: 'letter',
        mood: 1,
        evidence: { en: '38 answers to the first mail', he: '38 תשובות לדיוור הראשון', fa: '۳۸ پاسخ به نخستین ایمیل' },
        toBe: 2,
        toBeWords: { en: 'They keep their word', he: 'הם עומדים במילה', fa: 'به قولشان عمل می‌کنند' },
        planned: 1150,
        actual: 1108,
        owner: marketing,
        kpi: openRate,
        stage: 'interest',
      },
      {
        name: { en: 'Who you are', he: 'מי אתם', fa: 'شما که هستید' },
        scene: 'star',
        mood: 0,
        toBe: 1,
        planned: 1080,
        actual: 604,
        pain: {
          en: 'The old series goes on only for those who clicked the first mail.',
          he: 'הסדרה הישנה ממשיכה רק למי שהקליקו בדיוור הראשון.',
          fa: 'سری قدیمی تنها برای کسانی ادامه دارد که روی ایمیل نخست کلیک کرده‌اند.',
        },
        opportunity: { en: 'Let everybody have it, two days later', he: 'שכולם יקבלו אותו, יומיים אחר כך', fa: 'همه دو روز بعد بگیرند' },
        owner: marketing,
        kpi: openRate,
        stage: 'interest',
      },
      {
        name: { en: 'Choosing', he: 'בוחרים', fa: 'انتخاب' },
        scene: 'shop',
        mood: -1,
        evidence: { en: 'Chats of the shop, September', he: 'שיחות הצ׳אט של החנות, ספטמבר', fa: 'گفت‌وگوهای فروشگاه، سپتامبر' },
        toBe: 1,
        toBeWords: { en: 'Somebody helps me choose', he: 'מישהו עוזר לי לבחור', fa: 'کسی کمکم می‌کند انتخاب کنم' },
        planned: 900,
        actual: 516,
        opportunity: { en: 'Three sets instead of ninety pots', he: 'שלוש ערכות במקום תשעים עציצים', fa: 'سه مجموعه به‌جای نود گلدان' },
        owner: shop,
        kpi: clickRate,
        stage: 'decision',
      },
      {
        name: { en: 'The benefit ends', he: 'ההטבה נגמרת', fa: 'پایان امتیاز' },
        scene: 'gift',
        mood: -1,
        toBe: 0,
        planned: 700,
        owner: marketing,
        kpi: { en: 'First orders', he: 'הזמנות ראשונות', fa: 'نخستین سفارش‌ها' },
        stage: 'purchase',
      },
    ],
  },
  'review-request': {
    persona: { en: 'A customer whose parcel came a week ago', he: 'לקוחה שהחבילה הגיעה אליה לפני שבוע', fa: 'مشتری‌ای که بسته‌اش یک هفته پیش رسیده' },
    goal: { en: 'One review for every six deliveries', he: 'חוות דעת אחת לכל שישה משלוחים', fa: 'یک نظر برای هر شش تحویل' },
    counted: { on: '2026-11-04', source: { en: 'Reviews system, October', he: 'מערכת חוות הדעת, אוקטובר', fa: 'سامانه نظرها، اکتبر' } },
    frames: [
      {
        name: { en: 'A week with it', he: 'שבוע יחד', fa: 'یک هفته با آن' },
        scene: 'star',
        mood: 1,
        evidence: { en: '210 reviews of October', he: '210 חוות דעת מאוקטובר', fa: '۲۱۰ نظر اکتبر' },
        toBe: 1,
        planned: 1260,
        actual: 1198,
        owner: shop,
        kpi: { en: 'Reviews', he: 'חוות דעת', fa: 'نظرها' },
        stage: 'use',
      },
      {
        name: { en: 'One reminder', he: 'תזכורת אחת', fa: 'یک یادآوری' },
        scene: 'phone',
        mood: 0,
        toBe: 1,
        planned: 940,
        opportunity: { en: 'One tap on a star instead of a form', he: 'הקשה על כוכב במקום טופס', fa: 'یک لمس ستاره به‌جای فرم' },
        owner: shop,
        kpi: { en: 'Reviews', he: 'חוות דעת', fa: 'نظرها' },
        stage: 'use',
      },
    ],
  },
  'thank-you-new': {
    persona: { en: 'Whoever has just bought for the first time', he: 'מי שקנו עכשיו בפעם הראשונה', fa: 'کسی که تازه برای نخستین بار خریده' },
    segment: 'new-customers',
    goal: { en: 'A second order within ninety days', he: 'הזמנה שנייה בתוך תשעים יום', fa: 'سفارش دوم در نود روز' },
    counted: { on: '2026-11-04', source: { en: 'Report of the shop, October', he: 'דוח החנות, אוקטובר', fa: 'گزارش فروشگاه، اکتبر' } },
    frames: [
      {
        name: { en: 'Just paid', he: 'רגע אחרי התשלום', fa: 'تازه پرداخته' },
        scene: 'parcel',
        mood: 1,
        evidence: { en: 'Survey after the order, 47 answers', he: 'סקר אחרי ההזמנה, 47 תשובות', fa: 'نظرسنجی پس از سفارش، ۴۷ پاسخ' },
        toBe: 2,
        toBeWords: { en: 'A good choice', he: 'בחירה טובה', fa: 'انتخاب خوبی بود' },
        owner: shop,
        kpi: deliveryRate,
        stage: 'purchase',
      },
      {
        name: { en: 'In use', he: 'בשימוש', fa: 'در حال استفاده' },
        scene: 'star',
        mood: 0,
        toBe: 1,
        opportunity: { en: 'A short film on care and watering', he: 'סרטון קצר על טיפול והשקיה', fa: 'ویدیویی کوتاه درباره نگهداری و آبیاری' },
        owner: service,
        kpi: clickRate,
        stage: 'use',
      },
    ],
  },
};
