/** A change that a returned field map asks for: what a person reads and ticks, and what is then done. */

import type { Note } from '../engagement/schema';
import type { AllWords } from '../i18n/all-words';
import type { Problem } from '../problem';
import type { Attribute } from '../record/schema';
import type { Language } from '../text';
import type { FieldPatch } from './edit-fields';

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
  words: AllWords;
  language: Language;
  changes: FieldMapChange[];
  problems: Problem[];
  unchanged: number;
};
