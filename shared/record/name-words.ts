import { tokensOf } from '../sources/name-tokens';

/**
 * What the words of field names mean, in the ways people really write them: English and its abbreviations, Hebrew and
 * Persian, and both written in Latin letters. Each line: the meaning, then its spellings.
 */
const spellings: readonly (readonly [string, string])[] = [
  ['email', 'email mail eml emailaddress דואל דוא אימייל מייל imeil doal ایمیل رایانامه'],
  ['phone', 'phone phones telephone tel telno ph fone phonenumber טלפון טל telefon telephon תלפון تلفن telefonno'],
  ['mobile', 'mobile mob cell cellular cellphone gsm msisdn handset נייד סלולרי פלאפון nayad naiad pelephone selulari موبایل همراه mobayl hamrah'],
  ['first', 'first given fore forename פרטי prati firstname fst'],
  ['last', 'last family surname sur lst משפחה mishpacha mishpaha خانوادگی khanevadegi fami'],
  ['name', 'name nm nam names שם shem نام'],
  ['full', 'full whole complete מלא male کامل'],
  ['customer', 'customer cust customers client clnt cli shopper buyer consumer לקוח לקוחות lakoach lakoah מזמין مشتری moshtari'],
  ['contact', 'contact contacts cntct person people קשר'],
  ['member', 'member members mbr memb חבר chaver haver عضو ozv'],
  ['club', 'club loyalty loyal rewards מועדון moadon باشگاه bashgah'],
  ['subscriber', 'subscriber subscribers sub recipient נמען רשום מנוי'],
  ['user', 'user usr users משתמש کاربر'],
  ['requester', 'requester enquirer פונה'],
  ['id', 'id ids identifier ident guid uuid key pk oid מזהה شناسه mezahe shenase'],
  ['number', 'number no num nbr nr numb מספר מס mispar mis شماره shomare'],
  ['code', 'code cd cod קוד kod کد'],
  ['date', 'date dt dat on day תאריך taarich tarich מועד تاریخ tarikh'],
  ['time', 'time timestamp ts datetime at tm שעה زمان ساعت'],
  ['birth', 'birth birthdate birthday dob bday born bdate לידה leida תולדת تولد tavalod'],
  ['gender', 'gender sex gndr מגדר מין migdar جنسیت jensiat'],
  ['age', 'age גיל gil سن'],
  ['address', 'address addr adr addrs כתובת ktovet نشانی آدرس address1 neshani'],
  ['street', 'street str strt road רחוב rechov rehov خیابان khiaban'],
  ['city', 'city town ct cty locality עיר ישוב yishuv شهر shahr'],
  ['zip', 'zip zipcode postcode postal post plz מיקוד mikud پستی'],
  ['country', 'country ctry cntry nation מדינה ארץ medina کشور keshvar'],
  ['state', 'state province region'],
  ['language', 'language lang locale lng שפה safa زبان zaban'],
  [
    'consent',
    'consent consents optin optedin permission approval approved approve marketing agree agreed agreement הסכמה אישור haskama ishur דיוור رضایت rezayat',
  ],
  ['optout', 'optout optedout unsubscribe unsubscribed unsub withdrawn remove הסרה hasara لغو'],
  ['block', 'donotcontact donotcall dnc suppress blocklist blacklist'],
  ['sms', 'sms text מסרון smsmarketing پیامک payamak'],
  ['whatsapp', 'whatsapp wa watsapp וואטסאפ ווצאפ واتساپ'],
  ['push', 'push notification notifications פוש پوش'],
  ['status', 'status stat stts מצב סטטוס matzav وضعیت vaziat'],
  ['company', 'company comp organisation organization org business firm corp חברה hevra chevra עסק شرکت sherkat'],
  ['account', 'account acct acc חשבון heshbon حساب hesab'],
  ['job', 'job position occupation role תפקיד tafkid سمت شغل'],
  ['title', 'title כותרת عنوان'],
  ['manager', 'manager mgr owner agent rep representative salesperson salesrep סוכן מנהל sochen مدیر modir'],
  ['sales', 'sales sale selling מכירה מכירות mechira فروش'],
  ['order', 'order orders ord purchase purchases prch הזמנה הזמנות רכישה רכישות קנייה קניה hazmana سفارش خرید'],
  ['receipt', 'receipt receipts rcpt kabala קבלה קבלות رسید'],
  ['transaction', 'transaction transactions txn trx tran עסקה تراکنش'],
  ['total', 'total tot ttl sum gross grand סהכ סך סכום sach جمع مجموع'],
  ['amount', 'amount amt amnt value val price prc cost spend spent סכום מחיר mechir مبلغ قیمت ارزش'],
  ['discount', 'discount disc discounts הנחה hanacha تخفیف'],
  ['coupon', 'coupon coupons promo promotion voucher קופון כתב کوپن'],
  ['count', 'count cnt qty quantity amountof כמות تعداد'],
  ['store', 'store shop branch outlet location סניף חנות snif شعبه فروشگاه'],
  ['web', 'web online site website ecommerce internet ecom מקוונת אתר اینترنتی'],
  ['cart', 'cart basket checkout עגלה עגלת סל agala سبد'],
  [
    'created',
    'created create opened registered joined join signup registration since creation פתיחה הצטרפות נוצר נוצרה נפתח נפתחה נרשם נכתב נכתבה נקבע נקבעה הקמה ایجاد عضویت ثبت',
  ],
  ['updated', 'updated update modified changed change lastmodified עדכון שינוי تغییر'],
  ['source', 'source src origin referrer referer medium מקור منبع'],
  ['lead', 'lead leads prospect ליד سرنخ'],
  ['grade', 'grade rating rate scored score ציון דירוג tziun امتیاز رتبه'],
  ['stage', 'stage phase שלב مرحله'],
  ['tier', 'tier level rank דרגה darga سطح'],
  ['points', 'points pts נקודות nekudot'],
  ['balance', 'balance bal יתרה yitra مانده'],
  ['employee', 'employee emp staff worker עובד oved کارمند'],
  ['test', 'test testing dummy בדיקה آزمایشی'],
  ['vip', 'vip'],
  ['tag', 'tag tags label labels תגית תגיות'],
  ['national', 'national teudat gov government ssn zehut תעודת זהות ملی meli'],
  ['legal', 'tz תז'],
  ['device', 'device installation app handset מכשיר دستگاه'],
  ['token', 'token tokens fcm apns אסימון توکن'],
  ['visitor', 'visitor visitors cookie anonymous browser pseudo clientid גולש بازدیدکننده'],
  ['visit', 'visit visits session sessions כניסה כניסות ביקור بازدید'],
  ['open', 'open opens פתיחות فتح'],
  ['click', 'click clicks הקלקה הקלקות کلیک'],
  ['seen', 'seen active activity action access login פעילות'],
  ['wishlist', 'wishlist favourites favorites wish משאלות علاقه'],
  ['waitlist', 'waitlist stockalert backinstock stockalerts המתנה انتظار'],
  ['alert', 'alert alerts התראה هشدار'],
  ['stock', 'stock inventory מלאי موجودی'],
  ['category', 'category categories cat family קטגוריה קטגוריות دسته'],
  ['product', 'product products prod item items sku plu part line article מוצר פריט מקט kala کالا محصول'],
  ['ticket', 'ticket tickets case issue request פנייה פניות درخواست'],
  ['call', 'call calls cdr caller cdrs שיחה تماس'],
  ['priority', 'priority prio urgency עדיפות اولویت'],
  ['channel', 'channel chan medium2 via ערוץ کانال'],
  ['review', 'review reviews feedback חוות نظر'],
  ['star', 'star stars satisfaction csat nps כוכבים שביעות survey'],
  ['sentiment', 'sentiment experience סנטימנט חוויה تجربه'],
  ['delivery', 'delivery delivered fulfillment fulfilment shipment shipping shipped מסירה משלוח تحویل'],
  ['expiry', 'expiry expires expiration expire renewal renew פקיעה חידוש سررسید'],
  ['policy', 'policy policies insurance פוליסה بیمه'],
  ['target', 'target targets goal quota יעד هدف'],
  ['actual', 'actual attained achieved attainment ביצוע تحقق'],
  ['percent', 'percent pct percentage אחוז درصد'],
  ['volume', 'volume'],
  ['decile', 'decile socioeconomic עשירון دهک'],
  ['group', 'group grp segment type class kind סוג קבוצה קבוצת نوع گروه'],
  ['parent', 'parent father head main אב'],
  ['booking', 'booking bookings appointment appointments reservation תור תורים نوبت'],
  ['event', 'event events conference אירוע رویداد'],
  ['campaign', 'campaign campaigns קמפיין کمپین'],
  ['message', 'message messages msg הודעה پیام'],
  ['card', 'card crd כרטיס کارت'],
  ['external', 'external ext foreign חיצוני'],
  ['description', 'description desc des descr תיאור شرح'],
  ['currency', 'currency curr ccy מטבע ارز'],
  ['returning', 'returning'],
  ['vat', 'vat tax מעמ'],
  ['score', 'scoring'],
  ['average', 'average avg mean ממוצע memutza میانگین'],
  ['rate', 'שיעור نرخ'],
  ['sender', 'sender from שולח فرستنده'],
  ['received', 'received recieved התקבל התקבלה دریافت'],
  ['read', 'read נקרא نقر'],
  ['duration', 'duration length seconds sec משך مدت'],
  ['subject', 'subject topic נושא موضوع'],
  ['link', 'link url uri href קישור لینک پیوند'],
  ['content', 'content body comment comments remark remarks note notes תוכן הערה הערות متن توضیح'],
  ['payment', 'payment pay paid tender תשלום שולם پرداخت'],
  ['terminal', 'terminal till register pos2'],
  ['page', 'page screen דף עמוד صفحه'],
  ['version', 'version ver גרסה نسخه'],
  ['platform', 'platform os פלטפורמה'],
  ['churn', 'churn attrition נטישה ریزش'],
  ['predicted', 'predicted prediction forecast ltv clv חזוי'],
  ['frequency', 'frequency freq תדירות دفعات'],
  ['zone', 'zone timezone tz2'],
];

