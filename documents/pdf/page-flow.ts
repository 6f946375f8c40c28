/**
 * What belongs together on a page, read off the order of blocks: a heading and what introduces a table lead to what follows, a note or
 * callout speaks of what stands above it, and what is short altogether is not parted at all.
 */
import type { Block } from '../../shared/report';
import { heightOf, linesOf } from './heights';
import { rooms } from './page';
import { sizes } from './prose-blocks';

/**
 * `whole`: not parted. `leads`: nothing ends a page after it. `leadsOn`: its end stays with what follows. `parts`: what it is made of,
 * for where a page would be left too empty if it went to the next one whole; absent: it goes all the same.
 */
export type Unit = { from: number; blocks: readonly Block[]; whole: boolean; leads: boolean; leadsOn: boolean; parts?: readonly Unit[] };

/** Share of a page that may go to the next one unparted: less tears cards apart, more leaves pages empty. */
const mostWhole = 0.4;
/** Of what goes along with the table that belongs to it. */
const mostLeading = 0.3;
/** Of facts that stand without a heading: they are read one by one. */
const mostFacts = 0.25;
/** Lines. */
const mostIntroduction = 4;

/** Units in order. `from`: where in the document it begins. */
export function planFlow(blocks: readonly Block[]): Unit[] {
  const units: Unit[] = [];
  let size = rooms.upright;
  const fits = (from: number, to: number, share = mostWhole) => {
    let sum = 0;
    for (let index = from; index < to; index++) {
      const block = blocks[index];
      sum += (block && heightOf(block, size.width)) ?? Number.POSITIVE_INFINITY;
      if (sum > size.height * share) return false;
    }
    return true;
  };
  for (let from = 0; from < blocks.length; ) {
    const first = blocks[from];
    if (first?.kind === 'page-break') size = first.turned ? rooms.turned : rooms.upright;
    // What led to a table has gone to its page with it: the table itself may be parted, or half a page would move.
    const last = units.at(-1);
    const isLedTo = last?.whole === true && last.leads;
    const share = first?.kind === 'facts' ? mostFacts : mostWhole;
    const ends = isLedTo ? [] : [sectionEnd(blocks, from), pieceEnd(blocks, from, size.width)];
    const to = [...ends, closingEnd(blocks, from)].find((end) => end > from + 1 && fits(from, end, share)) ?? from + 1;
    const leads = to === from + 1 ? leadsTo(blocks, from, size.width) : isBody(blocks[to]) && fits(from, to, mostLeading);
    const whole = to > from + 1 || (!isLedTo && isBody(first) && fits(from, to, share)) || (!leads && isShortNote(first, size.width));
    const parts = whole ? partsOf(blocks, from, to, size.width) : undefined;
    units.push({ from, blocks: blocks.slice(from, to), whole, leads, leadsOn: speaksOn(blocks, to), ...(parts && { parts }) });
    from = to;
  }
  return units;
}

/** Block by block, each still with what it leads to. */
function partsOf(blocks: readonly Block[], from: number, to: number, width: number): Unit[] {
  return blocks.slice(from, to).map((block, index) => {
    const at = from + index;
    return { from: at, blocks: [block], whole: false, leads: leadsTo(blocks, at, width), leadsOn: speaksOn(blocks, at + 1) };
  });
}

/** Whether what ends before `index` is spoken of there. */
function speaksOn(blocks: readonly Block[], index: number): boolean {
  return isBody(blocks[index - 1]) && isNote(blocks[index]);
}

/** Behind what stands under the heading that is here. */
function sectionEnd(blocks: readonly Block[], from: number): number {
  const first = blocks[from];
  if (first?.kind !== 'heading') return from;
  let to = from + 1;
  while (to < blocks.length && isPart(blocks[to])) to++;
  return to;
}

/** Behind the next thing that is introduced, shown and spoken of: headings and introductions, a table or list, notes. */
function pieceEnd(blocks: readonly Block[], from: number, width: number): number {
  let to = from;
  while (to < blocks.length && isPart(blocks[to], to === from) && leadsTo(blocks, to, width)) to++;
  if (!isBody(blocks[to])) return from;
  to++;
  while (isNote(blocks[to])) to++;
  return to;
}

/** Behind the note that ends the document, where nothing above it would go along with it. */
function closingEnd(blocks: readonly Block[], from: number): number {
  const [first, second] = [blocks[from], blocks[from + 1]];
  return (first?.kind === 'paragraph' || first?.kind === 'callout') && isNote(second) && from + 2 === blocks.length ? blocks.length : from;
}

function isPart(block: Block | undefined, first = false): boolean {
  return block !== undefined && block.kind !== 'page-break' && block.kind !== 'contents' && (first || block.kind !== 'heading');
}

function isBody(block: Block | undefined): boolean {
  switch (block?.kind) {
    case undefined:
    case 'heading':
    case 'paragraph':
    case 'callout':
    case 'contents':
    case 'page-break':
      return false;
    default:
      return true;
  }
}

function isNote(block: Block | undefined): boolean {
  return block?.kind === 'callout' || (block?.kind === 'paragraph' && block.size === 'small');
}

/** A few lines: the last of them would stand alone on the next page. */
function isShortNote(block: Block | undefined, width: number): boolean {
  return block?.kind === 'paragraph' && isNote(block) && linesOf(block.text, sizes.small, width) <= mostIntroduction;
}

/** A heading; a few lines under one, or before what they introduce. Small ones behind a table are its notes. */
function leadsTo(blocks: readonly Block[], index: number, width: number): boolean {
  const [before, block, after] = [blocks[index - 1], blocks[index], blocks[index + 1]];
  if (block?.kind === 'heading') return true;
  if (block?.kind !== 'paragraph' || !isBody(after) || linesOf(block.text, sizes[block.size ?? 'normal'], width) > mostIntroduction) return false;
  return before?.kind === 'heading' || block.size !== 'small';
}
