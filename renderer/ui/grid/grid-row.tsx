import { IconCheck, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type KeyboardEvent, memo, type RefObject, useEffect, useRef, useState } from 'react';
import { numberFormat } from '../../../shared/i18n/number-format';
import { useWords } from '../words';
import classes from './grid.module.css';
import type { GridColumn, GridItem } from './grid-model';

/** What a row can ask of its grid. Kept in a ref, so that rows are drawn again only when they change. */
export type GridActions = {
  select: (item: number, column: number, extend: boolean) => void;
  begin: () => void;
  commit: (row: unknown, column: GridColumn<unknown>, value: string) => void;
  cancel: () => void;
  /** After a commit by key: where the cursor goes. */
  move: (down: number, across: number) => void;
};

export function cellId(key: string, column: number): string {
  return `cell-${key}-${column}`;
}

type RowProps = {
  item: Extract<GridItem<unknown>, { kind: 'row' }>;
  index: number;
  start: number;
  height: number;
  columns: readonly GridColumn<unknown>[];
  template: string;
  /** Column of the cursor, −1 when it is in another row. */
  active: number;
  first: number;
  last: number;
  editing: { initial: string } | undefined;
  actions: RefObject<GridActions>;
};

export const GridRow = memo(function GridRow({ item, index, start, height, columns, template, active, first, last, editing, actions }: RowProps) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={classes.row}
      data-active={active >= 0}
      style={{ gridTemplateColumns: template, height, transform: `translateY(${start}px)` }}
    >
      {columns.map((column, c) => {
        const isActive = c === active;
        return (
          <div
            key={column.id}
            id={cellId(item.key, c)}
            role="gridcell"
            tabIndex={-1}
            aria-colindex={c + 1}
            aria-selected={c >= first && c <= last}
            aria-readonly={column.kind === 'read'}
            className={classes.cell}
            data-kind={column.kind}
            data-align={column.align}
            data-active={isActive}
            data-selected={first !== last && c >= first && c <= last}
            onMouseDown={(event) => {
              if (event.button !== 0 || (isActive && editing)) return;
              // The focus belongs to the grid: a cell that had it would take it along when its row leaves the screen.
              event.preventDefault();
              actions.current.select(index, c, event.shiftKey);
            }}
            onMouseEnter={(event) => {
              if (event.buttons === 1) actions.current.select(index, c, true);
            }}
            onDoubleClick={() => actions.current.begin()}
            onKeyDown={undefined}
          >
            {isActive && editing ? (
              <CellEditor row={item.row} column={column} initial={editing.initial} actions={actions} />
            ) : (
              <CellValue row={item.row} column={column} onToggle={() => actions.current.begin()} />
            )}
          </div>
        );
      })}
    </div>
  );
});

function CellValue({ row, column, onToggle }: { row: unknown; column: GridColumn<unknown>; onToggle: () => void }) {
  if (column.kind === 'check') {
    const checked = column.value(row) === 'true';
    return (
      <span className={classes.check} role="checkbox" aria-checked={checked} aria-label={column.title} tabIndex={-1} onClick={onToggle} onKeyDown={undefined}>
        {checked && <IconCheck size={13} stroke={2.6} />}
      </span>
    );
  }
  if (column.render) return column.render(row);
  const value = column.value(row);
  if (column.kind === 'select') return column.options?.find((option) => option.value === value)?.label ?? value;
  return (
    <bdi dir={column.kind === 'code' ? 'ltr' : 'auto'} className={column.kind === 'code' ? 'mono' : undefined} title={value}>
      {value}
    </bdi>
  );
}

function CellEditor({ row, column, initial, actions }: { row: unknown; column: GridColumn<unknown>; initial: string; actions: RefObject<GridActions> }) {
  const [value, setValue] = useState(initial);
  const done = useRef(false);
  const input = useRef<HTMLInputElement & HTMLSelectElement>(null);
  useEffect(() => {
    input.current?.focus();
    if (input.current instanceof HTMLInputElement) input.current.setSelectionRange(initial.length, initial.length);
  }, [initial]);

  function commit(next: string) {
    if (done.current) return;
    done.current = true;
    actions.current.commit(row, column, next);
  }

  function onKeyDown(event: KeyboardEvent) {
    event.stopPropagation();
    if (event.key === 'Escape') {
      done.current = true;
      actions.current.cancel();
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      event.preventDefault();
      commit(value);
      actions.current.move(event.key === 'Enter' ? (event.shiftKey ? -1 : 1) : 0, event.key === 'Tab' ? (event.shiftKey ? -1 : 1) : 0);
    }
  }

  if (column.kind === 'select') {
    return (
      <select
        ref={input}
        className={classes.editor}
        aria-label={column.title}
        value={value || column.value(row)}
        onChange={(event) => {
          setValue(event.currentTarget.value);
          commit(event.currentTarget.value);
          actions.current.move(0, 0);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => commit(value || column.value(row))}
      >
        {column.options?.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      ref={input}
      className={classes.editor}
      aria-label={column.title}
      dir={column.kind === 'code' ? 'ltr' : 'auto'}
      value={value}
      onChange={(event) => setValue(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={() => commit(value)}
      spellCheck={column.kind !== 'code'}
    />
  );
}

type GroupProps = {
  item: Extract<GridItem<unknown>, { kind: 'group' }>;
  index: number;
  start: number;
  height: number;
  columns: number;
  onToggle?: ((key: string) => void) | undefined;
};

export function GridGroup({ item, index, start, height, columns, onToggle }: GroupProps) {
  const { locale, direction } = useWords();
  const Chevron = item.folded ? IconChevronRight : IconChevronDown;
  return (
    <div role="row" aria-rowindex={index + 2} className={classes.group} style={{ height, transform: `translateY(${start}px)` }}>
      <div role="gridcell" aria-colspan={columns} tabIndex={-1} className={classes.groupCell}>
        <button type="button" className={classes.fold} aria-expanded={!item.folded} onClick={() => onToggle?.(item.key)} aria-label={item.text} tabIndex={-1}>
          <Chevron size={15} style={direction === 'rtl' && item.folded ? { transform: 'scaleX(-1)' } : undefined} />
        </button>
        {item.label}
        <span className={classes.groupCount}>{numberFormat(locale).format(item.count)}</span>
      </div>
    </div>
  );
}
