/** The sheet of the customer record: what a client may say about an attribute. Attributes are neither added nor removed there. */

import type { Engagement } from '../engagement/schema';
import { problem } from '../problem';
import { editAttribute } from '../record/edit-record';
import { type Attribute, survivorships } from '../record/schema';
import { cellOf, cellState, type ReturnedCells, type ReturnedSheet, titleOf } from '../returned-sheet';
import { textIn } from '../text';
import type { Comparison, FieldMapAct } from './field-map-change';
import { choiceWords } from './field-map-words';
import { parseCell } from './parse-cells';

type AttributePatch = Extract<FieldMapAct, { do: 'edit-attribute' }>['attribute'];

const editable = ['label', 'type', 'pii', 'survivorship', 'note'] as const;
const readOnly = ['group', 'origin', 'status', 'sources'] as const;

export function compareRecord(
  engagement: Engagement,
  sheet: ReturnedSheet,
  { now, written }: { now: readonly ReturnedCells[]; written: readonly ReturnedCells[] | undefined },
  comparison: Comparison,
): void {
  const attributes = new Map(engagement.record.attributes.map((attribute) => [attribute.id, attribute]));
  const nowById = new Map(now.map((cells) => [cellOf(cells, 'id'), cells]));
  const writtenById = written && new Map(written.map((cells) => [cellOf(cells, 'id'), cells]));
  const read = createAttributeReader(comparison);
  const seen = new Set<string>();
  for (const { row, cells } of sheet.rows) {
    const id = cellOf(cells, 'id');
    const attribute = attributes.get(id);
    if (!attribute || seen.has(id)) {
      if (cellOf(cells, 'label') !== '' || id !== '')
        comparison.problems.push(
          problem('informs', 'field-map-attribute-unknown', ['rows', row], { sheet: sheet.name, row, name: cellOf(cells, 'label') || id }),
        );
      continue;
    }
    seen.add(id);
    const current = nowById.get(id) ?? {};
    const state = (key: string) => cellState(sheet, key, { cells, now: current, written: writtenById?.get(id) });
    let isChanged = false;
    for (const column of editable) {
      const cell = state(column);
      if (!cell?.isTouched) continue;
      const patch = read(column, cell.text, attribute);
      if (!patch) {
        comparison.problems.push(
          problem('warns', 'field-map-cell', ['rows', row, column], { sheet: sheet.name, row, column: titleOf(sheet, column), text: cell.text.slice(0, 200) }),
        );
        continue;
      }
      if (!isEdit(engagement, attribute, patch)) continue;
      isChanged = true;
      comparison.changes.push({
        id: `attribute.${id}.${column}`,
        kind: column === 'label' ? 'renamed' : column === 'type' ? 'retyped' : 'changed',
        sheet: 'record',
        source: '',
        object: cellOf(current, 'group'),
        name: textIn(attribute.label, comparison.language) || id,
        column,
        before: cell.now,
        after: cell.text,
        row,
        ticked: true,
        changedHere: cell.changedHere,
        feeds: [id],
        act: { do: 'edit-attribute', id, attribute: patch },
      });
    }
    for (const column of readOnly)
      if (state(column)?.isTouched)
        comparison.problems.push(problem('informs', 'field-map-not-taken', ['rows', row, column], { sheet: sheet.name, row, column: titleOf(sheet, column) }));
    if (!isChanged) comparison.unchanged += 1;
  }
}

function createAttributeReader({ words, language }: Comparison) {
  const choices = choiceWords(words, language);
  return (column: (typeof editable)[number], text: string, attribute: Attribute): AttributePatch | undefined => {
    switch (column) {
      case 'label':
        return text === '' ? {} : { label: { ...attribute.label, [language]: text } };
      case 'note':
        // The column shows a computed attribute's formula while there is no note.
        return attribute.note === undefined && attribute.formula !== undefined && text === '' ? {} : { note: text };
      case 'survivorship': {
        if (text === '') return {};
        const rule = survivorships.find((one) => one === choices.survivorship[text] || one === text.toLowerCase());
        return rule && { survivorship: rule };
      }
      case 'type': {
        const type = parseCell('type', text, choices.type);
        return type && (type.type === undefined ? {} : { type: type.type });
      }
      case 'pii': {
        const pii = parseCell('pii', text, choices.pii);
        return pii && (pii.pii === undefined ? {} : { pii: pii.pii });
      }
    }
  };
}

function isEdit(engagement: Engagement, attribute: Attribute, patch: AttributePatch): boolean {
  if (Object.keys(patch).length === 0) return false;
  const edited = editAttribute(engagement, { id: attribute.id, attribute: patch });
  const next = edited.record.attributes.find((one) => one.id === attribute.id);
  return JSON.stringify(next) !== JSON.stringify(attribute);
}
