/** What stands at the head and at the foot of every page. A document says what it is about; how pages are numbered is the same for all. */
import type { Translate } from '../../shared/i18n/translator';
import type { Report } from '../../shared/report';
import { inReadingOrder, margins, type Node, page, type Setting } from './page';
import { secondary, tertiary } from './palette';
import { sentence, toRuns } from './text';

const size = 8;
/** From the edge of the paper to the head, and from the end of the text to the foot, in points. */
const distance = { head: 34, foot: 26 };

/** Heavier at the start, so that a page that lies alone says what it belongs to. */
export function headNode(setting: Setting, { header }: Report, style: Node): Node {
  return line(
    setting,
    distance.head,
    { text: sentence(setting, header.start), ...setting.strong, color: secondary },
    { text: toRuns(setting, header.end, size), color: tertiary },
    style,
  );
}

export function footNode(
  { setting, translate }: { setting: Setting; translate: Translate },
  { footer }: Report,
  numbers: { page: number; pages: number },
  style: Node,
): Node {
  const start: Node = { text: toRuns(setting, footer.start, size), color: tertiary };
  return line(setting, distance.foot, start, { text: translate('document.page', numbers), color: tertiary }, style);
}

function line(setting: Setting, above: number, start: Node, end: Node, style: Node): Node {
  const columns = inReadingOrder<Node>(setting, [
    { width: '*', alignment: 'start', ...start },
    { width: 'auto', alignment: 'end', ...end },
  ]);
  return { columns, columnGap: 16, fontSize: size, margin: margins(setting, [page.side, above, page.side, 0]), ...style };
}
