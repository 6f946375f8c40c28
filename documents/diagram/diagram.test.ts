import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagram, DiagramNode } from '../../shared/report';
import { loadMeasuringFonts } from '../pdf/fonts';
import { diagramPng } from './diagram-png';
import { diagramSvg, placeDiagram } from './diagram-svg';
import { clipped, mirroredDiagram, nodesOn, numberCuts, overlap, tilesOf } from './geometry';

const fonts = loadMeasuringFonts(new URL('../../assets/fonts', import.meta.url).pathname);
const node = (id: string, x: number, y: number, rest: Partial<DiagramNode> = {}): DiagramNode => ({
  id,
  kind: 'send',
  x,
  y,
  width: 158,
  height: 60,
  title: 'העגלה מחכה',
  color: '#3350C4',
  ...rest,
});

function chain(count: number): Diagram {
  const nodes = Array.from({ length: count }, (_, index) => node(`n${index}`, index * 200, 0));
  return {
    width: count * 200,
    height: 60,
    nodes,
    groups: [],
    edges: nodes.slice(1).map(({ x }) => ({
      points: [
        { x: x - 42, y: 30 },
        { x, y: 30 },
      ],
    })),
  };
}

describe('nodesOn', () => {
  it('says for each node the one tile that shows it, and each that shows a lane', { tags: ['long'] }, () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 320, max: 1500 }), (count, room) => {
        const lane = node('lane', 0, -80, { width: count * 200, height: 40 });
        const plain = chain(count);
        const diagram = { ...plain, nodes: [...plain.nodes, lane] };
        const tiles = tilesOf(plain, room, 400).map((tile) => ({ ...tile, y: -80, height: tile.height + 80 }));
        const shown = tiles.map((tile) => nodesOn(diagram, tile).map(({ id }) => id));
        expect(
          shown
            .flat()
            .filter((id) => id !== 'lane')
            .sort(),
        ).toEqual(plain.nodes.map(({ id }) => id).sort());
        if (count > 1) expect(shown.every((ids) => ids.includes('lane'))).toBe(true);
        // What is said to be there is what is drawn there.
        for (const [i, tile] of tiles.entries()) {
          const svg = diagramSvg(diagram, 'en', { fonts, target: 'pdf', tile });
          expect([...svg.matchAll(/data-node="([^"]+)"/g)].map((match) => match[1]).sort()).toEqual([...(shown[i] ?? [])].sort());
        }
      }),
      { numRuns: 25 },
    );
  });

  it('writes the number of a step before its title, in the digits of the language', () => {
    const diagram = { ...chain(1), nodes: [node('a', 0, 0, { title: 'X', number: 12 })] };
    const words = (language: 'en' | 'fa') => diagramSvg(diagram, language, { fonts, target: 'file' }).match(/<title>([^<]*)<\/title>/)?.[1];
    expect(words('en')).toBe('12 · X');
    expect(words('fa')).toBe('۱۲ · X');
  });
});

describe('tilesOf', () => {
  it('cuts between nodes, covers all of them once, and keeps to the room', { tags: ['long'] }, () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 320, max: 1500 }), (count, room) => {
        const diagram = chain(count);
        const tiles = tilesOf(diagram, room, 400);
        for (const tile of tiles) expect(tile.width).toBeLessThanOrEqual(room + 1e-6);
        for (const part of diagram.nodes) {
          const homes = tiles.filter((tile) => overlap(part, tile));
          expect(homes).toHaveLength(1);
          expect(overlap(part, homes[0] ?? part)).toEqual({ x: part.x, y: part.y, width: part.width, height: part.height });
        }
      }),
    );
  });

  it('numbers the edges that run over a cut, and only those', () => {
    const diagram = chain(6);
    const tiles = tilesOf(diagram, 620, 400);
    expect(tiles.length).toBe(2);
    expect([...numberCuts(diagram, tiles).values()]).toEqual([1]);
    for (const tile of tiles) expect(diagramSvg(diagram, 'en', { fonts, target: 'pdf', tile, cutNumbers: numberCuts(diagram, tiles) })).toContain('>1</text>');
  });
});

