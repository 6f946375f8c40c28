import type { Block, Line } from '../shared/report';
import { plainText } from './plain-text';

export type Heading = Extract<Block, { kind: 'heading' }>;

/** Anchors for contents, links and bookmarks; headings without an id of their own, or with one that is taken, get one. */
export function headingIds(blocks: readonly Block[]): Map<Block, string> {
  const ids = new Map<Block, string>();
  const taken = new Set<string>();
  for (const [index, block] of blocks.entries()) {
    // A heading without words has no line an anchor could be on.
    if (block.kind !== 'heading' || plainText(block.text).trim() === '') continue;
    const id = block.id && !taken.has(block.id) ? block.id : `heading-${index}`;
    taken.add(id);
    ids.set(block, id);
  }
  return ids;
}

export type ContentsEntry = { id: string; text: Line; level: 1 | 2 };

/** What a list of contents names: chapters and what they are divided into. */
export function contentsEntries(blocks: readonly Block[], ids: ReadonlyMap<Block, string>): ContentsEntry[] {
  return blocks.flatMap((block): ContentsEntry[] => {
    const id = ids.get(block);
    return block.kind === 'heading' && block.level < 3 && id ? [{ id, text: block.text, level: block.level === 1 ? 1 : 2 }] : [];
  });
}
