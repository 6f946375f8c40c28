import { describe, expect, it } from 'vitest';
import { inlinesOf, rawKeys, tablesOf, unisolated, wordsOf } from '../../../tests/report-words';
import { sampleEngagement } from '../../../tests/sample-engagement';
import { shippedCatalogue } from '../../../tests/shipped-catalogue';
import { testAttribute, testEngagement, testField, testId, testSource } from '../../engagement/engagement.fixture';
import type { Engagement } from '../../engagement/schema';
import { createTranslate } from '../../i18n/translator';
import type { Line, Report } from '../../report';
import { type Language, languages } from '../../text';
import { recordSpecification } from './record-specification';

const catalogue = shippedCatalogue();
const report = (engagement: Engagement, language: Language = 'en'): Report =>
  recordSpecification({ engagement, catalogue, translate: createTranslate(language), language, now: '2026-11-30T08:00:00.000Z' });
const headings = ({ blocks }: Report) => blocks.flatMap((block) => (block.kind === 'heading' && block.id ? [block.id] : []));
/** The rows under the heading with this id. */
function facts({ blocks }: Report, id: string): Record<string, string> {
  const at = blocks.findIndex((block) => block.kind === 'heading' && block.id === id);
  const block = blocks.slice(at + 1).find(({ kind }) => kind === 'facts');
  if (block?.kind !== 'facts') throw new Error(id);
  const plain = (line: Line) =>
    (Array.isArray(line) ? line : [line])
      .map((one) => (typeof one === 'string' ? one : one.text))
      .join('')
      .replace(/[\u2066-\u2069]/g, '');
  return Object.fromEntries(block.rows.map((row) => [row.label, plain(row.value)]));
}

