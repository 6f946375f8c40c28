import type { Diagram } from '../../shared/report';
import { directionOf, type Language } from '../../shared/text';
import type { OnMissing } from '../pdf/bidi/pieces';
import type { MeasuringFonts } from '../pdf/fonts';
import { drawEdge, drawEdgeLabel } from './edge-drawing';
import { type Box, contains, laneShare, mirroredDiagram, overlap, type Point, tilesOf } from './geometry';
import { createGlyphSheet } from './glyph-sheet';
import { fitsLine, type LabelStyle, type Lettering, labelLines, svgWords } from './labels';
import { drawNode, smallestText } from './node-drawing';
import { round } from './rounding';

export type DiagramOptions = {
  fonts: MeasuringFonts;
  /** `pdf`: for pdfmake, which has the fonts. `file`: opens anywhere, letters are outlines. */
  target: 'pdf' | 'file';
  /** Part of the drawing, in its stored (left to right) coordinates. Default: all of it. */
  tile?: Box;
  /** Numbers written where edges are cut, from `numberCuts`. */
  cutNumbers?: ReadonlyMap<number, number>;
  /** Begins the ids in the drawing, where several are in one document. */
  idPrefix?: string;
  onMissing?: OnMissing;
};

const groupTitle: LabelStyle = { size: 9, color: '#5B6172', strong: true };
const frameTitle: LabelStyle = { size: smallestText, color: '#7350A8', strong: true };
const titleSizes = [9, 8.5, smallestText];
/** Around a whole drawing room for its lines; around a part of one also for the numbers on its cut edges. */
const roomAround = { whole: 1.5, part: 8.5 };

/**
 * The drawing as SVG, its own points as units, mirrored for right-to-left languages. Words are placed by the bidi core, so no
 * viewer has to know about direction.
 */
export function diagramSvg(diagram: Diagram, language: Language, { fonts, target, tile, cutNumbers, idPrefix, onMissing = () => {} }: DiagramOptions): string {
  const rtl = directionOf(language) === 'rtl';
  const glyphs = target === 'file' ? createGlyphSheet(idPrefix) : undefined;
  const lettering: Lettering = { language, rtl, fonts, onMissing, ...(glyphs ? { glyphs } : {}) };
  const shown = rtl ? mirroredDiagram(diagram) : diagram;
  const stored = tile ?? { x: 0, y: 0, width: diagram.width, height: diagram.height };
  const view = rtl ? { ...stored, x: diagram.width - stored.x - stored.width } : stored;

  const groups = shown.groups.flatMap((group) => {
    const box = overlap(group, view);
    if (!box) return [];
    const width = box.width - 20;
    // Rather small and whole than cut.
    const style = titleSizes.map((size) => ({ ...groupTitle, size })).find((one) => fitsLine(lettering, group.title, one, width)) ?? groupTitle;
    const [line] = labelLines(lettering, group.title, style, width, 1);
    const words = line ? svgWords(lettering, line, style, rtl ? box.x + box.width - 11 - line.width : box.x + 11, box.y + 17) : '';
    return `<rect x="${round(box.x)}" y="${round(box.y)}" width="${round(box.width)}" height="${round(box.height)}" rx="11" fill="#FAF9F6" stroke="#E5E2DA" stroke-width="1"/>${words}`;
  });

  const frames = (shown.frames ?? []).flatMap((frame) => {
    const box = overlap(frame, view);
    if (!box) return [];
    const [line] = labelLines(lettering, frame.title, frameTitle, box.width - 8, 1);
    const words = line ? svgWords(lettering, line, frameTitle, rtl ? box.x + box.width - 4 - line.width : box.x + 4, box.y + 9) : '';
    return `<rect x="${round(box.x)}" y="${round(box.y)}" width="${round(box.width)}" height="${round(box.height)}" rx="8" fill="none" stroke="${frameTitle.color}" stroke-width="1" stroke-dasharray="4 3"/>${words}`;
  });

  const whole = view.width >= diagram.width && view.height >= diagram.height;
  const taken: Point[] = [];
  const edges = shown.edges.map((edge, index) => drawEdge(lettering, edge, whole ? grown(view) : view, cutNumbers?.get(index) ?? null, taken));
  const nodes = shown.nodes.flatMap((node) => {
    const middle = { x: node.x + node.width / 2, y: node.y + node.height / 2 };
    const lane = node.width > view.width * laneShare && !whole;
    const box = lane ? overlap(node, view) : contains(view, middle) ? node : null;
    return box ? drawNode(lettering, node, box) : [];
  });
  const labels = shown.edges.map((edge) => drawEdgeLabel(lettering, edge, view));

  const around = whole ? roomAround.whole : roomAround.part;
  const [x, y, width, height] = [view.x - around, view.y - around, view.width + 2 * around, view.height + 2 * around].map(round);
  const drawn = [...groups, ...frames, ...edges, ...nodes, ...labels].join('');
  const frame = `width="${width}" height="${height}" viewBox="${x} ${y} ${width} ${height}"`;
  if (!glyphs) return `<svg xmlns="http://www.w3.org/2000/svg" ${frame}>${drawn}</svg>`;
  // On white, as on paper: dark words on a dark page would not be seen.
  const paper = `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="#FFFFFF"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${frame}>${glyphs.definitions()}${paper}${drawn}</svg>`;
}

function grown(box: Box): Box {
  return { x: box.x - 50, y: box.y - 50, width: box.width + 100, height: box.height + 100 };
}

/** A part of a drawing and the width it is to be printed at, in points. */
export type PlacedTile = { tile: Box; width: number; height: number };

export type Room = {
  width: number;
  height: number;
  /** What stands above the drawing on its first page. */
  above?: number;
};

/** Smallest lettering in print, in points: of a drawing in parts, and of one that is spared being cut by it. */
const minText = { part: 6, whole: 5.4 };

/**
 * How to print a drawing on pages with `room`: whole if its smallest words stay legible, otherwise in parts, in reading order,
 * all at the same scale.
 */
export function placeDiagram(diagram: Diagram, room: Room): PlacedTile[] {
  if (diagram.width <= 0 || diagram.height <= 0 || (diagram.nodes.length === 0 && diagram.groups.length === 0)) return [];
  const [width, height, above] = [room.width - 1, room.height - 1, room.above ?? 0];
  const fitting = (box: { width: number; height: number }, around: number, taken: number) =>
    Math.min(1, width / (box.width + 2 * around), (height - taken) / (box.height + 2 * around));
  const placed = (tile: Box, around: number, scale: number) => ({ tile, width: (tile.width + 2 * around) * scale, height: (tile.height + 2 * around) * scale });

  const all: Box = { x: 0, y: 0, width: diagram.width, height: diagram.height };
  const scale = fitting(all, roomAround.whole, above);
  if (scale >= minText.whole / smallestText) return [placed(all, roomAround.whole, scale)];

  const around = roomAround.part;
  const least = minText.part / smallestText;
  const cut = (taken: number) => tilesOf(diagram, width / least - 2 * around, (height - taken) / least - 2 * around);
  const common = (tiles: Box[]) => Math.min(...tiles.map((tile, index) => fitting(tile, around, index === 0 ? above : 0)));
  // Rather more parts than words nobody can read, and rather a heading on a page of its own than either.
  const fuller = cut(0);
  const tiles = common(fuller) >= minText.whole / smallestText ? fuller : cut(above);
  const legible = common(tiles) >= minText.whole / smallestText ? common(tiles) : Math.min(...tiles.map((tile) => fitting(tile, around, 0)));
  return tiles.map((tile) => placed(tile, around, legible));
}
