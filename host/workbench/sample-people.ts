/**
 * The people in an engagement's sample rows. Reading and joining them is most of the work of every question about them, so the
 * worker keeps the last ones: segments and formulas are tried again and again on the same people.
 */
import { toCanonicalJson } from '../../shared/canonical-json';
import { refsOf } from '../../shared/condition/refs';
import type { Engagement } from '../../shared/engagement/schema';
import { compileIdentity } from '../../shared/identity/compile-identity';
import { createPersonFinder } from '../../shared/identity/find-person';
import { readRecordTable } from '../../shared/identity/record-table';
import { resolve } from '../../shared/identity/resolve';
import { sha256Hex } from '../../shared/journey/content-hash';
import { createEventCollector, type PeopleEvents } from '../../shared/population/collect-events';
import { createRowCollector, rowEventProblems } from '../../shared/population/collect-rows';
import type { Population, SampleRecord } from '../../shared/population/population';
import { createRecordReader, type RecordPlan } from '../../shared/population/read-sample-records';
import type { EventWords } from '../../shared/population/row-events';
import { unify } from '../../shared/population/unify';
import { ok, type Problem, problem, type Result } from '../../shared/problem';
import type { Progress } from './messages';
import { findSampleFiles, type Row, readSampleFile, type SampleFile } from './sample-files';

/** Recency and age move on; a minute makes no difference to a segment, an afternoon does. */
const NOW_LASTS_MS = 10 * 60_000;

export type Tell = (progress: Progress) => void;
export type People = {
  plan: RecordPlan;
  records: readonly SampleRecord[];
  personOf: Int32Array;
  people: number;
  events: PeopleEvents;
  now: number;
  problems: Problem[];
};

type Rows = { plan: RecordPlan; records: readonly SampleRecord[]; events: SampleFile | undefined };

/** Records of the rows that carry identifiers, with values of `attributes` only. Fails as `readRows` does. */
export async function readRecords(engagement: Engagement, folder: string, tell: Tell, attributes: ReadonlySet<string>): Promise<Result<Rows>> {
  const reader = createRecordReader(engagement, { attributes });
  const records: SampleRecord[] = [];
  const objects = new Set(reader.plan.objects);
  const read = await readRows(engagement, folder, { all: objects, people: objects }, tell, (object, line, row) => {
    const record = reader.read(object, line, row);
    if (record) records.push(record);
  });
  return read.ok ? ok({ plan: reader.plan, records, events: read.value }, [...read.problems, ...reader.problems()]) : read;
}

/**
 * Gives the rows of all these objects, in the order of the sources, and the file of events. Fails with `samples-missing`,
 * `identity-no-rules`, or `samples-without-identifier` when there is no file of an object of people.
 */
async function readRows(
  engagement: Engagement,
  folder: string,
  wanted: { all: ReadonlySet<string>; people: ReadonlySet<string> },
  tell: Tell,
  onRow: (object: string, line: number, row: Row) => void,
): Promise<Result<SampleFile | undefined>> {
  const { files, problems } = findSampleFiles(folder, engagement);
  const mine = files.filter(({ object }) => object !== undefined && wanted.all.has(object));
  if (!mine.some(({ object = '' }) => wanted.people.has(object))) return { ok: false, problems: [whyNobody(engagement, files.length > 0), ...problems] };
  const all = Math.max(
    1,
    mine.reduce((sum, { size }) => sum + size, 0),
  );
  let done = 0;
  for (const file of mine) {
    const { object = '' } = file;
    const { damaged } = await readSampleFile(
      file,
      (row, line) => onRow(object, line, row),
      (share) => tell({ file: file.name, share: (done + share * file.size) / all }),
    );
    done += file.size;
    if (damaged > 0) problems.push(problem('warns', 'sample-rows-damaged', [], { file: file.name, rows: damaged }));
  }
  return ok(
    files.find(({ object }) => object === undefined),
    problems,
  );
}

function whyNobody({ identity }: Engagement, hasRows: boolean): Problem {
  if (!hasRows) return problem('blocks', 'samples-missing');
  return identity.rules.length === 0 ? problem('blocks', 'identity-no-rules', ['identity']) : problem('blocks', 'samples-without-identifier', ['record']);
}