describe('the record specification', () => {
  it.each(languages)('%s: has every attribute once, and no word is missing', { tags: ['long'] }, (language) => {
    const engagement = sampleEngagement(language);
    const made = report(engagement, language);
    const cards = headings(made).filter((id) => id.startsWith('attribute-'));
    const codes = new Set(inlinesOf(made).flatMap(({ text, code }) => (code ? [text] : [])));
    for (const { id } of engagement.record.attributes) expect(codes, id).toContain(id);
    const leftOut = tablesOf(made).find(({ columns }) => columns.length === 4 && columns[3]?.title === createTranslate(language)('record-spec.group'));
    expect(cards.length + (leftOut?.rows.length ?? 0)).toBe(engagement.record.attributes.length);
    expect(new Set(cards).size).toBe(cards.length);
    expect(rawKeys(made)).toEqual([]);
    // A link that leads nowhere is printed as plain text: nobody would notice.
    const anchors = new Set(headings(made));
    for (const { link } of inlinesOf(made)) if (link?.startsWith('#')) expect(anchors).toContain(link.slice(1));
  });

  it('counts each attribute in one column: rows and columns add up', { tags: ['long'] }, () => {
    const [table] = tablesOf(report(sampleEngagement('en')));
    const numbers = (table?.rows ?? []).map(({ cells }) => cells.slice(1).map(Number));
    const total = numbers.pop();
    for (const [all, ...parts] of numbers) expect(parts.reduce((sum, one) => sum + one, 0)).toBe(all);
    expect(total).toEqual(total?.map((_, column) => numbers.reduce((sum, row) => sum + (row[column] ?? 0), 0)));
    expect(total?.[0]).toBe(sampleEngagement('en').record.attributes.length);
  });

  it('tells of an attribute its fields in order with each step, who wins, and who uses it', () => {
    const fields = [
      testField(1, { nativeName: 'STAT', status: 'confirmed' }),
      testField(2, { nativeName: 'state', status: 'promised' }),
      testField(3, { nativeName: 'joined', type: 'boolean' }),
    ];
    const [a = '', b = '', c = ''] = fields.map(({ id }) => id);
    const values = ['granted', 'withdrawn'].map((id) => ({ id, label: { en: id } }));
    const map = {
      kind: 'value-map' as const,
      values: [
        { from: 'Y', to: 'granted' },
        { from: 'N', to: 'withdrawn' },
      ],
      otherwise: 'empty' as const,
    };
    const attribute = testAttribute('email-consent', {
      values,
      type: 'enum',
      sources: [{ field: b, transforms: [{ kind: 'trim' }, map] }, { field: a }, { field: c }],
    });
    const segment = {
      id: 'given',
      name: { en: 'Given' },
      category: 'x',
      administrative: false,
      minimumSize: 0,
      when: { op: 'exists' as const, left: { kind: 'customer' as const, path: 'email-consent' } },
    };
    const about = { kind: 'attribute' as const, id: 'email-consent' };
    const note = {
      id: testId(1, 'N'),
      kind: 'question' as const,
      text: 'Who asks for it?',
      state: 'open' as const,
      owner: 'Legal',
      about,
      createdAt: '2026-01-05T08:00:00.000Z',
    };
    const made = report(
      testEngagement({ sources: [testSource(1, fields)], record: { groups: [], attributes: [attribute] }, segments: [segment], notes: [note] }),
    );
    const card = facts(made, 'attribute-email-consent');
    expect(card['Comes from']?.split('\n')).toEqual([
      '1. Source 1 customer.state · Promised',
      '– Without blanks at the ends',
      '– 2 values replaced, others left out: “Y” means granted; “N” means withdrawn',
      '2. Source 1 customer.STAT · Confirmed',
      '3. Source 1 customer.joined · Confirmed',
    ]);
    expect(card['When sources disagree']).toContain('newest date wins');
    expect(card['Used by']).toBe('Segments: Given');
    expect(card.Question).toContain('Who asks for it?');
    expect(Object.keys(facts(made, 'consent-email'))).toContain('Source 1');
    expect(wordsOf(made)).toContain('“N” means withdrawn · other values are left empty');
    expect(wordsOf(made)).toContain('Yes is a consent, no is a withdrawal.');
  });

  it('waits for no source of an identifier that the platform makes', { tags: ['long'] }, () => {
    const identifiers = tablesOf(report(sampleEngagement('en'))).find(({ columns }) => columns.at(-1)?.title === 'Carried by');
    const carriedBy = (id: string) => JSON.stringify(identifiers?.rows.find(({ cells }) => JSON.stringify(cells[1]).includes(`"${id}"`))?.cells.at(-1));
    expect(carriedBy('customer-id')).toContain('Kept by the platform');
    expect(carriedBy('anonymous-ids')).toContain('Nobody yet');
  });

  it('prints no value that could be a person’s among those that are blocked', () => {
    const rule = { attribute: 'email', strength: 'strong' as const, blocked: ['000', 'dana@client.co.il', '0521234567'] };
    const made = wordsOf(
      report(testEngagement({ record: { groups: [], attributes: [testAttribute('email', { type: 'email' })] }, identity: { rules: [rule] } })),
    );
    expect(made).toContain('000');
    expect(made).toContain('and 2 more');
    expect(made).not.toMatch(/dana@|0521234567/);
  });

  it('keeps hostile names to themselves, in every language', () => {
    const name = 'x\u202e=cmd|1)«';
    for (const language of languages) {
      const fields = [testField(1, { nativeName: name })];
      const attributes = [
        testAttribute('vip', { label: { en: name }, sources: [{ field: testId(1, 'F') }], formula: 'coalesce(imported, other)', origin: 'computed' }),
        testAttribute('other', { label: { en: name } }),
      ];
      const made = report(
        testEngagement({ sources: [testSource(1, fields, { name: { en: name } })], record: { groups: [{ id: 'identity', label: { en: name } }], attributes } }),
        language,
      );
      expect(wordsOf(made)).toContain(name);
      expect(unisolated(made, name)).toEqual([]);
    }
  });

  it('says so when there is nothing yet', () => {
    for (const language of languages) {
      const made = report(testEngagement({ record: { groups: [], attributes: [] } }), language);
      expect(wordsOf(made)).toContain(createTranslate(language)('record-spec.empty'));
      expect(rawKeys(made)).toEqual([]);
    }
  });

  it('says whose word counts where a formula, fields and journeys meet, and that what a journey goes by is used', { tags: ['long'] }, () => {
    const engagement = sampleEngagement('en');
    const made = report(engagement);
    expect(facts(made, 'attribute-lifecycle-stage')['What counts']).toMatch(/^The formula alone/);
    expect(facts(made, 'attribute-lifecycle-stage').State).toBe('Needs no field');
    expect(facts(made, 'attribute-orders-count')['What counts']).toMatch(/^The formula\. /);
    expect(facts(made, 'attribute-email-engagement-status')['Written by journeys']).toContain('list cleaning');
    expect(facts(made, 'attribute-preferred-language')['Used by']).toContain('Welcome');
    expect(headings(made)).toContain('attribute-time-zone');
  });

  it('says that nobody has said how long things are kept, and how far back the plan looks', { tags: ['long'] }, () => {
    const words = wordsOf(report(sampleEngagement('en')));
    expect(words).toContain('Nobody has said yet how long anything is kept');
    // The monetary score counts two years of orders.
    expect(words).toMatch(/730 days[^|]*Order refunded/);
    const empty = wordsOf(report(testEngagement()));
    expect(empty).toContain('Nobody has said yet how long anything is kept');
    expect(empty).not.toContain('Looked back at');
  });
});
