/** Takes in records one by one, as they stand in a file or stream, and keeps what their fields hold: never the records. */
import { getCountries } from 'libphonenumber-js/max';
import type { Limits } from '../../limits';
import { type ColumnProfiler, createColumnProfiler } from '../../profile/column-profile';
import { defaultCountries } from '../../profile/phone-checker';
import { joinPath, uniqueName } from '../path-name';
import { isRecord, type JsonRecord } from '../value';
import { plainOfExtended } from './extended-json';

/** Records nested deeper than so many levels are one field, whatever is in them. */
const DEEPEST = 8;
/** Entries of a list of plain values that are looked at. */
const ENTRIES = 20;

const loneSurrogate = /\p{Surrogate}/u;

const countryCodes: ReadonlySet<string> = new Set(getCountries());

/** Names kept per field that may be: names of records and lists are no fields, and could be any number. */
const NODES = 4;

/** How often a field was what. */
export type Kinds = { text: number; integer: number; number: number; boolean: number; textList: number; numberList: number; list: number; object: number };

export type Column = { name: string; profiler: ColumnProfiler; kinds: Kinds };
export type Table = {
  name: string;
  isEvent: boolean;
  /** The table whose records hold this one's. */
  parent: Table | undefined;
  rows: number;
  columns: Column[];
  names: Set<string>;
  root: Node;
};
/** A name within a record. The same name may hold a value here and a record or a list there. */
type Node = { path: string; column: Column | undefined; children: Map<string, Node>; list: Table | undefined };

/** What was left out, for problems. */
export type LeftOut = { rows: boolean; fields: number; firstField: string; deep: number; firstDeep: string };

type Row = Map<string, string>;
/**
 * Hears of each record once all of it was read, then of those in lists within it: the values by column, without empty ones;
 * what is no single value as JSON. `within`: the row of the record it lies in, when that is of the table's parent. Return
 * false to stop.
 */
export type OnRecord = (table: Table, row: Row, within: ReadonlyMap<string, string> | undefined) => boolean;

export type RecordCollector = {
  /** The table of this name; made when it isn't there. Undefined when there are too many. */
  table: (name: string, options?: { isEvent?: boolean; parent?: Table }) => Table | undefined;
  /** False when the table has as many rows as are looked at. */
  add: (table: Table, record: JsonRecord) => boolean;
  tables: () => readonly Table[];
  leftOut: Readonly<LeftOut>;
};

