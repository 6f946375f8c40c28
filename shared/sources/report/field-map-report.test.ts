import { describe, expect, it } from 'vitest';
import { inlinesOf, rawKeys, tablesOf, unisolated, wordsOf } from '../../../tests/report-words';
import { sampleEngagement } from '../../../tests/sample-engagement';
import { shippedCatalogue } from '../../../tests/shipped-catalogue';
import { testAttribute, testEngagement, testField, testId, testJourney, testSource } from '../../engagement/engagement.fixture';
import type { Engagement } from '../../engagement/schema';
import { createTranslate } from '../../i18n/translator';
import type { Report } from '../../report';
import { type Language, languages } from '../../text';
import { fieldMapReport } from './field-map-report';

const catalogue = shippedCatalogue();
const report = (engagement: Engagement, language: Language = 'en'): Report =>
  fieldMapReport({ engagement, catalogue, translate: createTranslate(language), language, now: '2026-11-30T08:00:00.000Z' });
const headings = ({ blocks }: Report) => blocks.flatMap((block) => (block.kind === 'heading' && block.id ? [block.id] : []));
const fieldTables = (made: Report, language: Language) =>
  tablesOf(made).filter(({ columns }) => columns[4]?.title === createTranslate(language)('map-report.feeds'));

describe('the field map as a document', () => {
  it.each(languages)('%s: has every field in the table of its own object, and no word is missing', (language) => {
    const engagement = sampleEngagement(language);
    const made = report(engagement, language);
    const shown = fieldTables(made, language).map(({ rows }) =>
      rows.map(({ cells }) => (Array.isArray(cells[0]) && typeof cells[0][0] === 'object' ? cells[0][0].text : '')),
    );
    expect(shown).toEqual(engagement.sources.flatMap(({ objects }) => objects.map(({ fields }) => fields.map(({ nativeName }) => nativeName))));
    for (const { id } of engagement.sources) expect(headings(made)).toContain(`source-${id}`);
    expect(rawKeys(made)).toEqual([]);
    for (const { link } of inlinesOf(made)) if (link) expect(headings(made)).toContain(link.slice(1));
  });

  it('counts fields by state so that rows and columns add up', () => {
    const engagement = sampleEngagement('en');
    const [table] = tablesOf(report(engagement));
    const numbers = (table?.rows ?? []).map(({ cells }) => cells.slice(1).map((cell) => Number(String(cell).replaceAll(',', ''))));
    const total = numbers.pop();
    for (const [all, confirmed = 0, promised = 0, open = 0, missing = 0] of numbers) expect(confirmed + promised + open + missing).toBe(all);
    expect(total).toEqual(total?.map((_, column) => numbers.reduce((sum, row) => sum + (row[column] ?? 0), 0)));
    expect(total?.[0]).toBe(engagement.sources.flatMap(({ objects }) => objects.flatMap(({ fields }) => fields)).length);
  });

  it('shows an example only as far as it can be nobody’s', () => {
    const fields = [
      testField(1, { type: 'email', pii: 'high', example: 'dana@client.co.il' }),
      testField(2, { type: 'phone', pii: 'high', example: '0521234567' }),
      testField(3, { example: 'blue' }),
    ];
    const words = wordsOf(report(testEngagement({ sources: [testSource(1, fields)] })));
    expect(words).not.toMatch(/dana@|0521234567/);
    expect(words).toMatch(/e\.g\.\n \nblue/);
    expect(words).toContain('d•••@•••.com');
  });

  it('says what a field feeds and with which rank, who owes an answer, and what no system gives', () => {
    const fields = [
      testField(1, { owner: 'IT', status: 'missing', nativeName: 'consent' }),
      testField(2, { owner: 'IT', status: 'promised' }),
      testField(3, { owner: 'IT', status: 'promised' }),
    ];
    const attributes = [
      testAttribute('email-consent', { label: { en: 'Consent' }, sources: [{ field: testId(2, 'F') }, { field: testId(3, 'F') }] }),
      testAttribute('whatsapp-consent', { label: { en: 'By WhatsApp' }, sources: [{ field: testId(1, 'F') }] }),
    ];
    const filter = { op: 'exists' as const, left: { kind: 'customer' as const, path: 'whatsapp-consent' } };
    const journey = testJourney(1, [{ id: 'in', kind: 'trigger', trigger: { kind: 'manual' } }], { entry: { filter, reentry: { mode: 'never' } } });
    const made = report(
      testEngagement({ sources: [testSource(1, fields), testSource(2, [], { objects: [] })], record: { groups: [], attributes }, journeys: [journey] }),
    );
    const words = wordsOf(made);
    expect(words).toMatch(/Consent\n \(2 of 2\)/);
    expect(words).toMatch(/customer\.consent\nMissing: can it come from elsewhere\?\n1/);
    expect(words).toMatch(/2 fields are promised: when do they come\?\n\n\nfield_2 {2}field_3/);
    expect(words).toMatch(/By WhatsApp\n\n\nwhatsapp-consent\n1/);
    expect(words).toContain('Its tables and fields are not known.');
  });

  it('takes twice the fields in about twice the time', { tags: ['long'], timeout: 60_000 }, () => {
    const many = (count: number) => {
      const objects = Array.from({ length: count / 50 }, (_, o) => ({
        id: testId(o, 'C'),
        nativeName: `T${o}`,
        label: {},
        fields: Array.from({ length: 50 }, (_, f) => testField(o * 50 + f, { status: f % 2 ? 'promised' : 'open-question' })),
      }));
      const attributes = Array.from({ length: 200 }, (_, n) =>
        testAttribute(`a-${n}`, { sources: [{ field: testId(n, 'F') }, { field: testId(n + 1, 'F') }] }),
      );
      return testEngagement({ sources: [testSource(1, [], { objects })], record: { groups: [], attributes } });
    };
    const [small, large] = [many(5_000), many(20_000)];
    report(small);
    const took = (engagement: Engagement) => {
      const before = process.cpuUsage();
      const made = report(engagement);
      const { user, system } = process.cpuUsage(before);
      return { ms: (user + system) / 1000, rows: fieldTables(made, 'en').reduce((sum, { rows }) => sum + rows.length, 0) };
    };
    const one = took(small);
    const four = took(large);
    expect([one.rows, four.rows]).toEqual([5_000, 20_000]);
    // Four times as many; what grows with the square would take sixteen times as long.
    expect(four.ms / one.ms).toBeLessThan(10);
  });

  it('keeps hostile names to themselves, and says when there is nothing', () => {
    const name = 'x\u202e=cmd|1)«';
    for (const language of languages) {
      const objects = [
        {
          id: testId(1, 'C'),
          nativeName: name,
          label: { en: name },
          note: name,
          fields: [testField(1, { nativeName: name, nativeType: name, owner: name, note: name, status: 'open-question' })],
        },
      ];
      const made = report(testEngagement({ sources: [testSource(1, [], { name: { en: name }, owner: name, objects })] }), language);
      expect(wordsOf(made)).toContain(name);
      expect(unisolated(made, name)).toEqual([]);
      const empty = report(testEngagement(), language);
      expect(wordsOf(empty)).toContain(createTranslate(language)('sources.empty'));
      // A page on its side would be for nothing.
      expect(empty.blocks.some((block) => block.kind === 'page-break' && block.turned)).toBe(false);
      expect(made.blocks.some((block) => block.kind === 'page-break' && block.turned)).toBe(true);
      expect(rawKeys(empty)).toEqual([]);
    }
  });
});
