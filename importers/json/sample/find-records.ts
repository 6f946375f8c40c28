/** Where the records of a JSON answer or export are: at the top, in an envelope, under one name or several. */
import { envelope } from '../envelope-names';
import { at, isRecord, type JsonRecord } from '../value';

export type FoundRecords = {
  /** '' when nothing names them. */ name: string;
  records: readonly JsonRecord[] /** The rest of what was there, when it is one record. */;
  isSingle: boolean;
};

/** Levels of envelopes looked through: `{data: {customers: {edges: […]}}}`. */
const LEVELS = 5;
/** Names of an envelope; a record of a million names is none. */
const WIDEST = 200;
/** Names that say nothing about what is in them. */
const generic =
  /^(data|items?|results?|records?|rows|list|content|contents|value|values|entries|elements|response|payload|body|hits|nodes?|edges|objects?|documents|docs|collection|page|_embedded|_source|d|output|json)$/i;
/** The tables of a value; empty when it holds no record at all. */
export function findRecords(value: unknown): FoundRecords[] {
  return find(value, '', LEVELS);
}

function find(value: unknown, name: string, levels: number): FoundRecords[] {
  if (Array.isArray(value)) {
    const records = value.filter(isRecord);
    if (records.length > 0) return [{ name: indexOf(records) ?? name, records: records.map(unwrapped), isSingle: false }];
    const plain = value.filter((entry) => entry !== null && typeof entry !== 'object');
    return plain.length > 0 ? [{ name, records: plain.map((entry) => ({ value: entry })), isSingle: false }] : [];
  }
  if (!isRecord(value)) return [];
  const inside = levels > 0 ? insideEnvelope(value, name, levels) : [];
  if (inside.length > 0) return inside;
  if (isMapOfRecords(value)) return [{ name, records: Object.values(value).filter(isRecord), isSingle: false }];
  return Object.keys(value).length > 0 ? [{ name, records: [value], isSingle: true }] : [];
}

/** What an envelope holds; empty when the value is a record itself. */
function insideEnvelope(value: JsonRecord, name: string, levels: number): FoundRecords[] {
  if (Object.keys(value).length > WIDEST) return [];
  const entries = Object.entries(value);
  const nested = entries.filter(
    ([key, inner]) => typeof inner === 'object' && inner !== null && (generic.test(key) || !envelope.test(key) || isOwnTable(key, inner)),
  );
  const others = entries.filter(([key, inner]) => !(typeof inner === 'object' && inner !== null) && !envelope.test(key));
  if (nested.length === 0 || others.length > 0) return [];
  const holdsList = nested.some(([, inner]) => leadsToList(inner, levels - 1));
  // `{customer: {…}}` and `{data: {…}}` are wrapped; `{name: {…}, address: {…}}` is one record in parts.
  if (!holdsList && nested.length > 1) return [];
  if (!holdsList && nested.some(([key]) => !generic.test(key)) && entries.length > 1) return [];
  return nested.flatMap(([key, inner]) => find(inner, generic.test(key) ? name : key, levels - 1));
}

/** The links of a graph beside its nodes, not those that lead to the next page. */
function isOwnTable(key: string, value: unknown): boolean {
  return (
    /^(links|pages)$/i.test(key) &&
    Array.isArray(value) &&
    value.some(isRecord) &&
    !value.some((entry) => isRecord(entry) && ('rel' in entry || 'href' in entry || 'url' in entry))
  );
}

function leadsToList(value: unknown, levels: number): boolean {
  if (Array.isArray(value)) return value.some(isRecord);
  if (!isRecord(value) || levels <= 0 || Object.keys(value).length > WIDEST) return false;
  const entries = Object.entries(value);
  if (entries.some(([key, inner]) => (typeof inner !== 'object' || inner === null) && !envelope.test(key))) return false;
  return entries.some(([key, inner]) => (generic.test(key) || !envelope.test(key)) && leadsToList(inner, levels - 1));
}

/** GraphQL's `{cursor, node: {…}}` and a search engine's `{_index, _id, _source: {…}}`. */
function unwrapped(entry: JsonRecord): JsonRecord {
  const node = at(entry, 'node');
  if (isRecord(node) && Object.keys(entry).every((key) => key === 'node' || key === 'cursor' || key === '__typename')) return node;
  const source = at(entry, '_source');
  if (!isRecord(source)) return entry;
  const id = at(entry, '_id');
  return id === undefined ? source : { _id: id, ...source };
}

function indexOf(records: readonly JsonRecord[]): string | undefined {
  const index = isRecord(at(records[0], '_source')) ? at(records[0], '_index') : undefined;
  return typeof index === 'string' && index !== '' ? index : undefined;
}

/** `{"c-1": {…}, "c-2": {…}, …}`: ids as names, and the records have the same fields. */
function isMapOfRecords(value: JsonRecord): boolean {
  if (Object.keys(value).length < 4) return false;
  for (const key in value) if (!isRecord(value[key])) return false;
  const inner = Object.values(value).filter(isRecord);
  const first = new Set(Object.keys(inner[0] ?? {}));
  return first.size > 1 && inner.slice(1, 20).every((record) => Object.keys(record).filter((key) => first.has(key)).length >= first.size * 0.6);
}
