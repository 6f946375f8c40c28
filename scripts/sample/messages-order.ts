/** What is written after an order, and to those who have gone quiet. */
import { bye, hello, type MessageWords, mail, shop } from './message-parts';

/** By message id. */
export const orderMessages: Readonly<Record<string, MessageWords>> = {
  'tyn-m1': {
    subject: {
      en: 'Thank you, {{first-name|and welcome}}: what happens now',
      he: 'תודה, {{first-name|שמחנו להכיר}}: מה קורה עכשיו',
      fa: 'سپاس {{first-name|دوست گرامی}}؛ گام‌های بعدی سفارش',
    },
    body: {
      en: mail(
        hello.en,
        'Your first order with us, {{entry.order-id}}, over {{entry.order-total|money}}, is on our packing table. I wanted to say thank you in person.',
        'What happens now: today or tomorrow it is packed, you get a message with the courier’s name, and within three working days it is with you.',
        'A question, at any stage: simply answer this mail. It reaches people.',
        'Hadas, customer service, Karmelon',
      ),
      he: mail(
        hello.he,
        'ההזמנה הראשונה אצלנו, מספר {{entry.order-id}} בסך {{entry.order-total|money}}, כבר על שולחן האריזה. רציתי להגיד תודה באופן אישי.',
        'מה קורה עכשיו: היום או מחר היא נארזת, תגיע הודעה עם שם השליח, ועד שלושה ימי עסקים היא אצלכם.',
        'יש שאלה, בכל שלב? אפשר פשוט להשיב למייל הזה. הוא מגיע לאנשים.',
        'הדס, שירות לקוחות, כרמלון',
      ),
      fa: mail(
        hello.fa,
        'نخستین سفارش شما، شماره {{entry.order-id}} به مبلغ {{entry.order-total|money}}، روی میز بسته‌بندی ماست. می‌خواستم شخصاً تشکر کنم.',
        'گام‌های بعدی: امروز یا فردا بسته‌بندی می‌شود، پیامی با نام پیک می‌گیرید و تا سه روز کاری به دست شما می‌رسد.',
        'در هر مرحله پرسشی داشتید، به همین ایمیل پاسخ دهید. به دست آدم‌ها می‌رسد.',
        'هَداس، خدمات مشتریان، کارملون',
      ),
    },
    approved: true,
  },
  'tyn-m2': {
    body: {
      en: mail(
        hello.en,
        'A few days in, is everything standing where it should? Three small things that make a purchase last:',
        'Plants: a week of shade before full sun, and water in the morning.\nTools: a drop of oil on the blade once a month.\nFurniture: tighten the screws after the first two weeks.',
        `Switch on the warranty in a minute: ${shop}/warranty`,
        bye.en,
      ),
      he: mail(
        hello.he,
        'עברו כמה ימים, הכול במקום? שלושה דברים קטנים שמאריכים חיים לרכישה:',
        'צמחים: שבוע בצל לפני שמש מלאה, והשקיה בבוקר.\nכלים: טיפת שמן על הלהב פעם בחודש.\nריהוט: להדק ברגים אחרי השבועיים הראשונים.',
        `הפעלת האחריות בדקה: ${shop}/warranty`,
        bye.he,
      ),
      fa: mail(
        hello.fa,
        'چند روز گذشته؛ همه‌چیز سر جایش است؟ سه نکته کوچک که عمر خرید را زیاد می‌کند:',
        'گیاه: یک هفته سایه پیش از آفتاب کامل، و آبیاری صبحگاهی.\nابزار: ماهی یک قطره روغن روی تیغه.\nمبلمان: سفت کردن پیچ‌ها پس از دو هفته نخست.',
        `فعال‌سازی ضمانت در یک دقیقه: ${shop}/warranty`,
        bye.fa,
      ),
    },
    approved: true,
  },
  'tyr-m1': {
    subject: {
      en: 'Good to see you again, {{first-name|friend}}',
      he: 'כיף לראות אתכם שוב, {{first-name|חברים}}',
      fa: '{{first-name|دوست گرامی}}، خوشحالیم دوباره با ما هستید',
    },
    body: {
      en: mail(
        hello.en,
        'This is order number {{orders-count}} with us, and we do not take that lightly. Thank you.',
        'It leaves us by tomorrow. A question on the way: answer this mail.',
        bye.en,
      ),
      he: mail(
        hello.he,
        'זו כבר הזמנה מספר {{orders-count}} אצלנו, וזה לא מובן מאליו. תודה.',
        'היא יוצאת אליכם עד מחר. שאלה בדרך? אפשר להשיב למייל הזה.',
        bye.he,
      ),
      fa: mail(
        hello.fa,
        'این سفارش شماره {{orders-count}} شما نزد ماست و قدرش را می‌دانیم. سپاسگزاریم.',
        'تا فردا راهی می‌شود. در راه پرسشی داشتید، به همین ایمیل پاسخ دهید.',
        bye.fa,
      ),
    },
    approved: true,
  },
  'tyr-m2a': {
    body: {
      en: mail(
        hello.en,
        'The spring collection goes on the shelf next Sunday. For you it is open from Thursday, with Amit from the nursery at the phone for advice.',
        `${shop}/early`,
        bye.en,
      ),
      he: mail(hello.he, 'קולקציית האביב עולה למדפים ביום ראשון הבא. לכם היא פתוחה כבר מיום חמישי, ועמית מהמשתלה בטלפון לכל התלבטות.', `${shop}/early`, bye.he),
      fa: mail(
        hello.fa,
        'مجموعه بهار یکشنبه آینده به قفسه‌ها می‌آید. برای شما از پنجشنبه باز است و عَمیت از گلخانه تلفنی راهنمایی می‌کند.',
        `${shop}/early`,
        bye.fa,
      ),
    },
    approved: true,
  },
  'tyr-m2b': {
    subject: { en: 'Bring a friend, both of you benefit', he: 'מביאים חברים, נהנים ביחד', fa: 'دوستتان را بیاورید، هر دو سود کنید' },
    body: {
      en: mail(
        hello.en,
        'Somebody always asks where the olive tree is from. Send them this page: they get 40 ILS off, and so do you.',
        `${shop}/friends`,
        bye.en,
      ),
      he: mail(hello.he, 'תמיד יש מי ששואל מאיפה עץ הזית. שלחו להם את הדף הזה: 40 ₪ הנחה להם, ו-40 ₪ גם לכם.', `${shop}/friends`, bye.he),
      fa: mail(hello.fa, 'همیشه کسی می‌پرسد درخت زیتون از کجاست. این صفحه را برایش بفرستید: ۴۰ شِکِل تخفیف برای او و ۴۰ شِکِل برای شما.', `${shop}/friends`, bye.fa),
    },
    approved: true,
  },
  'review-m1a': {
    body: {
      en: mail(
        hello.en,
        'A week has passed. How many stars would you give? One click is enough; a sentence and a photo are a present to the next gardener.',
        `${shop}/review`,
        bye.en,
      ),
      he: mail(hello.he, 'עבר שבוע. כמה כוכבים הייתם נותנים? מספיקה לחיצה אחת; משפט ותמונה הם מתנה למי שיקנו אחריכם.', `${shop}/review`, bye.he),
      fa: mail(hello.fa, 'یک هفته گذشته است. چند ستاره می‌دهید؟ یک کلیک کافی است؛ یک جمله و یک عکس هدیه‌ای است به باغبان بعدی.', `${shop}/review`, bye.fa),
    },
  },
  'review-m1b': {
    body: {
      en: mail(hello.en, 'Would you buy it again? Write it as you would say it to a neighbour.', `${shop}/review`, bye.en),
      he: mail(hello.he, 'הייתם קונים שוב? כתבו כמו שהייתם אומרים לשכנים.', `${shop}/review`, bye.he),
      fa: mail(hello.fa, 'باز هم آن را می‌خریدید؟ همان‌طور بنویسید که به همسایه می‌گویید.', `${shop}/review`, bye.fa),
    },
  },
  'clean-m1': {
    body: {
      en: mail(
        hello.en,
        'We have written for half a year and heard nothing. That is fine; we only want to know.',
        `Stay: ${shop}/preferences?stay\nLess often, once a month: ${shop}/preferences?monthly\nGoodbye: ${shop}/preferences?bye`,
        bye.en,
      ),
      he: mail(
        hello.he,
        'חצי שנה אנחנו כותבים ולא שומעים דבר. זה בסדר; רק רצינו לדעת.',
        `להישאר: ${shop}/preferences?stay\nפחות, פעם בחודש: ${shop}/preferences?monthly\nלהיפרד: ${shop}/preferences?bye`,
        bye.he,
      ),
      fa: mail(
        hello.fa,
        'نیم سال است که می‌نویسیم و چیزی نمی‌شنویم. اشکالی ندارد؛ فقط می‌خواهیم بدانیم.',
        `می‌مانم: ${shop}/preferences?stay\nکمتر، ماهی یک بار: ${shop}/preferences?monthly\nخداحافظ: ${shop}/preferences?bye`,
        bye.fa,
      ),
    },
    approved: true,
  },
  'clean-m2': {
    body: {
      en: mail(
        hello.en,
        'On Sunday we stop writing to this address. If that is a mistake, one click keeps you on the list.',
        `${shop}/preferences?stay`,
        bye.en,
      ),
      he: mail(hello.he, 'ביום ראשון נפסיק לכתוב לכתובת הזו. אם זו טעות, לחיצה אחת משאירה אתכם ברשימה.', `${shop}/preferences?stay`, bye.he),
      fa: mail(hello.fa, 'از یکشنبه دیگر به این نشانی نمی‌نویسیم. اگر اشتباه است، یک کلیک شما را در فهرست نگه می‌دارد.', `${shop}/preferences?stay`, bye.fa),
    },
    approved: true,
  },
};
