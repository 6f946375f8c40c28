/** The sheet of fields: which row is which field, and what was done to it. */

import type { Engagement } from '../engagement/schema';
import { problem } from '../problem';
import { cellOf, cellState, type ReturnedCells, type ReturnedRow, type ReturnedSheet, titleOf } from '../returned-sheet';
import type { Comparison, FieldMapAct, FieldMapChange } from './field-map-change';
import { type FieldPlace, fieldsById } from './find';
import { matchRows } from './match-field-rows';
import { compareNames } from './plan-place-names';
import { createCellReader, type FieldColumnKey, fieldColumnKeys } from './read-field-cell';

export type Rows = { now: readonly ReturnedCells[]; written: readonly ReturnedCells[] | undefined };

const kinds: Readonly<Record<FieldColumnKey, FieldMapChange['kind']>> = {
  nativeName: 'renamed',
  nativeType: 'retyped',
  type: 'retyped',
  required: 'retyped',
  key: 'retyped',
  label: 'changed',
  pii: 'changed',
  status: 'changed',
  use: 'changed',
  eventProperties: 'changed',
  example: 'changed',
  owner: 'changed',
  note: 'changed',
};

export function compareFields(engagement: Engagement, sheet: ReturnedSheet, { now, written }: Rows, comparison: Comparison): void {
  const places = fieldsById(engagement);
  const nowById = new Map(now.map((cells) => [cellOf(cells, 'fieldId'), cells]));
  const writtenById = written && new Map(written.map((cells) => [cellOf(cells, 'fieldId'), cells]));
  const feeds = feedsByField(engagement);
  const { matched, added, twice, seen } = matchRows(engagement, sheet, { nowById, writtenById }, comparison);
  const reader = createCellReader(comparison);
  const { changes, problems } = comparison;

  const changeOf = (
    place: FieldPlace,
    cells: ReturnedCells,
    rest: Pick<FieldMapChange, 'id' | 'kind' | 'row' | 'act'> & Partial<FieldMapChange>,
  ): FieldMapChange => ({
    sheet: 'fields',
    source: cellOf(cells, 'source'),
    object: cellOf(cells, 'object'),
    name: cellOf(cells, 'nativeName'),
    field: place.field.id,
    before: '',
    after: '',
    ticked: true,
    changedHere: false,
    feeds: feeds.get(place.field.id) ?? [],
    ...rest,
  });

  for (const { row, place } of matched) {
    const { id } = place.field;
    const cells = nowById.get(id) ?? {};
    if (isBlank(row, sheet)) {
      changes.push(
        changeOf(place, cells, {
          id: `${id}.removed`,
          kind: 'removed',
          row: row.row,
          before: cellOf(cells, 'nativeName'),
          ticked: false,
          act: { do: 'remove-field', id },
        }),
      );
      continue;
    }
    let isChanged = false;
    for (const key of fieldColumnKeys) {
      const state = cellState(sheet, key, { cells: row.cells, now: cells, written: writtenById?.get(id) });
      if (!state?.isTouched) continue;
      const patch = reader.read(key, state.text, place.field, { sheet, row: row.row });
      if (!patch || !reader.changes(engagement, place, patch)) continue;
      isChanged = true;
      const act: FieldMapAct = { do: 'edit-field', id, field: patch };
      changes.push(
        changeOf(place, cells, {
          id: `${id}.${key}`,
          kind: kinds[key],
          column: key,
          before: state.now,
          after: state.text,
          row: row.row,
          changedHere: state.changedHere,
          act,
        }),
      );
    }
    const feedsCell = cellState(sheet, 'attributes', { cells: row.cells, now: cells, written: writtenById?.get(id) });
    if (feedsCell?.isTouched)
      problems.push(
        problem('informs', 'field-map-not-taken', ['rows', row.row, 'attributes'], { sheet: sheet.name, row: row.row, column: titleOf(sheet, 'attributes') }),
      );
    if (!isChanged) comparison.unchanged += 1;
  }

  for (const { row, place, isOld } of added) {
    const field = reader.readNew(row, sheet);
    if (!field) continue;
    changes.push({
      id: `row.${row.row}`,
      kind: 'added',
      sheet: 'fields',
      source: place.sourceName,
      object: place.objectName,
      name: field.nativeName,
      before: '',
      after: field.nativeName,
      row: row.row,
      // With an id it was a field once, and somebody here has removed it since.
      ticked: !isOld,
      changedHere: isOld,
      feeds: [],
      act: { do: 'add-field', place, field },
    });
  }
  for (const { row, name } of twice) problems.push(problem('warns', 'field-map-row-twice', ['rows', row], { sheet: sheet.name, row, name }));

  compareNames(engagement, sheet, { matched, added }, { nowById, writtenById }, comparison);

  // Only a field that was in the file can have been taken out of it.
  if (!sheet.complete) return;
  for (const [id, place] of places) {
    if (seen.has(id) || (writtenById && !writtenById.has(id))) continue;
    const cells = nowById.get(id) ?? {};
    changes.push(
      changeOf(place, cells, {
        id: `${id}.removed`,
        kind: 'removed',
        row: 0,
        before: cellOf(cells, 'nativeName'),
        ticked: false,
        act: { do: 'remove-field', id },
      }),
    );
  }
}

/** Everything emptied but the hidden ids: the row was cleared rather than deleted. */
function isBlank({ cells }: ReturnedRow, sheet: ReturnedSheet): boolean {
  if (!Object.hasOwn(sheet.columns, 'nativeName')) return false;
  return ['source', 'object', 'attributes', ...fieldColumnKeys].every((key) => cellOf(cells, key) === '');
}

function feedsByField(engagement: Engagement): Map<string, string[]> {
  const feeds = new Map<string, string[]>();
  for (const attribute of engagement.record.attributes)
    for (const { field } of attribute.sources) feeds.set(field, [...(feeds.get(field) ?? []), attribute.id]);
  return feeds;
}
