/** Which row of a returned field map is which field: by its hidden id, else by its names. */

import type { Engagement } from '../engagement/schema';
import { typed } from '../engagement/typed-text';
import { problem } from '../problem';
import { cellOf, type ReturnedCells, type ReturnedRow, type ReturnedSheet, throughCell, withoutEscapes } from '../returned-sheet';
import { languages } from '../text';
import type { Comparison, NewFieldPlace } from './field-map-change';
import { type FieldPlace, fieldsById } from './find';
import { sameNameKey } from './name-tokens';
import type { Source, SourceObject } from './schema';

type Known = { nowById: ReadonlyMap<string, ReturnedCells>; writtenById: ReadonlyMap<string, ReturnedCells> | undefined };

export type MatchedRow = { row: ReturnedRow; place: FieldPlace };
export type RowMatch = {
  matched: MatchedRow[];
  /** `isOld`: the row has the id of a field that is no longer here. */
  added: { row: ReturnedRow; place: NewFieldPlace; isOld: boolean }[];
  /** Rows that say again what another row says. */
  twice: { row: number; name: string }[];
  /** Ids of all fields that have a row. */
  seen: Set<string>;
};

export function matchRows(engagement: Engagement, sheet: ReturnedSheet, known: Known, comparison: Comparison): RowMatch {
  const places = fieldsById(engagement);
  const match: RowMatch = { matched: [], added: [], twice: [], seen: new Set() };
  const byId = new Map<string, ReturnedRow[]>();
  for (const row of sheet.rows) {
    const id = cellOf(row.cells, 'fieldId');
    if (places.has(id)) byId.set(id, [...(byId.get(id) ?? []), row]);
  }
  // A row that was copied to make a new field has the id of its model: the model is the one that kept its name.
  const originals = new Set<ReturnedRow>();
  for (const [id, rows] of byId) {
    const name = cellOf(known.writtenById?.get(id) ?? known.nowById.get(id) ?? {}, 'nativeName');
    const original = rows.find((row) => cellOf(row.cells, 'nativeName') === name) ?? rows[0];
    if (original) originals.add(original);
    match.seen.add(id);
  }
  // What the file renames is known by its new name as well.
  const renames: { place: FieldPlace; source: string; object: string }[] = [];
  for (const { cells } of originals) {
    const place = places.get(cellOf(cells, 'fieldId'));
    if (place) renames.push({ place, source: cellOf(cells, 'source'), object: cellOf(cells, 'object') });
  }
  const finder = createPlaceFinder(engagement, renames);
  const addedNames = new Set<string>();
  let above: ReturnedCells = {};
  for (const row of sheet.rows) {
    const { cells } = row;
    const id = cellOf(cells, 'fieldId');
    const own = places.get(id);
    if (own && originals.has(row)) {
      match.matched.push({ row, place: own });
      above = cells;
      continue;
    }
    const name = typed(cellOf(cells, 'nativeName'), 1000);
    if (name === '') {
      if (['nativeType', 'label', 'note', 'example'].some((key) => cellOf(cells, key) !== ''))
        comparison.problems.push(problem('warns', 'field-map-row-without-name', ['rows', row.row], { sheet: sheet.name, row: row.row }));
      continue;
    }
    const place = finder.find(cells, above);
    above = cells;
    if (!place) {
      comparison.problems.push(problem('warns', 'field-map-row-without-place', ['rows', row.row], { sheet: sheet.name, row: row.row, name }));
      continue;
    }
    const field = finder.field(place, name);
    if (field && !match.seen.has(field.field.id)) {
      match.seen.add(field.field.id);
      match.matched.push({ row, place: field });
      continue;
    }
    const key = `${place.source ?? sameNameKey(place.sourceName)}\n${place.object ?? sameNameKey(place.objectName)}\n${sameNameKey(name)}`;
    if (field || addedNames.has(key)) match.twice.push({ row: row.row, name });
    else match.added.push({ row, place, isOld: id !== '' && !own });
    addedNames.add(key);
  }
  return match;
}

/** The object and source that a row names, by hidden ids or by words; what is left empty is as in the row above. */
function createPlaceFinder(engagement: Engagement, renames: readonly { place: FieldPlace; source: string; object: string }[]) {
  const objects = new Map<string, { source: Source; object: SourceObject }>();
  const byName = new Map<string, Source>();
  const fields = new Map<string, FieldPlace>();
  for (const source of engagement.sources) {
    for (const language of languages) {
      const name = source.name[language];
      if (name !== undefined && !byName.has(sourceKey(name))) byName.set(sourceKey(name), source);
    }
    for (const object of source.objects) {
      objects.set(object.id, { source, object });
      for (const field of object.fields) {
        const name = throughCell(field.nativeName);
        for (const key of [`=${name}`, `=${withoutEscapes(name)}`, sameNameKey(name)])
          if (!fields.has(`${object.id}\n${key}`)) fields.set(`${object.id}\n${key}`, { source, object, field });
      }
    }
  }

  const renamed = new Map<string, { source: Source; object: SourceObject }>();
  for (const { place, source, object } of renames) {
    if (source !== '' && !byName.has(sourceKey(source))) byName.set(sourceKey(source), place.source);
    const key = `${place.source.id}\n${sameNameKey(object)}`;
    if (object !== '' && !renamed.has(key)) renamed.set(key, place);
  }

  function find(cells: ReturnedCells, above: ReturnedCells): NewFieldPlace | undefined {
    const isFree = cellOf(cells, 'object') === '' && cellOf(cells, 'objectId') === '';
    const from = isFree ? { ...above, ...sourceOf(cells) } : cells;
    // As long as names may be: a second time the same row must lead to the same place.
    const sourceName = typed(cellOf(from, 'source') || cellOf(above, 'source'), 200);
    const objectName = typed(cellOf(from, 'object') || cellOf(above, 'object'), 1000);
    const byId = objects.get(cellOf(from, 'objectId'));
    // A copied row keeps the hidden id of its model's object; the name that people see wins.
    if (byId && (objectName === '' || isNamed(byId.object, objectName) || renamed.get(`${byId.source.id}\n${sameNameKey(objectName)}`)?.object === byId.object))
      return toPlace(byId.source, byId.object);
    if (sourceName === '' || objectName === '') return undefined;
    const source = byName.get(sourceKey(sourceName));
    const object =
      source?.objects.find((one) => isNamed(one, objectName)) ?? source?.objects.find((one) => sameNameKey(one.nativeName) === sameNameKey(objectName));
    if (source && object) return toPlace(source, object);
    const other = source && renamed.get(`${source.id}\n${sameNameKey(objectName)}`);
    if (other) return toPlace(other.source, other.object);
    return { source: source?.id, sourceName, object: undefined, objectName };
  }

  function toPlace(source: Source, object: SourceObject): NewFieldPlace {
    const name = languages.map((language) => source.name[language]).find((text) => text !== undefined) ?? '';
    return { source: source.id, sourceName: throughCell(name), object: object.id, objectName: throughCell(object.nativeName) };
  }

  return {
    find,
    field: ({ object }: NewFieldPlace, name: string): FieldPlace | undefined =>
      fields.get(`${object}\n=${name}`) ?? fields.get(`${object}\n${sameNameKey(name)}`),
  };
}

function sourceOf(cells: ReturnedCells): ReturnedCells {
  return cellOf(cells, 'source') === '' ? {} : { source: cellOf(cells, 'source') };
}

function isNamed(object: SourceObject, name: string): boolean {
  return throughCell(object.nativeName) === name;
}

function sourceKey(name: string): string {
  return throughCell(name).toLowerCase();
}
