import { describe, expect, it } from 'vitest';
import { codeOf, inlinesOf, rawKeys, tablesOf, unisolated, wordsOf } from '../../../tests/report-words';
import { sampleEngagement } from '../../../tests/sample-engagement';
import { shippedCatalogue } from '../../../tests/shipped-catalogue';
import type { Condition } from '../../condition/schema';
import { createConditionNames } from '../../condition/sentence';
import { testAttribute, testEngagement, testId } from '../../engagement/engagement.fixture';
import type { Engagement } from '../../engagement/schema';
import { createTranslate } from '../../i18n/translator';
import type { Report } from '../../report';
import { type Language, languages } from '../../text';
import type { Segment } from '../schema';
import { segmentSql } from '../sql/segment-sql';
import { logicLines } from './logic-tree';
import { segmentBook } from './segment-book';

const catalogue = shippedCatalogue();
const report = (engagement: Engagement, language: Language = 'en'): Report =>
  segmentBook({ engagement, catalogue, translate: createTranslate(language), language, now: '2026-11-30T08:00:00.000Z' });
const headings = ({ blocks }: Report) => blocks.flatMap((block) => (block.kind === 'heading' && block.id ? [block.id] : []));
const inFull = (made: Report) => headings(made).flatMap((id) => (id.startsWith('segment-') ? [id.replace('segment-', '')] : []));
/** The chapter that lists all of them. */
const listOf = ({ blocks }: Report) => {
  const at = (id: string) => blocks.findIndex((block) => block.kind === 'heading' && block.id === id);
  return blocks.slice(at('segments-list'), at('segments-each'));
};
const is = (path: string, right: string | number): Condition => ({ op: 'eq', left: { kind: 'customer', path }, right });
const segment = (id: string, when: Condition, patch: Partial<Segment> = {}): Segment => ({
  id,
  name: { en: id },
  category: 'lifecycle',
  when,
  administrative: false,
  minimumSize: 100,
  ...patch,
});

