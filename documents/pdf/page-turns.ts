/**
 * What stays together where a page ends. pdfmake 0.3.11 knows blocks that are not broken and table headers that stay with their first rows;
 * the rest it has to be taught, at private seams as in ./pdfmake-adapter: that the room under something ends with its page (for it
 * pdfmake would turn the page, and leave an empty one where another begins anyway), and these properties:
 *
 *   kept: { above, room, leads }    of a node: it is not parted. `above` is the distance to what stands before, and falls away at the top of
 *                                   a page; `room`: points that must be left under it. `leads`: nothing may end a page that introduces what
 *                                   follows, so where what follows is taller and goes to the next page, the node goes along.
 *                                   `partsFrom`: with so many points left on the page it is parted after all, as its own nodes say.
 *   leadsOn: true                   of a node that may be parted: its end (the last thing of it that was not) goes along with what follows.
 *   keepFirstRows, keepLastRows     of a table: how many of its first rows are not parted; whether its last two are not.
 *   leadingRows                     of a table: rows that are not parted from the one behind them, by number.
 *   longRows                        of a table whose rows are not broken: those that are, by number, being too long to be moved whole.
 */
import type { LayoutNode } from 'pdfmake/js/LayoutBuilder.js';
import type { Fragment } from 'pdfmake/js/PageElementWriter.js';
import { LayoutBuilder, PageElementWriter, TableProcessor } from './pdfmake-parts';

export type Kept = { above: number; room?: number; leads?: boolean; partsFrom?: number };

type Writer = InstanceType<typeof PageElementWriter>;
type Table = InstanceType<typeof TableProcessor>;

/** What must not end its page, with nothing after it yet. `count`: how many things lie on the page with it. */
type Waiting = { page: number; items: Set<unknown>; count: number; blocks: Fragment[]; atTop: boolean };

const waitings = new WeakMap<Writer, Waiting>();
/** What went along from one page to the next. A row asks for the page once for each of its cells. */
const takenAlong = new WeakMap<Writer, { from: number; blocks: Fragment[] }>();
/** What was put on a page as one thing, and what stands above the rest of its table on a new page. */
type Placed = Omit<Waiting, 'blocks'> & { block: Fragment };
const lastPlaced = new WeakMap<Writer, Placed>();
const lastHeaders = new WeakMap<Writer, Fragment>();

function keptOf(node: LayoutNode): Kept | undefined {
  return node.kept as Kept | undefined;
}

const plainProcessNode = LayoutBuilder.prototype.processNode;
LayoutBuilder.prototype.processNode = function (node, ...rest) {
  const { writer } = this;
  const margin = node._margin;
  const detached = node.relativePosition || node.absolutePosition;
  const kept = keptOf(node);
  // What goes along takes the room under it with it.
  const below = detached || kept?.leads ? 0 : (margin?.[3] ?? 0);
  if (margin && below > 0) node._margin = [margin[0], margin[1], margin[2], 0];
  // Within what is not parted anyway there is no page that could end; the room above is then its margin.
  const isInParts = kept !== undefined && writer.transactionLevel === 0 && isParted(writer, kept);
  if (kept && writer.transactionLevel === 0 && !isInParts) {
    if (node._margin && kept.above > 0) node._margin = [node._margin[0], 0, node._margin[2], node._margin[3]];
    writer.beginUnbreakableBlock();
    plainProcessNode.call(this, node, ...rest);
    place(writer, takeBlock(writer), kept);
  } else plainProcessNode.call(this, node, ...rest);
  node._margin = margin ?? null;
  if (below > 0) {
    // Off the page, in a block that is placed later, there is no height to compare with.
    const { availableHeight } = writer.context();
    writer.context().moveDown(availableHeight < below ? Math.max(0, availableHeight) : below);
  }
  // Of what is parted after all, its last part has been held already, under the header of its table.
  if (node.leadsOn && writer.transactionLevel === 0 && !isInParts) holdEnd(writer, below);
};

/** At the top of a page there is nothing to fill up; what leads to the node would go along with it. */
function isParted(writer: Writer, { partsFrom }: Kept): boolean {
  const along = waitingAbove(writer)?.blocks.reduce((sum, { height }) => sum + height, 0) ?? 0;
  return partsFrom !== undefined && !isAtTop(writer) && writer.context().availableHeight + along > partsFrom;
}

/** What was laid out off the page. Lower than a page, or it would be lost: see ./page-flow. */
function takeBlock(writer: Writer): Fragment {
  const block = writer.currentBlockToRepeatable();
  writer.transactionLevel--;
  writer.popContext();
  return block;
}

function place(writer: Writer, block: Fragment, { above, room = 0, leads = false }: Kept): void {
  const context = writer.context();
  if (!isAtTop(writer) && context.availableHeight < above + block.height + room) writer.moveToNextPage();
  const gap = isAtTop(writer) ? 0 : above;
  const before = waitingAbove(writer);
  context.moveDown(gap);
  writer.addFragment(block);
  const last = lastPlaced.get(writer);
  if (!leads || !last) return;
  waitings.set(writer, {
    ...last,
    items: new Set([...(before?.items ?? []), ...last.items]),
    blocks: [...(before ? [...before.blocks, spaceOf(gap)] : []), block],
    atTop: before?.atTop ?? last.atTop,
  });
}

/** What waits, if nothing has come after it. */
function waitingAbove(writer: Writer): Waiting | undefined {
  const waiting = waitings.get(writer);
  const context = writer.context();
  return waiting?.page === context.page && waiting.count === context.getCurrentPage().items.length ? waiting : undefined;
}

