import { describe, expect, it } from 'vitest';
import { testEngagement, testJourney } from '../engagement/engagement.fixture';
import { openEngagement } from '../engagement/open-engagement';
import type { Engagement } from '../engagement/schema';
import { cardsOf, freeSpot, moveCards, removeCards, setCard } from './cards';
import { journeyHash } from './content-hash';
import { tidyJourney } from './edit-journey';
import { removeNodes } from './edit-nodes';
import { editGroup, groupFrames, groupNodes, groupsOf, hiddenIn, seenEdges, ungroup } from './groups';
import { clipBox, copyNodes, parseClip, pasteNodes } from './paste-nodes';
import type { Card, Journey } from './schema';

const drawn = testJourney(
  1,
  [
    { id: 'start', kind: 'trigger', trigger: { kind: 'manual' } },
    { id: 'pause', kind: 'wait', duration: 'P1D' },
    { id: 'later', kind: 'wait', duration: 'P2D' },
    { id: 'end', kind: 'exit' },
  ],
  {
    edges: [
      { id: 'e1', from: 'start', port: 'out', to: 'pause' },
      { id: 'e2', from: 'pause', port: 'out', to: 'later' },
      { id: 'e3', from: 'later', port: 'out', to: 'end' },
    ],
  },
);
const { id } = drawn;
const base: Engagement = tidyJourney({ ...testEngagement(), journeys: [drawn] }, { id });
const only = (engagement: Engagement): Journey => {
  const [journey] = engagement.journeys;
  if (!journey) throw new Error('no journey');
  return journey;
};
const [first, second, third] = only(base).nodes.map((node) => node.id);
if (!first || !second || !third) throw new Error('too few nodes');
const grouped = groupNodes(base, { journey: id, group: { id: 'g1', name: { en: 'Begin' }, nodes: [first, second, 'nobody'] } });
const folded = editGroup(grouped, { journey: id, group: 'g1', change: { folded: true } });
const card: Card = { id: 'c1', text: 'Ask legal', x: 10, y: -50, width: 160, height: 80, tint: 'saffron' };

describe('groups', () => {
  it('hold the nodes there are, and leave what the journey does as it is', () => {
    expect(groupsOf(only(grouped))).toEqual([{ id: 'g1', name: { en: 'Begin' }, nodes: [first, second] }]);
    expect(journeyHash(only(folded), folded.messages)).toBe(journeyHash(only(base), base.messages));
    expect(openEngagement(folded)).toMatchObject({ ok: true });
  });

  it('share no node: the newer one takes it, and an empty one goes', () => {
    const taken = groupNodes(grouped, { journey: id, group: { id: 'g2', name: { en: 'Next' }, nodes: [second, third] } });
    expect(groupsOf(only(taken)).map((group) => group.nodes)).toEqual([[first], [second, third]]);
    const all = groupNodes(taken, { journey: id, group: { id: 'g3', name: { en: 'All' }, nodes: [first, second, third] } });
    expect(groupsOf(only(all)).map((group) => group.id)).toEqual(['g3']);
  });

  it('are renamed, folded, unfolded and taken away; without a name nothing happens', () => {
    expect(groupsOf(only(folded))[0]?.folded).toBe(true);
    expect(only(editGroup(folded, { journey: id, group: 'g1', change: { folded: false } }))).toEqual(only(grouped));
    expect(editGroup(folded, { journey: id, group: 'g1', change: { name: { en: ' ' } } })).toBe(folded);
    expect(only(ungroup(folded, { journey: id, groups: ['g1'] }))).toEqual(only(base));
    expect(groupNodes(base, { journey: id, group: { id: 'g', name: { en: 'None' }, nodes: [] } })).toBe(base);
  });

  it('stand around their nodes, or as one box that tells its ways in and out', () => {
    const [open] = groupFrames(only(grouped));
    const [box] = groupFrames(only(folded));
    const { edges, layout } = only(base);
    const inside = new Set([first, second]);
    expect(box).toMatchObject({ x: open?.x, y: layout[first]?.y, count: 2 });
    expect(box?.leaving).toBe(edges.filter((edge) => inside.has(edge.from) && !inside.has(edge.to)).length);
    for (const node of inside) expect(layout[node]?.y).toBeGreaterThan(open?.y ?? Infinity);
    expect([...hiddenIn(only(folded)).keys()]).toEqual([first, second]);
    expect(hiddenIn(only(grouped)).size).toBe(0);
  });

  it('hide the edges within them and draw several to one place once', () => {
    const group = { id: 'g', name: {}, nodes: ['a', 'b'], folded: true };
    const hidden = new Map([
      ['a', group],
      ['b', group],
    ]);
    const edge = (from: string, to: string) => ({ id: `${from}${to}`, from, port: 'out', to });
    expect(seenEdges([edge('a', 'b'), edge('a', 'c'), edge('b', 'c'), edge('c', 'a'), edge('c', 'd')], hidden).map((one) => one.id)).toEqual([
      'ac',
      'ca',
      'cd',
    ]);
  });

  it('lose a node that is removed, go along when copied whole, and stay through tidying', () => {
    const shorter = removeNodes(grouped, { journey: id, nodes: [second] });
    expect(groupsOf(only(shorter))[0]?.nodes).toEqual([first]);
    const clip = copyNodes(folded, { journey: id, nodes: [first, second] });
    let n = 0;
    const twice = clip && pasteNodes(folded, { journey: id, clip, at: { x: 0, y: 900 }, newId: () => `new-${n++}` });
    expect(twice && groupsOf(only(twice))[1]).toMatchObject({ name: { en: 'Begin' }, nodes: ['new-0', 'new-1'], folded: true });
    expect(copyNodes(folded, { journey: id, nodes: [first] })?.groups).toEqual([]);
    expect(groupsOf(only(tidyJourney(folded, { id })))).toEqual(groupsOf(only(folded)));
  });
});

