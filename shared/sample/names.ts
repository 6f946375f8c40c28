/** Invented people are put together from these. Every name is common; no combination means anybody. */
export type Spelling = { he: string; latin: readonly [string, ...string[]] };
export type FirstName = Spelling & { gender: 'female' | 'male' };

const female = (he: string, ...latin: [string, ...string[]]): FirstName => ({ he, latin, gender: 'female' });
const male = (he: string, ...latin: [string, ...string[]]): FirstName => ({ he, latin, gender: 'male' });

export const firstNames: readonly FirstName[] = [
  female('נועה', 'Noa', 'Noah'),
  female('יעל', 'Yael', 'Yaël'),
  female('תמר', 'Tamar', 'Tamara'),
  female('מיכל', 'Michal', 'Mihal'),
  female('שירה', 'Shira', 'Schira'),
  female('רונית', 'Ronit'),
  female('אורית', 'Orit'),
  female('דנה', 'Dana', 'Danna'),
  female('הילה', 'Hila', 'Hilla'),
  female('ליאת', 'Liat'),
  female('ענת', 'Anat'),
  female('רחל', 'Rachel', 'Rahel'),
  female('מרים', 'Miriam', 'Mariam'),
  female('סיגל', 'Sigal', 'Sigall'),
  female('גלית', 'Galit'),
  female('אסתר', 'Esther', 'Ester'),
  female('אירינה', 'Irina'),
  female('סבטלנה', 'Svetlana'),
  female('אמירה', 'Amira'),
  female('פאטמה', 'Fatma', 'Fatima'),
  female('לילא', 'Layla', 'Leila'),
  female('חנה', 'Hanna', 'Chana'),
  female('אביגיל', 'Avigail', 'Abigail'),
  female('קרן', 'Keren'),
  male('יוסי', 'Yossi', 'Yosi'),
  male('דוד', 'David', 'Dudi'),
  male('משה', 'Moshe', 'Moshé'),
  male('אבי', 'Avi', 'Abi'),
  male('איתן', 'Eitan', 'Etan'),
  male('עומר', 'Omer'),
  male('אלון', 'Alon', 'Allon'),
  male('גיא', 'Guy', 'Gai'),
  male('יונתן', 'Yonatan', 'Jonathan'),
  male('אורי', 'Uri', 'Ori'),
  male('שלמה', 'Shlomo'),
  male('רועי', 'Roi', 'Roee'),
  male('עידו', 'Ido', 'Iddo'),
  male('חיים', 'Haim', 'Chaim'),
  male('אלכס', 'Alex'),
  male('דמיטרי', 'Dmitry', 'Dmitri'),
  male('מוחמד', 'Mohammad', 'Muhammad'),
  male('אחמד', 'Ahmad', 'Ahmed'),
  male('סמיר', 'Samir'),
  male('ברק', 'Barak'),
  male('נדב', 'Nadav'),
  male('צחי', 'Tzachi', 'Zachi'),
  male('מתן', 'Matan'),
  male('אסף', 'Asaf', 'Assaf'),
];

const family = (he: string, ...latin: [string, ...string[]]): Spelling => ({ he, latin });

export const lastNames: readonly Spelling[] = [
  family('כהן', 'Cohen', 'Kohen'),
  family('לוי', 'Levi', 'Levy'),
  family('מזרחי', 'Mizrahi', 'Mizrachi'),
  family('פרץ', 'Peretz', 'Perez'),
  family('ביטון', 'Biton', 'Bitton'),
  family('דהן', 'Dahan'),
  family('אברהם', 'Avraham', 'Abraham'),
  family('פרידמן', 'Friedman', 'Fridman'),
  family('אזולאי', 'Azoulay', 'Azulai'),
  family('מלכה', 'Malka', 'Malca'),
  family('יוסף', 'Yosef', 'Joseph'),
  family('דיין', 'Dayan'),
  family('עמר', 'Amar'),
  family('אוחיון', 'Ohayon', 'Ohion'),
  family('חדד', 'Hadad', 'Haddad'),
  family('גבאי', 'Gabay', 'Gabbai'),
  family('בן דוד', 'Ben David', 'Ben-David'),
  family('אדרי', 'Edri', 'Edry'),
  family('שפירא', 'Shapira', 'Shapiro'),
  family('רוזן', 'Rosen', 'Rozen'),
  family('גולדברג', 'Goldberg'),
  family('כץ', 'Katz', 'Kats'),
  family('וייס', 'Weiss', 'Vais'),
  family('קליין', 'Klein'),
  family('אשכנזי', 'Ashkenazi'),
  family('שרון', 'Sharon'),
  family('ברק', 'Barak'),
  family('אלמוג', 'Almog'),
  family('נגר', 'Nagar', 'Naggar'),
  family('סלע', 'Sela', 'Sella'),
  family('איוונוב', 'Ivanov'),
  family('פטרוב', 'Petrov'),
  family('חורי', 'Khoury', 'Houri'),
  family('נסאר', 'Nassar', 'Nasser'),
  family('עוודה', 'Awada', 'Awwada'),
  family('זועבי', 'Zoabi', 'Zuabi'),
  family('טל', 'Tal'),
  family('הרוש', 'Harush', 'Haroush'),
  family('סבג', 'Sabag', 'Sabbag'),
  family('יצחקי', 'Yitzhaki', 'Itzhaki'),
];

