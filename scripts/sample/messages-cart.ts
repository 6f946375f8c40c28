/** What is written to people who left a cart behind. */
import { bye, hello, type MessageWords, mail, toCart } from './message-parts';

/** By message id. */
export const cartMessages: Readonly<Record<string, MessageWords>> = {
  'cart-m1a': {
    subject: { en: 'We kept your cart for you', he: 'שמרנו לכם את העגלה', fa: 'سبد شما را نگه داشته‌ایم' },
    preheader: {
      en: '{{entry.cart-value|money}}, just as you left it. At your door within three working days',
      he: '{{entry.cart-value|money}}, בדיוק כמו שהשארתם. אצלכם תוך שלושה ימי עסקים',
      fa: '{{entry.cart-value|money}}، همان‌طور که گذاشتید. تا سه روز کاری به دست شما می‌رسد',
    },
    body: {
      en: mail(
        hello.en,
        'Something came up in the middle? It happens. Your cart of {{entry.cart-value|money}} is waiting just as you left it.',
        `Everything you chose is there: ${toCart}`,
        'Delivery is 29 ILS, free above 299 ILS, and takes up to three working days.',
        bye.en,
      ),
      he: mail(
        hello.he,
        'משהו עצר באמצע? קורה. העגלה בסך {{entry.cart-value|money}} מחכה בדיוק כמו שהייתה.',
        `כל מה שבחרתם נמצא שם: ${toCart}`,
        'משלוח 29 ₪, חינם מעל 299 ₪, עד שלושה ימי עסקים.',
        bye.he,
      ),
      fa: mail(
        hello.fa,
        'میانه کار کاری پیش آمد؟ پیش می‌آید. سبد شما به مبلغ {{entry.cart-value|money}} همان‌طور که بود منتظر است.',
        `هر آنچه برگزیده‌اید آنجاست: ${toCart}`,
        'هزینه ارسال ۲۹ شِکِل، بالای ۲۹۹ شِکِل رایگان، تا سه روز کاری.',
        bye.fa,
      ),
    },
    approved: true,
  },
  'cart-m1b': {
    preheader: {
      en: 'Nothing was charged. Another card, payments, or a call with our service',
      he: 'לא בוצע חיוב. אפשר בכרטיס אחר, בתשלומים או בטלפון עם השירות',
      fa: 'مبلغی کسر نشده است. کارت دیگر، پرداخت قسطی یا تماس با خدمات ما',
    },
    body: {
      en: mail(
        hello.en,
        'The payment of {{entry.cart-value|money}} was not accepted, and nothing was charged. Usually it is a limit of the card or a wrong digit.',
        `Try again, also with another card or in payments: ${toCart}`,
        'Prefer to talk? Our service answers at 02-900-0400, Sunday to Thursday, 8:30 to 17:00.',
        bye.en,
      ),
      he: mail(
        hello.he,
        'התשלום בסך {{entry.cart-value|money}} לא אושר, ולא בוצע חיוב. בדרך כלל מדובר במסגרת הכרטיס או בספרה שגויה.',
        `אפשר לנסות שוב, גם בכרטיס אחר או בתשלומים: ${toCart}`,
        'נוח יותר בטלפון? השירות שלנו ב-02-900-0400, ימים א׳ עד ה׳, 8:30 עד 17:00.',
        bye.he,
      ),
      fa: mail(
        hello.fa,
        'پرداخت {{entry.cart-value|money}} پذیرفته نشد و مبلغی کسر نشده است. معمولاً سقف کارت یا یک رقم اشتباه علت است.',
        `دوباره امتحان کنید، با کارت دیگر یا قسطی هم می‌شود: ${toCart}`,
        'تلفنی راحت‌ترید؟ ۰۲-۹۰۰-۰۴۰۰، یکشنبه تا پنج‌شنبه، ۸:۳۰ تا ۱۷.',
        bye.fa,
      ),
    },
    approved: true,
  },
  'cart-m2': {
    preheader: {
      en: 'When it comes, what if it does not suit you, and what if it breaks',
      he: 'מתי זה מגיע, מה אם זה לא מתאים ומה אם זה מתקלקל',
      fa: 'کی می‌رسد، اگر مناسب نبود چه، و اگر خراب شد چه',
    },
    body: {
      en: mail(
        hello.en,
        'Three things people ask us before they finish an order:',
        'When does it come? Within three working days; plants leave us on Sunday to Tuesday only, so that they do not spend the weekend in a van.\nWhat if it does not suit? 30 days to return, we collect.\nAnd if it breaks? A year of warranty on tools, two on furniture.',
        `Your cart: ${toCart}`,
        bye.en,
      ),
      he: mail(
        hello.he,
        'שלושה דברים ששואלים אותנו לפני שמסיימים הזמנה:',
        'מתי זה מגיע? עד שלושה ימי עסקים; צמחים יוצאים רק בימים א׳ עד ג׳, כדי שלא יבלו את סוף השבוע ברכב.\nואם זה לא מתאים? 30 יום להחזרה, ואנחנו אוספים.\nואם מתקלקל? שנת אחריות על כלים, שנתיים על ריהוט.',
        `העגלה שלכם: ${toCart}`,
        bye.he,
      ),
      fa: mail(
        hello.fa,
        'سه چیزی که پیش از تکمیل سفارش از ما می‌پرسند:',
        'کی می‌رسد؟ تا سه روز کاری؛ گیاهان فقط یکشنبه تا سه‌شنبه ارسال می‌شوند تا آخر هفته در راه نمانند.\nاگر مناسب نبود؟ ۳۰ روز مهلت بازگشت، خودمان تحویل می‌گیریم.\nاگر خراب شد؟ یک سال ضمانت ابزار و دو سال ضمانت مبلمان.',
        `سبد شما: ${toCart}`,
        bye.fa,
      ),
    },
    approved: true,
  },
  'cart-m3a': {
    preheader: {
      en: 'With the code inside, for carts of 150 ILS and more',
      he: 'עם הקוד שבפנים, לעגלות של 150 ₪ ומעלה',
      fa: 'با کد داخل نامه، برای سبدهای ۱۵۰ شِکِل و بیشتر',
    },
    body: {
      en: mail(hello.en, 'For the next 48 hours delivery of your cart is on us, with the code CART48. The minimum is 150 ILS.', `${toCart}`, bye.en),
      he: mail(hello.he, 'ב-48 השעות הקרובות המשלוח של העגלה עלינו, עם הקוד CART48. המינימום 150 ₪.', `${toCart}`, bye.he),
      fa: mail(hello.fa, 'تا ۴۸ ساعت آینده هزینه ارسال سبد شما با ماست، با کد CART48. حداقل سفارش ۱۵۰ شِکِل است.', `${toCart}`, bye.fa),
    },
  },
  'cart-m3b': {
    subject: { en: 'Your items are running low', he: 'הפריטים שבעגלה הולכים ואוזלים', fa: 'کالاهای سبد شما رو به اتمام است' },
    body: {
      en: mail(
        hello.en,
        'Of some of the things in your cart only a few are left in our store. If one is gone when you come back, we will show what comes closest to it.',
        `${toCart}`,
        bye.en,
      ),
      he: mail(hello.he, 'מחלק מהפריטים שבעגלה נשארו במחסן יחידות ספורות. אם משהו יאזל עד שתחזרו, נציע את הדומה לו ביותר.', `${toCart}`, bye.he),
      fa: mail(
        hello.fa,
        'از برخی کالاهای سبد شما تنها چند عدد در انبار مانده است. اگر تا بازگشت شما تمام شد، نزدیک‌ترین جایگزین را نشان می‌دهیم.',
        `${toCart}`,
        bye.fa,
      ),
    },
  },
  'cart-m4a': {
    body: {
      en: 'Hello {{first-name|there}}, Karmelon here. Your cart of {{entry.cart-value|money}} closes tonight. Need a hand? Just answer here. {{entry.checkout-url}} To stop: STOP.',
      he: 'שלום {{first-name|לכם}}, כאן כרמלון. העגלה בסך {{entry.cart-value|money}} נסגרת הערב. צריך עזרה? אפשר פשוט לענות כאן. {{entry.checkout-url}} להסרה: הסר.',
      fa: '{{first-name|دوست گرامی}} سلام، کارملون هستیم. سبد {{entry.cart-value|money}} شما امشب بسته می‌شود. کمک می‌خواهید؟ همین‌جا پاسخ دهید. {{entry.checkout-url}} برای لغو: لغو.',
    },
  },
  'cart-m4b': {
    body: {
      en: 'Karmelon: your cart of {{entry.cart-value|money}} closes tonight. Complete it: {{entry.checkout-url}} Stop: reply STOP',
      he: 'כרמלון: העגלה בסך {{entry.cart-value|money}} נסגרת הערב. להשלמה: {{entry.checkout-url}} להסרה השיבו הסר',
      fa: 'کارملون: سبد {{entry.cart-value|money}} شما امشب بسته می‌شود. تکمیل: {{entry.checkout-url}} لغو: پاسخ دهید لغو',
    },
    approved: true,
  },
};
