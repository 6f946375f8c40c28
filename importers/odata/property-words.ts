/** What a service says about a property in words and hints: labels, descriptions, what the value means. */
import type { CanonicalType, PiiClass } from '../../shared/sources/schema';
import { childrenOf, type EdmModel } from './edm-model';
import type { XmlNode } from './parse-xml';

export type PropertyWords = { label: string; note: string; meaning?: CanonicalType; pii?: PiiClass };

const labelTerms = new Set(['label', 'title', 'displayname', 'caption', 'heading']);
const noteTerms = new Set(['description', 'longdescription', 'quickinfo', 'documentation']);
const meanings: Readonly<Record<string, CanonicalType>> = {
  isemailaddress: 'email',
  isphonenumber: 'phone',
  isurl: 'url',
  isocurrency: 'money',
  iscurrency: 'currency',
};
/** Values of SAP's `semantics`, before any `;type=…`. */
const semantics: Readonly<Record<string, CanonicalType>> = {
  email: 'email',
  tel: 'phone',
  url: 'url',
  'currency-code': 'currency',
  country: 'country',
};

/** `target` is the full name by which annotations that stand apart speak of the node. */
export function wordsOf(node: XmlNode, target: string, model: EdmModel): PropertyWords {
  const words: PropertyWords = { label: prefixed(node, 'label') ?? '', note: '' };
  const notes: string[] = [];
  const quickInfo = prefixed(node, 'quickinfo');
  if (quickInfo && quickInfo !== words.label) notes.push(quickInfo);
  for (const documentation of childrenOf(node, 'Documentation')) for (const part of documentation.children) if (part.text !== '') notes.push(part.text);
  for (const annotation of [...childrenOf(node, 'Annotation'), ...(model.annotations.get(target) ?? [])]) readAnnotation(annotation, words, notes);
  const semantic = semantics[(prefixed(node, 'semantics') ?? '').split(';')[0] ?? ''];
  if (semantic) words.meaning = semantic;
  words.note = [...new Set(notes.map((note) => note.trim()).filter((note) => note !== '' && note !== words.label))].join('\n').slice(0, 5_000);
  words.label = words.label.trim().slice(0, 300);
  return words;
}

/** An attribute of SAP's extension, whatever its prefix. */
export function prefixed(node: XmlNode, name: string): string | undefined {
  for (const [key, value] of node.attributes) if (key.endsWith(`:${name}`)) return value;
  return undefined;
}

function readAnnotation(annotation: XmlNode, words: PropertyWords, notes: string[]): void {
  if (annotation.name !== 'Annotation') return;
  const term = (annotation.attributes.get('Term') ?? '').split('.').at(-1)?.toLowerCase() ?? '';
  const text = (annotation.attributes.get('String') ?? childrenOf(annotation, 'String')[0]?.text ?? '').trim();
  const isTrue = !/^false$/i.test(annotation.attributes.get('Bool') ?? childrenOf(annotation, 'Bool')[0]?.text ?? 'true');
  if (labelTerms.has(term) && text !== '') words.label ||= text;
  else if (noteTerms.has(term) && text !== '') notes.push(text);
  else if (term === 'ispotentiallysensitive' && isTrue) words.pii = 'sensitive';
  else if (term === 'ispotentiallypersonal' && isTrue) words.pii ??= 'medium';
  else if (isTrue && Object.hasOwn(meanings, term)) {
    const meaning = meanings[term];
    if (meaning) words.meaning = meaning;
  }
}
