/** What a script says about tables, while it is read. */
import type { Problem } from '../../shared/problem';
import type { Limits } from '../limits';

export type SqlColumn = {
  name: string;
  nativeType: string;
  /** Of an enum, a set or a check, as the script lists them. */
  values?: string[];
  comment?: string;
  required: boolean;
  line: number;
};
export type SqlLink = { fields: string[]; to: readonly string[]; toFields?: string[] };
export type SqlTable = {
  schema: string;
  name: string;
  line: number;
  /** By the name in small letters; see `columnOf`. */
  columns: Map<string, SqlColumn>;
  key: string[];
  links: SqlLink[];
  comment?: string;
  /** Of a partition: its rows are the whole table's. */
  partOf?: SqlTable;
};
/** A type the script makes itself. */
export type SqlType = { base: string; values?: string[]; required: boolean };

export type Script = {
  limits: Limits;
  problems: Problem[];
  /** Statements that begin like none that is known. */
  unknown: number;
  /** Of names without one: USE, SET search_path. */
  schema: string;
  /** In the order of the script; without temporary ones and partitions. */
  tables(): SqlTable[];
  find(name: readonly string[]): SqlTable | undefined;
  /** False when the script has made a table of this name before; the first one stays. */
  add(table: SqlTable): boolean;
  /** Tables were left out because the script has more columns than can be taken. */
  full(): boolean;
  remove(table: SqlTable): void;
  /** Its rows are the other one's from now on, and it is no table of its own. */
  join(part: SqlTable | readonly string[], whole: SqlTable): void;
  addType(name: readonly string[], type: SqlType): void;
  typeOf(nativeType: string): SqlType | undefined;
};

export function createScript(limits: Limits): Script {
  const exact = new Map<string, SqlTable>();
  const loose = new Map<string, SqlTable>();
  /** By the last part of the name, for scripts that leave the schema out now and then. */
  const short = new Map<string, SqlTable>();
  const types = new Map<string, SqlType>();
  let columns = 0;

  function schemaOf(name: readonly string[]): string {
    return name.at(-2) ?? script.schema;
  }

  function index(schema: string, name: string, table: SqlTable): void {
    loose.set(keyOf(schema, name).toLowerCase(), table);
    short.set(name.toLowerCase(), table);
  }

  const script: Script = {
    limits,
    problems: [],
    unknown: 0,
    schema: '',
    tables: () => [...exact.values()].filter(({ partOf }) => !partOf),
    find(name) {
      const last = name.at(-1) ?? '';
      const key = keyOf(schemaOf(name), last);
      const table = exact.get(key) ?? loose.get(key.toLowerCase()) ?? short.get(last.toLowerCase());
      return table?.partOf ?? table;
    },
    add(table) {
      const key = keyOf(table.schema, table.name);
      if (exact.has(key)) return false;
      columns += table.columns.size;
      if (columns > limits.fields) return true;
      exact.set(key, table);
      index(table.schema, table.name, table);
      return true;
    },
    full: () => columns > limits.fields,
    remove(table) {
      const key = keyOf(table.schema, table.name);
      exact.delete(key);
      if (loose.get(key.toLowerCase()) === table) loose.delete(key.toLowerCase());
      if (short.get(table.name.toLowerCase()) === table) short.delete(table.name.toLowerCase());
    },
    join(part, whole) {
      if ('columns' in part) part.partOf = whole;
      else index(schemaOf(part), part.at(-1) ?? '', whole);
    },
    addType: (name, type) => types.set((name.at(-1) ?? '').toLowerCase(), type),
    typeOf: (nativeType) => types.get((nativeType.split('.').at(-1) ?? '').toLowerCase()),
  };
  return script;
}

export function columnOf(table: SqlTable, name: string): SqlColumn | undefined {
  const column = table.columns.get(name.toLowerCase());
  return column && column.name !== name ? (table.columns.get(apart(name)) ?? column) : column;
}

/** Puts a column at the end, or in the place of the one of the same name. */
export function setColumn(table: SqlTable, column: SqlColumn): void {
  const key = column.name.toLowerCase();
  const there = table.columns.get(key);
  table.columns.set(there && there.name !== column.name ? apart(column.name) : key, column);
}

export function removeColumn(table: SqlTable, { name }: SqlColumn): void {
  const key = name.toLowerCase();
  table.columns.delete(table.columns.get(key)?.name === name ? key : apart(name));
}

/** PostgreSQL may have "Id" beside "id"; nobody else, so only the second one is kept by its exact name. */
function apart(name: string): string {
  return `\u0000${name}`;
}

function keyOf(schema: string, name: string): string {
  return `${schema}\u0000${name}`;
}