/** Words that say nothing about what a field holds. */
const noise = new Set(
  'of the a an is has have my for to in by c merge fields field default attributes properties params custom data info text str string flag ind indicator new primary prim main personal txt fld של את על עם ב ל כולל יש האם or and y n yn s event2 metric set'.split(
    ' ',
  ),
);

/** Several words that mean one thing, written as meanings. The first that fits is taken. */
const compounds: readonly (readonly [readonly string[], readonly string[]])[] = [
  [
    ['f', 'name'],
    ['first', 'name'],
  ],
  [
    ['l', 'name'],
    ['last', 'name'],
  ],
  [['e', 'mail'], ['email']],
  [['e', 'email'], ['email']],
  [['opted', 'out'], ['optout']],
  [['opt', 'out'], ['optout']],
  [['opt', 'in'], ['consent']],
  [['opted', 'in'], ['consent']],
  [['do', 'not', 'call'], ['block']],
  [['do', 'not', 'contact'], ['block']],
  [
    ['do', 'not', 'mail'],
    ['optout', 'email'],
  ],
  [['not', 'subscribed'], ['optout']],
  [
    ['date', 'of', 'birth'],
    ['birth', 'date'],
  ],
  [
    ['תאריך', 'לידה'],
    ['birth', 'date'],
  ],
  [['دفعات', 'تماس'], ['frequency']],
  [['post', 'code'], ['zip']],
  [['zip', 'code'], ['zip']],
  [['postal', 'code'], ['zip']],
  [['کد', 'پستی'], ['zip']],
  [['t', 'z'], ['legal']],
  [['ip'], ['network']],
  [['job', 'title'], ['job']],
  [['time', 'zone'], ['zone']],
];