describe('cards', () => {
  it('are put, changed and taken away, and leave what the journey does as it is', () => {
    const put = setCard(base, { journey: id, card });
    const moved = setCard(put, { journey: id, card: { ...card, x: 300, tint: 'pine' } });
    expect(cardsOf(only(moved))).toEqual([{ ...card, x: 300, tint: 'pine' }]);
    expect(journeyHash(only(moved), moved.messages)).toBe(journeyHash(only(base), base.messages));
    expect(openEngagement(moved)).toMatchObject({ ok: true });
    expect(only(removeCards(moved, { journey: id, cards: ['c1'] }))).toEqual(only(base));
  });

  it('go along with steps, and alone, into another journey, as they lay to one another', () => {
    const put = setCard(base, { journey: id, card });
    const copied = copyNodes(put, { journey: id, nodes: [first], cards: ['c1', 'nobody'] });
    const clip = parseClip(JSON.stringify(copied));
    if (!clip) throw new Error('nothing was copied');
    let n = 0;
    const other = { ...testEngagement(), journeys: [drawn] };
    const at = { x: 500, y: 900 };
    const pasted = only(pasteNodes(other, { journey: id, clip, at, newId: () => `new-${n++}` }));
    const before = only(put).layout[first] ?? at;
    const box = clipBox(clip);
    expect(pasted.layout['new-0']).toEqual({ x: before.x - box.x + 500, y: before.y - box.y + 900 });
    expect(cardsOf(pasted)).toEqual([{ ...card, id: 'new-1', x: 10 - box.x + 500, y: -50 - box.y + 900 }]);

    const alone = copyNodes(put, { journey: id, nodes: [], cards: ['c1'] });
    expect(alone && cardsOf(only(pasteNodes(other, { journey: id, clip: alone, at, newId: () => 'one' })))).toEqual([{ ...card, id: 'one', ...at }]);
    expect(copyNodes(put, { journey: id, nodes: [], cards: ['nobody'] })).toBeUndefined();
  });

  it('are moved together; one that is not there is passed over', () => {
    const put = setCard(base, { journey: id, card });
    expect(cardsOf(only(moveCards(put, { journey: id, positions: { c1: { x: 1, y: 2 }, nobody: { x: 3, y: 4 } } })))).toEqual([{ ...card, x: 1, y: 2 }]);
    expect(moveCards(put, { journey: id, positions: { nobody: { x: 3, y: 4 } } })).toBe(put);
  });

  it('find the nearest place that is free', () => {
    const size = { width: 100, height: 50 };
    const wall = Array.from({ length: 2000 }, (_, i) => ({ x: (i % 50) * 100, y: Math.floor(i / 50) * 50, ...size }));
    expect(freeSpot({ x: 7, y: 9, ...size }, [])).toEqual({ x: 7, y: 9 });
    expect(freeSpot({ x: 10, y: 0, ...size }, [{ x: 0, y: 0, ...size }])).toEqual({ x: 10, y: 66 });
    expect(freeSpot({ x: 2000, y: 60, ...size }, wall)).toEqual({ x: 2000, y: -66 });
  });

  it('too small, or about a journey that is not there, change nothing', () => {
    expect(setCard(base, { journey: id, card: { ...card, width: 1 } })).toBe(base);
    expect(setCard(base, { journey: 'nobody', card })).toBe(base);
    expect(removeCards(base, { journey: id, cards: ['c1'] })).toBe(base);
  });
});
