/** Names of objects and sources stand in every row of their fields: changed in all of them, the thing was renamed. */

import type { Engagement } from '../engagement/schema';
import { problem } from '../problem';
import { cellOf, cellState, type ReturnedCells, type ReturnedSheet, throughCell, titleOf } from '../returned-sheet';
import { languages } from '../text';
import type { Comparison } from './field-map-change';
import type { MatchedRow, RowMatch } from './match-field-rows';

type Known = { nowById: ReadonlyMap<string, ReturnedCells>; writtenById: ReadonlyMap<string, ReturnedCells> | undefined };

export function compareNames(
  engagement: Engagement,
  sheet: ReturnedSheet,
  { matched, added }: Pick<RowMatch, 'matched' | 'added'>,
  known: Known,
  comparison: Comparison,
): void {
  // New rows that still say the old name: then it is not a rename.
  const kept = new Set<string>();
  for (const { row, place } of added) {
    if (place.object !== undefined && cellOf(row.cells, 'object') === place.objectName) kept.add(place.object);
    if (place.source !== undefined && cellOf(row.cells, 'source') !== '') kept.add(`${place.source}\n${cellOf(row.cells, 'source').toLowerCase()}`);
  }
  const rowsBy = (idOf: (row: MatchedRow) => string) => {
    const groups = new Map<string, MatchedRow[]>();
    for (const row of matched) groups.set(idOf(row), [...(groups.get(idOf(row)) ?? []), row]);
    return groups;
  };
  const bySource = rowsBy(({ place }) => place.source.id);
  const byObject = rowsBy(({ place }) => place.object.id);
  for (const source of engagement.sources) {
    const isKept = languages.some((language) => kept.has(`${source.id}\n${throughCell(source.name[language]).toLowerCase()}`));
    const name = renamed('source', isKept, bySource.get(source.id) ?? [], sheet, known, comparison);
    if (name)
      comparison.changes.push({
        ...common(name),
        id: `${source.id}.source`,
        object: '',
        name: name.before,
        act: { do: 'rename-source', id: source.id, name: name.after },
      });
    for (const object of source.objects) {
      const found = renamed('object', kept.has(object.id), byObject.get(object.id) ?? [], sheet, known, comparison);
      if (found)
        comparison.changes.push({
          ...common(found),
          id: `${object.id}.object`,
          name: found.before,
          act: { do: 'rename-object', id: object.id, nativeName: found.after },
        });
    }
  }
}

type Renamed = { column: 'source' | 'object'; before: string; after: string; row: number; cells: ReturnedCells; changedHere: boolean };

function common({ column, before, after, row, cells, changedHere }: Renamed) {
  return {
    kind: 'renamed' as const,
    sheet: 'fields' as const,
    source: cellOf(cells, 'source'),
    object: cellOf(cells, 'object'),
    column,
    before,
    after,
    row,
    ticked: true,
    changedHere,
    feeds: [],
  };
}

/** A name that only some rows have, or an emptied one, would move fields; that is said and left. */
function renamed(
  column: 'source' | 'object',
  isKept: boolean,
  rows: readonly MatchedRow[],
  sheet: ReturnedSheet,
  known: Known,
  comparison: Comparison,
): Renamed | undefined {
  const names = new Set<string>();
  let first: Renamed | undefined;
  const odd: number[] = [];
  for (const { row, place } of rows) {
    const { id } = place.field;
    const now = known.nowById.get(id) ?? {};
    const state = cellState(sheet, column, { cells: row.cells, now, written: known.writtenById?.get(id) });
    if (!state) return undefined;
    if (isBlank(row.cells)) continue;
    // A field recognised by its names has no cell here that could differ.
    names.add(state.isTouched ? state.text : state.now);
    if (!state.isTouched) continue;
    odd.push(row.row);
    first ??= { column, before: state.now, after: state.text, row: row.row, cells: now, changedHere: state.changedHere };
  }
  if (!first) return undefined;
  if (names.size === 1 && !isKept && first.after !== '') return first;
  for (const row of odd)
    comparison.problems.push(problem('warns', 'field-map-moved', ['rows', row, column], { sheet: sheet.name, row, column: titleOf(sheet, column) }));
  return undefined;
}

function isBlank(cells: ReturnedCells): boolean {
  return cellOf(cells, 'nativeName') === '' && cellOf(cells, 'source') === '' && cellOf(cells, 'object') === '';
}
