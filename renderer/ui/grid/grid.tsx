import { useVirtualizer } from '@tanstack/react-virtual';
import { type ClipboardEvent, type KeyboardEvent, type Ref, useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { pressed } from '../shortcuts';
import classes from './grid.module.css';
import { GridHead } from './grid-head';
import {
  type Cell,
  fillDownEdits,
  fromClipboard,
  type GridColumn,
  type GridEdit,
  type GridItem,
  type GridSort,
  nextRow,
  pasteEdits,
  rangeOf,
  rowsIn,
  type Selection,
  toClipboard,
} from './grid-model';
import { cellId, type GridActions, GridGroup, GridRow } from './grid-row';

export type GridHandle = { goTo: (rowKey: string, column?: string) => void };

type Props<R> = {
  label: string;
  columns: readonly GridColumn<R>[];
  items: readonly GridItem<R>[];
  rowHeight?: number;
  rtl: boolean;
  readOnly?: boolean;
  /** One call per gesture, so that it can be one step of the history. */
  onEdit: (edits: GridEdit<R>[], gesture: 'type' | 'paste' | 'fill' | 'clear') => void;
  onCursor?: (row: R | undefined) => void;
  onToggleGroup?: (key: string) => void;
  /** How the rows are ordered now; a click on a title asks for another order. */
  sort?: GridSort | undefined;
  onSort?: (column: string) => void;
  onInsert?: (after: R | undefined) => void;
  onDeleteRows?: (rows: R[]) => void;
  /** Space, where it does not tick a box: a closer look at the row. */
  onPeek?: (row: R) => void;
  ref?: Ref<GridHandle>;
};

export const ROW_HEIGHT = 32;

/**
 * A spreadsheet: cursor, type to replace, F2 or Enter to edit, ranges, copy and paste with Excel, fill down. Draws only the
 * rows on the screen. Group lines fold their rows and are never edited.
 */
export function Grid<R>({
  label,
  columns,
  items,
  rowHeight = ROW_HEIGHT,
  rtl,
  readOnly = false,
  onEdit,
  onCursor,
  onToggleGroup,
  sort,
  onSort,
  onInsert,
  onDeleteRows,
  onPeek,
  ref,
}: Props<R>) {
  const scroller = useRef<HTMLDivElement>(null);
  const [selection, setSelection] = useState<Selection>({ cell: { item: firstRow(items), column: 0 }, anchor: { item: firstRow(items), column: 0 } });
  const [editing, setEditing] = useState<{ initial: string } | undefined>();
  const cell: Cell = { item: Math.min(selection.cell.item, items.length - 1), column: Math.min(selection.cell.column, columns.length - 1) };
  const range = rangeOf({ cell, anchor: selection.anchor });
  const current = items[cell.item];
  const width = columns.reduce((sum, column) => sum + column.width, 0);

  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: rowHeight + 2,
  });

  const moveTo = useCallback(
    (to: Cell, extend = false) => {
      setEditing(undefined);
      setSelection((s) => ({ cell: to, anchor: extend ? s.anchor : to }));
      virtual.scrollToIndex(to.item);
    },
    [virtual],
  );

  useEffect(() => onCursor?.(current?.kind === 'row' ? current.row : undefined), [current, onCursor]);

  useImperativeHandle(
    ref,
    () => ({
      goTo: (rowKey, column) => {
        const item = items.findIndex((i) => i.key === rowKey);
        if (item < 0) return;
        moveTo({
          item,
          column: column
            ? Math.max(
                0,
                columns.findIndex((c) => c.id === column),
              )
            : 0,
        });
        scroller.current?.focus();
      },
    }),
    [items, columns, moveTo],
  );

  const commit = useCallback(
    (row: R, column: GridColumn<R>, value: string) => {
      setEditing(undefined);
      if (value !== column.value(row)) onEdit([{ row, column: column.id, value }], 'type');
    },
    [onEdit],
  );

  function beginEdit(initial?: string) {
    const column = columns[cell.column];
    if (readOnly || current?.kind !== 'row' || !column || column.kind === 'read') return;
    if (column.kind === 'check') commit(current.row, column, column.value(current.row) === 'true' ? 'false' : 'true');
    else setEditing({ initial: initial ?? column.value(current.row) });
  }

  function clear() {
    if (readOnly) return;
    const cleared = columns.slice(range.first, range.last + 1).filter((c) => c.kind === 'text' || c.kind === 'code');
    const edits = rowsIn(items, range).flatMap((row) => cleared.map((column) => ({ row, column: column.id, value: '' })));
    if (edits.length) onEdit(edits, 'clear');
  }

  function onKeyDown(event: KeyboardEvent) {
    if (editing) return;
    const command = event.ctrlKey || event.metaKey;
    const done = () => event.preventDefault();
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 2);
    // Arrows follow the screen: in a right-to-left grid the next column lies to the left.
    const along = (event.key === 'ArrowRight') !== rtl ? 1 : -1;
    const go = (item: number, column: number) => {
      done();
      moveTo({ item, column: Math.max(0, Math.min(columns.length - 1, column)) }, event.shiftKey && event.key !== 'Tab' && event.key !== 'Enter');
    };
    switch (pressed('grid', event)) {
      case 'edit':
      case 'choose':
        done();
        return beginEdit();
      case 'insert':
        done();
        return onInsert?.(current?.kind === 'row' ? current.row : undefined);
      case 'peek':
        if (columns[cell.column]?.kind === 'check') {
          done();
          beginEdit();
        } else if (onPeek && current?.kind === 'row') {
          done();
          onPeek(current.row);
        }
        return;
      case 'clear':
        done();
        return clear();
      case 'remove-rows':
        done();
        return readOnly ? clear() : onDeleteRows?.(rowsIn(items, range));
      case 'fill-down': {
        done();
        const edits = readOnly ? [] : fillDownEdits(items, columns, range);
        if (edits.length) onEdit(edits, 'fill');
        return;
      }
      case 'select-all':
        done();
        return setSelection({ cell: { item: items.length - 1, column: columns.length - 1 }, anchor: { item: 0, column: 0 } });
    }
    switch (event.key) {
      case 'ArrowDown':
        return go(nextRow(items, cell.item, command ? items.length : 1), cell.column);
      case 'ArrowUp':
        return go(nextRow(items, cell.item, command ? -items.length : -1), cell.column);
      case 'ArrowLeft':
      case 'ArrowRight':
        if (current?.kind === 'group') return;
        return go(cell.item, command ? (along > 0 ? columns.length - 1 : 0) : cell.column + along);
      case 'PageDown':
        return go(nextRow(items, cell.item, page), cell.column);
      case 'PageUp':
        return go(nextRow(items, cell.item, -page), cell.column);
      case 'Home':
        return go(command ? nextRow(items, -1, 1) : cell.item, 0);
      case 'End':
        return go(command ? nextRow(items, items.length, -1) : cell.item, columns.length - 1);
      case 'Tab': {
        const next = cell.column + (event.shiftKey ? -1 : 1);
        if (next < 0 || next >= columns.length) return;
        return go(cell.item, next);
      }
      case 'Escape':
        return setSelection({ cell, anchor: cell });
    }
    if (!command && !event.altKey && event.key.length === 1) {
      const kind = columns[cell.column]?.kind;
      if (kind === 'text' || kind === 'code') {
        done();
        beginEdit(event.key);
      }
    }
  }

  function onCopy(event: ClipboardEvent) {
    if (editing) return;
    event.preventDefault();
    const picked = columns.slice(range.first, range.last + 1);
    event.clipboardData.setData('text/plain', toClipboard(rowsIn(items, range).map((row) => picked.map((column) => column.value(row)))));
    if (event.type === 'cut') clear();
  }

  function onPaste(event: ClipboardEvent) {
    if (editing || readOnly) return;
    event.preventDefault();
    const edits = pasteEdits(items, columns, range, fromClipboard(event.clipboardData.getData('text/plain')));
    if (edits.length) onEdit(edits, 'paste');
  }

  const actions = useRef<GridActions>({} as GridActions);
  actions.current = {
    select: (item, column, extend) => {
      setEditing(undefined);
      setSelection((s) => ({ cell: { item, column }, anchor: extend ? s.anchor : { item, column } }));
      scroller.current?.focus();
    },
    begin: () => beginEdit(),
    commit: (row, column, value) => commit(row as R, column as GridColumn<R>, value),
    cancel: () => {
      setEditing(undefined);
      scroller.current?.focus();
    },
    move: (down, across) => {
      moveTo({ item: nextRow(items, cell.item, down), column: Math.max(0, Math.min(columns.length - 1, cell.column + across)) });
      scroller.current?.focus();
    },
  };
  const template = useMemo(() => columns.map((column) => `${column.width}px`).join(' '), [columns]);

  return (
    // The grid element itself holds the focus; the cursor is told by aria-activedescendant.
    <div
      ref={scroller}
      className={classes.grid}
      role="grid"
      aria-label={label}
      aria-rowcount={items.length + 1}
      aria-colcount={columns.length}
      aria-readonly={readOnly}
      aria-multiselectable
      aria-activedescendant={current ? cellId(current.key, cell.column) : undefined}
      tabIndex={0}
      data-fixed-rows
      onKeyDown={onKeyDown}
      onCopy={onCopy}
      onCut={onCopy}
      onPaste={onPaste}
    >
      <div className={classes.header} role="row" aria-rowindex={1} style={{ gridTemplateColumns: template, minWidth: width }}>
        {columns.map((column, i) => (
          <GridHead key={column.id} column={column} index={i} sort={sort} onSort={onSort} />
        ))}
      </div>
      <div className={classes.body} role="rowgroup" style={{ height: virtual.getTotalSize(), minWidth: width }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const item = items[index];
          if (!item) return null;
          const inRange = index >= range.top && index <= range.bottom;
          return item.kind === 'group' ? (
            <GridGroup key={item.key} item={item} index={index} start={start} height={rowHeight} columns={columns.length} onToggle={onToggleGroup} />
          ) : (
            <GridRow
              key={item.key}
              item={item}
              index={index}
              start={start}
              height={rowHeight}
              columns={columns as readonly GridColumn<unknown>[]}
              template={template}
              active={index === cell.item ? cell.column : -1}
              first={inRange ? range.first : -1}
              last={inRange ? range.last : -1}
              editing={index === cell.item ? editing : undefined}
              actions={actions}
            />
          );
        })}
      </div>
    </div>
  );
}

function firstRow<R>(items: readonly GridItem<R>[]): number {
  return Math.max(
    0,
    items.findIndex((item) => item.kind === 'row'),
  );
}
