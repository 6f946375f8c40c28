import type { Translate } from '../../shared/i18n/translator';
import type { Block } from '../../shared/report';
import { diagramSvg, type PlacedTile, placeDiagram } from '../diagram/diagram-svg';
import { nodesOn, numberCuts } from '../diagram/geometry';
import type { MeasuringFonts } from './fonts';
import { linesOf } from './heights';
import { anchorOf, contentHeight, contentWidth, inReadingOrder, landscape, type Node, type Setting } from './page';
import { hairline, rule, secondary } from './palette';
import { sentence } from './text';

/** Heights in points: of a heading at the top of a page, of a caption of one line with the room around it, of every other line of one. Generous: what is too high by a hair gets an empty page. */
const heading = 58;
const caption = 26;
const captionLine = 13.5;
const small = 8.5;

export type DiagramPlan = {
  tiles: PlacedTile[];
  /** On pages of its own, turned on their side. */
  landscape: boolean;
  /** Fills its page so far that there is no use in beginning it on one half full. */
  startsPage: boolean;
};

type Drawing = Extract<Block, { kind: 'diagram' }>;

/** On upright pages, unless turning the page spares the drawing being cut. */
export function planDiagram({ diagram, caption: words = '' }: Pick<Drawing, 'diagram' | 'caption'>): DiagramPlan {
  const above = (width: number) => heading + (Math.max(1, linesOf(words, small, width)) - 1) * captionLine;
  const upright = placeDiagram(diagram, { width: contentWidth, height: contentHeight - caption, above: above(contentWidth) });
  if (upright.length > 1) {
    const turned = placeDiagram(diagram, { width: landscape.width, height: landscape.height - caption, above: above(landscape.width) });
    if (turned.length === 1) return { tiles: turned, landscape: true, startsPage: true };
  }
  const [first] = upright;
  return { tiles: upright, landscape: false, startsPage: first !== undefined && first.height > contentHeight * 0.6 };
}

type Writer = { setting: Setting; fonts: MeasuringFonts; translate: Translate };

export function diagramNodes({ setting, fonts, translate }: Writer, block: Drawing): Node[] {
  const { session, language } = setting;
  const onMissing = (character: string) => session.missing.set(character, (session.missing.get(character) ?? 0) + 1);
  const plan = planDiagram(block);
  const { tiles } = plan;
  const cutNumbers = numberCuts(
    block.diagram,
    tiles.map(({ tile }) => tile),
  );
  const alignment = plan.landscape ? 'center' : setting.rtl ? 'right' : 'left';
  const ids = tiles.map((_, index) => anchorOf(`part-${drawingNumber(setting, block)}-${index + 1}`));
  const drawn = tiles.map(({ tile, width }, index): Node => {
    const part = tiles.length > 1 ? translate('document.diagram-part', { part: index + 1, parts: tiles.length }) : '';
    const words = [index === 0 ? (block.caption ?? '') : '', part].filter((text) => text !== '').join(' · ');
    return {
      unbreakable: true,
      stack: [
        { svg: diagramSvg(block.diagram, language, { fonts, target: 'pdf', tile, cutNumbers, onMissing }), width, alignment },
        ...(words ? [{ text: sentence(setting, words), fontSize: small, color: secondary, margin: [0, 4, 0, 0], ...(part ? { id: ids[index] } : {}) }] : []),
      ],
      margin: [0, 4, 0, plan.startsPage ? 0 : 14],
    };
  });
  const parts = tiles.map(({ tile }) => nodesOn(block.diagram, tile).flatMap(({ number }) => (number === undefined ? [] : [number])));
  const isNumbered = tiles.length > 1 && parts.some((numbers) => numbers.length > 0);
  return isNumbered ? [...drawn, indexNode({ setting, translate }, parts, ids)] : drawn;
}

const drawings = new WeakMap<Setting['session'], Map<object, number>>();

/** Its place among the drawings of the document that are in parts. */
function drawingNumber(setting: Setting, block: object): number {
  const known = drawings.get(setting.session) ?? new Map<object, number>();
  drawings.set(setting.session, known);
  const number = known.get(block) ?? known.size + 1;
  known.set(block, number);
  return number;
}

/** Which step stands on which part, and on which page that is. */
function indexNode({ setting, translate }: Pick<Writer, 'setting' | 'translate'>, parts: readonly (readonly number[])[], ids: readonly string[]): Node {
  const cell = (text: string): Node => ({ text: sentence(setting, text), fontSize: small });
  const head = (text: string): Node => ({ ...cell(text), ...setting.strong, fontSize: small - 0.5, color: secondary });
  const rows = parts.map((numbers, index): Node[] => [
    { ...cell(translate('document.diagram-part', { part: index + 1, parts: parts.length })), linkToDestination: ids[index] },
    cell(stretches(numbers, translate).join(' · ')),
    { pageReference: ids[index], linkToDestination: ids[index], alignment: 'end', fontSize: small },
  ]);
  const header = [
    head(translate('document.diagram-index')),
    head(translate('document.diagram-steps')),
    { ...head(translate('document.diagram-page')), alignment: 'end' },
  ];
  return {
    table: {
      headerRows: 1,
      // A row here and a row on the next page would look like two tables.
      keepWithHeaderRows: Math.min(rows.length, 8),
      widths: inReadingOrder<number | string>(setting, [110, '*', 44]),
      dontBreakRows: true,
      body: [header, ...rows].map((row) => inReadingOrder(setting, row)),
    },
    layout: {
      hLineWidth: (index: number) => (index === 0 ? 0 : index === 1 ? 0.9 : 0.5),
      vLineWidth: () => 0,
      hLineColor: (index: number) => (index === 1 ? rule : hairline),
      paddingTop: () => 4,
      paddingBottom: () => 4,
      paddingLeft: () => 5,
      paddingRight: () => 5,
    },
    margin: [0, 2, 0, 14],
  };
}

/** "1 to 9", "12": numbers that follow each other, in words, since a dash between figures turns them about from right to left. */
function stretches(numbers: readonly number[], translate: Translate): string[] {
  const found: [number, number][] = [];
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const last = found.at(-1);
    if (last && number <= last[1] + 1) last[1] = number;
    else found.push([number, number]);
  }
  return found.map(([least, most]) =>
    least === most ? translate('document.diagram-step', { number: least }) : translate('brief.touchpoints-range', { least, most }),
  );
}