/** The events of the catalogue say what the rows of an object may be. */
export function createSamplePeople(readCatalogue: () => Promise<Result<{ events: EventWords }>>, now: () => number = Date.now) {
  let gathered: { key: string; people: People } | undefined;
  let unified: { key: string; population: Population } | undefined;

  /** Fails as `readRows` does. */
  async function gather(engagement: Engagement, folder: string, tell: Tell): Promise<Result<People>> {
    const key = keyOf(engagement, folder);
    if (gathered?.key === key && now() - gathered.people.now < NOW_LASTS_MS) return ok(gathered.people, gathered.people.problems);
    // Before the new ones are read: both at once may not fit.
    gathered = unified = undefined;
    const catalogue = await readCatalogue();
    if (!catalogue.ok) return catalogue;
    const people = await gatherNow(engagement, folder, catalogue.value.events, tell, now());
    if (people.ok) gathered = { key, people: people.value };
    return people;
  }

  /** What the engagement's segments ask of everybody, as it defines it now: formulas nobody asks about are most of the work. */
  async function population(engagement: Engagement, folder: string, tell: Tell): Promise<Result<{ population: Population; people: People }>> {
    const found = await gather(engagement, folder, (progress) => tell({ ...progress, share: progress.share * 0.7 }));
    if (!found.ok) return found;
    const people = found.value;
    const asked = [...new Set(engagement.segments.flatMap(({ when }) => refsOf(when).attributes))].sort();
    const key = `${gathered?.key} ${people.now} ${sha256Hex(toCanonicalJson([asked, engagement.record.attributes]))}`;
    if (unified?.key !== key) {
      unified = undefined;
      const made = unify({ engagement, ...people, attributes: new Set(asked), progress: (share) => tell({ file: '', share: 0.7 + share * 0.3 }) });
      unified = { key, population: made };
    }
    return ok({ population: unified.population, people }, people.problems);
  }

  return { gather, population };
}

/** What the people depend on; not the formulas, labels and rules of survivorship, which are applied to them afterwards. */
function keyOf({ sources, record, identity, client }: Engagement, folder: string): string {
  const stamps = findSampleFiles(folder, { sources }).files.map(({ path, size, changed }) => [path, size, changed]);
  const fields = sources.map(({ id, objects }) => [
    id,
    objects.map((object) => [object.id, object.links, object.fields.map((field) => ({ ...field, profile: undefined }))]),
  ]);
  const attributes = record.attributes.map(({ id, type, values, sources: mappings }) => ({ id, type, values, mappings }));
  return sha256Hex(toCanonicalJson({ stamps, fields, attributes, identity, client }));
}

async function gatherNow(engagement: Engagement, folder: string, words: EventWords, tell: Tell, now: number): Promise<Result<People>> {
  const rows = createRowCollector(engagement, words);
  const { plan, people: objectsOfPeople, records } = rows;
  const wanted = { all: new Set(plan.objects), people: objectsOfPeople };
  const read = await readRows(engagement, folder, wanted, (progress) => tell({ ...progress, share: progress.share * 0.4 }), rows.add);
  if (!read.ok) return read;
  const file = read.value;
  const identity = compileIdentity(engagement.identity, engagement.record, engagement.client.country);
  const table = readRecordTable(records, identity);
  const resolution = resolve(table, identity, { onProgress: (share) => tell({ file: '', share: 0.4 + share * 0.2 }) });
  const collector = createEventCollector({ personOf: createPersonFinder(table, resolution, identity), now });
  if (file)
    await readSampleFile(
      file,
      (row) => {
        collector.add(row);
      },
      (share) => tell({ file: file.name, share: 0.6 + share * 0.4 }),
    );
  const { people } = resolution;
  const personOf = rows.ownersOf(resolution.personOf);
  rows.tellEvents(collector, personOf);
  const events = collector.finish(people);
  const problems = [...read.problems, ...rows.problems(), ...collector.problems(), ...rowEventProblems(events, engagement, words)];
  return ok({ plan, records, personOf, people, events, now, problems });
}
