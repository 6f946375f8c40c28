import { describe, expect, it } from 'vitest';
import { hiddenBy, inTheMiddle, isSeen, MARGIN, roomFor, touches } from './room';

const pane = { width: 1000, height: 600 };
const zooms = { min: 0.05, max: 1 };
// As a page that is read from left to right has them, and its mirror.
const covers = [
  { x: 12, y: 12, width: 40, height: 450 },
  { x: 330, y: 552, width: 340, height: 36 },
  { x: 850, y: 500, width: 135, height: 90 },
];
const mirrored = covers.map((cover) => ({ ...cover, x: pane.width - cover.x - cover.width }));
const onScreen = (box: { x: number; y: number; width: number; height: number }, { x, y, zoom }: { x: number; y: number; zoom: number }) => ({
  x: box.x * zoom + x,
  y: box.y * zoom + y,
  width: box.width * zoom,
  height: box.height * zoom,
});

describe('the free part of the pane', () => {
  for (const [name, over] of [
    ['left to right', covers],
    ['right to left', mirrored],
  ] as const)
    it.each([
      { x: -300, y: 40, width: 2400, height: 500 },
      { x: 0, y: 0, width: 700, height: 3000 },
      { x: 5, y: 5, width: 160, height: 80 },
    ])(`holds a drawing of %o, under nothing: ${name}`, (box) => {
      const room = roomFor(box, pane, over, zooms);
      const drawn = onScreen(box, inTheMiddle(box, room));
      expect(isSeen(drawn, pane, over)).toBe(true);
    });

  it('is as large as it can be: beside the map for a high drawing, above it for a wide one', () => {
    const high = roomFor({ width: 300, height: 3000 }, pane, covers, zooms);
    expect(high).toMatchObject({ y: 0, height: 600 });
    const wide = roomFor({ width: 3000, height: 300 }, pane, covers, zooms);
    expect(wide).toMatchObject({ x: 52, width: 948, zoom: (948 - 2 * MARGIN) / 3000 });
    expect(wide.y + wide.height).toBe(500);
  });

  it('is the same on both sides', () => {
    const size = { width: 900, height: 520 };
    const [one, other] = [roomFor(size, pane, covers, zooms), roomFor(size, pane, mirrored, zooms)];
    expect(other).toEqual({ ...one, x: pane.width - one.x - one.width });
  });

  it('is all of it when nothing is free', () => {
    expect(roomFor(pane, pane, [{ x: 0, y: 0, ...pane }], zooms)).toMatchObject({ x: 0, y: 0, ...pane });
  });

  it('is told from how much a cover hides', () => {
    const cover = { x: 100, y: 0, width: 100, height: 50 };
    expect(hiddenBy(cover, [{ x: 150, y: 20, width: 100, height: 100 }])).toBe(50 * 30);
    expect(
      hiddenBy(cover, [
        { x: 200, y: 0, width: 10, height: 10 },
        { x: 120, y: 10, width: 10, height: 10 },
      ]),
    ).toBe(100);
  });

  it('is what is seen', () => {
    const under = { x: 30, y: 100, width: 160, height: 80 };
    expect(touches(under, covers[0] ?? under)).toBe(true);
    expect(isSeen(under, pane, covers)).toBe(false);
    expect(isSeen({ ...under, x: 60 }, pane, covers)).toBe(true);
    expect(isSeen({ ...under, x: 60 }, pane, mirrored)).toBe(true);
    expect(isSeen({ ...under, x: 900 }, pane, covers)).toBe(false);
  });
});
