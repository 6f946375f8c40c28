import { describe, expect, it } from 'vitest';
import { withoutMarks } from '../direction-marks';
import { createTranslate } from '../i18n/translator';
import { type Language, languages } from '../text';
import { requirementBrief, requirementWords } from './requirement-words';
import type { Requirement, RequirementValue } from './requirements';

const speaker = (language: Language) => ({
  translate: createTranslate(language),
  language,
  nameOf: (id: string) => (id === 'S1' ? { en: 'Web shop', he: 'חנות' } : undefined),
  unit: { en: 'fields', he: 'שדות', fa: 'فیلد' },
});
const of = (value: RequirementValue): Requirement => ({ point: 'p', from: 'plan', value, causes: [] });
const words = (value: RequirementValue, language: Language = 'en') => withoutMarks(requirementWords(of(value), speaker(language)));
const brief = (value: RequirementValue, language: Language = 'en') => withoutMarks(requirementBrief(of(value), speaker(language)));

describe('requirementWords', () => {
  it('says numbers with their unit, in the digits of the language', () => {
    expect(words({ kind: 'number', value: 170 })).toBe('170 fields');
    expect(words({ kind: 'number', value: 170 }, 'fa')).toBe('۱۷۰ فیلد');
    expect(requirementWords(of({ kind: 'number', value: 3 }), { ...speaker('en'), unit: undefined })).toBe('3');
    expect(words({ kind: 'number', value: 19, of: 'segments' })).toBe('19 segments');
  });

  it('names every member of a list and falls back on the id', () => {
    expect(words({ kind: 'list', of: 'sources', values: ['S1', 'S2'] })).toBe('Web shop, S2');
    expect(words({ kind: 'list', of: 'languages', values: ['he', 'fa'] })).toBe('Hebrew, Persian');
    expect(words({ kind: 'words', value: 'As agreed' })).toBe('As agreed');
  });

  it('counts long lists in a narrow cell, in every language', () => {
    const lists = [
      { of: 'types', values: ['string', 'date', 'money'] },
      { of: 'transports', values: ['api', 'webhook', 'sdk'] },
      { of: 'triggers', values: ['schedule', 'api', 'manual'] },
      { of: 'nodes', values: ['decision', 'goal', 'join'] },
      { of: 'sources', values: ['S1', 'S2', 'S3'] },
      { of: 'languages', values: ['he', 'fa', 'en'] },
      { of: 'channels', values: ['email', 'sms', 'push'] },
      { of: 'attributes', values: ['email', 'phone', 'customer-id'] },
    ] as const;
    for (const language of languages)
      for (const list of lists) {
        const value: RequirementValue = { kind: 'list', of: list.of, values: [...list.values] };
        expect(brief(value, language)).toMatch(language === 'fa' ? /۳/ : /3/);
        expect(words(value, language)).not.toMatch(/type\.|transport\.|trigger\.|node\.|requirement\.|channel\./);
      }
    expect(brief({ kind: 'list', of: 'types', values: ['string', 'date'] })).toBe('Text, Date');
  });
});