export function createRecordCollector(limits: Limits, onRecord?: OnRecord): RecordCollector {
  const tables = new Map<string, Table>();
  const leftOut: LeftOut = { rows: false, fields: 0, firstField: '', deep: 0, firstDeep: '' };
  let fields = 0;
  let cells = 0;
  let nodes = 0;
  /** The record that is being read; undefined when nobody listens. */
  let current: { table: Table; row: Row } | undefined;
  /** A list may stand before what identifies the record around it, so its rows wait for the whole record. */
  let waiting: Parameters<OnRecord>[] = [];
  let stopped = false;

  function table(name: string, { isEvent = false, parent }: { isEvent?: boolean; parent?: Table } = {}): Table | undefined {
    const known = tables.get(name);
    if (known) return known;
    if (tables.size >= limits.columns) {
      leftOut.fields += 1;
      if (leftOut.fields === 1) leftOut.firstField = name;
      return undefined;
    }
    const made: Table = { name, isEvent, parent, rows: 0, columns: [], names: new Set(), root: nodeOf('') };
    tables.set(name, made);
    return made;
  }

  function columnOf(into: Table, node: Node): Column | undefined {
    if (node.column) return node.column;
    if (into.columns.length >= limits.columns || fields >= limits.fields) {
      leftOut.fields += 1;
      if (leftOut.fields === 1) leftOut.firstField = node.path;
      return undefined;
    }
    fields += 1;
    node.column = {
      name: uniqueName(node.path, into.names),
      profiler: createColumnProfiler(defaultCountries, countryCodes),
      kinds: { text: 0, integer: 0, number: 0, boolean: 0, textList: 0, numberList: 0, list: 0, object: 0 },
    };
    into.columns.push(node.column);
    return node.column;
  }

  /** `whole`: what `text` only stands for. */
  function put(into: Table, node: Node, kind: keyof Kinds, text: string, whole?: object): void {
    const column = columnOf(into, node);
    if (!column) return;
    cells += 1;
    column.kinds[kind] += 1;
    // Half a character is none, and would not survive being saved.
    const kept = loneSurrogate.test(text) ? text.replace(/\p{Surrogate}/gu, '\ufffd') : text;
    column.profiler.add(kept);
    if (current && kept.trim() !== '') current.row.set(column.name, whole ? jsonOf(whole, kept) : kept);
  }

  function value(into: Table, node: Node, found: unknown, depth: number): void {
    if (typeof found === 'string') put(into, node, 'text', found);
    else if (typeof found === 'number') put(into, node, Number.isInteger(found) ? 'integer' : 'number', String(found));
    else if (typeof found === 'bigint') put(into, node, 'integer', String(found));
    else if (typeof found === 'boolean') put(into, node, 'boolean', String(found));
    else if (found instanceof Date) put(into, node, 'text', Number.isNaN(found.getTime()) ? '' : found.toISOString());
    else if (Array.isArray(found)) list(into, node, found, depth);
    else if (isRecord(found)) nested(into, node, found, depth);
  }

  function list(into: Table, node: Node, found: readonly unknown[], depth: number): void {
    if (found.some(isRecord)) {
      if (depth + 1 >= DEEPEST) {
        tooDeep(into, node, 'list', found);
        return;
      }
      node.list ??= table(joinPath(into.name, node.path), { isEvent: into.isEvent, parent: into });
      if (node.list) for (const entry of found) if (isRecord(entry)) add(node.list, entry, depth + 1);
      return;
    }
    const entries = found.slice(0, ENTRIES).filter((entry) => entry !== null);
    if (entries.length === 0 || entries.some(Array.isArray)) {
      put(into, node, 'list', found.length === 0 ? '' : '[[]]', found);
      return;
    }
    const kind = entries.every((entry) => typeof entry === 'number') ? 'numberList' : 'textList';
    put(into, node, kind, JSON.stringify(entries.map((entry) => (typeof entry === 'string' ? entry.slice(0, 100) : entry))), found);
  }

  function nested(into: Table, node: Node, record: JsonRecord, depth: number): void {
    if (depth >= DEEPEST) {
      tooDeep(into, node, 'object', record);
      return;
    }
    const names = Object.keys(record);
    const plain = names.length === 1 ? plainOfExtended(record, names) : undefined;
    if (plain !== undefined && node !== into.root) {
      value(into, node, plain, depth);
      return;
    }
    // An object that never has anything in it is a field all the same.
    if (names.length === 0 && node.children.size === 0 && node !== into.root) {
      put(into, node, 'object', '');
      return;
    }
    for (const name of names) {
      const found = record[name];
      const child = node.children.get(name) ?? (found === undefined ? undefined : childOf(into, node, name));
      if (!child) continue;
      // A name that only ever held nothing is still a name.
      if (found === null) {
        if (!child.column && child.children.size === 0 && !child.list) columnOf(into, child);
      } else value(into, child, found, depth + 1);
    }
  }

  function childOf(into: Table, node: Node, name: string): Node | undefined {
    // Names beyond the limits are counted, not kept: a million of them would be a tree of its own.
    if (node.children.size >= limits.columns || fields >= limits.fields || into.columns.length >= limits.columns || nodes >= limits.fields * NODES) {
      leftOut.fields += 1;
      if (leftOut.fields === 1) leftOut.firstField = joinPath(node.path, name);
      return undefined;
    }
    nodes += 1;
    const child = nodeOf(joinPath(node.path, name));
    node.children.set(name, child);
    return child;
  }

  function tooDeep(into: Table, node: Node, kind: 'object' | 'list', found: object): void {
    leftOut.deep += 1;
    if (leftOut.deep === 1) leftOut.firstDeep = `${into.name}.${node.path}`;
    put(into, node, kind, kind === 'object' ? '{}' : '[[]]', found);
  }

  function add(into: Table, record: JsonRecord, depth = 0): boolean {
    if (stopped || into.rows >= limits.rows || cells >= limits.cells) {
      leftOut.rows = true;
      return false;
    }
    into.rows += 1;
    if (onRecord) addHeard(onRecord, into, record, depth);
    else nested(into, into.root, record, depth);
    return !stopped;
  }

  function addHeard(tell: OnRecord, into: Table, record: JsonRecord, depth: number): void {
    const outer = current;
    current = { table: into, row: new Map() };
    // `x` may be a list here and a record there: its own list `y` is one table, within two.
    waiting.push([into, current.row, outer?.table === into.parent ? outer?.row : undefined]);
    nested(into, into.root, record, depth);
    current = outer;
    if (outer) return;
    stopped = !waiting.every((heard) => tell(...heard));
    waiting = [];
  }

  return { table, add: (into, record) => add(into, record), tables: () => [...tables.values()], leftOut };
}

function jsonOf(value: object, otherwise: string): string {
  try {
    return JSON.stringify(value);
  } catch {
    // Nested deeper than it can be written.
    return otherwise;
  }
}

function nodeOf(path: string): Node {
  return { path, column: undefined, children: new Map(), list: undefined };
}