describe('the segment book', () => {
  it.each(languages)('%s: has every segment in the list, those in use by themselves, and no word is missing', (language) => {
    const engagement = sampleEngagement(language);
    const made = report(engagement, language);
    const listed = inlinesOf({ blocks: listOf(made) }).flatMap(({ text, code }) => (code ? [text] : []));
    expect(listed.toSorted()).toEqual(engagement.segments.map(({ id }) => id).toSorted());
    const compared = (engagement.measured?.segments?.overlap ?? []).flatMap(({ a, b }) => [a, b]);
    const full = [...new Set([...engagement.plannedSends.flatMap(({ segment }) => segment ?? []), ...compared]), 'test-records', 'employees'];
    expect(full.length).toBeGreaterThan(3);
    expect(inFull(made).toSorted()).toEqual(full.toSorted());
    const links = inlinesOf(made).flatMap(({ link }) => link ?? []);
    for (const id of full) expect(links, id).toContain(`#segment-${id}`);
    for (const link of links) expect(headings(made)).toContain(link.slice(1));
    expect(rawKeys(made)).toEqual([]);
  });

  it('tells in full what was chosen, made, changed, compared or asked about, and of the rest of the library whom it means', () => {
    const fresh = sampleEngagement('en');
    const library = { ...fresh, plannedSends: [], notes: [], measured: {} };
    const bare = report(library);
    expect(inFull(bare)).toEqual(['test-records', 'employees']);
    expect(codeOf(bare)).toHaveLength(2);
    expect(wordsOf(bare)).toContain('55 more segments of the library are in the list only');
    expect(wordsOf(bare)).toMatch(/country\n+Country is IL/);
    const [changed, built] = [library.segments.find(({ id }) => id === 'gender'), library.segments.find(({ id }) => id === 'lapsed')];
    if (!changed || !built) throw new Error();
    const own = segment('own', { op: 'in-segment', segment: 'lapsed' });
    const question = {
      kind: 'question',
      id: testId(1, 'N'),
      text: 'Who?',
      state: 'open',
      about: { kind: 'segment', id: 'country' },
      createdAt: '2026-01-01T00:00:00.000Z',
    } as const;
    const overlap = [{ a: 'potential-customers', b: 'age-band', people: 1 }];
    const chosen: Engagement = {
      ...library,
      segments: [...library.segments.map((one) => (one === changed ? { ...one, when: is('gender', 'male') } : one)), own],
      notes: [question],
      measured: { segments: { at: '2026-03-27T10:00:00.000Z', people: 9, sizes: {}, overlap } },
    };
    expect(inFull(report(chosen)).toSorted()).toEqual(
      ['test-records', 'employees', 'gender', 'own', 'lapsed', 'country', 'potential-customers', 'age-band'].toSorted(),
    );
  });

  it('counts each segment in one state, so that they add up', () => {
    const engagement = sampleEngagement('en');
    const [table] = tablesOf(report(engagement));
    const numbers = (table?.rows ?? []).map(({ cells }) => Number(cells[1]));
    expect(numbers.pop()).toBe(engagement.segments.length);
    expect(numbers.reduce((sum, one) => sum + one, 0)).toBe(engagement.segments.length);
  });

  it('tells sizes with their date, only of those that were counted, and what is too small', () => {
    const engagement = testEngagement({
      record: { groups: [], attributes: [testAttribute('city', { origin: 'entered' })] },
      segments: [segment('big', is('city', 'Haifa')), segment('few', is('city', 'Eilat')), segment('none', is('city', 'x')), segment('later', is('city', 'y'))],
      measured: { segments: { at: '2026-03-27T10:00:00.000Z', people: 1000, total: 10_000, sizes: { big: 200, few: 2, none: 0 } } },
    });
    const made = report(engagement);
    const list = tablesOf(made).find(({ columns }) => columns[1]?.title === 'In the sample');
    expect(list?.rows.map(({ cells }) => [cells[1], cells[2], cells[4]])).toEqual([
      ['200', '2,000', 'Counted'],
      ['2', '20', 'Too few people'],
      ['0', '0', 'Nobody in the sample'],
      ['–', '–', 'Not counted yet'],
    ]);
    expect(wordsOf(made)).toMatch(/Measured on the sample\nCounted on 27 March 2026/);
    expect(wordsOf(report({ ...engagement, measured: {} }))).toContain('Not measured yet');
  });

  it('tells how much of each segment is in each other that it was compared with, or how to find out', () => {
    const engagement = testEngagement({
      segments: [segment('big', is('city', 'Haifa')), segment('few', is('city', 'Eilat')), segment('none', is('city', 'x'))],
    });
    expect(wordsOf(report(engagement))).toContain('tick two or more');
    const sizes = { big: 200, few: 10, none: 0 };
    const overlap = [
      { a: 'big', b: 'few', people: 9 },
      { a: 'big', b: 'none', people: 0 },
      { a: 'few', b: 'none', people: 0 },
    ];
    const made = report({ ...engagement, measured: { segments: { at: '2026-03-27T10:00:00.000Z', people: 1000, sizes, overlap, none: 799 } } });
    const map = made.blocks.find((block) => block.kind === 'heat-map');
    expect(map?.groups[0]?.rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
      ['–', '5%', '0%'],
      ['90%', '–', '0%'],
      ['–', '–', '–'],
    ]);
    expect(map?.groups[0]?.rows[1]?.cells[0]).toMatchObject({ shade: -2 });
    expect(wordsOf(made)).toContain('799');
    expect(rawKeys(made)).toEqual([]);
  });

  it('names who builds on a segment, what it needs with its state, and whom it leaves out', () => {
    const staff = segment('employees', is('role', 'staff'), { administrative: true, category: 'administrative' });
    const send = { id: testId(1, 'P'), name: 'Spring', date: '2026-03-01', channel: 'email' as const, segment: 'vip' };
    const order: Condition = { op: 'performed', event: 'order-placed', measure: 'count', is: { op: 'gte', value: 2 } };
    const engagement = testEngagement({
      record: { groups: [], attributes: [testAttribute('city')] },
      segments: [segment('vip', { op: 'and', args: [is('city', 'Haifa'), order] }), staff],
      plannedSends: [send],
    });
    const words = wordsOf(report(engagement));
    expect(words).toContain('Planned sends: Spring (1 March 2026)');
    expect(words).toMatch(/Always leaves out\nemployees/);
    expect(words).toMatch(/city\n\n\ncity\nFrom sources\nNo field yet/);
    expect(words).toMatch(/Order placed\n\n\norder_placed\nNo mapped source\nNobody sends it yet/);
    // "role" is no attribute of this record.
    expect(words).toMatch(/role\n\n\nrole\n\nUnknown/);
  });

  it('has queries that can be copied, of what is in use, and says why one is refused', () => {
    const city = testAttribute('city', { origin: 'entered' });
    const base = { record: { groups: [], attributes: [city] } };
    const [a, b] = [segment('a', is('city', 'Haifa')), segment('b', is('gone', 'x'))];
    const queries = (engagement: Engagement) => codeOf(report(engagement));
    const all = testEngagement({ ...base, segments: [a, b] });
    const sql = segmentSql(all.segments, all.record, 'a', { dialect: 'postgres', timeZone: 'Asia/Jerusalem' });
    expect(queries(all)).toEqual([sql.ok ? sql.value.trimEnd() : '']);
    expect(wordsOf(report(all))).toContain('No query says quite the same');
    const send = { id: testId(1, 'P'), name: 'Spring', date: '2026-03-01', channel: 'email' as const, segment: 'b' };
    expect(queries({ ...all, plannedSends: [send] })).toEqual([]);
    expect(wordsOf(report({ ...all, plannedSends: [send] }))).toContain('1 segment that nothing builds on');
  });

  it('keeps hostile names to themselves, and says when there is nothing', () => {
    const name = 'x\u202e=cmd|1)«';
    for (const language of languages) {
      const vip = segment(
        'vip',
        { op: 'or', args: [is('city', name), { op: 'in', left: { kind: 'customer', path: 'city' }, right: [name] }] },
        { name: { en: name }, category: 'own' },
      );
      const best = segment('best', { op: 'in-segment', segment: 'vip' });
      const made = report(
        testEngagement({ record: { groups: [], attributes: [testAttribute('city', { label: { en: name } })] }, segments: [vip, best] }),
        language,
      );
      expect(wordsOf(made)).toContain(name);
      expect(unisolated(made, name)).toEqual([]);
      const empty = report(testEngagement(), language);
      expect(wordsOf(empty)).toContain(createTranslate(language)('segments.empty'));
      expect(rawKeys(empty)).toEqual([]);
    }
  });
});

