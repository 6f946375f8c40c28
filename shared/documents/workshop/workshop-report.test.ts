import { describe, expect, test } from 'vitest';
import { bare, bareNames, blocksOf, chapterOf, orderOf, rawIn, sampleEngagement, textOf, withHostileNames, words } from '../../../tests/plan-reports';
import { planVolumes } from '../../business-case/plan-volumes';
import { testEngagement, testId } from '../../engagement/engagement.fixture';
import type { Engagement } from '../../engagement/schema';
import { createTranslate } from '../../i18n/translator';
import { createLineage } from '../../record/lineage';
import type { Block } from '../../report';
import { allFields } from '../../sources/find';
import { type Language, languages, textIn } from '../../text';
import { terms, wordPattern } from './glossary';
import { workshopChapters, workshopReport } from './workshop-report';

const reportOf = (engagement: Engagement, language: Language = 'en') => workshopReport(orderOf(engagement, language));
const tableOf = (blocks: readonly Block[], n = 0) => {
  const table = blocksOf(blocks, 'table')[n];
  if (!table) throw new Error('no table');
  return table;
};
const numbers = (cells: readonly Parameters<typeof words>[0][]) => cells.map((cell) => Number(words(cell).replaceAll(/[^\d.-]/g, '') || Number.NaN));

describe('numbers are those of the plan', () => {
  const engagement = sampleEngagement('en');
  const report = reportOf(engagement);

  test('fields of all systems by status add up, and to what is written down', () => {
    const { rows } = tableOf(chapterOf(report, 'workshop-data'));
    const counts = rows.map(({ cells }) => numbers(cells.slice(2)));
    const total = counts.pop() ?? [];
    expect(counts).toHaveLength(engagement.sources.length);
    for (const row of [...counts, total]) expect(row[0]).toBe(row.slice(1).reduce((sum, n) => sum + n, 0));
    expect(total).toEqual(total.map((_, i) => counts.reduce((sum, row) => sum + (row[i] ?? 0), 0)));
    expect(total[0]).toBe(allFields(engagement).length);
    expect(words(blocksOf(chapterOf(report, 'workshop-summary'), 'facts')[0]?.rows[0]?.value ?? '')).toContain(`${total[0]}`);
  });

  test('attributes of the record are with a value or without a source', () => {
    const { rows } = tableOf(chapterOf(report, 'workshop-record'));
    for (const { cells } of rows) {
      const [all = 0, given = 0, lacking = 0] = numbers(cells.slice(1));
      expect(given + lacking).toBe(all);
    }
    expect(numbers(rows.at(-1)?.cells.slice(1) ?? [])[0]).toBe(engagement.record.attributes.length);
  });

  test('messages of a month are those of journeys and of sends', () => {
    const { rows } = tableOf(chapterOf(report, 'workshop-messages'));
    const counts = rows.map(({ cells }) => numbers(cells.slice(1)));
    for (const [journeys = 0, sends = 0, all = 0] of counts) expect(journeys + sends).toBe(all);
    const total = counts.pop() ?? [];
    expect(total).toEqual(total.map((_, i) => counts.reduce((sum, row) => sum + (row[i] ?? 0), 0)));
    const { journeyMessages, plannedMessages } = planVolumes(engagement);
    const exact = [...Object.values(journeyMessages), ...Object.values(plannedMessages)].reduce((sum, n) => sum + n, 0);
    expect(Math.abs((total[2] ?? 0) - exact)).toBeLessThan(6);
  });

  test('what can be built and what stands still are the journeys that are not retired', { tags: ['long'] }, () => {
    const retired = { ...engagement, journeys: engagement.journeys.map((journey, i) => (i === 0 ? { ...journey, status: 'retired' as const } : journey)) };
    for (const plan of [engagement, retired]) {
      const live = plan.journeys.filter(({ status }) => status !== 'retired');
      const lineage = createLineage(plan);
      const blocked = live.filter(({ id }) => lineage.missingFor(id).length > 0).length;
      const [lead] = blocksOf(chapterOf(reportOf(plan), 'workshop-summary'), 'paragraph');
      expect(words(lead?.text ?? '')).toBe(
        bare(createTranslate('en')('workshop.lead-blocked', { total: live.length, buildable: live.length - blocked, waiting: blocked })),
      );
    }
  });
});

