/**
 * What stays together where a page ends. pdfmake 0.3.11 knows blocks that are not broken and table headers that stay with their first rows;
 * the rest it has to be taught, at private seams as in ./pdfmake-adapter: that the room under something ends with its page (for it
 * pdfmake would turn the page, and leave an empty one where another begins anyway), and two properties:
 *
 *   keepWithNext: { above, room }   of a node: nothing may end a page that introduces what follows. `room`: points that must be left under it.
 *                                   What follows may be taller and go to the next page all the same: then the node goes along. `above` is the
 *                                   distance to what stands before, and falls away at the top of a page.
 *   keepLastRows: true              of a table: its last two rows are not parted.
 */
import LayoutBuilderModule, { type LayoutNode } from 'pdfmake/js/LayoutBuilder.js';
import PageElementWriterModule, { type Fragment } from 'pdfmake/js/PageElementWriter.js';
import TableProcessorModule from 'pdfmake/js/TableProcessor.js';
import { unwrapped } from './commonjs';

export type KeepWithNext = { above: number; room: number };

const LayoutBuilder = unwrapped(LayoutBuilderModule);
const PageElementWriter = unwrapped(PageElementWriterModule);
const TableProcessor = unwrapped(TableProcessorModule);
type Writer = InstanceType<typeof PageElementWriter>;

/** Introductions that stand under each other, with nothing after them yet. `to`: how many things lie on their page with them. */
type Waiting = { page: number; from: number; to: number; blocks: Fragment[]; atTop: boolean };

const waitings = new WeakMap<Writer, Waiting>();
/** What went along from one page to the next. A row asks for the page once for each of its cells. */
const takenAlong = new WeakMap<Writer, { from: number; blocks: Fragment[] }>();

function isKept(node: LayoutNode): node is LayoutNode & { keepWithNext: KeepWithNext } {
  return node.keepWithNext !== undefined;
}

const plainProcessNode = LayoutBuilder.prototype.processNode;
LayoutBuilder.prototype.processNode = function (node, ...rest) {
  const { writer } = this;
  if (!isKept(node)) {
    const margin = node._margin;
    if (!margin?.[3] || node.relativePosition || node.absolutePosition) return plainProcessNode.call(this, node, ...rest);
    const [left, top, right, below] = margin;
    node._margin = [left, top, right, 0];
    plainProcessNode.call(this, node, ...rest);
    node._margin = margin;
    // Off the page, in a block that is placed later, there is no height to compare with.
    const { availableHeight } = writer.context();
    writer.context().moveDown(availableHeight < below ? Math.max(0, availableHeight) : below);
    return;
  }
  writer.beginUnbreakableBlock();
  plainProcessNode.call(this, node, ...rest);
  const block = writer.currentBlockToRepeatable();
  writer.transactionLevel--;
  writer.popContext();
  place(writer, block, node.keepWithNext);
};

function place(writer: Writer, block: Fragment, { above, room }: KeepWithNext): void {
  const context = writer.context();
  if (!isAtTop(writer) && context.availableHeight < above + block.height + room) writer.moveToNextPage();
  const { items } = context.getCurrentPage();
  const gap = isAtTop(writer) ? 0 : above;
  const last = waitings.get(writer);
  const before = last?.page === context.page && last.to === items.length ? last : undefined;
  const { from, atTop } = before ?? { from: items.length, atTop: isAtTop(writer) };
  const blocks = before ? [...before.blocks, { items: [], height: gap, xOffset: 0, insertedOnPages: [] }, block] : [block];
  context.moveDown(gap);
  writer.addFragment(block);
  waitings.set(writer, { page: context.page, from, to: items.length, blocks, atTop });
}

function isAtTop(writer: Writer): boolean {
  const context = writer.context();
  return context.y <= context.pageMargins.top + 1;
}

const plainMoveToNextPage = PageElementWriter.prototype.moveToNextPage;
PageElementWriter.prototype.moveToNextPage = function (orientation) {
  const { page } = this.context();
  const { items } = this.context().getCurrentPage();
  const waiting = waitings.get(this);
  // At the top of a page it would be taken along for ever by what is taller than a page.
  if (waiting?.page === page && waiting.to === items.length && !waiting.atTop) {
    items.splice(waiting.from);
    takenAlong.set(this, { from: page, blocks: waiting.blocks });
  }
  const along = takenAlong.get(this);
  const blocks = along?.from === page ? along.blocks : [];
  // Among what is repeated at the top of pages, they move the second cell of a row down as well as the first.
  this.repeatables.push(...blocks);
  plainMoveToNextPage.call(this, orientation);
  this.repeatables.splice(this.repeatables.length - blocks.length);
  const placed = this.context().getCurrentPage().items.length;
  if (blocks.length > 0) waitings.set(this, { page: this.context().page, from: 0, to: placed, blocks, atTop: true });
};

const plainBeginRow = TableProcessor.prototype.beginRow;
TableProcessor.prototype.beginRow = function (row, writer) {
  if (row === firstKept(this)) writer.beginUnbreakableBlock();
  plainBeginRow.call(this, row, writer);
};

const plainEndRow = TableProcessor.prototype.endRow;
TableProcessor.prototype.endRow = function (row, writer, breaks) {
  plainEndRow.call(this, row, writer, breaks);
  if (firstKept(this) !== undefined && row === this.tableNode.table.body.length - 1) writer.commitUnbreakableBlock();
};

/** The last row but one, unless it stays with the first rows anyway. */
function firstKept({ tableNode: { table }, rowsWithoutPageBreak }: InstanceType<typeof TableProcessor>): number | undefined {
  const row = table.body.length - 2;
  return table.keepLastRows && row > 0 && row >= rowsWithoutPageBreak ? row : undefined;
}
