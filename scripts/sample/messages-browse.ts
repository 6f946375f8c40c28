/** What is written to people who looked and did not take, and to those who waited for something to come back. */
import { bye, hello, type MessageWords, mail, shop } from './message-parts';

const product = { en: '{{entry.product-name|this product}}', he: '{{entry.product-name|המוצר}}', fa: '{{entry.product-name|این کالا}}' };
const toProduct = `${shop}/products/{{entry.product-id}}`;

/** By message id. */
export const browseMessages: Readonly<Record<string, MessageWords>> = {
  'site-m1': {
    subject: { en: 'Did you find what you were looking for?', he: 'מצאתם את מה שחיפשתם?', fa: 'آنچه می‌خواستید پیدا کردید؟' },
    body: {
      en: mail(
        hello.en,
        'You looked around and left without opening anything. Perhaps we hid it too well.',
        `Where most people begin:\nThe balcony: ${shop}/guide/balcony\nThe garden: ${shop}/guide/garden\nThe kitchen: ${shop}/guide/kitchen`,
        `One certain thing? Write it here: ${shop}/search\nRather ask somebody? 02-900-0400, Sunday to Thursday, 8:30 to 17:00.`,
        bye.en,
      ),
      he: mail(
        hello.he,
        'הסתובבתם אצלנו ויצאתם בלי לפתוח שום מוצר. אולי הסתרנו אותו טוב מדי.',
        `מאיפה רוב האנשים מתחילים:\nהמרפסת: ${shop}/guide/balcony\nהגינה: ${shop}/guide/garden\nהמטבח: ${shop}/guide/kitchen`,
        `מחפשים משהו מסוים? כותבים כאן: ${shop}/search\nנוח יותר לשאול? 02-900-0400, ימים א׳ עד ה׳, 8:30 עד 17:00.`,
        bye.he,
      ),
      fa: mail(
        hello.fa,
        'گشتی زدید و چیزی را باز نکردید. شاید خوب پنهانش کرده‌ایم.',
        `بیشتر مردم از اینجا آغاز می‌کنند:\nبالکن: ${shop}/guide/balcony\nباغچه: ${shop}/guide/garden\nآشپزخانه: ${shop}/guide/kitchen`,
        `دنبال چیز مشخصی هستید؟ اینجا بنویسید: ${shop}/search\nپرسیدن راحت‌تر است؟ ۰۲-۹۰۰-۰۴۰۰، یکشنبه تا پنجشنبه، ۸:۳۰ تا ۱۷:۰۰.`,
        bye.fa,
      ),
    },
  },
  'site-m2a': {
    preheader: {
      en: 'The most bought this week, and what buyers say about it',
      he: 'הנמכרים ביותר השבוע, ומה אומרים מי שקנו',
      fa: 'پرفروش‌ترین‌های این هفته و نظر خریداران',
    },
    body: {
      en: mail(hello.en, 'What most people took home this week, with what they say about it. The list is theirs, not ours.', `${shop}/best-sellers`, bye.en),
      he: mail(hello.he, 'מה רוב האנשים לקחו הביתה השבוע, ומה הם אומרים על זה. הרשימה שלהם, לא שלנו.', `${shop}/best-sellers`, bye.he),
      fa: mail(hello.fa, 'آنچه این هفته بیشتر مردم به خانه بردند، با نظر خودشان. این فهرست از آن‌هاست، نه از ما.', `${shop}/best-sellers`, bye.fa),
    },
  },
  'site-m2b': {
    preheader: {
      en: 'New on the shelf, before everybody finds it',
      he: 'חדש על המדף, לפני שכולם מגלים',
      fa: 'تازه‌های قفسه، پیش از آنکه همه پیدایشان کنند',
    },
    body: {
      en: mail(hello.en, 'A few things that were not here last month. Some will be gone by the next letter.', `${shop}/new`, bye.en),
      he: mail(hello.he, 'כמה דברים שבחודש שעבר עוד לא היו כאן. חלקם כבר לא יהיו במכתב הבא.', `${shop}/new`, bye.he),
      fa: mail(hello.fa, 'چند چیز که ماه پیش اینجا نبود. برخی تا نامه بعدی تمام می‌شوند.', `${shop}/new`, bye.fa),
    },
  },
  'site-m3': {
    body: {
      en: `Welcome back. Three questions and you have a short list: ${shop}/guide. Rather talk to somebody? We are in the chat.`,
      he: `כיף שחזרתם. שלוש שאלות ויש לכם רשימה קצרה: ${shop}/guide. עדיף לדבר עם מישהו? אנחנו בצ׳אט.`,
      fa: `خوش برگشتید. با سه پرسش فهرستی کوتاه دارید: ${shop}/guide. گفت‌وگو بهتر است؟ ما در چت هستیم.`,
    },
  },
  'product-m1': {
    subject: {
      en: 'Still thinking about {{entry.product-name|it}}?',
      he: 'עדיין חושבים על {{entry.product-name|זה}}?',
      fa: 'هنوز به {{entry.product-name|آن}} فکر می‌کنید؟',
    },
    body: {
      en: mail(
        hello.en,
        `You had a look at ${product.en}. Three things people ask before they buy it:`,
        'When does it come? Within three working days.\nWhat if it does not suit? 30 days to return, we collect.\nAnd if it breaks? A year of warranty on tools, two on furniture.',
        toProduct,
        bye.en,
      ),
      he: mail(
        hello.he,
        `הסתכלתם על ${product.he}. שלושה דברים ששואלים לפני שקונים:`,
        'מתי זה מגיע? עד שלושה ימי עסקים.\nואם זה לא מתאים? 30 יום להחזרה, ואנחנו אוספים.\nואם מתקלקל? שנת אחריות על כלים, שנתיים על ריהוט.',
        toProduct,
        bye.he,
      ),
      fa: mail(
        hello.fa,
        `${product.fa} را دیدید. سه پرسشی که پیش از خرید می‌پرسند:`,
        'کی می‌رسد؟ تا سه روز کاری.\nاگر مناسب نبود؟ ۳۰ روز برای بازگرداندن، خودمان تحویل می‌گیریم.\nاگر خراب شد؟ یک سال ضمانت ابزار، دو سال ضمانت مبلمان.',
        toProduct,
        bye.fa,
      ),
    },
  },
  'product-m2': {
    subject: {
      en: 'What buyers say about {{entry.product-name|it}}',
      he: 'מה אומרים מי שקנו {{entry.product-name|אותו}}',
      fa: 'نظر خریداران {{entry.product-name|این کالا}}',
    },
    body: {
      en: mail(
        hello.en,
        `Whoever has it at home can say more than we can. What they write about ${product.en}, good and bad:`,
        `${toProduct}#reviews`,
        'Not sure about the size? The drawing on the page has all measures. And whatever does not fit goes back within 30 days.',
        bye.en,
      ),
      he: mail(
        hello.he,
        `מי שיש לו את זה בבית יודע לספר יותר מאיתנו. מה כותבים על ${product.he}, טוב ופחות טוב:`,
        `${toProduct}#reviews`,
        'לא בטוחים במידה? בשרטוט שבדף יש את כל המידות. ומה שלא התאים חוזר אלינו תוך 30 יום.',
        bye.he,
      ),
      fa: mail(
        hello.fa,
        `کسی که آن را در خانه دارد بهتر از ما می‌گوید. درباره ${product.fa} چه نوشته‌اند، خوب و بد:`,
        `${toProduct}#reviews`,
        'از اندازه مطمئن نیستید؟ همه اندازه‌ها در نقشه همان صفحه آمده است. هر چه جا نشد تا ۳۰ روز برمی‌گردد.',
        bye.fa,
      ),
    },
  },
  'product-m3': {
    body: {
      en: mail(
        hello.en,
        `Whoever looks at something several times is mostly held up by its price or its size. A little above and a little below ${product.en}:`,
        `${toProduct}/similar`,
        bye.en,
      ),
      he: mail(hello.he, `מי שמסתכל כמה פעמים מתלבט בדרך כלל על המחיר או על המידה. קצת מעל וקצת מתחת ל${product.he}:`, `${toProduct}/similar`, bye.he),
      fa: mail(
        hello.fa,
        `کسی که چند بار نگاه می‌کند بیشتر بر سر قیمت یا اندازه دودل است. کمی بالاتر و کمی پایین‌تر از ${product.fa}:`,
        `${toProduct}/similar`,
        bye.fa,
      ),
    },
  },
  'product-m4a': {
    subject: {
      en: '{{entry.product-name|What you looked at}} is still here',
      he: '{{entry.product-name|מה שראיתם}} עדיין כאן',
      fa: '{{entry.product-name|آنچه دیدید}} هنوز موجود است',
    },
    body: {
      en: `What it costs today and how many are left: ${toProduct}`,
      he: `כמה זה עולה היום וכמה נשארו: ${toProduct}`,
      fa: `قیمت امروز و تعداد باقی‌مانده: ${toProduct}`,
    },
  },
  'product-m4b': {
    subject: {
      en: 'What {{entry.product-name|it}} costs today',
      he: 'כמה עולה היום {{entry.product-name|מה שראיתם}}',
      fa: 'قیمت امروز {{entry.product-name|آنچه دیدید}}',
    },
    preheader: { en: 'Today’s price, and how many are left', he: 'המחיר היום, וכמה נשארו', fa: 'قیمت امروز و تعداد باقی‌مانده' },
    body: {
      en: mail(hello.en, `A week ago you looked at ${product.en}. What it costs today and how many are left stands here:`, toProduct, bye.en),
      he: mail(hello.he, `לפני שבוע הסתכלתם על ${product.he}. כמה זה עולה היום וכמה נשארו, כאן:`, toProduct, bye.he),
      fa: mail(hello.fa, `هفته پیش ${product.fa} را دیدید. قیمت امروز و تعداد باقی‌مانده اینجاست:`, toProduct, bye.fa),
    },
  },
  'stock-m1a': {
    subject: {
      en: 'It is back: {{entry.product-name|what you waited for}}',
      he: 'חזר: {{entry.product-name|מה שחיכיתם לו}}',
      fa: 'دوباره موجود شد: {{entry.product-name|آنچه منتظرش بودید}}',
    },
    body: {
      en: `You asked us to tell you. Here it is: ${toProduct}`,
      he: `ביקשתם שנודיע. הנה זה: ${toProduct}`,
      fa: `خواسته بودید خبر بدهیم. اینجاست: ${toProduct}`,
    },
  },
  'stock-m1b': {
    subject: {
      en: '{{entry.product-name|What you waited for}} is back in stock',
      he: '{{entry.product-name|מה שחיכיתם לו}} חזר למלאי',
      fa: '{{entry.product-name|آنچه منتظرش بودید}} دوباره موجود شد',
    },
    body: {
      en: mail(
        hello.en,
        `You asked us to tell you when ${product.en} is back. It is, and those who waited hear of it in the order they asked.`,
        `Into the cart with one click: ${toProduct}?add=1`,
        bye.en,
      ),
      he: mail(hello.he, `ביקשתם שנודיע כש${product.he} יחזור. הוא כאן, ומי שחיכו שומעים על כך לפי הסדר.`, `לעגלה בלחיצה אחת: ${toProduct}?add=1`, bye.he),
      fa: mail(
        hello.fa,
        `خواسته بودید وقتی ${product.fa} برگشت خبر بدهیم. برگشته است، و منتظران به ترتیب درخواست باخبر می‌شوند.`,
        `با یک کلیک در سبد: ${toProduct}?add=1`,
        bye.fa,
      ),
    },
  },
  'stock-m2': {
    preheader: {
      en: 'It is still on the shelf; ordered today it is with you within three working days',
      he: 'עדיין על המדף; מי שמזמין היום מקבל עד שלושה ימי עסקים',
      fa: 'هنوز در قفسه است؛ اگر امروز سفارش دهید تا سه روز کاری می‌رسد',
    },
    body: {
      en: mail(
        hello.en,
        `${product.en} came back yesterday and is still on the shelf. Ordered today, it is with you within three working days.`,
        toProduct,
        bye.en,
      ),
      he: mail(hello.he, `${product.he} חזר אתמול ועדיין על המדף. מי שמזמין היום מקבל עד שלושה ימי עסקים.`, toProduct, bye.he),
      fa: mail(hello.fa, `${product.fa} دیروز برگشت و هنوز در قفسه است. اگر امروز سفارش دهید تا سه روز کاری می‌رسد.`, toProduct, bye.fa),
    },
  },
  'stock-m3': {
    body: {
      en: mail(
        hello.en,
        `Our last word about ${product.en}. If it is gone when you come, the page shows what is closest to it.`,
        `${toProduct}/similar`,
        bye.en,
      ),
      he: mail(hello.he, `המילה האחרונה שלנו על ${product.he}. אם כבר נגמר כשתגיעו, הדף מראה את הדומים לו ביותר.`, `${toProduct}/similar`, bye.he),
      fa: mail(hello.fa, `آخرین خبر ما درباره ${product.fa}. اگر تا آمدن شما تمام شد، صفحه نزدیک‌ترین‌ها را نشان می‌دهد.`, `${toProduct}/similar`, bye.fa),
    },
  },
};