const meaningOf = new Map<string, string>();
for (const [meaning, words] of spellings) for (const word of words.split(' ')) if (!meaningOf.has(word)) meaningOf.set(word, meaning);
/** Contracted names that hold two meanings. */
const contracted = new Map<string, readonly string[]>([
  ['fname', ['first', 'name']],
  ['lname', ['last', 'name']],
  ['firstname', ['first', 'name']],
  ['lastname', ['last', 'name']],
  ['surname', ['last', 'name']],
  ['fullname', ['full', 'name']],
  ['dob', ['birth', 'date']],
  ['birthdate', ['birth', 'date']],
  ['birthday', ['birth', 'date']],
  ['telno', ['phone', 'number']],
  ['msisdn', ['mobile', 'number']],
  ['zipcode', ['zip']],
  ['sku', ['product', 'code']],
  ['plu', ['product', 'code']],
]);

/**
 * The meanings of tokens (see `tokensOf`), in order, without noise; unknown words stand for themselves. Run-together words
 * (CUSTNAME, CREATEDDATE) are taken apart when every piece is known.
 */
export function meaningsOf(tokens: readonly string[]): string[] {
  const found: string[] = [];
  for (let i = 0; i < tokens.length; ) {
    const compound = compounds.find(([words]) => words.every((word, k) => tokens[i + k] === word));
    if (compound) {
      found.push(...compound[1]);
      i += compound[0].length;
      continue;
    }
    const token = tokens[i++] ?? '';
    if (noise.has(token) || /^\d+$/.test(token)) continue;
    found.push(...meaningsOfWord(token));
  }
  return [...new Set(found)];
}

