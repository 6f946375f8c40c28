/** Looks through the rows of one table, column by column, in bounded memory. */
import { getCountries } from 'libphonenumber-js/max';
import type { Problem } from '../../shared/problem';
import type { FieldDraft } from '../../shared/sources/draft';
import { type ColumnProfiler, createColumnProfiler } from '../profile/column-profile';
import { defaultCountries } from '../profile/phone-checker';
import { type DraftOptions, toColumnDrafts } from './column-drafts';

const countryCodes: ReadonlySet<string> = new Set(getCountries());

export type TableProfiler = {
  /**
   * Cells in the order of the columns; undefined, '' and what stands for nothing are no value. `place`: of the row, in the
   * measure of the `lineAt` given to `result`; without it rows are counted.
   */
  add(row: readonly (string | undefined)[], place?: number): void;
  /** Rows added. */
  rows(): number;
  result(options?: DraftOptions): { fields: FieldDraft[]; problems: Problem[] };
};

export function createTableProfiler(names: readonly string[]): TableProfiler {
  const columns: ColumnProfiler[] = names.map(() => createColumnProfiler(defaultCountries, countryCodes));
  let rows = 0;
  return {
    add(row, place = rows) {
      rows += 1;
      for (let i = 0; i < columns.length; i++) columns[i]?.add(row[i], place);
    },
    rows: () => rows,
    result: (options) =>
      toColumnDrafts(
        names,
        columns.map((column) => column.result()),
        options,
      ),
  };
}
