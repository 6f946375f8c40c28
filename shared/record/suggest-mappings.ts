import type { Catalogue } from '../catalogue/schema';
import type { Engagement } from '../engagement/schema';
import { fromWire } from '../ids';
import type { ProblemParams } from '../problem';
import type { FieldPlace } from '../sources/find';
import { sameNameKey } from '../sources/name-tokens';
import { languages } from '../text';
import { anywhere } from './attribute-names';
import { consentValues } from './consent-words';
import { kindOf, learnedNames, usualAttributes } from './earlier-mappings';
import { isConsent } from './event-attributes';
import { contextsOf, fitOf, type ObjectContext, type Phrase, type PhraseBook, phraseBookOf, vague } from './name-match';
import { meaningsOfName } from './name-words';
import { attributeOfForm, evidenceOf } from './sample-evidence';
import type { Attribute } from './schema';
import type { Reason, ReasonCode, Suggestion } from './suggestion';
import { suggestTransforms } from './transform-suggestions';
import { fitOfTypes } from './type-compatibility';

/** `client`: its country reads phone numbers without a country code. */
type Suggesting = Pick<Engagement, 'sources' | 'record'> & Partial<Pick<Engagement, 'client'>>;

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
 * (en, he, fa, transliterated, abbreviated), label, type and what samples show. Each with its reasons, for and against, and a score 0–1.
 * Refused pairs never come back. Best first; ties in document order.
 */
export function suggestMappings(engagement: Suggesting, options: SuggestOptions = {}): Suggestion[] {
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
  engagement: Suggesting,
  { catalogue, threshold = 0.45, perField = 3 }: SuggestOptions = {},
): Generator<undefined, Suggestion[]> {
  const book = phraseBookOf(engagement.record.attributes);
  const attributes = new Map(engagement.record.attributes.map((attribute) => [attribute.id, attribute]));
  const usual = catalogue ? usualAttributes(catalogue) : new Map<string, string>();
  const mapped = new Set<string>();
  for (const attribute of engagement.record.attributes) for (const { field } of attribute.sources) mapped.add(field);
  const learned = learnedNames(engagement, attributes);
  const country = engagement.client?.country;
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
        // The name says nothing, the values do.
        const form = found.size === 0 ? attributeOfForm(field) : undefined;
        const byForm = form && attributes.get(form === 'email' ? 'email' : 'mobile-phone');
        if (byForm) found.set(byForm.id, { attribute: byForm, score: 0.55, reasons: [{ for: true, code: 'form-alone', params: { type: form } }] });
        for (const id of [...seen.learned, ...(seen.usual === undefined ? [] : [seen.usual])]) {
          const attribute = attributes.get(id);
          if (attribute && !found.has(id)) found.set(id, { attribute, score: 0, reasons: [] });
        }
        const scored = [...found.values()]
          .filter(({ attribute }) => !attribute.refused.includes(field.id))
          .map((candidate) => judged(candidate, seen))
          .filter(({ score }) => score >= threshold)
          .sort((a, b) => b.score - a.score)
          .slice(0, perField);
        for (const { attribute, score, reasons } of scored)
          suggestions.push({ attribute: attribute.id, field: field.id, score, reasons, transforms: suggestTransforms(field, attribute, country) });
      }
    }
  }
  return suggestions
    .map((s, i) => [s, i] as const)
    .sort(([a, i], [b, j]) => b.score - a.score || i - j)
    .map(([s]) => s);
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

/** So weak a likeness that type, samples and earlier mappings together would not lift it to any threshold in use. */
const HOPELESS = 0.15;

/** By name and label alone. */
function candidatesOf({ field, context, words, fitsOf }: Seen): Map<string, Candidate> {
  const best = new Map<string, Candidate>();
  const keep = (phrase: Phrase, score: number, reasons: () => Reason[]) => {
    if (score < HOPELESS) return;
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
      // Found by a vague word alone it counts only when nothing of it is left open.
      if (vague.has(word) && !phrase.words.every((other) => words.has(other) || context.words.has(other))) continue;
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

/** Everything beside the name: the catalogue, earlier decisions, types, samples, and what speaks against. */
function judged(candidate: Candidate, { object, field, context, words, usual, learned, id }: Seen): Candidate {
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
  for (const { weight, ...reason } of evidenceOf(field, attribute)) {
    reasons.push(reason);
    score += weight;
  }
  if (isConsent(attribute.id) && field.profile?.top?.length && consentValues(field)) {
    argue(true, 'values-consent', { values: field.profile.top.map(([value]) => value).join(', ') });
    score += 0.06;
  }
  return { attribute, score: Math.round(Math.max(0, Math.min(0.99, score)) * 100) / 100, reasons };
}
