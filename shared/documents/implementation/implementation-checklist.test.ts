import { describe, expect, test } from 'vitest';
import { bareNames, blocksOf, chapterOf, orderOf, rawIn, sampleEngagement, textOf, withHostileNames, words } from '../../../tests/plan-reports';
import { testEngagement } from '../../engagement/engagement.fixture';
import type { Engagement } from '../../engagement/schema';
import { toWire } from '../../ids';
import { journeyNeeds } from '../../journey/journey-needs';
import { platformEvents } from '../../journey/platform-events';
import type { Block } from '../../report';
import { allFields } from '../../sources/find';
import { type Language, languages, textIn } from '../../text';
import { createPlanSetting } from '../plan-setting';
import { implementationChapters, implementationChecklist, workOf } from './implementation-checklist';
import { compareNeeds, needOf, parts } from './work';

const reportOf = (engagement: Engagement, language: Language = 'en') => implementationChecklist(orderOf(engagement, language));
const workIn = (engagement: Engagement) => workOf(createPlanSetting(orderOf(engagement, 'en')));
const rowsOf = (blocks: readonly Block[]) => blocksOf(blocks, 'table').flatMap(({ rows }) => rows.map(({ cells }) => cells.map((cell) => words(cell))));
const numeral = (text: string | undefined) => Number(text?.replaceAll(/[^\d]/g, ''));

describe('every piece of work comes from the plan', () => {
  const engagement = sampleEngagement('en');
  const report = reportOf(engagement);
  const work = workIn(engagement);
  const ids = parts.flatMap((part) => work[part].map(({ id }) => id));

  test('rows and columns of the overview add up to the items that are printed', () => {
    const rows = rowsOf(chapterOf(report, 'implementation-overview')).map((cells) => cells.slice(1).map(numeral));
    const total = rows.pop() ?? [];
    for (const row of [...rows, total]) expect(row.slice(0, -1).reduce((sum, n) => sum + n, 0)).toBe(row.at(-1));
    expect(total).toEqual(total.map((_, i) => rows.reduce((sum, row) => sum + (row[i] ?? 0), 0)));
    const printed = parts.reduce((sum, part) => sum + rowsOf(chapterOf(report, `implementation-${part}`)).length, 0);
    expect([total.at(-1), new Set(ids).size]).toEqual([printed, printed]);
  });

  test('the dates of calendars stand there with their hours, on the clock of their own country', () => {
    const dates = rowsOf(chapterOf(report, 'implementation-dates'));
    expect(dates.some(([, , what]) => what?.includes('Yom Kippur'))).toBe(true);
    expect(JSON.stringify(chapterOf(report, 'implementation-dates'))).toContain('Asia/Tehran');
    const none = reportOf({ ...engagement, calendars: [] });
    expect(rowsOf(chapterOf(none, 'implementation-dates'))).toEqual([]);
  });

  test('every open question, system, unconfirmed field, event, message, journey and phase has its work', () => {
    const told = (part: string) => rowsOf(chapterOf(report, `implementation-${part}`)).map((cells) => cells[2] ?? '');
    const answers = told('answers');
    for (const { text } of engagement.notes.filter(({ kind, state }) => kind === 'question' && state === 'open')) expect(answers).toContain(text);
    expect(told('sources')).toHaveLength(engagement.sources.reduce((sum, { transports }) => sum + Math.max(1, transports.length), 0));
    const fields = told('fields').join('\n');
    for (const { object, field } of allFields(engagement)) {
      const name = `${object.nativeName}.${field.nativeName}`;
      if (field.status !== 'confirmed') expect(fields).toContain(name);
    }
    const setting = createPlanSetting(orderOf(engagement, 'en'));
    const events = new Set(setting.briefs.flatMap(({ journey }) => journeyNeeds(journey, setting.context).events));
    for (const event of platformEvents) events.delete(event);
    expect(work.events.map(({ id }) => id).toSorted()).toEqual([...events].map((id) => `event:${id}`).toSorted());
    for (const event of events) expect(told('events').join('\n')).toContain(toWire(event));
    const sent = new Set(setting.briefs.flatMap(({ journey }) => journey.nodes.flatMap((node) => (node.kind === 'send' ? [node.message] : []))));
    expect(work.messages.map(({ id }) => id).toSorted()).toEqual([...sent].map((id) => `message:${id}`).toSorted());
    for (const { id } of engagement.journeys) for (const kind of ['build', 'test']) expect(ids).toContain(`${kind}:${id}`);
    for (const { id } of engagement.phases) for (const kind of ['try', 'live']) expect(ids).toContain(`${kind}:${id}`);
  });

  test('what is done comes out: a confirmed field, an answered question, a retired journey', () => {
    const [question] = engagement.notes.filter(({ kind, state }) => kind === 'question' && state === 'open');
    const [journey] = engagement.journeys;
    if (!question || !journey) throw new Error('something to do');
    const done: Engagement = {
      ...engagement,
      notes: engagement.notes.map((note) => (note === question ? { ...note, state: 'answered' as const } : note)),
      journeys: engagement.journeys.map((one) => (one === journey ? { ...one, status: 'retired' as const } : one)),
      sources: engagement.sources.map((source) => ({
        ...source,
        objects: source.objects.map((object) => ({ ...object, fields: object.fields.map((field) => ({ ...field, status: 'confirmed' as const })) })),
      })),
    };
    const left = workIn(done);
    const after = parts.flatMap((part) => left[part].map(({ id }) => id));
    for (const id of [`question:${question.id}`, `build:${journey.id}`, `test:${journey.id}`])
      expect([id, ids.includes(id), after.includes(id)]).toEqual([id, true, false]);
    expect(left.fields.filter(({ id }) => id.startsWith('field'))).toEqual([]);
  });

  test('work of an earlier phase comes first, and nothing waits for what goes live after it', () => {
    const setting = createPlanSetting(orderOf(engagement, 'en'));
    for (const part of parts) {
      const needs = work[part].map((one) => needOf(one, setting));
      expect(needs).toEqual(needs.toSorted(compareNeeds));
    }
    // What a journey is built on is never the work of a later phase.
    const everything = new Map(parts.flatMap((part) => work[part].map((one) => [one.id, one] as const)));
    for (const one of everything.values()) {
      if (!/^(build|compute):/.test(one.id)) continue;
      const later = one.after.filter((id) => {
        const first = everything.get(id);
        return first !== undefined && /^(map|compute|event):/.test(id) && compareNeeds(needOf(first, setting), needOf(one, setting)) > 0;
      });
      expect(later, one.id).toEqual([]);
    }
    // Whatever order a chapter has: no circle of "after".
    const after = new Map(parts.flatMap((part) => work[part].map((one) => [one.id, one.after.filter((id) => ids.includes(id))] as const)));
    const state = new Map<string, 'open' | 'done'>();
    const visit = (id: string): void => {
      if (state.get(id) === 'open') throw new Error(`${id} waits for itself`);
      if (state.get(id) === 'done') return;
      state.set(id, 'open');
      for (const one of after.get(id) ?? []) visit(one);
      state.set(id, 'done');
    };
    for (const id of ids) visit(id);
    for (const { id } of engagement.journeys) {
      expect(after.get(`test:${id}`)).toContain(`build:${id}`);
      expect([...after].some(([other, first]) => other.startsWith('try:') && first.includes(`test:${id}`))).toBe(true);
    }
  });

  test('every journey is tried by the test plan of its brief', () => {
    const rows = rowsOf(chapterOf(report, 'implementation-journeys')).filter((cells) => cells[2]?.includes('test plan of its brief'));
    expect(rows).toHaveLength(engagement.journeys.length);
  });

  test('numbers under “after” lead to what is printed, neighbours together', () => {
    const printed = new Set(parts.flatMap((part) => rowsOf(chapterOf(report, `implementation-${part}`)).map((cells) => cells[1] ?? '')));
    const named = parts.flatMap((part) =>
      rowsOf(chapterOf(report, `implementation-${part}`)).flatMap((cells) => (cells[5] ?? '').split(/, |–/).filter((one) => one !== '')),
    );
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((one) => !printed.has(one))).toEqual([]);
    expect(rowsOf(chapterOf(report, 'implementation-journeys')).some((cells) => /\d–\d/.test(cells[5] ?? ''))).toBe(true);
  });
});

