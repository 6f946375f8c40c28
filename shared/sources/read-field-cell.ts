/** Cells of the sheet of fields → patches, in whichever language they were filled in. */

import type { Engagement } from '../engagement/schema';
import { type Problem, problem } from '../problem';
import { cellOf, type ReturnedRow, type ReturnedSheet, titleOf } from '../returned-sheet';
import { createField, editField, type FieldPatch } from './edit-fields';
import type { Comparison } from './field-map-change';
import { choiceWords } from './field-map-words';
import type { FieldPlace } from './find';
import { parseCell } from './parse-cells';
import { looksUnmasked } from './personal-data';
import type { Field } from './schema';

/** Columns that can be changed in the file. */
export const fieldColumnKeys = [
  'nativeName',
  'nativeType',
  'type',
  'label',
  'required',
  'key',
  'pii',
  'status',
  'use',
  'eventProperties',
  'example',
  'owner',
  'note',
] as const;
export type FieldColumnKey = (typeof fieldColumnKeys)[number];

type At = { sheet: ReturnedSheet; row: number };

export function createCellReader({ words, language, problems }: Comparison) {
  const choices = choiceWords(words, language);

  /** Undefined: the text can't be taken over; a problem says why. */
  function read(key: FieldColumnKey, text: string, field: Pick<Field, 'label'> | undefined, { sheet, row }: At): FieldPatch | undefined {
    const at = { sheet: sheet.name, row, column: titleOf(sheet, key) };
    const leave = (found: Problem) => {
      problems.push({ ...found, path: ['rows', row, key] });
      return undefined;
    };
    const odd = () => leave(problem('warns', 'field-map-cell', [], { ...at, text: text.slice(0, 200) }));
    if (key === 'label') return { label: { ...field?.label, [language]: text } };
    if (key === 'eventProperties') {
      const properties = text.split(/[\s,;]+/).filter((one) => one !== '');
      return properties.every((one) => /^[a-z][a-z0-9_-]*\.[a-z][a-z0-9_.[\]-]*$/i.test(one)) ? { eventProperties: properties } : odd();
    }
    if (key === 'example' && looksUnmasked(text)) return leave(problem('warns', 'field-map-example-unmasked', [], at));
    if (key === 'nativeName' && text === '') return leave(problem('warns', 'field-map-name-empty', [], at));
    return parseCell(key, text, choices[key]) ?? odd();
  }

  /** A field out of a row that has none yet. A cell that can't be read is left out, as is an example that may be somebody's. */
  function readNew({ row, cells }: ReturnedRow, sheet: ReturnedSheet): (FieldPatch & { nativeName: string }) | undefined {
    let field: FieldPatch & { nativeName: string } = { nativeName: cellOf(cells, 'nativeName') };
    for (const key of fieldColumnKeys) {
      const text = cellOf(cells, key);
      if (text !== '') field = { ...field, ...read(key, text, undefined, { sheet, row }) };
    }
    return createField('01HZX0000000000000000000A1', field) && field;
  }

  /** Whether the patch makes the field another one, once it is fit for the document. */
  function changes(engagement: Engagement, { source, object, field }: FieldPlace, patch: FieldPatch): boolean {
    // An engagement of this one field: walking all of them for each cell would take minutes.
    const small = { ...engagement, sources: [{ ...source, objects: [{ ...object, fields: [field] }] }] };
    return editField(small, { id: field.id, field: patch }) !== small;
  }

  return { read, readNew, changes };
}