describe('nothing is left out', () => {
  const engagement = sampleEngagement('en');
  const report = reportOf(engagement);

  test('every journey has its half page, and one place on the road map', () => {
    const headings = blocksOf(chapterOf(report, 'workshop-journeys'), 'heading').map(({ text }) => words(text));
    const names = engagement.journeys.map(({ name }) => textIn(name, 'en'));
    expect(headings).toEqual(names);
    const placed = blocksOf(chapterOf(report, 'workshop-road-map'), 'table').flatMap(({ rows }) => rows.map(({ cells }) => words(cells[0] ?? '')));
    expect(placed.toSorted()).toEqual(names.toSorted());
    const drawn = blocksOf(chapterOf(report, 'workshop-road-map'), 'diagram').flatMap(({ diagram }) => diagram.nodes.map(({ title }) => title));
    const inPhases = new Set(engagement.phases.flatMap(({ journeys }) => journeys));
    expect(drawn.toSorted()).toEqual(names.filter((_, i) => inPhases.has(engagement.journeys[i]?.id ?? '')).toSorted());
  });

  test('a journey in two phases is introduced once, with the first', { tags: ['long'] }, () => {
    const [first, second] = engagement.phases;
    if (!first || !second) throw new Error('two phases');
    const twice = { ...engagement, phases: [first, { ...second, journeys: [...first.journeys, ...second.journeys] }] };
    const placed = blocksOf(chapterOf(reportOf(twice), 'workshop-road-map'), 'table').flatMap(({ rows }) => rows.map(({ cells }) => words(cells[0] ?? '')));
    expect(new Set(placed).size).toBe(placed.length);
    expect(placed).toHaveLength(engagement.journeys.length);
  });

  test('every open question is asked with its owner and its day, every decision told', () => {
    const log = chapterOf(report, 'workshop-questions');
    const asked = tableOf(log).rows.map(({ cells }) => [words(cells[0] ?? ''), words(cells[2] ?? '')]);
    const open = engagement.notes.filter(({ kind, state }) => kind === 'question' && state === 'open');
    expect(asked.toSorted()).toEqual(open.map(({ text, owner }) => [text, owner ?? '']).toSorted());
    const decided = tableOf(chapterOf(report, 'workshop-decisions')).rows.map(({ cells }) => words(cells[0] ?? ''));
    for (const { text } of engagement.notes.filter(({ kind }) => kind === 'decision')) expect(decided.some((line) => line.startsWith(text))).toBe(true);
  });

  test('a question whose day has passed is marked late, one that is due today is not', { tags: ['long'] }, () => {
    const note = (n: number, due: string) => ({
      id: testId(n, 'N'),
      kind: 'question' as const,
      text: `Q${n}`,
      due,
      state: 'open' as const,
      createdAt: '2026-11-01T08:00:00.000Z',
    });
    const log = tableOf(chapterOf(reportOf({ ...engagement, notes: [note(1, '2026-11-29'), note(2, '2026-11-30')] }), 'workshop-questions'));
    expect(log.rows.map(({ cells }) => [words(cells[0] ?? ''), words(cells[3] ?? '').includes('Late')])).toEqual([
      ['Q1', true],
      ['Q2', false],
    ]);
  });

  test('what blocks a journey is among the risks, and freeing it takes the risk away', { tags: ['long'] }, () => {
    const rowsOf = (plan: Engagement) =>
      blocksOf(chapterOf(reportOf(plan), 'workshop-risks'), 'table').flatMap(({ rows }) => rows.map(({ cells }) => words(cells[0] ?? '')));
    expect(rowsOf(engagement)).toContain('Journeys are blocked');
    const missing = new Set(engagement.journeys.flatMap(({ id }) => createLineage(engagement).missingFor(id)));
    const freed = {
      ...engagement,
      record: {
        ...engagement.record,
        attributes: engagement.record.attributes.map((one) => (missing.has(one.id) ? { ...one, origin: 'platform' as const } : one)),
      },
    };
    expect(rowsOf(freed)).not.toContain('Journeys are blocked');
    expect(rowsOf(freed)).not.toContain('A phase has a date, its data has not');
  });
});

