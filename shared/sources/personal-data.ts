import { meaningsOfName } from '../record/name-words';
import { tokensOf } from './name-tokens';
import { type CanonicalType, type PiiClass, piiClasses } from './schema';

/** Words that betray what a field holds, strongest class first. Any word of a rule is enough. */
const rules: readonly (readonly [PiiClass, readonly string[]])[] = [
  [
    'sensitive',
    [
      'ssn',
      'passport',
      'national id',
      'id number',
      'teudat zehut',
      'tz',
      'health',
      'diagnosis',
      'religion',
      'iban',
      'card number',
      'תז',
      'תעודת זהות',
      'דרכון',
      'کد ملی',
      'گذرنامه',
    ],
  ],
  [
    'high',
    [
      'email',
      'e mail',
      'mail',
      'phone',
      'mobile',
      'cell',
      'msisdn',
      'tel',
      'first name',
      'last name',
      'full name',
      'fname',
      'lname',
      'surname',
      'street',
      'address',
      'birth',
      'birthdate',
      'birthday',
      'dob',
      'טלפון',
      'נייד',
      'דואל',
      'אימייל',
      'שם פרטי',
      'שם משפחה',
      'כתובת',
      'רחוב',
      'לידה',
      'تلفن',
      'همراه',
      'موبایل',
      'ایمیل',
      'نام خانوادگی',
      'نشانی',
      'آدرس',
      'تولد',
    ],
  ],
  [
    'medium',
    [
      'zip',
      'postal',
      'city',
      'gender',
      'sex',
      'age',
      'consent',
      'opt',
      'unsubscribe',
      'ip',
      'latitude',
      'longitude',
      'customer number',
      'עיר',
      'מיקוד',
      'מגדר',
      'מין',
      'הסכמה',
      'شهر',
      'کد پستی',
      'جنسیت',
      'رضایت',
    ],
  ],
  ['low', ['id', 'uuid', 'guid', 'customer', 'contact', 'member', 'subscriber', 'user', 'token', 'language', 'country', 'מזהה', 'לקוח', 'شناسه', 'مشتری']],
];

/** How personal a field probably is, by its name and type: a suggestion for a person to confirm. */
export function guessPersonalData(nativeName: string, type: CanonicalType): PiiClass {
  if (type === 'email' || type === 'phone') return 'high';
  // As it is written, and as it is meant: `telephone`, `fname`, `shem_mishpaha` and run-together names say the same.
  const text = ` ${tokensOf(nativeName).join(' ')} | ${meaningsOfName(nativeName).join(' ')} `;
  for (const [level, words] of rules) if (words.some((word) => text.includes(` ${word} `))) return level;
  return 'none';
}

/** The more careful of two classes. */
export function higherClass(a: PiiClass, b: PiiClass): PiiClass {
  return piiClasses.indexOf(a) >= piiClasses.indexOf(b) ? a : b;
}

/**
 * True when an example looks like a real person's address or number: not masked, not of a domain or range reserved for
 * examples. Such a value must not stand in a document that is handed around.
 */
export function looksUnmasked(example: string): boolean {
  if (/[•*×█]|x{3,}/i.test(example)) return false;
  const mail = /[\p{L}\p{N}._%+-]+@([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)/u.exec(example);
  if (mail) return !/(^|\.)(example|test|invalid|localhost)(\.(com|org|net))?$/i.test(mail[1] ?? '');
  if (/^[A-Z]{2}\d{2}[\dA-Z ]{11,30}$/.test(example.trim())) return true;
  const digits = example.replace(/[\s().-]/g, '');
  // Mobile and land lines of the countries we meet most, in their written forms; 555 numbers are made for examples.
  return /^(\+?972|0)5\d{8}$|^(\+?98|0)9\d{9}$|^\+[1-9]\d{9,13}$/.test(digits) && !/555\d{4}$/.test(digits);
}
