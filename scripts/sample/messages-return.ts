/** What is written some weeks after an order, and to those who have long not bought. */
import { bye, hello, type MessageWords, mail, shop } from './message-parts';

/** By message id. */
export const returnMessages: Readonly<Record<string, MessageWords>> = {
  'cross-m1': {
    body: {
      en: mail(
        hello.en,
        'Two weeks with your order. Two or three things that others took along with it, and beside each of them why it fits:',
        `${shop}/goes-with/{{entry.order-id}}`,
        bye.en,
      ),
      he: mail(
        hello.he,
        'שבועיים עם ההזמנה. שניים-שלושה דברים שאחרים לקחו יחד איתה, ולצד כל אחד למה הוא מתאים:',
        `${shop}/goes-with/{{entry.order-id}}`,
        bye.he,
      ),
      fa: mail(
        hello.fa,
        'دو هفته از سفارش شما گذشته. دو سه چیز که دیگران همراه آن برداشته‌اند، و کنار هر یک دلیل مناسب بودنش:',
        `${shop}/goes-with/{{entry.order-id}}`,
        bye.fa,
      ),
    },
  },
  'cross-m2a': {
    body: {
      en: mail(
        hello.en,
        'Bought as a set they cost less than one by one; what you save stands beside each set. Until the end of the week.',
        `${shop}/sets`,
        bye.en,
      ),
      he: mail(hello.he, 'כסט הם עולים פחות מאשר לחוד, וליד כל סט כתוב כמה חוסכים. עד סוף השבוע.', `${shop}/sets`, bye.he),
      fa: mail(hello.fa, 'به‌صورت ست ارزان‌تر از تک‌تک است؛ کنار هر ست نوشته‌ایم چقدر صرفه‌جویی می‌کنید. تا پایان هفته.', `${shop}/sets`, bye.fa),
    },
  },
  'cross-m2b': {
    body: {
      en: mail(
        hello.en,
        'If yours works hard: what the better model does that yours does not, in one table. And what has to be refilled comes to your door by itself, until you say stop.',
        `${shop}/next-step/{{entry.order-id}}`,
        bye.en,
      ),
      he: mail(
        hello.he,
        'אם שלכם עובד קשה: מה הדגם המתקדם עושה ושלכם לא, בטבלה אחת. ומה שצריך למלא מגיע עד הדלת מעצמו, עד שאומרים די.',
        `${shop}/next-step/{{entry.order-id}}`,
        bye.he,
      ),
      fa: mail(
        hello.fa,
        'اگر مال شما زیاد کار می‌کند: مدل بالاتر چه می‌کند که مال شما نمی‌کند، در یک جدول. و آنچه باید پر شود خودش به در خانه می‌آید، تا وقتی بگویید بس است.',
        `${shop}/next-step/{{entry.order-id}}`,
        bye.fa,
      ),
    },
  },
  'review-m2': {
    body: {
      en: mail(
        hello.en,
        'We asked last week and will not ask again. One minute, good or bad: whoever buys after you reads it, and so do we.',
        `${shop}/review`,
        bye.en,
      ),
      he: mail(hello.he, 'שאלנו בשבוע שעבר ולא נשאל שוב. דקה אחת, טוב או פחות טוב: מי שקונה אחריכם קורא, וגם אנחנו.', `${shop}/review`, bye.he),
      fa: mail(hello.fa, 'هفته پیش پرسیدیم و دیگر نمی‌پرسیم. یک دقیقه، خوب یا بد: خریدار بعدی آن را می‌خواند، و ما هم.', `${shop}/review`, bye.fa),
    },
  },
  'lapsed-m1': {
    preheader: {
      en: 'New on the shelves, and what we do better today',
      he: 'מה חדש על המדפים, ומה אצלנו טוב יותר היום',
      fa: 'تازه‌های قفسه‌ها و آنچه امروز بهتر شده است',
    },
    body: {
      en: mail(
        hello.en,
        'It has been a while. What has changed since: orders arrive within three working days, returns are collected at your door, and a plant that does not take root is replaced.',
        `And what is new on the shelves: ${shop}/new`,
        bye.en,
      ),
      he: mail(
        hello.he,
        'עבר זמן מאז. מה השתנה בינתיים: הזמנות מגיעות עד שלושה ימי עסקים, החזרות נאספות מהבית, וצמח שלא נקלט מוחלף באחר.',
        `ומה חדש על המדפים: ${shop}/new`,
        bye.he,
      ),
      fa: mail(
        hello.fa,
        'مدتی گذشته. از آن زمان چه عوض شده: سفارش تا سه روز کاری می‌رسد، کالای مرجوعی را از در خانه می‌بریم، و گیاهی که ریشه نگیرد تعویض می‌شود.',
        `و تازه‌های قفسه‌ها: ${shop}/new`,
        bye.fa,
      ),
    },
  },
  'lapsed-m2a': {
    subject: {
      en: 'We miss you, {{first-name|neighbour}}: a personal offer',
      he: 'התגעגענו, {{first-name|שכנים}}: הצעה אישית',
      fa: '{{first-name|دوست}} عزیز، دلتنگ شماییم؛ پیشنهادی شخصی',
    },
    body: {
      en: mail(
        hello.en,
        'I am Amit, from the nursery. You used to buy with us often, and I would like to know what we could do better. Just answer this mail; it comes to me.',
        'For your next order above 200 ILS: 60 ILS off with the code AMIT60, for 14 days.',
        'Amit, the nursery, Karmelon',
      ),
      he: mail(
        hello.he,
        'אני עמית, מהמשתלה. קניתם אצלנו הרבה, ואשמח לדעת מה אפשר לעשות טוב יותר. אפשר פשוט להשיב למייל הזה; הוא מגיע אליי.',
        'להזמנה הבאה מעל 200 ₪: 60 ₪ הנחה עם הקוד AMIT60, ל-14 ימים.',
        'עמית, המשתלה, כרמלון',
      ),
      fa: mail(
        hello.fa,
        'من عَمیت از گلخانه هستم. شما زیاد از ما خرید می‌کردید و دوست دارم بدانم چه چیز را می‌توانیم بهتر کنیم. به همین ایمیل پاسخ دهید؛ به دست من می‌رسد.',
        'برای سفارش بعدی بالای ۲۰۰ شِکِل: ۶۰ شِکِل تخفیف با کد AMIT60، تا ۱۴ روز.',
        'عَمیت، گلخانه، کارملون',
      ),
    },
  },
  'lapsed-m2b': {
    body: {
      en: mail(
        hello.en,
        'With your next order above 250 ILS comes a herb in a pot, chosen by the nursery. For 14 days, and without a code: it is simply in the box.',
        shop,
        bye.en,
      ),
      he: mail(hello.he, 'להזמנה הבאה מעל 250 ₪ מצטרף צמח תבלין בעציץ, לפי בחירת המשתלה. ל-14 ימים ובלי קוד: הוא פשוט בקופסה.', shop, bye.he),
      fa: mail(hello.fa, 'همراه سفارش بعدی بالای ۲۵۰ شِکِل یک گلدان سبزی معطر به انتخاب گلخانه می‌آید. تا ۱۴ روز و بدون کد: خودش در جعبه است.', shop, bye.fa),
    },
  },
  'lapsed-m2c': {
    preheader: { en: 'The code is inside, good for one order', he: 'הקוד בפנים, תקף להזמנה אחת', fa: 'کد داخل نامه است، برای یک سفارش' },
    body: {
      en: mail(hello.en, 'Ten percent off one order, whatever is in it, with the code BACK10. For 14 days.', shop, bye.en),
      he: mail(hello.he, 'עשרה אחוזים הנחה על הזמנה אחת, מה שלא יהיה בה, עם הקוד BACK10. ל-14 ימים.', shop, bye.he),
      fa: mail(hello.fa, 'ده درصد تخفیف برای یک سفارش، هر چه در آن باشد، با کد BACK10. تا ۱۴ روز.', shop, bye.fa),
    },
  },
};
