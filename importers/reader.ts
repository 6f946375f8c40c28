/** What every kind of file brings: how it is known, and how it is read. */
import type { ReturnedQuestionnaire } from '../shared/checklist/questionnaire/questionnaire-return';
import type { Result } from '../shared/problem';
import type { ImportedSource } from '../shared/sources/draft';
import type { ReturnedFieldMap } from '../shared/sources/field-map-return';
import type { Limits } from './limits';

export type Sample = {
  name: string;
  /** Lower case, without the dot; '' when the name has none. */
  extension: string;
  bytes: Uint8Array;
  /** The beginning as text; undefined when the bytes are no text. */
  head: string | undefined;
};
export type ReadContext = {
  limits: Limits;
  /** Hears the share of the file that is done, 0–1, every now and then. */
  onProgress?: (share: number) => void;
};
/** A file of ours that came back gives no sources but itself. */
export type FileReading = Result<ImportedSource[]> & { fieldMaps?: ReturnedFieldMap[]; questionnaires?: ReturnedQuestionnaire[] };

export type Reader = (name: string, bytes: Uint8Array, context: ReadContext) => Promise<FileReading>;
/**
 * Gives the data rows of the file in turn, with the names of objects and columns that `read` gives them; values that are no
 * text as JSON, no value left out. Return false to stop.
 */
export type RowReader = (
  name: string,
  bytes: Uint8Array,
  context: ReadContext,
  onRow: (object: string, row: ReadonlyMap<string, string>) => boolean,
) => Promise<void>;
export type FileKind = {
  id: string;
  /** What people of any language call it. */
  title: string;
  recognises: (sample: Sample) => boolean;
  /** Absent: known, so that the problem can name it, but not read yet. */
  read?: Reader;
  /** Absent: it has no rows, or they are not read again. */
  rows?: RowReader;
};