test('what a system sends is asked of it with what the event has to carry', () => {
  const engagement = sampleEngagement('en');
  const rows = rowsOf(chapterOf(reportOf(engagement), 'implementation-events'));
  const order = rows.find((cells) => cells[2]?.includes('order_placed'));
  expect(order?.[2]).toContain('Has to carry: ');
  expect(order?.[2]).toContain('order_id');
});

test('a message that lacks one of the customers’ languages says which', { tags: ['long'] }, () => {
  const engagement = sampleEngagement('en');
  const [first] = engagement.messages.filter(({ id }) =>
    engagement.journeys.some(({ nodes }) => nodes.some((node) => node.kind === 'send' && node.message === id)),
  );
  if (!first) throw new Error('a message');
  const { he: _, ...english } = first.body;
  const plan = { ...engagement, messages: engagement.messages.map((one) => (one === first ? { ...one, name: { en: 'THE ONE' }, body: english } : one)) };
  const rowOf = (of: Engagement) => rowsOf(chapterOf(reportOf(of), 'implementation-messages')).find((cells) => cells[2]?.includes('THE ONE'))?.[2];
  expect(rowOf(plan)).toContain('Not written in: Hebrew');
  expect(rowOf({ ...plan, messages: plan.messages.map((one) => (one.id === first.id ? { ...one, body: first.body } : one)) })).not.toContain('Not written in');
  expect(textIn(first.name, 'en')).not.toBe('');
});

describe('in every language', () => {
  test.each(languages)('%s: no key of a word and no id of a thing', (language) => {
    const engagement = sampleEngagement(language);
    expect(rawIn(reportOf(engagement, language), engagement)).toEqual([]);
  });

  test.each(languages)('%s: an empty engagement says so chapter by chapter, without an empty table', (language) => {
    const report = reportOf(testEngagement(), language);
    expect(blocksOf(report.blocks, 'table')).toEqual([]);
    for (const id of Object.keys(implementationChapters)) expect([id, chapterOf(report, id).length > 0]).toEqual([id, true]);
    expect(textOf(report)).not.toMatch(/NaN|undefined|Infinity/);
  });

  test.each(languages)('%s: names that turn text around are kept apart', (language) => {
    const report = reportOf(withHostileNames(sampleEngagement(language), 'ZQX'), language);
    expect(textOf(report).split('ZQX').length).toBeGreaterThan(300);
    expect(bareNames(report, 'ZQX')).toEqual([]);
  });
});