describe('the glossary', () => {
  test('knows a word by its beginning, and by what Hebrew writes before it', () => {
    expect(wordPattern('gate, gap', 'en').test('two gates')).toBe(true);
    expect(wordPattern('gate', 'en').test('aggregates')).toBe(false);
    expect(wordPattern('מסע', 'he').test('כשהמסעות עומדים')).toBe(true);
    expect(wordPattern('סגמנט', 'he').test('תתסגמנט')).toBe(false);
  });

  const glossary = (engagement: Engagement, language: Language) =>
    blocksOf(chapterOf(reportOf(engagement, language), 'workshop-glossary'), 'table').flatMap(({ rows }) => rows.map(({ cells }) => words(cells[0] ?? '')));

  test.each(languages)('%s: explains words that stand in the document, and no others', { tags: ['long'] }, (language) => {
    const engagement = sampleEngagement(language);
    const translate = createTranslate(language);
    const told = glossary(engagement, language);
    expect(told.length).toBeGreaterThan(terms.length / 2);
    const report = reportOf(engagement, language);
    const others = {
      ...report,
      blocks: report.blocks.slice(
        0,
        report.blocks.findIndex((block) => block.kind === 'heading' && block.id === 'workshop-glossary'),
      ),
    };
    const text = textOf(others).toLowerCase();
    for (const term of terms) {
      expect([term, told.includes(translate(`term.${term}`))]).toEqual([term, wordPattern(translate(`term.${term}.forms`), language).test(text)]);
    }
  });

  test('leaves out what only a chapter that is off would say', { tags: ['long'] }, () => {
    const engagement = sampleEngagement('en');
    const off = ['vendors', 'summary', 'risks', 'next'].map((id) => ({ id: `workshop-${id}`, off: true as const }));
    expect(glossary(engagement, 'en')).toContain('Gate');
    expect(glossary({ ...engagement, documents: { ...engagement.documents, chapters: { 'workshop-report': off } } }, 'en')).not.toContain('Gate');
  });
});

describe('in every language', () => {
  test.each(languages)('%s: no key of a word and no id of a thing', (language) => {
    const engagement = sampleEngagement(language);
    expect(rawIn(reportOf(engagement, language), engagement)).toEqual([]);
  });

  test.each(languages)('%s: an empty engagement says so chapter by chapter, without an empty table', (language) => {
    const engagement = testEngagement();
    const report = reportOf(engagement, language);
    expect(blocksOf(report.blocks, 'table').filter(({ rows }) => rows.length === 0)).toEqual([]);
    for (const id of Object.keys(workshopChapters)) expect([id, chapterOf(report, id).length > 0]).toEqual([id, true]);
    expect(rawIn(report, engagement)).toEqual([]);
    expect(textOf(report)).not.toMatch(/NaN|undefined|Infinity/);
  });

  test.each(languages)('%s: names that turn text around are kept apart from the words around them', (language) => {
    const engagement = withHostileNames(sampleEngagement(language), 'ZQX');
    const report = reportOf(engagement, language);
    expect(textOf(report).split('ZQX').length).toBeGreaterThan(200);
    expect(bareNames(report, 'ZQX')).toEqual([]);
  });
});
