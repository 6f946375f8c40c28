/** Text → HTML. Nothing of a text gets out of its element: neither as markup nor, through direction controls, as order. */
import { directionOf, type Language } from '../../shared/text';

const LRI = '\u2066';
const RLI = '\u2067';
const FSI = '\u2068';
const PDI = '\u2069';

export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#39;');
}

/** Isolates (LRI, RLI, FSI … PDI) become elements that mean the same, and places to break stay places to break; no other control is kept. */
export function markup(text: string, language: Language): string {
  const parts = text.split(/([\u2066-\u2069]|\r\n|[\n\r\u0085\u2028\u2029]|[\u200b\u2060\u202a-\u202e])/);
  let open = 0;
  const html = parts.map((part, index) => {
    if (index % 2 === 0) return escaped(part);
    if (part === LRI || part === RLI || part === FSI) {
      open++;
      return part === FSI ? `<bdi${languageTag(parts.slice(index + 1).join(''), language)}>` : `<bdi dir="${part === LRI ? 'ltr' : 'rtl'}">`;
    }
    if (part === PDI) {
      if (open === 0) return '';
      open--;
      return '</bdi>';
    }
    if (part === '\u200b') return '<wbr>';
    return /[\u2060\u202a-\u202e]/.test(part) ? '' : '<br>';
  });
  return html.join('') + '</bdi>'.repeat(open);
}

/** What somebody typed may be in another language than the document, which a voice has to know; its letters tell. */
function languageTag(text: string, language: Language): string {
  const [typed = ''] = text.split(PDI);
  const letter = typed.match(/\p{L}/u)?.[0] ?? '';
  const foreign =
    /\p{Script=Hebrew}/u.test(letter) && language !== 'he'
      ? 'he'
      : /\p{Script=Arabic}/u.test(letter) && language !== 'fa'
        ? 'fa'
        : /\p{Script=Latin}/u.test(letter) && directionOf(language) === 'rtl'
          ? 'en'
          : undefined;
  return foreign ? ` lang="${foreign}"` : '';
}
