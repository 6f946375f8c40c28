/** CSV and TSV, holding rows or a list of fields. */
import { getCountries } from 'libphonenumber-js/max';
import { failed, ok, type Problem, problem, type Result, refuse } from '../../shared/problem';
import type { FieldDraft, ImportedSource } from '../../shared/sources/draft';
import { guessPersonalData, higherClass } from '../../shared/sources/personal-data';
import { inferType } from '../infer-type';
import type { Limits } from '../limits';
import { maskExample } from '../mask';
import { type ColumnProfile, type ColumnProfiler, createColumnProfiler } from '../profile/column-profile';
import { defaultCountries } from '../profile/phone-checker';
import { chooseKey } from './choose-key';
import { type Dialect, detectDialect, readRows } from './detect-dialect';
import { type Detected, detectEncoding } from './detect-encoding';
import { recogniseFieldList, toListedObjects } from './field-list';
import { findHeader } from './find-header';
import { cleanName, toColumnNames } from './header-names';
import { createLineFinder } from './line-finder';
import { type OnRow, streamRows } from './stream-rows';
import { headOf } from './utf8-chunks';

const countryCodes: ReadonlySet<string> = new Set(getCountries());

/** Rows with a wrong number of cells: how many, and where the first begins. */
type OddRows = { count: number; offset: number };

/** One source with the objects of the file. `name` is its file name. */
export async function readCsv(name: string, bytes: Uint8Array, limits: Limits): Promise<Result<ImportedSource[]>> {
  const detected = detectEncoding(bytes);
  if (!detected) return refuse('file-binary', { file: name });
  const head = headOf(bytes, detected);
  const dialect = detectDialect(head) ?? singleColumn(head);
  if (dialect.rows.every(isEmpty)) return refuse('file-empty', { file: name });
  const widest = Math.max(...dialect.rows.map((row) => row.length));
  if (widest > limits.columns) return refuse('too-many-columns', { file: name, columns: widest, limit: limits.columns });

  const { start, hasHeader } = findHeader(dialect.rows);
  const first = dialect.rows[start] ?? [];
  const problems: Problem[] = [...encodingProblems(head, detected)];
  if (start > 0 && dialect.rows.slice(0, start).some((row) => row.some((cell) => cell.trim() !== '')))
    problems.push(problem('informs', 'title-rows-skipped', [], { rows: start }));
  const list = hasHeader ? recogniseFieldList(first, dialect.rows.slice(start + 1)) : undefined;
  const object = baseName(name);
  const lineAt = createLineFinder(bytes, detected);

  if (list) {
    const rows: string[][] = [];
    const offsets: number[] = [];
    const broken = await streamRows(
      bytes,
      detected,
      dialect.delimiter,
      dialect.skipLines,
      limits,
      skipping(start + 1, (row, offset) => {
        rows.push(row);
        offsets.push(offset);
        return rows.length < limits.fields;
      }),
    );
    if (rows.length >= limits.fields) problems.push(problem('warns', 'rows-not-all-read', [], { rows: limits.fields }));
    const listed = toListedObjects(rows, offsets.map(lineAt), list, object);
    problems.push(...broken, ...listed.problems);
    if (listed.objects.length === 0) return failed(problem('blocks', 'no-fields', [], { file: name }), ...problems);
    return ok([{ name: object, kind: 'csv-field-list', file: name, objects: listed.objects }], problems);
  }

  const width = hasHeader ? trimmedWidth(first, dialect.rows) : widest;
  const { names, problems: headerProblems } = hasHeader
    ? toColumnNames(first.slice(0, width))
    : toColumnNames(Array.from({ length: width }, (_, i) => `column_${i + 1}`));
  problems.push(...headerProblems);
  if (!hasHeader) problems.push(problem('warns', 'header-missing', [], { columns: width }));

  const profilers = names.map(() => createColumnProfiler(defaultCountries, countryCodes));
  const rowLimit = Math.max(100, Math.min(limits.rows, Math.floor(limits.cells / width)));
  const table = { rows: 0, cut: false };
  const short: OddRows = { count: 0, offset: 0 };
  const long: OddRows = { count: 0, offset: 0 };
  const onRow = (row: string[], offset: number): boolean => {
    if (isEmpty(row)) return true;
    if (table.rows >= rowLimit) {
      table.cut = true;
      return false;
    }
    table.rows += 1;
    if (row.length < width) note(short, offset);
    else if (row.length > width && !isEmpty(row.slice(width))) note(long, offset);
    addRow(profilers, row);
    return true;
  };
  const broken = await streamRows(bytes, detected, dialect.delimiter, dialect.skipLines, limits, skipping(hasHeader ? start + 1 : start, onRow));
  problems.push(...broken);
  for (const [code, odd] of [['rows-too-short', short] as const, ['rows-too-long', long] as const]) {
    if (odd.count === 0) continue;
    const line = lineAt(odd.offset);
    problems.push(problem('warns', code, ['rows', line], { rows: odd.count, line, columns: width }));
  }
  if (table.cut) problems.push(problem('informs', 'rows-not-all-read', [], { rows: table.rows }));
  if (table.rows === 0) problems.push(problem('informs', 'no-rows', [], { file: name }));

  const profiles = profilers.map((profiler) => profiler.result());
  const fields = toDrafts(names, hasHeader, profiles, problems);
  return ok([{ name: object, kind: 'csv-rows', file: name, objects: [{ name: object, rows: table.rows, fields }] }], problems);
}

