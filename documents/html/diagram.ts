import type { Block, Diagram, DiagramNode } from '../../shared/report';
import { diagramSvg } from '../diagram/diagram-svg';
import { escaped } from './markup';
import { bareText, type Setting, sentenceHtml } from './page-text';

/** The drawing whole, on white as on paper, and its steps as a list: what each says, and where it leads. */
export function diagramHtml(setting: Setting, block: Extract<Block, { kind: 'diagram' }>): string {
  const { diagram, caption } = block;
  if (diagram.nodes.length === 0 && diagram.groups.length === 0) return '';
  const { translate, language, fonts } = setting;
  const [titleId, descriptionId] = [setting.newId(), setting.newId()];
  const svg = diagramSvg(diagram, language, { fonts, target: 'file', idPrefix: `${titleId}-` });
  const named = svg
    // The page has the list; letters drawn one by one have nothing to say, and their names would be said between them.
    .replace('<svg ', `<svg role="img" aria-labelledby="${titleId}" aria-describedby="${descriptionId}" `)
    .replace(
      '>',
      `><title id="${titleId}">${escaped(setting.nameOf(block))}</title><desc id="${descriptionId}">${escaped(translate('document.drawing-steps', { count: stepsOf(diagram).length }))}</desc>`,
    );
  return [
    `<figure class="diagram"><div class="wide" role="group" tabindex="0" aria-label="${escaped(setting.nameOf(block))}">${named}</div>`,
    caption ? `<figcaption>${sentenceHtml(setting, caption)}</figcaption>` : '',
    `<details><summary>${escaped(translate('document.as-list'))}</summary>${stepList(setting, diagram)}</details>`,
    '</figure>',
  ].join('');
}

function stepsOf({ nodes }: Diagram): DiagramNode[] {
  return nodes.filter(({ kind }) => kind !== 'card');
}

function stepList(setting: Setting, diagram: Diagram): string {
  const names = new Map(diagram.nodes.map(({ id, title }) => [id, bareText(title)]));
  const items = inFlowOrder(diagram).map((node) => {
    const ways = diagram.edges.flatMap(({ from, to, port }) => {
      const target = from === node.id && to !== undefined ? names.get(to) : undefined;
      if (target === undefined) return [];
      const through = port === undefined ? undefined : node.ports?.[port];
      return [
        `<li>${through ? `${sentenceHtml(setting, through)}: ` : ''}${sentenceHtml(setting, setting.translate('document.leads-to', { step: target }))}</li>`,
      ];
    });
    const words = `<strong>${sentenceHtml(setting, node.title)}</strong>${node.caption ? ` · ${sentenceHtml(setting, node.caption)}` : ''}`;
    return `<li>${words}${ways.length > 0 ? `<ul>${ways.join('')}</ul>` : ''}</li>`;
  });
  return `<ol>${items.join('')}</ol>`;
}

/** Column by column as drawn, each from top to bottom: the way the drawing is read. */
function inFlowOrder(diagram: Diagram): DiagramNode[] {
  const columnOf = ({ x, width }: DiagramNode) => {
    const middle = x + width / 2;
    const column = diagram.groups.findIndex((group) => middle >= group.x && middle <= group.x + group.width);
    return column < 0 ? diagram.groups.length : column;
  };
  const place = (node: DiagramNode) => {
    if (node.kind === 'goal') return [-1, 0];
    if (node.kind === 'exit') return [diagram.groups.length + 1, 0];
    return [columnOf(node), node.y];
  };
  return stepsOf(diagram).sort((a, b) => {
    const [[columnA = 0, yA = 0], [columnB = 0, yB = 0]] = [place(a), place(b)];
    return columnA - columnB || yA - yB || a.x - b.x;
  });
}
