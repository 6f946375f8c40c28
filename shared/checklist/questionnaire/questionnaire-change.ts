/** A change that a returned questionnaire asks for: what a person reads and ticks, and what is then done. */
import type { Note } from '../../engagement/schema';
import type { AllWords } from '../../i18n/all-words';
import type { Channel } from '../../journey/schema';
import type { Problem, ProblemParams } from '../../problem';
import { problem } from '../../problem';
import { cellOf, type ReturnedCells, type ReturnedRow, type ReturnedSheet, titleOf } from '../../returned-sheet';
import type { Language } from '../../text';
import type { AnswerPatch } from '../edit-checklist';
import type { AddOn, MessagePrice, VendorCosts, VolumeTiers } from '../vendor-costs-schema';
import type { PlanList } from './plan-lists';
import type { QuestionnaireSheet } from './questionnaire-columns';
import type { Asking } from './questionnaire-workbook';

type PlainCost = Exclude<keyof VendorCosts, 'tiers' | 'messages' | 'addOns'>;

/** `undefined` takes the price away. An add-on without an id is a new one. */
export type CostEdit =
  | { part: PlainCost; value: number | undefined }
  | { part: 'tiers'; value: VolumeTiers | undefined }
  | { part: 'message'; channel: Channel; value: MessagePrice | undefined }
  | { part: 'add-on'; id: string | undefined; value: Omit<AddOn, 'id'> | undefined };

export type QuestionnaireAct =
  | { do: 'answer'; point: string; answer: AnswerPatch }
  | { do: 'price'; edit: CostEdit }
  | { do: 'edit-vendor'; vendor: { product: string } | { contact: string } }
  | { do: 'answer-note'; note: string; answer: string }
  | { do: 'add-note'; note: Pick<Note, 'kind' | 'text' | 'about'> };

export type QuestionnaireChange = {
  /** Stable for the same file and engagement: what the ticks refer to. */
  id: string;
  kind: 'added' | 'changed' | 'removed';
  sheet: QuestionnaireSheet;
  /** The question's topic, the price's or the fact's words. */
  name: string;
  point?: string;
  /** Key of the column it comes from; its words are the column's title. */
  column: string;
  before: string;
  after: string;
  /** Row in the file. */
  row: number;
  /** Whether it is proposed. */
  ticked: boolean;
  /** `verified`: somebody saw the answer proved. `changed-here`: something else stands here already. */
  conflict?: 'verified' | 'changed-here';
  act: QuestionnaireAct;
};

/** What the sheets are compared with, and where the findings go. */
export type Review = {
  asking: Asking;
  words: AllWords;
  /** What the plan calls a member of a list. */
  nameOfMember: (list: PlanList, id: string, language: Language) => string;
  changes: QuestionnaireChange[];
  problems: Problem[];
  unchanged: number;
};

/** A row of the file with what was written into it and what would be written now. */
export type Known = { sheet: ReturnedSheet; row: ReturnedRow; now: ReturnedCells; written: ReturnedCells | undefined };

/** What stands in the cell, where somebody put it there: not what was written, nor what stands here now. */
export function touched({ sheet, row, now, written }: Known, key: string): { text: string } | undefined {
  if (!Object.hasOwn(sheet.columns, key)) return undefined;
  const text = cellOf(row.cells, key);
  // Without a memory of what was written, an empty cell says nothing.
  if (text === cellOf(now, key) || text === (written ? cellOf(written, key) : '')) return undefined;
  return { text };
}

/** Whether the file was written with what stands here now, so that a change of it is no surprise. */
export function knows({ now, written }: Known, keys: readonly string[]): boolean {
  return written !== undefined && keys.every((key) => cellOf(written, key) === cellOf(now, key));
}

/** Says something of a cell, so that it can be found in the file. */
export function tellOf(
  { sheet, row }: Pick<Known, 'sheet' | 'row'>,
  key: string,
  code: string,
  params: ProblemParams = {},
  severity: Problem['severity'] = 'warns',
): Problem {
  const text = cellOf(row.cells, key).slice(0, 200);
  return problem(severity, code, ['rows', row.row, key], { sheet: sheet.name, row: row.row, column: titleOf(sheet, key), text, ...params });
}

export function kindOf(before: string, after: string): QuestionnaireChange['kind'] {
  if (before === '') return 'added';
  return after === '' ? 'removed' : 'changed';
}
