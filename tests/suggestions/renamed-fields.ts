/**
 * Fields whose attribute is known, under names the matcher has not seen: the catalogue's own fields renamed by rule, and a
 * list written by hand from how real systems and people name things. Neither uses the matcher's own words. Each is in one
 * of two halves: words may be improved by what the `tuning` half shows; the `held-out` half is only counted.
 */
import { compileRecord } from '../../shared/catalogue/compile-attributes';
import { countingIds, testEngagement, testField, testSource } from '../../shared/engagement/engagement.fixture';
import type { Engagement } from '../../shared/engagement/schema';
import { addSourceFromCatalogue } from '../../shared/sources/add-source';
import { allFields } from '../../shared/sources/find';
import type { CanonicalType } from '../../shared/sources/schema';
import type { Text } from '../../shared/text';
import { shippedCatalogue } from '../shipped-catalogue';
import { handWritten } from './hand-written';

export type Half = 'tuning' | 'held-out';
export type RenamedSet = {
  engagement: Engagement;
  /** By field id. `answer` null: nothing should be suggested for sure. */
  truth: ReadonlyMap<string, { kind: string; half: Half; answer: string | null; name: string }>;
};

/** The half is decided by the field, not by the name it is given, so that a field's variants stay together. */
export function halfOf(text: string): Half {
  let hash = 2166136261;
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619) >>> 0;
  return (hash >>> 7) % 2 === 0 ? 'tuning' : 'held-out';
}

/** The words of a name in Latin letters, for the rules below alone. */
function wordsIn(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}
const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);
/** The usual shorthand of database people: what is commonest first. */
const shorthand: Readonly<Record<string, string>> = {
  customer: 'cust',
  number: 'no',
  phone: 'tel',
  mobile: 'mob',
  address: 'addr',
  date: 'dt',
  created: 'crt',
  order: 'ord',
  country: 'ctry',
  code: 'cd',
  total: 'tot',
  amount: 'amt',
  price: 'prc',
  first: 'fst',
  last: 'lst',
  name: 'nm',
  member: 'mbr',
  location: 'loc',
  status: 'sts',
  language: 'lng',
  marketing: 'mktg',
  consent: 'cnsnt',
  rating: 'rtg',
  score: 'scr',
  discount: 'disc',
  category: 'ctg',
  branch: 'brn',
  transaction: 'trx',
  registered: 'reg',
  birth: 'brth',
  gender: 'gndr',
  employee: 'empl',
  timestamp: 'ts',
  source: 'src',
  company: 'co',
  account: 'acct',
  email: 'eml',
  points: 'pts',
  balance: 'bal',
};

type Rule = { kind: string; rename(words: string[], name: string, label: Text): string | undefined };
/** A change of spelling, deterministic; undefined where it would change nothing or there is nothing to go by. */
const rules: readonly Rule[] = [
  { kind: 'as it is', rename: (_, name) => name },
  { kind: 'camelCase', rename: (words) => words.map((word, i) => (i === 0 ? word : capital(word))).join('') },
  { kind: 'SCREAMING', rename: (words) => words.join('_').toUpperCase() },
  { kind: 'with spaces', rename: (words) => words.map(capital).join(' ') },
  { kind: 'run together', rename: (words) => (words.length > 1 ? words.join('') : undefined) },
  {
    kind: 'abbreviated',
    rename: (words) => {
      const short = words.map((word) => shorthand[word] ?? word);
      return short.some((word, i) => word !== words[i]) ? short.join('_') : undefined;
    },
  },
  {
    kind: 'vowels dropped',
    rename: (words) => {
      const short = words.map((word) => (word.length > 4 ? word.slice(0, 1) + word.slice(1).replace(/[aeiou]/g, '') : word));
      return short.some((word, i) => word !== words[i] && word.length > 2) ? short.join('_') : undefined;
    },
  },
  ...['tbl_{}', 'U_{}', 'x_studio_{}', 'cf_{}', 'dbo.{}', 'payload.{}', '{}__c', '{}_v2', '{}_txt', 'z_{}_old'].map((form) => ({
    kind: 'prefix or suffix',
    rename: (words: string[]) => form.replace('{}', words.join('_')),
  })),
  { kind: 'Hebrew', rename: (_, __, label) => label.he },
  { kind: 'Persian', rename: (_, __, label) => label.fa },
];
/** Of a rule with several forms each field gets one, so that no rule counts for more than the others. */
const forms = new Map([...new Set(rules.map(({ kind }) => kind))].map((kind) => [kind, rules.filter((rule) => rule.kind === kind)] as const));

