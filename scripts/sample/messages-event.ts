/** What guests of the garden day get. Somebody who comes by keyword may not have registered yet, so every value has a stand-in. */
import { bye, hello, type MessageWords, mail, shop } from './message-parts';

const page = `${shop}/garden-day`;
const day = 'registration-completed';

/** By message id. */
export const eventMessages: Readonly<Record<string, MessageWords>> = {
  'ev-m1': {
    subject: {
      en: `You are registered for {{${day}.event-name|the garden day}}`,
      he: `נרשמתם ל{{${day}.event-name|יום הגינה}}`,
      fa: `ثبت‌نام شما در {{${day}.event-name|روز باغبانی}} انجام شد`,
    },
    body: {
      en: mail(
        hello.en,
        `Your place is kept.\nWhen: {{${day}.starts-at|datetime|see the page}}\nWhere: {{${day}.location|see the page}}`,
        `For your calendar, the way there and the programme: ${page}`,
        'Can’t make it after all? Cancel on the same page, so that somebody else gets the place.',
        bye.en,
      ),
      he: mail(
        hello.he,
        `המקום שמור לכם.\nמתי: {{${day}.starts-at|datetime|ראו בדף}}\nאיפה: {{${day}.location|ראו בדף}}`,
        `ליומן, דרכי הגעה והתוכנית: ${page}`,
        'בסוף לא מסתדר? אפשר לבטל באותו דף, ומישהו אחר יקבל את המקום.',
        bye.he,
      ),
      fa: mail(
        hello.fa,
        `جای شما محفوظ است.\nزمان: {{${day}.starts-at|datetime|در صفحه}}\nمکان: {{${day}.location|در صفحه}}`,
        `برای تقویم، راه رسیدن و برنامه: ${page}`,
        'نمی‌توانید بیایید؟ در همان صفحه لغو کنید تا جا به دیگری برسد.',
        bye.fa,
      ),
    },
  },
  'ev-m2': {
    preheader: {
      en: 'The programme, and what to bring along',
      he: 'התוכנית, ומה כדאי להביא',
      fa: 'برنامه و آنچه خوب است همراه بیاورید',
    },
    body: {
      en: mail(
        hello.en,
        'A week from now we are standing in the greenhouse. What is waiting for you, hour by hour:',
        page,
        'Bring a picture of the plant that worries you. At the nursery’s table somebody will look at it with you.',
        bye.en,
      ),
      he: mail(
        hello.he,
        'עוד שבוע אנחנו בחממה. מה מחכה לכם, שעה אחר שעה:',
        page,
        'הביאו תמונה של הצמח שמדאיג אתכם. ליד שולחן המשתלה יש מי שיסתכל עליה יחד איתכם.',
        bye.he,
      ),
      fa: mail(
        hello.fa,
        'یک هفته دیگر در گلخانه‌ایم. ساعت به ساعت چه در انتظار شماست:',
        page,
        'عکس گیاهی را که نگرانش هستید بیاورید. کنار میز گلخانه کسی هست که با شما نگاهش کند.',
        bye.fa,
      ),
    },
  },
  'ev-m3': {
    body: {
      en: `Tomorrow is the garden day: {{${day}.starts-at|time|see the page}}, {{${day}.location|Karmelon}}. Parking and entrance: ${page}`,
      he: `מחר יום הגינה: {{${day}.starts-at|time|ראו בדף}}, {{${day}.location|כרמלון}}. חניה וכניסה: ${page}`,
      fa: `فردا روز باغبانی است: {{${day}.starts-at|time|در صفحه}}، {{${day}.location|کارملون}}. پارکینگ و ورودی: ${page}`,
    },
  },
  'ev-m0': {
    body: {
      en: `Welcome! Two quick questions and your ticket is on its way: ${page}/join`,
      he: `ברוכים הבאים! שתי שאלות קצרות והכרטיס בדרך: ${page}/join`,
      fa: `خوش آمدید! دو پرسش کوتاه و بلیت در راه است: ${page}/join`,
    },
  },
  'ev-m7': {
    body: {
      en: mail(
        hello.en,
        `We kept a place for you. What was said, in five minutes: ${page}/summary`,
        'One question, if you have a moment: what stopped you from coming? Just answer this mail. It is how we find out what to change.',
        bye.en,
      ),
      he: mail(
        hello.he,
        `שמרנו לכם מקום. מה נאמר, בחמש דקות: ${page}/summary`,
        'שאלה אחת, אם יש רגע: מה מנע מכם להגיע? אפשר פשוט להשיב למייל הזה. כך אנחנו יודעים מה לשנות.',
        bye.he,
      ),
      fa: mail(
        hello.fa,
        `جایی برای شما نگه داشته بودیم. آنچه گفته شد، در پنج دقیقه: ${page}/summary`,
        'یک پرسش، اگر فرصت دارید: چه مانع آمدن شد؟ به همین ایمیل پاسخ دهید. این‌گونه می‌فهمیم چه را عوض کنیم.',
        bye.fa,
      ),
    },
  },
};