describe('placeDiagram', () => {
  const room = { width: 480, height: 640 };
  it('keeps a small drawing whole and unscaled', () => {
    expect(placeDiagram(chain(2), room)).toHaveLength(1);
  });
  it('splits rather than print words below six points', () => {
    const tiles = placeDiagram(chain(20), room);
    expect(tiles.length).toBeGreaterThan(4);
    for (const { tile, width } of tiles) expect((width / (tile.width + 17)) * 8).toBeGreaterThanOrEqual(5.99);
  });
  it('leaves out the way to a band that no line of the part leads to', () => {
    const short = chain(6);
    const last = { ...node('last', 5 * 200, 500), height: 40 };
    const band = node('exit', 0, 600, { width: 1200, height: 40, kind: 'exit' });
    const down = [
      { x: 1079, y: 540 },
      { x: 1079, y: 600 },
    ];
    const drawing = { ...short, height: 640, nodes: [...short.nodes, last, band], edges: [...short.edges, { points: down }] };
    const tiles = placeDiagram(drawing, room).map(({ tile }) => tile);
    expect(tiles.length).toBe(2);
    expect(tiles[0]).toMatchObject({ y: 0, height: 60 });
    expect(tiles[1]).toMatchObject({ y: 0, height: 640 });
    for (const box of [...drawing.nodes.slice(0, 6), last]) expect(tiles.filter((tile) => overlap(box, tile)?.height === box.height)).toHaveLength(1);
  });
  it('goes along with lines near its boxes, and leaves one that runs past far below to the part it leads to', () => {
    const low = chain(6);
    const past = (y: number) => [
      { x: 100, y: 60 },
      { x: 100, y },
      { x: 1079, y },
      { x: 1079, y: 60 },
    ];
    const heights = (y: number) => placeDiagram({ ...low, height: 640, edges: [...low.edges, { points: past(y) }] }, room).map(({ tile }) => tile.height);
    expect(heights(80)).toEqual([80, 80]);
    expect(heights(600)).toEqual([60, 60]);
  });
  it('leaves room for what stands above it on its first page', () => {
    const tall = { ...chain(2), height: 640, nodes: [node('top', 0, 0), node('foot', 200, 580)] };
    const [free, under] = [placeDiagram(tall, room)[0], placeDiagram(tall, { ...room, above: 60 })[0]];
    expect(free?.height).toBeLessThanOrEqual(640);
    expect(under?.height).toBeLessThanOrEqual(580);
  });
  it('writes the numbers of lines that are cut side by side one beside the other', () => {
    const low = chain(6);
    const lines = [120, 123, 126].map((x) => ({
      points: [
        { x, y: 20 },
        { x, y: 600 + x },
        { x: 1200 - x, y: 600 + x },
        { x: 1200 - x, y: 20 },
      ],
    }));
    const drawing = { ...low, height: 760, edges: [...low.edges, ...lines] };
    const tiles = placeDiagram(drawing, room).map(({ tile }) => tile);
    expect(tiles.length).toBeGreaterThan(1);
    for (const tile of tiles) {
      const svg = diagramSvg(drawing, 'en', { fonts, target: 'pdf', tile, cutNumbers: numberCuts(drawing, tiles) });
      const middles = [...svg.matchAll(/<circle cx="([\d.-]+)" cy="([\d.-]+)" r="7"/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
      expect(middles.length).toBeGreaterThan(2);
      for (const [i, [x, y]] of middles.entries()) for (const [u, v] of middles.slice(i + 1)) expect(Math.hypot(x - u, y - v)).toBeGreaterThan(14);
    }
  });
  it('has nothing to place for an empty drawing', () => {
    expect(placeDiagram({ width: 0, height: 0, nodes: [], edges: [], groups: [] }, room)).toEqual([]);
  });
});

describe('diagramSvg', () => {
  it('mirrors boxes and edges for right-to-left languages, twice gives the original', () => {
    const diagram = chain(3);
    expect(mirroredDiagram(diagram).nodes[0]?.x).toBe(600 - 158);
    expect(mirroredDiagram(mirroredDiagram(diagram))).toEqual(diagram);
  });

  it('keeps every word inside its node', () => {
    const long = chain(1);
    long.nodes[0] = node('a', 0, 0, {
      title: 'כותרת ארוכה מאוד שלא תיכנס לעולם בשתי שורות של צומת אחד קטן כזה',
      caption: 'shipping_address_line_1_of_the_customer_record',
    });
    const svg = diagramSvg(long, 'he', { fonts, target: 'pdf' });
    const xs = [...svg.matchAll(/<text x="([\d.-]+)"/g)].map((match) => Number(match[1]));
    expect(xs.length).toBeGreaterThan(5);
    for (const x of xs) {
      expect(x).toBeGreaterThanOrEqual(8);
      expect(x).toBeLessThan(158 - 8);
    }
    expect(svg).toContain('…');
  });

  it('hands pdfmake words it will turn the right way', () => {
    const diagram = chain(1);
    diagram.nodes[0] = node('a', 0, 0, { title: 'شماره ۱۲۳ (الف)' });
    const pdf = diagramSvg(diagram, 'fa', { fonts, target: 'pdf' });
    expect(pdf).toContain('>۳۲۱<');
    expect(pdf).toContain('>)الف(<');
  });

  it('in a file, letters are outlines in the order they are seen, and words are said beside', () => {
    const diagram = chain(2);
    for (const each of diagram.nodes) each.title = 'אב גא';
    const svg = diagramSvg(diagram, 'he', { fonts, target: 'file' });
    expect(svg).not.toContain('<text');
    expect(svg).toContain('<title>אב גא</title>');
    const [words = ''] = svg.match(/<g fill="#1B1E28".*?<\/g>/) ?? [];
    const letters = [...words.matchAll(/href="#(g\d+)"/g)].map((match) => match[1]);
    // From left to right: alef, gimel, bet, alef; alef is drawn once and used four times.
    expect(letters).toHaveLength(4);
    expect(letters[0]).toBe(letters[3]);
    expect(new Set(letters).size).toBe(3);
    expect(svg.match(/<path id="g\d+"/g)).toHaveLength(3);
    const rubik = fonts.face('RubikMedium', false);
    const [alef] = rubik.shape('א', 'hebr', true).glyphs;
    expect(svg).toContain(`<path id="${letters[0]}" d="${rubik.outline(alef?.id ?? -1)}"/>`);
  });

  it('joins Persian letters, and cuts megabytes short at once', () => {
    const diagram = chain(1);
    diagram.nodes[0] = node('a', 0, 0, { title: 'سلام', caption: 'x'.repeat(5_000_000) });
    const svg = diagramSvg(diagram, 'fa', { fonts, target: 'file' });
    const bold = fonts.face('Vazirmatn', true);
    for (const { id } of bold.shape('سلام', 'arab', true).glyphs) expect(svg).toContain(`d="${bold.outline(id)}"`);
    expect(svg.replace(/<title>.*?<\/title>/, '').length).toBeLessThan(20_000);
  });

  it('lets nothing but words and colours into the markup', () => {
    const diagram = chain(1);
    diagram.nodes[0] = node('"><script>', 0, 0, { title: '<b>&', color: '"/><image href="http://x"/>' });
    const svg = diagramSvg(diagram, 'en', { fonts, target: 'pdf' });
    expect(svg).not.toMatch(/<script|<image|<b>/);
    expect(svg).toContain('&lt;b&gt;&amp;');
    const file = diagramSvg(diagram, 'en', { fonts, target: 'file' });
    expect(file).not.toMatch(/<script|<image|<b>/);
    expect(file).toContain('<title>&lt;b&gt;&amp;</title>');
  });
});

describe('diagramPng', () => {
  const sizeOf = (png: Uint8Array) => {
    const view = new DataView(png.buffer, png.byteOffset);
    return [view.getUint32(16), view.getUint32(20)];
  };
  it('draws one or two pixels per point, with words in it', async () => {
    const [once, twice, wordless] = await Promise.all([
      diagramPng(chain(2), 'he', { fonts, scale: 1 }),
      diagramPng(chain(2), 'he', { fonts, scale: 2 }),
      diagramPng({ ...chain(2), nodes: chain(2).nodes.map((one) => ({ ...one, title: '' })) }, 'he', { fonts, scale: 1 }),
    ]);
    if (!once.ok || !twice.ok || !wordless.ok) throw new Error('too large');
    expect([sizeOf(once.value), sizeOf(twice.value)]).toEqual([
      [403, 63],
      [806, 126],
    ]);
    expect(once.value.length).toBeGreaterThan(wordless.value.length);
  });
  it('is refused where no program could show it', async () => {
    expect(await diagramPng(chain(300), 'en', { fonts, scale: 1 })).toMatchObject({
      ok: false,
      problems: [{ code: 'picture-too-large', params: { width: 60_000 } }],
    });
  });
});

it('clips lines at the box, also those that only touch it first', () => {
  const box = { x: 0, y: 0, width: 10, height: 10 };
  expect(
    clipped(
      [
        { x: -5, y: 5 },
        { x: 15, y: 5 },
      ],
      box,
    ),
  ).toEqual([
    {
      points: [
        { x: 0, y: 5 },
        { x: 10, y: 5 },
      ],
      entered: true,
      left: true,
    },
  ]);
  expect(
    clipped(
      [
        { x: -5, y: 2 },
        { x: 0, y: 2 },
        { x: 0, y: 8 },
        { x: 5, y: 8 },
      ],
      box,
    )[0]?.points.at(-1),
  ).toEqual({ x: 5, y: 8 });
  expect(
    clipped(
      [
        { x: -5, y: 20 },
        { x: 15, y: 20 },
      ],
      box,
    ),
  ).toEqual([]);
});

describe('frames of groups', () => {
  it('are dashed, have their names, and are mirrored in a right-to-left drawing', () => {
    const drawing = { ...chain(2), frames: [{ x: 0, y: -13, width: 170, height: 79, title: 'תזכורת' }] };
    const svg = diagramSvg(drawing, 'he', { fonts, target: 'file' });
    expect(svg.match(/stroke-dasharray="4 3"/g)).toHaveLength(1);
    expect(svg).toMatch(/<rect x="230"[^>]*stroke-dasharray="4 3"/);
    expect(diagramSvg(chain(2), 'he', { fonts, target: 'file' })).not.toContain('stroke-dasharray="4 3"');
  });
});

describe('cards', () => {
  it('are drawn with all of a short text, mirrored, and with nothing of it as markup', () => {
    const card = { id: 'k', kind: 'card', x: 0, y: 100, width: 158, height: 60, title: 'לשאול את נטע </g><script>', color: '#BC7A00', fill: '#FDF3DC' };
    const drawing = { ...chain(2), nodes: [...chain(2).nodes, card] };
    const svg = diagramSvg({ ...drawing, height: 160 }, 'he', { fonts, target: 'file' });
    expect(svg).toContain('data-card="k"');
    expect(svg).toContain('<title>לשאול את נטע &lt;/g&gt;&lt;script&gt;</title>');
    expect(svg).not.toContain('<script>');
    expect(svg).toMatch(new RegExp(`<rect x="${drawing.width - 158}"[^>]*fill="#FDF3DC"`));
  });
});
