/** A change that a returned field map asks for: what a person reads and ticks, and what is then done. */

import type { Note } from '../engagement/schema';
import type { Problem } from '../problem';
import type { Attribute } from '../record/schema';
import type { Language } from '../text';
import type { FieldPatch } from './edit-fields';
import { type ReturnedCells, type ReturnedSheet, withoutEscapes } from './field-map-return';
import type { FieldMapWords } from './field-map-words';

/** Where a new field goes: into an object that is there, or into one of this name, of a source that is there or of this name. */
export type NewFieldPlace = { source: string | undefined; sourceName: string; object: string | undefined; objectName: string };

export type FieldMapAct =
  | { do: 'edit-field'; id: string; field: FieldPatch }
  | { do: 'rename-object'; id: string; nativeName: string }
  | { do: 'rename-source'; id: string; name: string }
  | { do: 'add-field'; place: NewFieldPlace; field: FieldPatch & { nativeName: string } }
  | { do: 'remove-field'; id: string }
  | { do: 'edit-attribute'; id: string; attribute: Partial<Pick<Attribute, 'label' | 'type' | 'pii' | 'survivorship' | 'note'>> }
  | { do: 'answer-note'; id: string; answer: string }
  | { do: 'edit-note'; id: string; note: { owner?: string; due?: string | undefined } }
  | { do: 'add-note'; note: Pick<Note, 'text' | 'owner' | 'due' | 'about'>; answer: string };

export type FieldMapChange = {
  /** Stable for the same file and engagement: what the ticks refer to. */
  id: string;
  kind: 'added' | 'renamed' | 'retyped' | 'changed' | 'removed' | 'answered';
  sheet: 'fields' | 'record' | 'questions';
  /** Names as they are now; what a new field will be called. A question's object is what it is about. */
  source: string;
  object: string;
  name: string;
  /** Id of the field it is about, if there is one. */
  field?: string | undefined;
  /** Key of the column, for changes of one cell; its words are the column's title. */
  column?: string | undefined;
  before: string;
  after: string;
  /** Row in the file; 0 for what is no longer in it. */
  row: number;
  /** Whether it is proposed. Removals never are. */
  ticked: boolean;
  /** Somebody changed it here, too, since the file was written: accepting overwrites that. */
  changedHere: boolean;
  /** Attribute ids that the field feeds: who notices. */
  feeds: string[];
  act: FieldMapAct;
};

/** What the three sheets are compared with, and where their findings go. */
export type Comparison = {
  words: FieldMapWords;
  language: Language;
  changes: FieldMapChange[];
  problems: Problem[];
  unchanged: number;
};

/** A cell as the client left it, as it is here now, and as it was written. */
export type CellState = { text: string; now: string; isTouched: boolean; changedHere: boolean };

/** Undefined when the file has no such column: nothing is said about it. */
export function cellState(
  sheet: ReturnedSheet,
  key: string,
  { cells, now, written }: { cells: ReturnedCells; now: ReturnedCells; written: ReturnedCells | undefined },
): CellState | undefined {
  if (!Object.hasOwn(sheet.columns, key)) return undefined;
  const text = cellOf(cells, key);
  const current = cellOf(now, key);
  const before = written ? cellOf(written, key) : current;
  return { text, now: current, isTouched: !isSame(text, before) && !isSame(text, current), changedHere: before !== current };
}

function isSame(text: string, other: string): boolean {
  return text === other || text === withoutEscapes(other).trim();
}

export function cellOf(cells: ReturnedCells, key: string): string {
  return Object.hasOwn(cells, key) ? (cells[key] ?? '') : '';
}

/** What the file calls a column. */
export function titleOf(sheet: ReturnedSheet, key: string): string {
  return (Object.hasOwn(sheet.columns, key) && sheet.columns[key]) || key;
}
