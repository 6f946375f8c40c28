import { expect, it } from 'vitest';
import type { Diagram } from '../../shared/report';
import { planDiagram } from './diagram-block';
import { contentHeight } from './page';

const node = (id: string, x: number, y: number) => ({ id, kind: 'wait', x, y, width: 158, height: 50, title: 'Step', color: '#3350C4' });
/** A strip of steps that is as high as a page. */
const strip: Diagram = { width: 158, height: 640, nodes: Array.from({ length: 10 }, (_, i) => node(`${i}`, 0, i * 65)), edges: [], groups: [] };
const words = 'What the columns, numbers and colours of the drawing mean. ';

it('leaves room under a drawing for every line of its caption, so that the heading above is not alone on its page', () => {
  const [short, long] = [words, words.repeat(5)].map((caption) => planDiagram({ diagram: strip, caption }).tiles[0]?.height ?? 0);
  expect(short).toBeLessThan(contentHeight - 58 - 26);
  expect(long).toBeLessThan(contentHeight - 58 - 26 - 2 * 13);
  expect(long).toBeLessThan(short ?? 0);
});
