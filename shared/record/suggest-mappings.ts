import type { Catalogue } from '../catalogue/schema';
import type { Engagement } from '../engagement/schema';
import { fromWire } from '../ids';
import type { ProblemParams } from '../problem';
import type { FieldPlace } from '../sources/find';
import { sameNameKey } from '../sources/name-tokens';
import type { SourceObject } from '../sources/schema';
import { languages } from '../text';
import { anywhere } from './attribute-names';
import { contextsOf, fitOf, type ObjectContext, type Phrase, type PhraseBook, phraseBookOf } from './name-match';
import { meaningsOfName } from './name-words';
import type { Attribute } from './schema';
import { fitOfTypes } from './type-compatibility';

/** One argument for or against; the words are `suggestion.<code>`. */
export type Reason = { for: boolean; code: ReasonCode; params: ProblemParams };
export type ReasonCode =
  | 'catalogue'
  | 'same-name'
  | 'name-means'
  | 'label-means'
  | 'part-of-name'
  | 'context'
  | 'same-type'
  | 'type-fits'
  | 'mapped-like-this'
  | 'type-converts'
  | 'type-clash'
  | 'about-something-else'
  | 'opposite-meaning'
  | 'may-be-landline'
  | 'whole-name'
  | 'computed'
  | 'field-missing'
  | 'event-only';

export type Suggestion = { attribute: string; field: string; score: number; reasons: Reason[] };

export type SuggestOptions = {
  /** Knows which attribute a catalogue field usually feeds. Left out, only names and types speak. */
  catalogue?: Pick<Catalogue, 'dataSources'>;
  /** Below this nothing is suggested. */
  threshold?: number;
  /** At most so many attributes per field. */
  perField?: number;
};

/**
 * Proposes attributes for the fields that feed none yet: by the catalogue, by earlier mappings of the same name, by name
 * (en, he, fa, transliterated, abbreviated), label and type. Each with its reasons, for and against, and a score 0–1.
 * Refused pairs never come back. Best first; ties in document order.
 */
