/** Words of a column's name that say what its values are, where the values alone could be several things. */
export const phoneWords = [
  'phone',
  'mobile',
  'cell',
  'tel',
  'telephone',
  'msisdn',
  'whatsapp',
  'fax',
  'טלפון',
  'נייד',
  'סלולרי',
  'פלאפון',
  'וואטסאפ',
  'פקס',
  'تلفن',
  'موبایل',
  'همراه',
  'نمابر',
  'واتساپ',
];
export const dateWords = ['date', 'day', 'dt', 'on', 'birthdate', 'dob', 'תאריך', 'מועד', 'تاریخ'];
export const timeWords = ['at', 'time', 'ts', 'timestamp', 'epoch', 'created', 'updated', 'modified', 'זמן', 'שעה', 'מועד', 'زمان', 'ساعت'];
export const flagWords = [
  'is',
  'has',
  'flag',
  'active',
  'enabled',
  'deleted',
  'opt',
  'consent',
  'subscribed',
  'verified',
  'allow',
  'allowed',
  'האם',
  'פעיל',
  'הסכמה',
  'مجاز',
  'فعال',
  'رضایت',
];
export const countryWords = ['country', 'nation', 'מדינה', 'ארץ', 'کشور'];
export const currencyWords = ['currency', 'curr', 'מטבע', 'ارز', 'پول'];
export const nationalIdWords = ['tz', 'teudat', 'zehut', 'תז', 'זהות', 'ssn'];
export const nameWords = ['name', 'city', 'street', 'address', 'town', 'title', 'שם', 'עיר', 'רחוב', 'כתובת', 'יישוב', 'نام', 'شهر', 'خیابان', 'نشانی'];
