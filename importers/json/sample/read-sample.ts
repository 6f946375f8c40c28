import { ok, type Result, refuse } from '../../../shared/problem';
import type { ImportedSource } from '../../../shared/sources/draft';
import { baseName } from '../../names';
import type { ReadContext } from '../../reader';
import { isRecord, type JsonRecord } from '../value';
import { eventNameOf, eventNameOfSample } from './event-name';
import { findRecords } from './find-records';
import { createRecordCollector, type OnRecord, type RecordCollector } from './record-collector';
import { leftOutProblems, toObjectDrafts } from './table-drafts';

/** Records between two reports of progress. */
const STEP = 2_000;

/** The objects of a sample: an answer of an API, an export, one record, one webhook payload. */
export async function readSample(file: string, value: unknown, context: ReadContext): Promise<Result<ImportedSource[]>> {
  return toSource(await collectSample(file, value, context), { file, kind: 'json' });
}

/** A collector that was given all records of a sample. */
export async function collectSample(file: string, value: unknown, { limits, onProgress }: ReadContext, onRecord?: OnRecord): Promise<RecordCollector> {
  const collector = createRecordCollector(limits, onRecord);
  const name = baseName(file);
  const event = isRecord(value) ? eventNameOfSample(value) : undefined;
  if (event !== undefined && isRecord(value)) addRecord(collector, value, name, event);
  else
    for (const found of findRecords(value)) {
      let done = 0;
      for (const record of found.records) {
        if (!addRecord(collector, record, found.name || name, eventNameOf(record))) break;
        done += 1;
        if (done % STEP === 0) {
          onProgress?.(done / found.records.length);
          await new Promise((resolve) => setImmediate(resolve));
        }
      }
    }
  return collector;
}

/** False when no more are looked at. */
export function addRecord(collector: RecordCollector, record: JsonRecord, name: string, event: string | undefined): boolean {
  const table = collector.table(event ?? name, { isEvent: event !== undefined });
  return table !== undefined && collector.add(table, record);
}

/** What the collector has, as the one source of the file. Fails with `no-records`. */
export function toSource(collector: RecordCollector, { file, kind }: { file: string; kind: 'json' | 'form' }): Result<ImportedSource[]> {
  const drafted = toObjectDrafts(collector.tables(), { isForm: kind === 'form' });
  if (drafted.objects.length === 0) return refuse('no-records', { file });
  return ok([{ name: baseName(file), kind, file, objects: drafted.objects }], [...drafted.problems, ...leftOutProblems(collector.leftOut, collector.tables())]);
}