describe('a condition part by part', () => {
  const speaker = {
    names: createConditionNames({ record: { groups: [], attributes: ['a', 'b', 'c', 'd'].map((id) => testAttribute(id)) }, segments: [] }, catalogue.events),
    translate: createTranslate('en'),
    language: 'en' as const,
  };
  const lines = (condition: Condition) =>
    logicLines(condition, speaker).map(({ number, words }) => `${number} ${words.replace(/[\u2066-\u2069]/g, '')}`.trim());
  const [a, b, c, d] = [is('a', 1), is('b', 2), is('c', 3), is('d', 4)] as const;

  it('numbers parts by where they stand, and joins groups of one kind', () => {
    expect(lines({ op: 'and', args: [a, { op: 'and', args: [b] }, { op: 'or', args: [c, { op: 'not', arg: { op: 'or', args: [d, a] } }] }] })).toEqual([
      'All of these hold:',
      '1 a is 1',
      '2 b is 2',
      '3 At least one of these holds:',
      '3.1 c is 3',
      '3.2 None of these holds:',
      '3.2.1 d is 4',
      '3.2.2 a is 1',
    ]);
    expect(lines({ op: 'not', arg: { op: 'and', args: [a, b] } })).toEqual(['Not all of these hold:', '1 a is 1', '2 b is 2']);
    expect(lines({ op: 'not', arg: { op: 'not', arg: a } })).toEqual(['a is 1']);
  });
});
