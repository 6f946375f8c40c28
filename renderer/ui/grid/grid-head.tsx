import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import classes from './grid.module.css';
import type { GridColumn, GridSort } from './grid-model';

type Props<R> = { column: GridColumn<R>; index: number; sort: GridSort | undefined; onSort: ((column: string) => void) | undefined };

/** A column's title; where rows can be ordered, a button that orders them by it. The grid has the keyboard, so Tab passes it by. */
export function GridHead<R>({ column, index, sort, onSort }: Props<R>) {
  const order = sort?.column !== column.id ? 'none' : sort.descending ? 'descending' : 'ascending';
  const Arrow = order === 'descending' ? IconArrowDown : IconArrowUp;
  return (
    <div role="columnheader" aria-colindex={index + 1} aria-sort={onSort ? order : undefined} className={classes.head} data-align={column.align}>
      {onSort ? (
        <button type="button" tabIndex={-1} className={classes.sort} onClick={() => onSort(column.id)}>
          {column.title}
          {order !== 'none' && <Arrow size={12} aria-hidden />}
        </button>
      ) : (
        column.title
      )}
    </div>
  );
}
