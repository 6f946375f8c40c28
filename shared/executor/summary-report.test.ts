import { describe, expect, it } from 'vitest';
import { createTranslate } from '../i18n/translator';
import { bundle, edge, onePerDay, rules, send } from '../journey/step.fixture';
import type { Block } from '../report';
import { languages } from '../text';
import type { Summary } from './summary';
import { totalsOf } from './summary-figures';
import type { SummaryInput } from './summary-input';
import { summaryMail, summaryReport } from './summary-report';
import { aSummary } from './summary-report.fixture';

const deployed = {
  ...bundle({
    nodes: [{ id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'cart' } }, send('s'), { id: 'end', kind: 'exit' }],
    edges: [edge('t', 'out', 's'), edge('s', 'out', 'end')],
    suppressions: [rules.caps],
    caps: [onePerDay],
  }),
};
const input = (changes: Partial<SummaryInput> = {}): SummaryInput => ({
  summary: aSummary(),
  before: aSummary({ events: 900 }),
  rhythm: 'weekly',
  bundles: { h1: deployed },
  timeZone: 'Asia/Jerusalem',
  translate: createTranslate('en'),
  language: 'en',
  ...changes,
});
const textOf = (value: unknown): string => (JSON.stringify(value) ?? '').replace(/[\u2066-\u2069\u200e\u200f]/g, '');
const tableUnder = (blocks: readonly Block[], id: string) => {
  const at = blocks.findIndex((one) => one.kind === 'heading' && one.id === id);
  return blocks.slice(at).find((one) => one.kind === 'table');
};

describe('the report of a period', () => {
  it.each(languages)('says every figure, and has words for all of it (%s)', (language) => {
    const report = summaryReport(input({ language, translate: createTranslate(language) }));
    const text = textOf(report);
    // A key without words is shown as it is.
    expect(text).not.toMatch(/"report\.|"reason\.|\{\{/);
    for (const [figure, n] of Object.entries(totalsOf(aSummary())))
      expect([
        figure,
        textOf(tableUnder(report.blocks, 'report-figures')).includes(new Intl.NumberFormat({ en: 'en-GB', he: 'he-IL', fa: 'fa-IR' }[language]).format(n)),
      ]).toEqual([figure, true]);
  });

  it('counts each journey once: rows come to the totals', () => {
    const { journeys } = aSummary();
    const sum = (of: (one: Summary['journeys'][number]) => number) => journeys.reduce((total, one) => total + of(one), 0);
    expect(totalsOf(aSummary())).toMatchObject({ entered: sum((one) => one.entered), sent: sum((one) => one.sent), inside: sum((one) => one.insideAtEnd) });
  });

  it('names the period by its first and last day in the client’s zone, and the change to the one before', () => {
    const report = summaryReport(input());
    expect(report.subtitle?.replace(/\s–\s/, '–')).toBe('24–30 May 2026');
    expect(textOf(tableUnder(report.blocks, 'report-figures'))).toContain('+340');
  });

  it('names caps and rules by the version that was published', () => {
    const report = summaryReport(input());
    expect(textOf(report.blocks)).toContain('One a day, at most 1');
    expect(textOf(summaryReport(input({ bundles: {} })).blocks)).toContain('one-per-day');
  });

  it('says what needs a decision first, and that nothing does where nothing does', () => {
    const open: Summary['open'] = { inDoubt: [], failed: [], failedRuns: 0, paused: [], overdueMs: 0 };
    expect(textOf(summaryReport(input({ summary: aSummary({ open }) })).blocks.slice(0, 2))).toContain('Nothing waits for a decision');
    const said = textOf(summaryReport(input()).blocks.slice(0, 3));
    for (const part of ['2 messages by E-mail', 'is paused with 12 people', '3 runs failed']) expect(said).toContain(part);
  });

  it('says when not everything is known, when nothing happened, and when there is no time before', () => {
    expect(textOf(summaryReport(input({ summary: aSummary({ isWhole: false }) })))).toContain('not kept any more');
    const quiet = aSummary({ events: 0, newCustomers: 0, journeys: [], deliveries: [], published: [], switches: [] });
    const report = textOf(summaryReport(input({ summary: quiet, before: undefined })));
    for (const part of ['Nothing happened', 'Nothing was published']) expect(report).toContain(part);
    // Said once: no heading stands over each thing that was not.
    for (const part of ['No message was decided against', 'Nothing was to leave', 'What was changed']) expect(report).not.toContain(part);
    const came = textOf(summaryReport(input({ summary: aSummary({ ...quiet, events: 1 }) })));
    for (const part of ['No message was decided against', 'Nothing was to leave', 'Nothing was published']) expect(came).toContain(part);
  });

  it('is the same for the same figures, and so is its mail', () => {
    expect(summaryReport(input())).toEqual(summaryReport(input()));
    expect(summaryMail(input()).subject).toBe(`What the week came to: ${summaryReport(input()).subtitle}`);
  });
});