/** The catalogue's sources, once per kind of change, labels and all other answers hidden. */
export function renamedByRule(kind: string): RenamedSet {
  const catalogue = shippedCatalogue();
  const answers = new Map(catalogue.dataSources.sources.flatMap((s) => s.objects.flatMap((o) => o.fields.map((f) => [f.id, f.unifiedField] as const))));
  const newId = countingIds();
  const plain = catalogue.dataSources.sources.reduce(
    (e, template) => addSourceFromCatalogue(e, { template, newId }),
    testEngagement({ record: compileRecord(catalogue) }),
  );
  const choices = forms.get(kind) ?? [];
  const truth = new Map<string, { kind: string; half: Half; answer: string | null; name: string }>();
  let count = 0;
  const engagement: Engagement = {
    ...plain,
    sources: plain.sources.map(({ from: _source, ...source }) => ({
      ...source,
      objects: source.objects.map(({ from: _object, ...object }) => ({
        ...object,
        fields: object.fields.flatMap(({ from = '', ...field }) => {
          const rule = choices[count++ % choices.length];
          const nativeName = rule?.rename(wordsIn(field.nativeName), field.nativeName, field.label);
          if (!nativeName) return [];
          truth.set(field.id, { kind, half: halfOf(from), answer: answers.get(from) ?? null, name: `${object.nativeName}.${nativeName}` });
          return [{ ...field, nativeName, use: 'direct' as const, label: {}, note: undefined }];
        }),
      })),
    })),
  };
  return { engagement, truth };
}

export const kindsOfRule: readonly string[] = [...forms.keys()];

/** Every entry a field of its own table, beside the others of that table. */
export function handWrittenSet(): RenamedSet {
  const truth = new Map<string, { kind: string; half: Half; answer: string | null; name: string }>();
  let n = 0;
  const sources = handWritten.map(({ kind, system, object, fields }, i) => {
    const made = fields.map(([nativeName, answer, type = 'string']) => {
      n += 1;
      const field = testField(n, { nativeName, type: type satisfies CanonicalType });
      truth.set(field.id, { kind, half: halfOf(`${kind} ${object} ${nativeName}`), answer, name: `${object}.${nativeName}` });
      return field;
    });
    const source = testSource(i + 1, made, { name: { en: system } });
    return { ...source, objects: source.objects.map((one) => ({ ...one, nativeName: object })) };
  });
  return { engagement: testEngagement({ record: compileRecord(shippedCatalogue()), sources }), truth };
}

export type Tally = { right: number; of: number };
export type Score = {
  /** Share of fields with an answer for which it stands first. */
  byKind: Map<string, Record<Half, Tally>>;
  /** Fields without an answer for which something is suggested all the same, at `sure` or above. */
  falseAlarms: Record<Half, Tally>;
  misses: { half: Half; name: string; wanted: string | undefined; got: string | undefined }[];
};

/** Counts what a matcher puts first. `first`: attribute and how sure, by field id. */
export function scoreOf(
  sets: readonly RenamedSet[],
  firstOf: (set: RenamedSet) => (field: string) => { attribute: string; score: number } | undefined,
  sure = 0.75,
): Score {
  const byKind: Score['byKind'] = new Map();
  const falseAlarms = { tuning: { right: 0, of: 0 }, 'held-out': { right: 0, of: 0 } };
  const misses: Score['misses'] = [];
  for (const set of sets) {
    const first = firstOf(set);
    for (const { field } of allFields(set.engagement)) {
      const known = set.truth.get(field.id);
      if (!known) continue;
      const got = first(field.id);
      if (known.answer === null) {
        falseAlarms[known.half].of += 1;
        if (got && got.score >= sure) {
          falseAlarms[known.half].right += 1;
          misses.push({ half: known.half, name: known.name, wanted: undefined, got: got.attribute });
        }
        continue;
      }
      const tally = byKind.get(known.kind) ?? { tuning: { right: 0, of: 0 }, 'held-out': { right: 0, of: 0 } };
      byKind.set(known.kind, tally);
      tally[known.half].of += 1;
      if (got?.attribute === known.answer) tally[known.half].right += 1;
      else misses.push({ half: known.half, name: known.name, wanted: known.answer, got: got?.attribute });
    }
  }
  return { byKind, falseAlarms, misses };
}

export function total(score: Score, half: Half, kinds: readonly string[] = [...score.byKind.keys()]): Tally {
  const tallies = kinds.map((kind) => score.byKind.get(kind)?.[half] ?? { right: 0, of: 0 });
  return { right: tallies.reduce((sum, { right }) => sum + right, 0), of: tallies.reduce((sum, { of }) => sum + of, 0) };
}
