import type { Translate } from '../../shared/i18n/translator';
import type { Block, Diagram } from '../../shared/report';
import { diagramSvg, type PlacedTile, placeDiagram } from '../diagram/diagram-svg';
import { numberCuts } from '../diagram/geometry';
import type { MeasuringFonts } from './fonts';
import { contentHeight, contentWidth, landscape, type Node, type Setting } from './page';
import { secondary } from './palette';
import { sentence } from './text';

/** Heights in points: of a heading at the top of a page, of the caption with the room around it. Generous: what is too high by a hair gets an empty page. */
const heading = 58;
const caption = 26;

export type DiagramPlan = {
  tiles: PlacedTile[];
  /** On pages of its own, turned on their side. */
  landscape: boolean;
  /** Fills its page so far that there is no use in beginning it on one half full. */
  startsPage: boolean;
};

/** On upright pages, unless turning the page spares the drawing being cut. */
export function planDiagram(diagram: Diagram): DiagramPlan {
  const upright = placeDiagram(diagram, { width: contentWidth, height: contentHeight - caption, above: heading });
  if (upright.length > 1) {
    const turned = placeDiagram(diagram, { width: landscape.width, height: landscape.height - caption, above: heading });
    if (turned.length === 1) return { tiles: turned, landscape: true, startsPage: true };
  }
  const [first] = upright;
  return { tiles: upright, landscape: false, startsPage: first !== undefined && first.height > contentHeight * 0.6 };
}

type Writer = { setting: Setting; fonts: MeasuringFonts; translate: Translate };

export function diagramNodes({ setting, fonts, translate }: Writer, block: Extract<Block, { kind: 'diagram' }>): Node[] {
  const { session, language } = setting;
  const onMissing = (character: string) => session.missing.set(character, (session.missing.get(character) ?? 0) + 1);
  const plan = planDiagram(block.diagram);
  const { tiles } = plan;
  const cutNumbers = numberCuts(
    block.diagram,
    tiles.map(({ tile }) => tile),
  );
  const alignment = plan.landscape ? 'center' : setting.rtl ? 'right' : 'left';
  return tiles.map(({ tile, width }, index): Node => {
    const part = tiles.length > 1 ? translate('document.diagram-part', { part: index + 1, parts: tiles.length }) : '';
    const words = [block.caption ?? '', part].filter((text) => text !== '').join(' · ');
    return {
      unbreakable: true,
      stack: [
        { svg: diagramSvg(block.diagram, language, { fonts, target: 'pdf', tile, cutNumbers, onMissing }), width, alignment },
        ...(words ? [{ text: sentence(setting, words), fontSize: 8.5, color: secondary, margin: [0, 4, 0, 0] }] : []),
      ],
      margin: [0, 4, 0, plan.startsPage ? 0 : 14],
    };
  });
}
