import type { BaseDirection } from './levels';
import { type Paragraph, type Span, toParagraphs } from './pieces';

/** A text cut into paragraphs and measured. `style` of its spans is their place in it, so that texts that look alike are one. */
export type MeasuredText = { paragraphs: readonly Paragraph<number>[]; minWidth: number; maxWidth: number; missing: readonly string[] };

/** Characters of text remembered: a hundred pages' worth, and an end to what a long session could pile up. */
const mostCharacters = 200_000;

const known = new Map<string, MeasuredText>();
let characters = 0;

/** Reports say the same words over and over, and every page has the same head and foot: four texts of five have been measured before. */
export function measureText(spans: readonly Omit<Span<number>, 'style'>[], direction: BaseDirection): MeasuredText {
  let key: string = direction;
  for (const { faces, size, text } of spans) key += ` ${faces.map(({ name }) => name)} ${size} ${text.length} ${text}`;
  let measured = known.get(key);
  if (!measured) {
    measured = measureFresh(spans, direction);
    characters += key.length;
    if (characters > mostCharacters) {
      known.clear();
      characters = key.length;
    }
    known.set(key, measured);
  }
  return measured;
}

function measureFresh(spans: readonly Omit<Span<number>, 'style'>[], direction: BaseDirection): MeasuredText {
  const missing: string[] = [];
  const paragraphs = toParagraphs(
    spans.map((span, style) => ({ ...span, style })),
    direction,
    (character) => missing.push(character),
  );
  let minWidth = 0;
  let maxWidth = 0;
  for (const { units } of paragraphs) {
    let width = 0;
    for (const unit of units) {
      minWidth = Math.max(minWidth, unit.width - unit.hanging);
      width += unit.width;
    }
    maxWidth = Math.max(maxWidth, width - (units.at(-1)?.hanging ?? 0));
  }
  return { paragraphs, minWidth, maxWidth: Math.max(minWidth, maxWidth), missing };
}