export function suggestMappings(engagement: Pick<Engagement, 'sources' | 'record'>, options: SuggestOptions = {}): Suggestion[] {
  const work = suggestInParts(engagement, options);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Fields looked at between two pauses of `suggestInParts`. */
const FIELDS_PER_PART = 50;

/** The same, with a pause after every few fields: thousands of them take longer than a frame. */
export function* suggestInParts(
  engagement: Pick<Engagement, 'sources' | 'record'>,
  { catalogue, threshold = 0.45, perField = 3 }: SuggestOptions = {},
): Generator<undefined, Suggestion[]> {
  const book = phraseBookOf(engagement.record.attributes);
  const attributes = new Map(engagement.record.attributes.map((attribute) => [attribute.id, attribute]));
  const usual = catalogue ? usualAttributes(catalogue) : new Map<string, string>();
  const mapped = new Set<string>();
  for (const attribute of engagement.record.attributes) for (const { field } of attribute.sources) mapped.add(field);
  const learned = learnedNames(engagement, attributes);
  const suggestions: Suggestion[] = [];
  let looked = 0;
  for (const source of engagement.sources) {
    const contextOf = contextsOf(source);
    for (const object of source.objects) {
      const context = contextOf(object);
      const fitsOf = fitsIn(context, book);
      const learnedHere = learned.get(kindOf(object));
      for (const field of object.fields) {
        if (mapped.has(field.id)) continue;
        looked += 1;
        if (looked % FIELDS_PER_PART === 0) yield;
        const seen: Seen = {
          source,
          object,
          field,
          context,
          words: wordsOf(field.nativeName, field.key, context),
          usual: field.from === undefined ? undefined : usual.get(field.from),
          learned: learnedHere?.get(sameNameKey(field.nativeName)) ?? nothing,
          id: fromWire(field.nativeName.trim()),
          fitsOf,
        };
        const found = candidatesOf(seen);
        for (const id of [...seen.learned, ...(seen.usual === undefined ? [] : [seen.usual])]) {
          const attribute = attributes.get(id);
          if (attribute && !found.has(id)) found.set(id, { attribute, score: 0, reasons: [] });
        }
        const scored = [...found.values()]
          .filter(({ attribute }) => !attribute.refused.includes(field.id))
          .map((candidate) => judged(candidate, seen))
          .filter(({ score }) => score >= threshold)
          .sort((a, b) => b.score - a.score);
        suggestions.push(...scored.slice(0, perField));
      }
    }
  }
  return suggestions
    .map((s, i) => [s, i] as const)
    .sort(([a, i], [b, j]) => b.score - a.score || i - j)
    .map(([s]) => s);
}

export function suggestionsForField(suggestions: readonly Suggestion[], field: string): Suggestion[] {
  return suggestions.filter((suggestion) => suggestion.field === field);
}

export function suggestionsForAttribute(suggestions: readonly Suggestion[], attribute: string): Suggestion[] {
  return suggestions.filter((suggestion) => suggestion.attribute === attribute);
}

/** What "accept all above" takes: the best attribute of each field, when it is at least that sure. */
export function bestSuggestions(suggestions: readonly Suggestion[], threshold: number): Suggestion[] {
  const taken = new Set<string>();
  return suggestions.filter(({ field, score }) => {
    if (score < threshold || taken.has(field)) return false;
    taken.add(field);
    return true;
  });
}

/** A field with everything about it that several candidates are judged by. */
type Seen = FieldPlace & {
  context: ObjectContext;
  words: ReadonlySet<string>;
  usual: string | undefined;
  learned: ReadonlySet<string>;
  /** The native name, spelled as an attribute id would be. */
  id: string;
  fitsOf: FitsOf;
};
/** What words mean in one object: the same few names come back in every table, so each is looked up once. */
type FitsOf = (words: ReadonlySet<string>) => ReadonlyMap<Phrase, { fit: number; found: string[] }>;
const nothing: ReadonlySet<string> = new Set();

type Candidate = { attribute: Attribute; score: number; reasons: Reason[] };

/** By name and label alone. */
function candidatesOf({ field, context, words, fitsOf }: Seen): Map<string, Candidate> {
  const best = new Map<string, Candidate>();
  const keep = (phrase: Phrase, score: number, reasons: () => Reason[]) => {
    const old = best.get(phrase.attribute.id);
    if (!old || score > old.score) best.set(phrase.attribute.id, { attribute: phrase.attribute, score, reasons: reasons() });
  };
  for (const [phrase, { fit, found }] of fitsOf(words))
    keep(phrase, fit, () => [
      { for: true, code: fit >= 0.97 ? 'name-means' : 'part-of-name', params: { name: field.nativeName, meaning: found.join(' + ') } },
      ...contextReason(phrase, context),
    ]);
  // The labels of the three languages mostly mean the same, and often what the name means.
  const read = new Set([keyOfWords(words)]);
  for (const language of languages) {
    const label = field.label[language];
    if (!label) continue;
    const meanings = new Set(meaningsOfName(label));
    const key = keyOfWords(meanings);
    if (read.has(key)) continue;
    read.add(key);
    for (const [phrase, { fit }] of fitsOf(meanings))
      keep(phrase, fit * 0.95, () => [{ for: true, code: 'label-means', params: { label } }, ...contextReason(phrase, context)]);
  }
  return best;
}

function keyOfWords(words: ReadonlySet<string>): string {
  return [...words].sort().join(' ');
}

function fitsIn(context: ObjectContext, book: PhraseBook): FitsOf {
  const known = new Map<string, ReturnType<FitsOf>>();
  return (words) => {
    const key = [...words].join(' ');
    let fits = known.get(key);
    if (!fits) {
      fits = phrasesFor(words, context, book);
      known.set(key, fits);
    }
    return fits;
  };
}

function phrasesFor(words: ReadonlySet<string>, context: ObjectContext, book: PhraseBook): Map<Phrase, { fit: number; found: string[] }> {
  const fits = new Map<Phrase, { fit: number; found: string[] }>();
  for (const word of words)
    for (const phrase of book.byWord.get(word) ?? []) {
      if (fits.has(phrase) || !phrase.context.every((about) => context.words.has(about))) continue;
      const { fit, found } = fitOf(phrase, words, context, book);
      // Named for exactly this kind of object: surer than a name that could stand anywhere.
      if (fit > 0) fits.set(phrase, { fit: fit * (1 + 0.03 * phrase.context.length) * (phrase.curated ? 1 : 0.96), found });
    }
  return fits;
}

function wordsOf(nativeName: string, key: boolean, context: ObjectContext): ReadonlySet<string> {
  const words = meaningsOfName(nativeName);
  return new Set(
    words.map((word) => {
      if (word === 'name' && key && context.namesAreCodes) return 'code';
      // The family of a product is not the family name of a person.
      return word === 'last' && context.words.has('product') ? 'category' : word;
    }),
  );
}

function contextReason(phrase: Phrase, context: ObjectContext): Reason[] {
  const about = phrase.context.filter((word) => context.words.has(word));
  return about.length === 0 ? [] : [{ for: true, code: 'context', params: { about: about.join(', ') } }];
}

/** Everything beside the name: the catalogue, earlier decisions, types, and what speaks against. */
function judged(candidate: Candidate, { object, field, context, words, usual, learned, id }: Seen): Suggestion {
  const { attribute } = candidate;
  const isUsual = attribute.id === usual;
  const reasons: Reason[] = [...candidate.reasons];
  const isSameName = id === attribute.id;
  let score = candidate.score * 0.9;
  const argue = (isFor: boolean, code: ReasonCode, params: ProblemParams = {}) => reasons.push({ for: isFor, code, params });

  if (isSameName) {
    reasons.splice(0, reasons.length);
    argue(true, 'same-name', { attribute: attribute.id });
    score = Math.max(score, 0.92);
  }
  if (isUsual) {
    reasons.unshift({ for: true, code: 'catalogue', params: { attribute: attribute.label } });
    score = Math.max(score, 0.95);
  }
  if (learned.has(attribute.id)) {
    argue(true, 'mapped-like-this', { name: field.nativeName });
    score = Math.max(score + 0.1, 0.85);
  }

  const params = { field: field.type, attribute: attribute.type };
  const fit = fitOfTypes(field.type, attribute.type);
  if (field.use !== 'aggregate') {
    if (fit === 'same') {
      argue(true, 'same-type', params);
      // Every second field is text: only a type that says something lends weight.
      score += attribute.type === 'string' ? 0.01 : 0.06;
    } else if (fit === 'fits') argue(true, 'type-fits', params);
    else if (fit === 'converts') {
      argue(false, 'type-converts', params);
      score -= 0.03;
    } else {
      argue(false, 'type-clash', params);
      score -= isUsual ? 0.15 : 0.3;
    }
  }
  if (!isUsual && !context.aboutPerson && !anywhere.has(attribute.id) && !reasons.some((reason) => reason.code === 'context')) {
    argue(false, 'about-something-else', { object: object.nativeName });
    score *= 0.6;
  }
  if (attribute.id.endsWith('-consent') && words.has('optout')) argue(false, 'opposite-meaning', { name: field.nativeName });
  if (attribute.id === 'mobile-phone' && !words.has('mobile')) argue(false, 'may-be-landline');
  if (attribute.id === 'first-name' && words.has('full')) argue(false, 'whole-name');
  if (attribute.origin === 'computed' && field.use === 'direct') {
    argue(false, 'computed');
    score -= 0.05;
  }
  if (field.status === 'missing') {
    argue(false, 'field-missing');
    score -= 0.2;
  }
  if ((field.use === 'event' || field.use === 'reference') && !isUsual) {
    argue(false, 'event-only');
    score -= 0.3;
  }
  return { attribute: attribute.id, field: field.id, score: Math.round(Math.max(0, Math.min(0.99, score)) * 100) / 100, reasons };
}

function usualAttributes({ dataSources }: Pick<Catalogue, 'dataSources'>): Map<string, string> {
  const usual = new Map<string, string>();
  for (const source of dataSources.sources)
    for (const object of source.objects) for (const field of object.fields) if (field.unifiedField !== null) usual.set(field.id, field.unifiedField);
  return usual;
}

/** Names people have mapped already, by kind of object: the next source with the same column in the same kind is likely the same. */
function learnedNames(engagement: Pick<Engagement, 'sources'>, attributes: ReadonlyMap<string, Attribute>): Map<string, Map<string, Set<string>>> {
  const byField = new Map<string, string[]>();
  for (const attribute of attributes.values()) for (const { field } of attribute.sources) byField.set(field, [...(byField.get(field) ?? []), attribute.id]);
  const learned = new Map<string, Map<string, Set<string>>>();
  for (const source of engagement.sources)
    for (const object of source.objects)
      for (const field of object.fields)
        for (const id of byField.get(field.id) ?? []) {
          const kind = kindOf(object);
          const names = learned.get(kind) ?? new Map<string, Set<string>>();
          const key = sameNameKey(field.nativeName);
          learned.set(kind, names.set(key, (names.get(key) ?? new Set()).add(id)));
        }
  return learned;
}

function kindOf(object: SourceObject): string {
  return meaningsOfName(object.nativeName).join(' ');
}
