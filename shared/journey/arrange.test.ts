import { describe, expect, it } from 'vitest';
import { align, distribute, neighbourOf, type Placed, snapTo } from './arrange';

const box = (id: string, x: number, y: number, width = 100, height = 40): Placed => ({ id, x, y, width, height });

describe('align', () => {
  const boxes = [box('a', 0, 0), box('b', 50, 100, 60), box('c', 20, 200)];
  it('brings edges and middles onto one line and leaves the other axis', () => {
    expect(align(boxes, 'start')).toEqual({ a: { x: 0, y: 0 }, b: { x: 0, y: 100 }, c: { x: 0, y: 200 } });
    expect(align(boxes, 'end')).toEqual({ a: { x: 20, y: 0 }, b: { x: 60, y: 100 }, c: { x: 20, y: 200 } });
    expect(align(boxes, 'centre').b).toEqual({ x: 30, y: 100 });
    expect(align(boxes, 'middle').a).toEqual({ x: 0, y: 100 });
    expect(align(boxes, 'bottom').b).toEqual({ x: 50, y: 200 });
  });
});

describe('distribute', () => {
  it('makes all gaps the same and keeps the ends, whatever order they are given in', () => {
    const placed = distribute([box('c', 0, 300), box('a', 0, 0), box('b', 7, 50, 100, 60)], 'down');
    // 340 from end to end, 140 of it boxes: a gap of 100 twice.
    expect(placed).toEqual({ a: { x: 0, y: 0 }, b: { x: 7, y: 140 }, c: { x: 0, y: 300 } });
  });
  it('leaves two alone', () => {
    expect(distribute([box('a', 0, 0), box('b', 0, 90)], 'down')).toEqual({});
  });
});

describe('snapTo', () => {
  it('takes the nearest line within reach, on each axis by itself', () => {
    const snap = snapTo(box('m', 103, 500), [box('a', 100, 0), box('b', 106, 100)], 5);
    expect([snap.x, snap.y]).toEqual([100, 500]);
    expect(snap.lines).toEqual([{ axis: 'across', at: 100, from: 0, to: 540 }]);
  });
  it('lines up middles of boxes of different size', () => {
    expect(snapTo(box('m', 18, 300, 60), [box('a', 0, 0)], 5).x).toBe(20);
  });
  it('leaves a box that is near nothing', () => {
    expect(snapTo(box('m', 500, 500), [box('a', 0, 0)], 5)).toEqual({ x: 500, y: 500, lines: [] });
  });
});

describe('neighbourOf', () => {
  const grid = [box('a', 0, 0), box('b', 200, 10), box('c', 0, 100), box('d', 200, 100), box('far', 900, 0)];
  it('goes to what lies that way, the nearest first', () => {
    expect(neighbourOf(grid, 'a', 'right')).toBe('b');
    expect(neighbourOf(grid, 'a', 'down')).toBe('c');
    expect(neighbourOf(grid, 'd', 'left')).toBe('c');
    expect(neighbourOf(grid, 'd', 'up')).toBe('b');
  });
  it('stops at the edge', () => {
    expect(neighbourOf(grid, 'a', 'left')).toBeUndefined();
    expect(neighbourOf(grid, 'nobody', 'left')).toBeUndefined();
  });
});
