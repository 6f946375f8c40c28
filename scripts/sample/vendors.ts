/** Three invented vendors, part of the way through the list, and the mailer of today. None of them stands for a real product. */
import { heliora, legacyMailer, postwing } from './vendor-answers';
import { relaymint } from './vendor-relaymint';
import type { VendorWords } from './vendor-words';
import type { Words } from './words';

export const vendors: readonly VendorWords[] = [heliora, relaymint, postwing, legacyMailer];

/** What two people of the marketing team tried in each product, from the same sheet. */
export const trialTasks: readonly { task: Words; weight: number; minutes: number }[] = [
  {
    task: {
      en: 'Build the segment “Not bought for a year, more than two orders” and say how many people are in it.',
      he: 'לבנות את הסגמנט "לא קנו שנה, יותר משתי הזמנות" ולומר כמה אנשים בו.',
      fa: 'بخش «یک سال بی‌خرید، بیش از دو سفارش» را بسازید و بگویید چند نفر در آن است.',
    },
    weight: 5,
    minutes: 8,
  },
  {
    task: {
      en: 'Draw the first three steps of the abandoned cart journey, with a wait that ends when she buys.',
      he: 'לצייר את שלושת הצעדים הראשונים של מסע העגלה הנטושה, עם המתנה שנגמרת כשהיא קונה.',
      fa: 'سه گام نخست سفر سبد رهاشده را بکشید، با انتظاری که با خرید مشتری تمام شود.',
    },
    weight: 5,
    minutes: 15,
  },
  {
    task: {
      en: 'Write a mail in Hebrew with the items of the cart and send it to yourself.',
      he: 'לכתוב מייל בעברית עם פריטי העגלה ולשלוח לעצמך.',
      fa: 'ایمیلی به عبری با کالاهای سبد بنویسید و برای خودتان بفرستید.',
    },
    weight: 4,
    minutes: 12,
  },
  {
    task: {
      en: 'Find one customer and say why she did not get last week’s message.',
      he: 'למצוא לקוחה אחת ולומר למה לא קיבלה את ההודעה של השבוע שעבר.',
      fa: 'یک مشتری را پیدا کنید و بگویید چرا پیام هفته پیش را نگرفت.',
    },
    weight: 3,
    minutes: 5,
  },
];
