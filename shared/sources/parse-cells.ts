/** A block pasted from a spreadsheet → what it would change, field by field. */
import { type Problem, problem } from '../problem';
import type { Language } from '../text';
import type { FieldPatch } from './edit-fields';
import { canonicalTypes, type Field, fieldStatuses, fieldUses, piiClasses } from './schema';

export const pasteColumns = ['nativeName', 'nativeType', 'type', 'label', 'required', 'key', 'example', 'pii', 'status', 'use', 'owner', 'note'] as const;
export type PasteColumn = (typeof pasteColumns)[number];

/** Words of the reader's language → id, per column with a fixed choice: {status: {"מאושר": "confirmed"}}. Ids always work. */
export type CellWords = { [column in PasteColumn]?: Readonly<Record<string, string>> };

/**
 * Reads text cells into patches for `fields`, row by row from the first; rows and columns beyond either end are ignored.
 * A cell that can't be read (a status nobody knows) becomes a `cell-not-understood` problem {column, text} at
 * [field id, column], and the rest of its row still counts. Empty cells empty what may be empty and skip what may not.
 */
export function parseCells(
  cells: readonly (readonly string[])[],
  {
    fields,
    columns,
    language,
    words = {},
  }: { fields: readonly Pick<Field, 'id' | 'label'>[]; columns: readonly PasteColumn[]; language: Language; words?: CellWords },
): { edits: { id: string; field: FieldPatch }[]; problems: Problem[] } {
  const edits: { id: string; field: FieldPatch }[] = [];
  const problems: Problem[] = [];
  cells.slice(0, fields.length).forEach((row, r) => {
    const field = fields[r];
    if (!field) return;
    let patch: FieldPatch = {};
    columns.slice(0, row.length).forEach((column, c) => {
      const text = (row[c] ?? '').trim();
      const read = column === 'label' ? { label: { ...field.label, [language]: text } } : parseCell(column, text, words[column]);
      if (read) patch = { ...patch, ...read };
      else problems.push(problem('warns', 'cell-not-understood', [field.id, column], { column, text }));
    });
    edits.push({ id: field.id, field: patch });
  });
  return { edits, problems };
}

/** The patch of one cell; undefined when the text means nothing in this column. */
export function parseCell(column: Exclude<PasteColumn, 'label'>, text: string, words?: Readonly<Record<string, string>>): FieldPatch | undefined {
  switch (column) {
    case 'nativeName':
      return text === '' ? {} : { nativeName: text };
    case 'nativeType':
      return { nativeType: text };
    case 'example':
      return { example: text };
    case 'owner':
      return { owner: text };
    case 'note':
      return { note: text };
    case 'required':
    case 'key': {
      const value = truthOf(text, words);
      return value === undefined ? undefined : { [column]: value };
    }
    case 'type':
      return choice(canonicalTypes, text, words, (type) => ({ type }));
    case 'pii':
      return choice(piiClasses, text, words, (pii) => ({ pii }));
    case 'status':
      return choice(fieldStatuses, text, words, (status) => ({ status }));
    case 'use':
      return choice(fieldUses, text, words, (use) => ({ use }));
  }
}

function choice<T extends string>(
  ids: readonly T[],
  text: string,
  words: Readonly<Record<string, string>> | undefined,
  patch: (id: T) => FieldPatch,
): FieldPatch | undefined {
  if (text === '') return {};
  const wanted = lookUp(text, words) ?? text.toLowerCase().replaceAll(' ', '-');
  const id = ids.find((other) => other === wanted);
  return id === undefined ? undefined : patch(id);
}

const yes = new Set(['true', 'yes', 'y', '1', 'x', '✓', '✔', 'v', 'כן', 'بله', 'بلی']);
const no = new Set(['', 'false', 'no', 'n', '0', '-', '–', 'לא', 'خیر', 'نه']);

function truthOf(text: string, words: Readonly<Record<string, string>> | undefined): boolean | undefined {
  const value = (lookUp(text, words) ?? text).toLowerCase();
  return yes.has(value) ? true : no.has(value) ? false : undefined;
}

function lookUp(text: string, words: Readonly<Record<string, string>> | undefined): string | undefined {
  if (!words) return undefined;
  const wanted = text.toLowerCase();
  for (const [word, id] of Object.entries(words)) if (word.trim().toLowerCase() === wanted) return id;
  return undefined;
}
