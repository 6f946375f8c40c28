import { tokensOf } from '../sources/name-tokens';
import type { Source, SourceObject } from '../sources/schema';
import { languages, type Text } from '../text';
import { attributeNames, systemWords } from './attribute-names';
import { meaningsOf, meaningsOfName } from './name-words';
import type { Attribute } from './schema';

/** One name an attribute goes by: the meanings of its words, and what the object or system must be about. */
export type Phrase = { attribute: Attribute; words: readonly string[]; context: readonly string[]; curated: boolean };

const books = new WeakMap<readonly Attribute[], PhraseBook>();

/** The names of all attributes, by the meanings in them, with how telling each meaning is. */
export type PhraseBook = { byWord: ReadonlyMap<string, readonly Phrase[]>; weightOf(word: string): number };

/** Made once per list of attributes: mapping a field makes a new one, typing in the grid doesn't. */
export function phraseBookOf(attributes: readonly Attribute[]): PhraseBook {
  const known = books.get(attributes);
  if (known) return known;
  const book = createPhraseBook(attributes);
  books.set(attributes, book);
  return book;
}

function createPhraseBook(attributes: readonly Attribute[]): PhraseBook {
  const phrases = attributes.flatMap(phrasesOf);
  const byWord = new Map<string, Phrase[]>();
  const attributesOf = new Map<string, Set<string>>();
  for (const phrase of phrases)
    for (const word of phrase.words) {
      const known = byWord.get(word);
      if (known) known.push(phrase);
      else byWord.set(word, [phrase]);
      attributesOf.set(word, (attributesOf.get(word) ?? new Set()).add(phrase.attribute.id));
    }
  const weights = new Map<string, number>();
  for (const [word, ids] of attributesOf) weights.set(word, 0.35 + Math.log(1 + attributes.length / ids.size) / Math.log(1 + attributes.length));
  // A word no attribute knows says that the field is about something else, but not how much.
  return { byWord, weightOf: (word) => weights.get(word) ?? 0.8 };
}

function phrasesOf(attribute: Attribute): Phrase[] {
  const phrases: Phrase[] = [];
  const seen = new Set<string>();
  const add = (words: readonly string[], context: readonly string[], curated: boolean) => {
    const key = `${context.join(' ')}:${[...words].sort().join(' ')}`;
    if (words.length === 0 || seen.has(key)) return;
    seen.add(key);
    phrases.push({ attribute, words, context, curated });
  };
  for (const line of attributeNames[attribute.id] ?? []) {
    const [before, after] = line.includes(':') ? line.split(':') : ['', line];
    add(meaningsOfName(after ?? ''), contextWords(before ?? ''), true);
  }
  for (const name of [attribute.id, ...namesIn(attribute.label)]) {
    const words = meaningsOfName(name);
    // "Name", "date" or "status" alone would find its attribute in every table there is.
    if (words.length !== 1 || !vague.has(words[0] ?? '')) add(words, [], false);
  }
  return phrases;
}

/** Say little by themselves: a field shares them with half of all attributes. */
export const vague: ReadonlySet<string> = new Set([
  'name',
  'id',
  'number',
  'code',
  'date',
  'time',
  'status',
  'source',
  'amount',
  'total',
  'group',
  'description',
  'title',
  'grade',
  'count',
]);

function contextWords(text: string): string[] {
  return text.split(' ').flatMap((word) => (word === '' ? [] : systems.has(word) ? [word] : [meaningsOf([word])[0] ?? word]));
}
const systems = new Set(systemWords.map(([system]) => system));

function namesIn(text: Text): string[] {
  return languages.flatMap((language) => (text[language] ? [text[language]] : []));
}

/** What an object's fields are about: its own words, its system, and the kind of thing a row is. */
export type ObjectContext = { words: ReadonlySet<string>; aboutPerson: boolean; namesAreCodes: boolean };

