import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Report } from '../report';
import { arrangeChapters, chapterBlocks } from './chapters';

const three = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
const order = (choices: { id: string; off?: true }[]) => arrangeChapters(three, choices).map(({ id, off }) => (off ? `-${id}` : id));

describe('chapters as the consultant wants them', () => {
  test('as they are by themselves without a choice', () => {
    expect(arrangeChapters(three, undefined).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  test('in the chosen order, without what is off; a name nobody knows is passed over', () => {
    expect(order([{ id: 'c' }, { id: 'gone' }, { id: 'a', off: true }, { id: 'b' }])).toEqual(['c', '-a', 'b']);
  });

  test('one that the choice does not know stays behind the chapter before it, the first stays first', () => {
    expect(order([{ id: 'c' }, { id: 'a' }])).toEqual(['c', 'a', 'b']);
    expect(order([{ id: 'c' }, { id: 'b' }])).toEqual(['a', 'c', 'b']);
  });

  test('none is lost or printed twice, whatever is chosen', () => {
    const choice = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd') });
    fc.assert(
      fc.property(fc.array(choice), (choices) => {
        expect([...order(choices)].sort()).toEqual(['a', 'b', 'c']);
      }),
    );
  });

  test('pages are turned for the chapters that need it, and turned back behind them', () => {
    const chapter = (id: string, turned = false) => ({ id, title: id, blocks: (): Report['blocks'] => [], turned });
    const breaks = (...chapters: ReturnType<typeof chapter>[]) =>
      chapterBlocks(chapters, undefined).map((block) => (block.kind === 'page-break' ? (block.turned ? 'turn' : 'back') : 'title'));
    expect(breaks(chapter('a'), chapter('b'))).toEqual(['title', 'title']);
    expect(breaks(chapter('a'), chapter('b', true), chapter('c', true), chapter('d'))).toEqual(['title', 'turn', 'title', 'title', 'back', 'title']);
    expect(breaks(chapter('a', true))).toEqual(['turn', 'title']);
  });

  test('what is off is not even worked out', () => {
    const blocks = (): Report['blocks'] => {
      throw new Error('worked out');
    };
    const printed = chapterBlocks(
      [
        { id: 'a', title: 'A', blocks },
        { id: 'b', title: 'B', blocks: () => [{ kind: 'page-break' }] },
      ],
      [{ id: 'a', off: true }],
    );
    expect(printed).toEqual([{ kind: 'heading', level: 1, text: 'B', id: 'b' }, { kind: 'page-break' }]);
  });
});