function toDrafts(names: readonly string[], hasHeader: boolean, profiles: readonly ColumnProfile[], problems: Problem[]): FieldDraft[] {
  const inferred = names.map((name, index) => inferType(hasHeader ? name : '', profiles[index] ?? createColumnProfiler().result()));
  const key = chooseKey(names, inferred, profiles);
  return names.map((nativeName, index): FieldDraft => {
    const profile = profiles[index] ?? createColumnProfiler().result();
    const { type, nativeType, reason, doubt } = inferred[index] ?? inferType('', profile);
    const byName = guessPersonalData(nativeName, type);
    const pii = reason.code === 'israeli-id' ? higherClass(byName, 'sensitive') : byName;
    if (doubt) problems.push({ severity: doubt.severity, code: doubt.code, path: ['columns', index + 1], params: { name: nativeName } });
    const example = maskExample(profile.first, type, pii, index === key);
    return {
      nativeName,
      nativeType,
      type,
      typeReason: reason,
      required: index === key,
      key: index === key,
      // A header made for people is also the best label there is.
      ...(/[^\x20-\x7e]|\S \S/.test(nativeName) ? { label: nativeName } : {}),
      ...(example ? { example } : {}),
      pii,
      fill: profile.rows === 0 ? undefined : profile.filled / profile.rows,
      distinct: profile.rows === 0 ? undefined : profile.distinct,
    };
  });
}

function addRow(profilers: readonly ColumnProfiler[], row: readonly string[]): void {
  for (let i = 0; i < profilers.length; i++) profilers[i]?.add(row[i]);
}

/** Leaves out the first `count` rows: titles and the header. */
function skipping(count: number, onRow: OnRow): OnRow {
  let seen = 0;
  return (row, offset) => {
    seen += 1;
    return seen <= count ? true : onRow(row, offset);
  };
}

/** A list of addresses, one a line, is a table too. */
function singleColumn(head: string): Dialect {
  return { delimiter: ',', rows: readRows(head, ',', 200), skipLines: 0 };
}

/** Without the empty columns that a delimiter at the end of each line makes. */
function trimmedWidth(header: readonly string[], rows: readonly string[][]): number {
  let width = header.length;
  while (width > 1 && (header[width - 1] ?? '').trim() === '' && rows.every((row) => (row[width - 1] ?? '').trim() === '')) width -= 1;
  return width;
}

function isEmpty(row: readonly string[]): boolean {
  return row.every((cell) => cell === '' || cell.trim() === '');
}

function note(odd: OddRows, offset: number): void {
  odd.count += 1;
  if (odd.count === 1) odd.offset = offset;
}

function baseName(file: string): string {
  const last = file.split(/[\\/]/).at(-1) ?? file;
  return cleanName(last.replace(/\.(csv|tsv|tab|txt)$/i, '')) || 'table';
}

/** Says which old encoding was guessed, and when Hebrew lies in it back to front (exports of old mainframes). */
function encodingProblems(head: string, { encoding }: Detected): Problem[] {
  const problems: Problem[] = [];
  if (encoding.startsWith('windows-')) problems.push(problem('informs', 'encoding-guessed', [], { encoding }));
  if (head.includes('\ufffd')) problems.push(problem('warns', 'characters-broken', [], { encoding }));
  const finalAtEnd = head.match(/[א-ת][ךםןףץ](?![א-ת])/g)?.length ?? 0;
  const finalAtStart = head.match(/(?<![א-ת])[ךםןףץ][א-ת]/g)?.length ?? 0;
  if (finalAtStart > 4 && finalAtStart > finalAtEnd * 2) problems.push(problem('warns', 'hebrew-reversed', [], {}));
  return problems;
}
