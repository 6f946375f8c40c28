import { describe, expect, it } from 'vitest';
import type { Block } from '../../shared/report';
import { rooms } from './page';
import { planFlow } from './page-flow';

const heading: Block = { kind: 'heading', level: 2, text: 'Heading' };
const intro: Block = { kind: 'paragraph', text: 'What follows.' };
const note: Block = { kind: 'paragraph', size: 'small', text: 'What stood above.' };
const callout: Block = { kind: 'callout', tone: 'waiting', text: 'What stood above.' };
const table = (rows: number): Block => ({
  kind: 'table',
  columns: [{ title: 'Name', width: '*' }],
  rows: Array.from({ length: rows }, () => ({ cells: ['Row'] })),
});
const planned = (...blocks: Block[]) =>
  planFlow(blocks).map(
    ({ blocks: { length }, whole, leads, leadsOn }) => `${length}${whole ? ' whole' : ''}${leads ? ' leads' : ''}${leadsOn ? ' leads on' : ''}`,
  );

describe('what belongs together on a page', () => {
  it('keeps a section that is short whole, and of a longer one each thing with what introduces it and speaks of it', () => {
    expect(planned(heading, intro, table(5), callout, heading)).toEqual(['4 whole', '1 leads']);
    expect(planned(heading, intro, table(6), note, table(8), intro)).toEqual(['4 whole', '1 whole', '1']);
    expect(planned(heading, intro, table(60), note)).toEqual(['1 leads', '1 leads', '1 leads on', '1 whole']);
  });

  it('lets the facts under a heading lead to the table behind them, which may then be parted', () => {
    const facts = (rows: number): Block => ({ kind: 'facts', rows: Array.from({ length: rows }, () => ({ label: 'Label', value: 'Fact' })) });
    expect(planned(heading, facts(4), table(12), note)).toEqual(['2 whole leads', '1 leads on', '1 whole']);
    expect(planned(heading, facts(4), table(2))).toEqual(['3 whole']);
  });

  it('says what something whole is made of, each part with what it leads to', () => {
    const [whole] = planFlow([heading, intro, table(5), note]);
    expect(whole?.parts?.map(({ leads, leadsOn }) => `${leads} ${leadsOn}`)).toEqual(['true false', 'true false', 'false true', 'false false']);
    expect(whole?.parts?.flatMap(({ blocks }) => blocks)).toEqual([heading, intro, table(5), note]);
  });

  it('parts facts without a heading sooner than a card, and keeps the last note with the words above it', () => {
    const facts = (rows: number): Block => ({ kind: 'facts', rows: Array.from({ length: rows }, () => ({ label: 'Label', value: 'Fact' })) });
    expect(planned(heading, facts(8))).toEqual(['2 whole']);
    expect(planned(table(60), facts(8), heading)).toEqual(['1', '1', '1 leads']);
    expect(planned(table(60), facts(4), heading)).toEqual(['1', '1 whole', '1 leads']);
    expect(planned(intro, note)).toEqual(['2 whole']);
    expect(planned(callout, note)).toEqual(['2 whole']);
    expect(planned(intro, note, heading)).toEqual(['1', '1 whole', '1 leads']);
  });

  it('takes a small paragraph behind a table for its note, whole where it is short, and a long one for no introduction', () => {
    expect(planned(table(60), note, table(60))).toEqual(['1 leads on', '1 whole', '1']);
    expect(planned(table(60), { ...note, text: 'Word '.repeat(200) }, table(60))).toEqual(['1 leads on', '1', '1']);
    expect(planned(heading, { kind: 'paragraph', text: 'Word '.repeat(200) }, table(60))).toEqual(['1 leads', '1', '1']);
  });

  it('keeps nothing whole whose height is not known, across a page break, or that is longer than may be moved', () => {
    const drawing: Block = { kind: 'diagram', diagram: { width: 1, height: 1, nodes: [], edges: [], groups: [] } };
    expect(planned(heading, drawing, note)).toEqual(['1 leads', '1 leads on', '1 whole']);
    expect(planned(heading, { kind: 'page-break' }, table(2))).toEqual(['1 leads', '1', '1 whole']);
  });

  it('measures with the height of the page: fewer rows are short on one that lies on its side', () => {
    const most = (turned: boolean) => [4, 8, 12, 16].filter((rows) => planFlow([{ kind: 'page-break', turned }, table(rows)])[1]?.whole).length;
    expect(rooms.turned.height).toBeLessThan(rooms.upright.height);
    expect(most(true)).toBeLessThan(most(false));
  });
});