const read = new Map<string, readonly string[]>();

/** The meanings of a name as people write it. Remembered: the same names are asked for after every mapping. */
export function meaningsOfName(name: string): readonly string[] {
  const known = read.get(name);
  if (known) return known;
  const meanings = meaningsOf(tokensOf(name));
  if (read.size > 20_000) read.clear();
  read.set(name, meanings);
  return meanings;
}

const cache = new Map<string, readonly string[]>();

function meaningsOfWord(word: string): readonly string[] {
  const cached = cache.get(word);
  if (cached) return cached;
  const found = lookUp(word) ?? takeApart(word) ?? [word];
  // Names come from foreign files: the cache must not grow with them for ever.
  if (cache.size > 20_000) cache.clear();
  cache.set(word, found);
  return found;
}

function lookUp(word: string): readonly string[] | undefined {
  const two = contracted.get(word);
  if (two) return two;
  const one = meaningOf.get(word);
  if (one !== undefined) return [one];
  // Hebrew puts "the", "to", "in", "from", "and", "that" in front of the word.
  const bare = /^[הלבמוש]([א-ת]{2,})$/.exec(word)?.[1];
  const meaning = bare === undefined ? undefined : meaningOf.get(bare);
  if (meaning !== undefined) return [meaning];
  const singular = /^([a-z]{3,})s$/.exec(word)?.[1];
  const plural = singular === undefined ? undefined : meaningOf.get(singular);
  return plural === undefined ? undefined : [plural];
}

/** The fewest known pieces (three letters or more, or a known ending) that make up the whole word. */
function takeApart(word: string): readonly string[] | undefined {
  if (word.length < 5 || word.length > 40 || !/^[a-z]+$/.test(word)) return undefined;
  const best: ({ pieces: number; meanings: readonly string[] } | undefined)[] = [{ pieces: 0, meanings: [] }];
  for (let end = 2; end <= word.length; end++)
    for (let start = Math.max(0, end - 14); start <= end - 2; start++) {
      const before = best[start];
      if (!before) continue;
      const piece = word.slice(start, end);
      if (piece.length < 3 && !(end === word.length && (piece === 'id' || piece === 'no' || piece === 'at'))) continue;
      const meanings = noise.has(piece) ? [] : (contracted.get(piece) ?? (meaningOf.has(piece) ? [meaningOf.get(piece) ?? piece] : undefined));
      if (!meanings) continue;
      const known = best[end];
      if (!known || before.pieces + 1 < known.pieces) best[end] = { pieces: before.pieces + 1, meanings: [...before.meanings, ...meanings] };
    }
  return best[word.length]?.meanings;
}