export type City = Spelling & { postal: number; branch: string };

/** `branch`: the code of the shop people there go to. */
export const cities: readonly (readonly [weight: number, city: City])[] = [
  [20, { he: 'חיפה', latin: ['Haifa'], postal: 3100000, branch: 'HFA' }],
  [9, { he: 'קריית אתא', latin: ['Kiryat Ata', 'Qiryat Ata'], postal: 2800000, branch: 'HFA' }],
  [8, { he: 'נשר', latin: ['Nesher'], postal: 3660000, branch: 'HFA' }],
  [7, { he: 'יקנעם עילית', latin: ['Yokneam', 'Yoqneam Illit'], postal: 2069200, branch: 'YOK' }],
  [6, { he: 'זכרון יעקב', latin: ["Zichron Ya'akov", 'Zikhron Yaakov'], postal: 3090000, branch: 'YOK' }],
  [6, { he: 'חדרה', latin: ['Hadera'], postal: 3810000, branch: 'NTY' }],
  [10, { he: 'נתניה', latin: ['Netanya', 'Natanya'], postal: 4210000, branch: 'NTY' }],
  [6, { he: 'כפר סבא', latin: ['Kfar Saba', 'Kfar Sava'], postal: 4410000, branch: 'NTY' }],
  [5, { he: 'נהריה', latin: ['Nahariya', 'Nahariyya'], postal: 2210000, branch: 'HFA' }],
  [4, { he: 'טבריה', latin: ['Tiberias', 'Tverya'], postal: 1410000, branch: 'YOK' }],
  [9, { he: 'תל אביב-יפו', latin: ['Tel Aviv', 'Tel Aviv-Yafo', 'TLV'], postal: 6100000, branch: 'TLV' }],
  [5, { he: 'ראשון לציון', latin: ['Rishon LeZion', 'Rishon Lezion'], postal: 7510000, branch: 'TLV' }],
  [5, { he: 'ירושלים', latin: ['Jerusalem'], postal: 9100000, branch: 'TLV' }],
];

export const branches: Readonly<Record<string, string>> = {
  HFA: 'כרמלון חיפה - צ׳ק פוסט',
  YOK: 'כרמלון יקנעם',
  NTY: 'כרמלון נתניה',
  TLV: 'כרמלון תל אביב',
  WEB: 'חנות מקוונת',
};

export const streets = ['הגפן', 'הזית', 'הרימון', 'האורן', 'התאנה', 'השקד', 'הדקל', 'החרוב', 'הברוש', 'הנרקיס', 'הרקפת', 'היסמין'] as const;

export const companies: readonly Spelling[] = [
  family('גינות הצפון בע״מ', 'North Gardens Ltd'),
  family('קיבוץ עמק האלה', 'Kibbutz Emek HaEla'),
  family('אדריכלות נוף שחר', 'Shahar Landscape'),
  family('מלון חוף הדקלים', 'Palm Shore Hotel'),
  family('ועד בית הגפן 12', 'HaGefen 12 House Committee'),
  family('משתלת הרימון', 'Rimon Nursery'),
  family('ניהול נכסים כחול', 'Blue Property Care'),
  family('בית ספר נוף ים', 'Nof Yam School'),
];

/** Reserved for examples, so that a mail sent by mistake reaches nobody. */
export const mailDomains: readonly (readonly [weight: number, domain: string])[] = [
  [46, 'example.com'],
  [22, 'example.co.il'],
  [12, 'mail.example.com'],
  [10, 'example.org'],
  [6, 'post.example.co.il'],
  [4, 'example.net'],
];
export const staffDomain = 'karmelon.example.co.il';
