import type { Inline } from '../report';
import { type Language, textIn } from '../text';
import type { FieldPlace } from './find';

/** "Web shop `customers.email`": where a field lives, on one line of a document. */
export function placeLine({ source, object, field }: FieldPlace, language: Language): Inline[] {
  return [{ text: textIn(source.name, language), user: true }, ' ', { text: `${object.nativeName}.${field.nativeName}`, code: true }];
}
