/** The type of a field list in the client's words → canonical type. English and system types live in shared; people also write Hebrew and Persian. */
import { canonicalTypeOf } from '../shared/sources/native-type';
import type { CanonicalType } from '../shared/sources/schema';

const words: readonly (readonly [RegExp, CanonicalType])[] = [
  [/תאריך ו?שעה|תאריך[ +/-]+ו?שעה|חותמת זמן|تاریخ و (ساعت|زمان)|مهر زمان/, 'datetime'],
  [/תאריך|تاریخ/, 'date'],
  [/דוא["״]?ל|אימייל|מייל|ایمیل|رایانامه|پست الکترونیک/, 'email'],
  [/טלפון|נייד|تلفن|موبایل|همراه/, 'phone'],
  [/קישור|כתובת אינטרנט|لینک|پیوند|نشانی وب/, 'url'],
  [/כן\s*\/\s*לא|בוליאני|לוגי|דגל|بله\s*\/\s*خیر|بولی|منطقی/, 'boolean'],
  [/מטבע|סכום|כסף|ש["״]ח|مبلغ|پول|ریال|تومان/, 'money'],
  [/רשימה מרובה|בחירה מרובה|چند ?انتخابی/, 'string[]'],
  [/רשימ[הת]|בחירה|קוד מטבלה|ערכים|انتخابی|فهرست|لیست/, 'enum'],
  [/עשרוני|שבר|اعشار/, 'decimal'],
  [/שלם|מספר|מונה|ספרות|عدد|صحیح|شماره|رقم/, 'integer'],
  [/טקסט|מחרוזת|תווים|תו|אלפאנומרי|متن|رشته|کاراکتر|نویسه|حروف/, 'string'],
];

/** What canonicalTypeOf answers with `string` because it is text, not because it is unknown. */
const texts =
  /^(edm\.)?(n?(var)?char2?|n?text|(tiny|medium|long)text|str(ing)?|character( varying)?|clob|nclob|citext|bpchar|uuid|guid|uniqueidentifier|edm\.guid|binary|varbinary|blob|id|alpha(numeric)?|char(acter)?s?|xml|memo|lookup|reference|time)\b/;

/** `known` is false when nothing is recognised; the type is then text, which is never wrong, only vague. */
export function toCanonicalType(nativeType: string): { type: CanonicalType; known: boolean } {
  const text = nativeType.normalize('NFKC').trim().toLowerCase().replaceAll('ي', 'ی').replaceAll('ك', 'ک');
  if (text === '') return { type: 'string', known: false };
  for (const [pattern, type] of words) if (pattern.test(text)) return { type, known: true };
  const type = canonicalTypeOf(nativeType);
  return { type, known: type !== 'string' || texts.test(text) };
}
