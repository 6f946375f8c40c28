/** What new subscribers get. */
import { bye, hello, type MessageWords, mail, shop } from './message-parts';

/** By message id. */
export const welcomeMessages: Readonly<Record<string, MessageWords>> = {
  'welcome-m1': {
    subject: {
      en: 'Welcome, {{first-name|and come in}}: here is what you get',
      he: 'ברוכים הבאים, {{first-name|טוב שבאתם}}: זה מה שמחכה לכם',
      fa: '{{first-name|دوست گرامی}}، خوش آمدید؛ این‌ها برای شماست',
    },
    body: {
      en: mail(
        hello.en,
        'Good to have you with us. As promised, 30 ILS off your first order above 200 ILS. The code WELCOME30 is good for 10 days.',
        `What to expect: one letter a week with what to plant, mend and cook, and now and then an offer. You choose how often: ${shop}/preferences`,
        `Have a look around: ${shop}`,
        bye.en,
      ),
      he: mail(
        hello.he,
        'כיף שהצטרפתם. כמו שהבטחנו: 30 ₪ הנחה בהזמנה הראשונה מעל 200 ₪. הקוד WELCOME30 תקף ל-10 ימים.',
        `מה יגיע אליכם: מכתב אחד בשבוע עם מה לשתול, לתקן ולבשל השבוע, ומדי פעם גם מבצע. את התדירות קובעים כאן: ${shop}/preferences`,
        `מוזמנים להסתובב בחנות: ${shop}`,
        bye.he,
      ),
      fa: mail(
        hello.fa,
        'خوشحالیم که به ما پیوستید. همان‌طور که قول داده بودیم: ۳۰ شِکِل تخفیف برای نخستین سفارش بالای ۲۰۰ شِکِل. کد WELCOME30 تا ۱۰ روز اعتبار دارد.',
        `هفته‌ای یک نامه می‌فرستیم: این هفته چه بکاریم، چه تعمیر کنیم و چه بپزیم، و گاهی یک پیشنهاد. دفعات را خودتان تعیین کنید: ${shop}/preferences`,
        `سری به فروشگاه بزنید: ${shop}`,
        bye.fa,
      ),
    },
    approved: true,
  },
  'welcome-m2': {
    body: {
      en: mail(
        hello.en,
        'Karmelon began in 1987 as a nursery of two greenhouses at the foot of Mount Carmel. Today there are four branches, and there is still somebody at each of them who knows why your basil went yellow.',
        'Three promises we keep: delivery within three working days, returns within 30 days without questions, and a plant that does not take root is replaced.',
        `What people take home most: ${shop}/best-sellers`,
        bye.en,
      ),
      he: mail(
        hello.he,
        'כרמלון התחילה ב-1987 כמשתלה של שתי חממות למרגלות הכרמל. היום יש ארבעה סניפים, ועדיין בכל אחד מהם יש מי שיודע למה הבזיליקום הצהיב.',
        'שלוש הבטחות שאנחנו מקיימים: משלוח עד שלושה ימי עסקים, החזרה עד 30 יום בלי שאלות, וצמח שלא נקלט מוחלף באחר.',
        `מה לוקחים הביתה הכי הרבה: ${shop}/best-sellers`,
        bye.he,
      ),
      fa: mail(
        hello.fa,
        'کارملون در سال ۱۹۸۷ با دو گلخانه در دامنه کوه کرمل آغاز شد. امروز چهار شعبه دارد و هنوز در هر شعبه کسی هست که می‌داند چرا ریحان شما زرد شده است.',
        'سه قولی که به آن پایبندیم: ارسال تا سه روز کاری، بازگرداندن تا ۳۰ روز بدون پرسش، و تعویض گیاهی که ریشه نگیرد.',
        `پرفروش‌ترین‌ها: ${shop}/best-sellers`,
        bye.fa,
      ),
    },
    approved: true,
  },
  'welcome-m3a': {
    body: {
      en: mail(
        hello.en,
        'Tell us where you are going to put it, and we will tell you what to begin with.',
        `A sunny balcony: olive, lavender, herbs, and a drip kit so that August is no worry.\n${shop}/guide/balcony`,
        `A garden of your own: a pruner, mulch and the watering timer nobody regrets.\n${shop}/guide/garden`,
        `The kitchen: a composter, a board, a pot that outlives us all.\n${shop}/guide/kitchen`,
        bye.en,
      ),
      he: mail(
        hello.he,
        'ספרו לנו איפה זה יעמוד, ונספר לכם ממה כדאי להתחיל.',
        `מרפסת שטופת שמש: זית, לבנדר, תבלינים וערכת טפטוף, כדי שאוגוסט לא ידאיג.\n${shop}/guide/balcony`,
        `גינה פרטית: מזמרה, חיפוי קרקע ומחשב השקיה שאיש לא מתחרט עליו.\n${shop}/guide/garden`,
        `המטבח: קומפוסטר, קרש חיתוך וסיר שיישאר אחרי כולנו.\n${shop}/guide/kitchen`,
        bye.he,
      ),
      fa: mail(
        hello.fa,
        'بگویید کجا می‌گذارید تا بگوییم از چه شروع کنید.',
        `بالکن آفتابی: زیتون، اسطوخودوس، سبزی معطر و کیت آبیاری قطره‌ای.\n${shop}/guide/balcony`,
        `باغچه: قیچی هرس، پوشش خاک و تایمر آبیاری.\n${shop}/guide/garden`,
        `آشپزخانه: کمپوست‌ساز، تخته و قابلمه‌ای که عمری می‌ماند.\n${shop}/guide/kitchen`,
        bye.fa,
      ),
    },
  },
  'welcome-m3b': {
    body: {
      en: mail(
        hello.en,
        'Your first order comes to your door free of charge this week, whatever its size. No code needed; it is taken off at the checkout.',
        `${shop}`,
        bye.en,
      ),
      he: mail(hello.he, 'השבוע ההזמנה הראשונה מגיעה עד הדלת בלי דמי משלוח, בכל סכום. לא צריך קוד; ההנחה מופיעה בקופה.', `${shop}`, bye.he),
      fa: mail(hello.fa, 'این هفته نخستین سفارش شما با هر مبلغی رایگان ارسال می‌شود. کد لازم نیست؛ هنگام پرداخت کم می‌شود.', `${shop}`, bye.fa),
    },
  },
  'welcome-m4a': {
    body: {
      en: 'Hello {{first-name|there}}, Karmelon here. Your 30 ILS welcome benefit ends tomorrow. Write back what you are looking for and Hadas will find it with you. To stop: STOP.',
      he: 'שלום {{first-name|לכם}}, כאן כרמלון. הטבת ההצטרפות של 30 ₪ מסתיימת מחר. אפשר לענות כאן מה מחפשים, והדס תעזור למצוא. להסרה: הסר.',
      fa: '{{first-name|دوست گرامی}} سلام، کارملون هستیم. مزیت خوشامد ۳۰ شِکِلی فردا تمام می‌شود. بنویسید دنبال چه هستید تا هَداس کمک کند. برای لغو: لغو.',
    },
  },
  'welcome-m4b': {
    // Nine days after the first mail, whose code is good for ten.
    subject: { en: 'Your welcome benefit ends tomorrow', he: 'הטבת ההצטרפות מסתיימת מחר', fa: 'مزیت خوشامد شما فردا تمام می‌شود' },
    preheader: {
      en: 'It ends tomorrow and will not be extended; here is how to use it',
      he: 'היא נגמרת מחר ולא תוארך; כך מממשים אותה',
      fa: 'فردا تمام می‌شود و تمدید نمی‌شود؛ راه استفاده از آن',
    },
    body: {
      en: mail(
        hello.en,
        'A short one: the 30 ILS of your welcome are good until tomorrow at midnight, with the code WELCOME30. We will not stretch it, and we will not nag.',
        `${shop}`,
        bye.en,
      ),
      he: mail(hello.he, 'בקצרה: 30 ₪ ההצטרפות תקפים עד מחר בחצות, עם הקוד WELCOME30. לא נאריך, וגם לא ננדנד.', `${shop}`, bye.he),
      fa: mail(hello.fa, 'کوتاه بگوییم: ۳۰ شِکِل خوشامد با کد WELCOME30 تا نیمه‌شب فردا اعتبار دارد. نه تمدید می‌کنیم و نه اصرار.', `${shop}`, bye.fa),
    },
  },
};