function spaceOf(height: number): Fragment {
  return { items: [], height, xOffset: 0, insertedOnPages: [] };
}

/** The last rows of a table, or the last of several drawings, wait for what speaks of them. */
function holdEnd(writer: Writer, below: number): void {
  const context = writer.context();
  const last = lastPlaced.get(writer);
  const header = lastHeaders.get(writer);
  lastHeaders.delete(writer);
  if (!last || last.page !== context.page || last.count !== context.getCurrentPage().items.length) return;
  const before = waitings.get(writer);
  const joined = !header && before?.page === last.page && before.count + last.items.size === last.count ? before : undefined;
  waitings.set(writer, {
    ...last,
    items: new Set([...(joined?.items ?? []), ...last.items]),
    blocks: [...(joined?.blocks ?? []), ...(header ? [header] : []), last.block, spaceOf(below)],
    atTop: joined?.atTop ?? last.atTop,
  });
}

function isAtTop(writer: Writer): boolean {
  const context = writer.context();
  return context.y <= context.pageMargins.top + writer.repeatables.reduce((sum, { height }) => sum + height, 0) + 1;
}

const plainAddFragment = PageElementWriter.prototype.addFragment;
PageElementWriter.prototype.addFragment = function (fragment, ...rest) {
  if (this.transactionLevel > 0) return plainAddFragment.call(this, fragment, ...rest);
  const { page } = this.context();
  const before = isAtTop(this);
  const placed = plainAddFragment.call(this, fragment, ...rest);
  const context = this.context();
  const { items } = context.getCurrentPage();
  // Grounds of cells go under everything else on the page, the rest on top.
  const grounds = fragment.items.filter(isGround).length;
  const from = context.backgroundLength[context.page] ?? 0;
  lastPlaced.set(this, {
    page: context.page,
    items: new Set([...items.slice(from, from + grounds), ...items.slice(items.length - fragment.items.length + grounds)]),
    count: items.length,
    block: { items: fragment.items, height: fragment.height, xOffset: fragment.xOffset ?? context.x, insertedOnPages: [] },
    atTop: before || page !== context.page,
  });
  return placed;
};

function isGround(item: unknown): boolean {
  return (item as { item?: { _isFillColorFromUnbreakable?: boolean } }).item?._isFillColorFromUnbreakable === true;
}

const plainMoveToNextPage = PageElementWriter.prototype.moveToNextPage;
PageElementWriter.prototype.moveToNextPage = function (orientation) {
  const { page } = this.context();
  const sheet = this.context().getCurrentPage();
  const waiting = waitingAbove(this);
  // At the top of a page it would be taken along for ever by what is taller than a page.
  if (waiting && !waiting.atTop) {
    sheet.items = sheet.items.filter((item) => !waiting.items.has(item));
    takenAlong.set(this, { from: page, blocks: waiting.blocks });
  }
  const along = takenAlong.get(this);
  const blocks = along?.from === page ? along.blocks : [];
  // Among what is repeated at the top of pages, they move the second cell of a row down as well as the first.
  this.repeatables.push(...blocks);
  plainMoveToNextPage.call(this, orientation);
  this.repeatables.splice(this.repeatables.length - blocks.length);
  const { items } = this.context().getCurrentPage();
  if (blocks.length > 0) waitings.set(this, { page: this.context().page, items: new Set(items), count: items.length, blocks, atTop: true });
};

/** Points: a row that goes over pages begins no lower, or its first line would stand alone. */
const roomToBegin = 64;

const plainBeginRow = TableProcessor.prototype.beginRow;
TableProcessor.prototype.beginRow = function (row, writer) {
  if (staysWithNext(this, row) && !staysWithNext(this, row - 1)) writer.beginUnbreakableBlock();
  const { dontBreakRows } = this;
  const isLong = this.tableNode.table.longRows?.has(row) === true;
  if (isLong && writer.transactionLevel === 0 && writer.context().availableHeight < roomToBegin && !isAtTop(writer)) writer.moveToNextPage();
  if (isLong) this.dontBreakRows = false;
  plainBeginRow.call(this, row, writer);
  this.dontBreakRows = dontBreakRows;
};

const plainEndRow = TableProcessor.prototype.endRow;
TableProcessor.prototype.endRow = function (row, writer, breaks) {
  plainEndRow.call(this, row, writer, breaks);
  if (!staysWithNext(this, row) && staysWithNext(this, row - 1)) writer.commitUnbreakableBlock();
};

const plainEndTable = TableProcessor.prototype.endTable;
TableProcessor.prototype.endTable = function (writer) {
  const header =
    writer.transactionLevel === 0 && this.cleanUpRepeatables && this.rowsWithoutPageBreak < this.tableNode.table.body.length
      ? writer.repeatables.at(-1)
      : undefined;
  if (header) lastHeaders.set(writer, header);
  else lastHeaders.delete(writer);
  plainEndTable.call(this, writer);
};

/** The header and the rows kept with it pdfmake keeps itself. */
function staysWithNext({ tableNode: { table }, rowsWithoutPageBreak }: Table, row: number): boolean {
  const last = table.body.length - 1;
  if (row < rowsWithoutPageBreak || row >= last) return false;
  return row < (table.keepFirstRows ?? 0) - 1 || (row === last - 1 && table.keepLastRows === true) || table.leadingRows?.has(row) === true;
}
