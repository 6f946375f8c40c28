import { describe, expect, it } from 'vitest';
import { fits, readCodeWords, type Template } from '../../tests/message-keys';
import { comparisonOps } from '../condition/schema';
import { shelves } from '../documents/document-shelves';
import { documentKinds } from '../documents/kinds';
import { stations } from '../engagement/progress';
import { channels, funnelStages, journeySchema, messageClassSchema, messageSchema, nodeKinds, scenes, weekdays } from '../journey/schema';
import { platformContract } from '../platform';
import { severitySchema } from '../problem';
import { originSchema, survivorships } from '../record/schema';
import { canonicalTypes, fieldStatuses, fieldUses, piiClasses, transports } from '../sources/schema';
import { type Language, languages } from '../text';
import en from './en.json';
import fa from './fa.json';
import he from './he.json';
import { localeOf } from './translator';

const catalogues: Record<Language, Record<string, string>> = { en, he, fa };
const keys = Object.keys(en);
const baseOf = (key: string) => key.replace(/_(zero|one|two|other)$/, '');
const bases = new Set(keys.map(baseOf));
const isPlural = (key: string) => baseOf(key) !== key;
const plurals = new Set(keys.filter(isPlural).map(baseOf));
const paramsOf = (text: string) => [...new Set([...text.matchAll(/\{\{\s*([^}\s,]+)[^}]*\}\}/g)].map(([, name = '']) => name))].sort();
const withoutParams = (text: string) => text.replace(/\{\{.*?\}\}/g, '');
const code = readCodeWords();

describe('the three catalogues', () => {
  it('have the same keys', () => {
    for (const language of languages) expect(Object.keys(catalogues[language]), language).toEqual(keys);
  });

  it('leave no text empty and take the same values in every language', () => {
    const wrong = keys.flatMap((key) => {
      // One of something may be said in words: "one field".
      const names = (language: Language) => paramsOf(catalogues[language][key] ?? '').filter((name) => !(isPlural(key) && name === 'count'));
      return languages
        .filter((language) => catalogues[language][key]?.trim() === '' || names(language).join() !== names('en').join())
        .map((language) => `${language} ${key}: ${catalogues[language][key]}`);
    });
    expect(wrong).toEqual([]);
  });

  it('have every plural form that their language asks for', () => {
    const wrong = languages.flatMap((language) => {
      const categories = new Intl.PluralRules(localeOf[language]).resolvedOptions().pluralCategories;
      return [...plurals].flatMap((base) =>
        [...new Set([...categories, 'two'])].filter((form) => !(`${base}_${form}` in catalogues[language])).map((form) => `${language} ${base}_${form}`),
      );
    });
    expect(wrong).toEqual([]);
    expect(keys.filter((key) => plurals.has(key))).toEqual([]);
  });

  it('say how many where the form stands for many', () => {
    expect(
      [...plurals].flatMap((base) =>
        languages.filter((language) => !paramsOf(catalogues[language][`${base}_other`] ?? '').includes('count')).map((language) => `${language} ${base}`),
      ),
    ).toEqual([]);
  });
});

describe('Hebrew and Persian', () => {
  /** What may stand in Latin letters within a text: commands, file names, formats, options. */
  const technical = /npm (run )?[a-z:]+|masa [a-zA-Z]+ ?[A-Z]*|--?[a-z-]+|[a-z-]+\.[a-z]{2,4}\b|[A-Z]{2,}\/[a-z]+/g;
  const translated = (['he', 'fa'] as const).flatMap((language) =>
    Object.entries(catalogues[language]).map(([key, text]) => ({ language, key, text, said: withoutParams(text) })),
  );
  const faults = (fault: (entry: (typeof translated)[number]) => boolean) =>
    translated.filter(fault).map(({ language, key, text }) => `${language} ${key}: ${text}`);

  it('are translated', () => {
    // Two Latin words in a row are a sentence that was left in English.
    const english = /[A-Za-z]{3,} [a-z]{2,}/;
    expect(faults(({ key, said }) => !key.startsWith('cli.help') && english.test(said.replace(technical, '§')))).toEqual([]);
    /** Written like this everywhere: a brand, a word of the trade, the name of a field that may be anything but blank. */
    const same = new Set(['WhatsApp', 'Webhook', 'new_field']);
    const letters = /[\u05d0-\u05ea\u0600-\u06ff]/;
    const bare = faults(
      ({ key, text, said }) => en[key as keyof typeof en] === text && !same.has(text) && /[a-z]{2}/.test(said.replace(technical, '')) && !letters.test(said),
    );
    expect(bare).toEqual([]);
    // Each in its own script.
    expect(faults(({ language, said }) => (language === 'he' ? /[\u0600-\u06ff]/ : /[\u0590-\u05ff]/).test(said))).toEqual([]);
  });

  it('do not shout', () => {
    for (const language of languages)
      expect(
        Object.entries(catalogues[language]).filter(([, text]) => text.includes('!')),
        language,
      ).toEqual([]);
  });

  it('write Persian with its own letters, digits, commas and half-spaces', () => {
    const persian = (fault: RegExp, allowed = /(?!)/) =>
      faults(({ language, key, said }) => language === 'fa' && !key.startsWith('cli.help') && fault.test(said.replace(technical, '§')) && !allowed.test(said));
    expect(persian(/[\u0643\u064a\u0649]/)).toEqual([]);
    expect(persian(/[,;?](?![a-z])|%/)).toEqual([]);
    expect(persian(/[\u0660-\u0669]/)).toEqual([]);
    expect(persian(/[0-9]/, /127\.0\.0\.1|1023|E\.164|UTF-8|Windows-125|Base64|[A-Z]-?\d|\d{4}-\d\d/)).toEqual([]);
    // "می رود", "کتاب ها", "بزرگ تر": these belong to the word before or after, with a zero-width non-joiner.
    expect(persian(/(^|[\s«(])(ن?می) |[\u0600-\u06ff] (ها|های|هایی|تر|ترین|ام|اند|ای)(?=[\s.،؛:)»]|$)/)).toEqual([]);
  });
});

