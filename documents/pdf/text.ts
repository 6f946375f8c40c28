import type { Inline, Line } from '../../shared/report';
import { leadsOut, withDotsKept, withoutControls } from '../plain-text';
import { isolateCode, isolateTokens, isolateUser, withBreaks, withLongWordsBroken } from './bidi/isolate';
import { anchorOf, type Node, type Setting } from './page';

const codeColor = '#3A3F4E';

/** A line of a report → pdfmake text runs. `size`: of the text around it, in points. */
export function toRuns(setting: Setting, line: Line, size: number): Node[] {
  return (Array.isArray(line) ? line : [line]).map((inline) => toRun(setting, inline, size));
}

function toRun(setting: Setting, inline: Inline, size: number): Node {
  if (typeof inline === 'string') return { text: sentence(setting, inline) };
  const { bold, code, user, tone, link } = inline;
  const text = withoutControls(inline.text);
  return {
    text: code ? isolateCode(text) : user ? isolateUser(text) : sentence(setting, text),
    ...(code ? { fontSize: size * 0.94, color: codeColor } : {}),
    ...(tone ? { color: setting.tones[tone].text } : {}),
    ...(bold ? { bold: true } : {}),
    ...(link ? toLink(setting, link) : {}),
  };
}

/** A cell that holds nothing but technical tokens: left to right as a whole, so no isolates are needed. */
export function toCodeRuns(setting: Setting, line: Line): Node[] {
  return (Array.isArray(line) ? line : [line]).map((inline) => {
    const { text, tone, bold, link } = typeof inline === 'string' ? { text: inline } : inline;
    return {
      text: withBreaks(withoutControls(text)),
      color: tone ? setting.tones[tone].text : codeColor,
      ...(bold ? { bold: true } : {}),
      ...(link ? toLink(setting, link) : {}),
    };
  });
}

export function sentence(setting: Setting, text: string): string {
  const cleaned = withDotsKept(withoutControls(text));
  // Isolated before broken: of a broken id every part would be isolated, and they would run from right to left.
  return withLongWordsBroken(setting.rtl ? isolateTokens(cleaned) : cleaned);
}

/** Only places a reader can mean: inside the document (#id), the web, mail. */
function toLink(setting: Setting, link: string): Node {
  if (link.startsWith('#')) return setting.anchors.has(link.slice(1)) ? { linkToDestination: anchorOf(link.slice(1)), color: setting.brand.text } : {};
  if (leadsOut(link)) return { link, color: setting.brand.text, decoration: 'underline', decorationColor: setting.brand.line };
  return {};
}