const personWords = ['customer', 'contact', 'member', 'user', 'subscriber', 'requester', 'lead', 'device', 'registration'];
const thingWords = [
  'order',
  'product',
  'ticket',
  'review',
  'campaign',
  'visit',
  'receipt',
  'sales',
  'booking',
  'transaction',
  'event',
  'cart',
  'call',
  'policy',
  'target',
  'message',
  'points',
  'activity',
  'opportunity',
];

/** Reads what is common to all objects of a source once. */
export function contextsOf(source: Source): (object: SourceObject) => ObjectContext {
  const system = systemOf(source);
  const namesAreCodes = hasCodeNames(source);
  return (object) => contextOf(object, system, namesAreCodes);
}

function contextOf(object: SourceObject, system: string | undefined, namesAreCodes: boolean): ObjectContext {
  const own = new Set([object.nativeName, ...namesIn(object.label)].flatMap((name) => meaningsOfName(name)));
  const words = new Set(own);
  // A row of an order is about a product; what is true of the order's own fields is not true of it.
  if (own.has('product')) for (const whole of ['order', 'receipt', 'sales', 'transaction', 'cart', 'customer']) words.delete(whole);
  if (system !== undefined && !(own.has('product') && (system === 'receipt' || system === 'sales'))) words.add(system);
  const isPerson = personWords.some((word) => own.has(word));
  const isThing = thingWords.some((word) => own.has(word));
  // "Customer" and "subscriber" name one person; so do "user" and "requester" in a service desk.
  if (isPerson && !isThing) words.add('customer');
  return { words, aboutPerson: isPerson || !isThing, namesAreCodes };
}

/** The first word that names a kind of system: "CRM (separate from the ERP)" is a CRM. */
function systemOf(source: Source): string | undefined {
  for (const token of [source.from ?? '', source.product ?? '', ...namesIn(source.name)].flatMap(tokensOf)) {
    const system = systemWords.find(([, names]) => names.includes(token))?.[0];
    if (system !== undefined) return system;
  }
  return undefined;
}

/** Some ERPs call the code of a thing its NAME and its name its DES (CUSTNAME is the number, CUSTDES the name). */
function hasCodeNames(source: Source): boolean {
  for (const object of source.objects) {
    const names = new Set(object.fields.map((field) => field.nativeName.toUpperCase()));
    for (const name of names) if (name.endsWith('DES') && names.has(`${name.slice(0, -3)}NAME`)) return true;
  }
  return false;
}

/** `requester.email`, `customerPhone`: whose it is, wherever the row stands. */
const whose = new Set(['customer', 'contact', 'member', 'subscriber', 'requester']);

/** How well words fit a phrase, 0–1, and which of the phrase's words were found. */
export function fitOf(phrase: Phrase, words: ReadonlySet<string>, context: ObjectContext, book: PhraseBook): { fit: number; found: string[] } {
  let shared = 0;
  let all = 0;
  let unfound = false;
  const found: string[] = [];
  for (const word of phrase.words) {
    const weight = book.weightOf(word);
    all += weight;
    if (words.has(word)) {
      shared += weight;
      found.push(word);
    }
    // "created_at" of an order is the order's date: the object says it, a little less surely.
    else if (context.words.has(word)) shared += weight * 0.75;
    else unfound = true;
  }
  if (found.length === 0) return { fit: 0, found };
  let unexplained = false;
  for (const word of words)
    if (!phrase.words.includes(word)) {
      // Repeating what the object is about (customerEmail of a customer) takes nothing away.
      const isContext = context.words.has(word) || phrase.context.includes(word) || whose.has(word);
      all += book.weightOf(word) * (isContext ? 0.1 : 1);
      unexplained ||= !isContext;
    }
  // Sharing a "name", a "code" or a "date" is nothing while the word that matters differs.
  if ((unfound || unexplained) && found.every((word) => vague.has(word))) return { fit: 0, found };
  return { fit: shared / all, found };
}