/** A word of the code, or a code put together of such: `message-${part}-not-in-${language}`. */
const codeTemplates = code.templates.filter(({ parts }) => parts.every((part) => /^[a-z0-9-]*$/.test(part)) && parts.some((part) => /[a-z]{2}/.test(part)));
const isWord = (text: string) => code.words.has(text);
const isCode = (text: string) => isWord(text) || codeTemplates.some((template) => fits(text, template, isWord));
/** Templates of keys begin with their area: `type.${…}`. */
const keyTemplates = code.templates.filter(({ parts }) => /^[a-z][a-z-]*\./.test(parts[0] ?? ''));

describe('the words the code asks for', () => {
  it('exist', () => {
    const missing = code.keys.filter(({ text }) => !bases.has(text)).map(({ text, file }) => `${text} (${file})`);
    expect(missing).toEqual([]);
  });

  it('exist also where a key is kept and asked for later', () => {
    const areas = new Set(keys.map((key) => key.split('.')[0]));
    /** Dotted texts of other kinds: calls of the platform, paths, names of files. */
    const others = (text: string) =>
      text in platformContract ||
      ['document.revision', 'node.trigger', 'node.wait-until', 'node.a11yDescription.default'].includes(text) ||
      /\.(xlsx|json|pdf|sqlite)$/.test(text);
    const missing = code.dotted.filter(({ text }) => areas.has(text.split('.')[0] ?? '') && !bases.has(text) && !others(text));
    expect(missing.map(({ text, file }) => `${text} (${file})`)).toEqual([]);
  });

  it('exist for every problem and every reason', () => {
    const missing = [
      ...code.problems.map(({ text, file }) => ({ key: `problem.${text}`, file })),
      ...code.reasons.map(({ text, file }) => ({ key: `reason.${text}`, file })),
    ].filter(({ key }) => !bases.has(key));
    expect(missing.map(({ key, file }) => `${key} (${file})`)).toEqual([]);
  });

  it('exist for everything one can choose', { tags: ['long'] }, () => {
    const families: [string, readonly string[]][] = [
      ['type', canonicalTypes],
      ['pii', piiClasses],
      ['field-status', fieldStatuses],
      ['field-use', fieldUses],
      ['transport', transports],
      ['survivorship', survivorships],
      ['origin', originSchema.options],
      ['channel', channels],
      ['weekday', weekdays],
      ['message-class', messageClassSchema.options],
      ['message-status', messageSchema.shape.status.options],
      ['journey-status', journeySchema.shape.status.options],
      ['node.kind', nodeKinds],
      ['scene', scenes],
      ['stage', funnelStages],
      ['severity', severitySchema.options],
      ['overview.station', stations],
      ['document.kind', documentKinds],
      ['document.about', documentKinds],
      ['documents.shelf', shelves],
      ['condition-editor.times', comparisonOps],
    ];
    expect(families.flatMap(([prefix, ids]) => ids.map((id) => `${prefix}.${id}`)).filter((key) => !bases.has(key))).toEqual([]);
    // And no template leads nowhere.
    const lost = keyTemplates.filter((template) => ![...bases].some((key) => fits(key, template, () => true)) && isOfKnownArea(template));
    expect(lost.map(({ parts, file }) => `${parts.join('…')} (${file})`)).toEqual([]);
  });

  it('are given the values they speak of', { tags: ['long'] }, () => {
    const short = [...code.keys, ...code.problems.map((use) => ({ ...use, text: `problem.${use.text}` }))].flatMap(({ text, file, params }) => {
      const needed = new Set(
        keys.filter((key) => baseOf(key) === text).flatMap((key) => [...paramsOf(en[key as keyof typeof en]), ...(isPlural(key) ? ['count'] : [])]),
      );
      const lacking = params ? [...needed].filter((name) => !params.includes(name)) : [];
      return lacking.length > 0 ? [`${text}: ${lacking.join(', ')} (${file})`] : [];
    });
    expect(short).toEqual([]);
  });

  it('are all the words there are', () => {
    const asked = new Set([...code.dotted, ...code.keys].map(({ text }) => text));
    const unused = [...bases].filter((key) => {
      if (asked.has(key)) return false;
      return !keyTemplates.some((template) => fits(key, template, isCode));
    });
    expect(unused).toEqual([]);
  });
});

function isOfKnownArea({ parts }: Template): boolean {
  return keys.some((key) => key.startsWith(`${parts[0]?.split('.')[0]}.`));
}
