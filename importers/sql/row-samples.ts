/** The rows of INSERT and COPY: the first thousands of each table go into a profile, the others are only counted. */
import { type Problem, problem } from '../../shared/problem';
import type { FieldDraft } from '../../shared/sources/draft';
import type { Limits } from '../limits';
import { createTableProfiler, type TableProfiler } from '../table/table-profiler';
import type { Script, SqlTable } from './script';

/** Rows of one table looked at. */
const ROWS = 2_000;
/** Values of one table looked at, for tables of thousands of columns. */
const CELLS = 200_000;
/** Lists of columns that the INSERTs of one table may have. */
const LISTS = 8;

export type RowSample = {
  /** The table's name as the INSERT writes it. */
  name: readonly string[];
  rows: number;
  lists: { names: readonly string[]; profiler: TableProfiler; limit: number }[];
};
/** What the rows of one INSERT go into. */
export type RowTarget = {
  /** False when there are enough: the rest may be passed over. */
  wants(): boolean;
  add(row: readonly (string | undefined)[]): void;
  /** Rows passed over. */
  count(rows: number): void;
};
export type RowSamples = {
  /** Undefined when nothing says which columns the values are of. */
  target(name: readonly string[], names: readonly string[], line: number): RowTarget | undefined;
  sampleOf(table: SqlTable): RowSample | undefined;
  /** Of tables that the script fills without making them. */
  others(): RowSample[];
};

export function createRowSamples(script: Script, limits: Limits): RowSamples {
  const byTable = new Map<SqlTable, RowSample>();
  const byName = new Map<string, RowSample>();
  const unnamed = new Set<string>();
  let columns = 0;

  function sampleFor(name: readonly string[], table: SqlTable | undefined): RowSample {
    const key = name.join('\u0000').toLowerCase();
    const there = table ? byTable.get(table) : byName.get(key);
    if (there) return there;
    const sample: RowSample = { name, rows: 0, lists: [] };
    if (table) byTable.set(table, sample);
    else byName.set(key, sample);
    return sample;
  }

  return {
    target(name, given, line) {
      if (name.at(-1)?.startsWith('#')) return undefined;
      const table = script.find(name);
      const names = given.length > 0 ? given : [...(table?.columns.values() ?? [])].map((column) => column.name);
      if (names.length === 0 && !unnamed.has(name.join('.')) && unnamed.size < 100) {
        unnamed.add(name.join('.'));
        script.problems.push(problem('informs', 'sql-rows-without-columns', ['rows', line], { line, name: name.join('.') }));
      }
      if (names.length === 0 || names.length > limits.columns) return undefined;
      const sample = sampleFor(name, table);
      let list = sample.lists.find((one) => one.names.length === names.length && one.names.every((other, index) => other === names[index]));
      // Beyond these bounds rows are counted but not looked at: a profile of every column takes memory of its own.
      if (!list && sample.lists.length < LISTS && columns + names.length <= limits.fields) {
        columns += names.length;
        const limit = Math.max(100, Math.min(ROWS, limits.rows, Math.floor(CELLS / names.length)));
        list = { names, profiler: createTableProfiler(names), limit };
        sample.lists.push(list);
      }
      return {
        wants: () => list !== undefined && list.profiler.rows() < list.limit,
        add(row) {
          sample.rows += 1;
          list?.profiler.add(row);
        },
        count(rows) {
          sample.rows += rows;
        },
      };
    },
    sampleOf: (table) => byTable.get(table) ?? byName.get(table.name.toLowerCase()),
    others: () => [...byName.values()].filter(({ name, lists }) => lists.length > 0 && !script.find(name)),
  };
}

/** The fields that the rows show, each from the first list of columns that has it. */
export function draftsOf({ lists }: RowSample): { fields: Map<string, FieldDraft>; problems: Problem[] } {
  const fields = new Map<string, FieldDraft>();
  const problems: Problem[] = [];
  for (const { profiler } of lists) {
    if (profiler.rows() === 0) continue;
    // A column is unique in a whole table only, not in the part of it that one list of columns fills.
    const drafts = profiler.result({ mayHoldKey: lists.length === 1 });
    problems.push(...drafts.problems);
    for (const field of drafts.fields) if (!fields.has(field.nativeName.toLowerCase())) fields.set(field.nativeName.toLowerCase(), field);
  }
  return { fields, problems };
}
