/** The rows of a sample, read once: records of people, the links between them, and what people did. */
import type { Engagement } from '../engagement/schema';
import { type Problem, problem } from '../problem';
import type { Row } from '../record/transform';
import type { Text } from '../text';
import type { EventCollector, PeopleEvents } from './collect-events';
import { feedsByField, identifyingObjects } from './feeds';
import type { SampleRecord } from './population';
import { createRecordReader, type RecordPlan } from './read-sample-records';
import { createRowEventReader, type EventWords, type RowEvent } from './row-events';
import { createSampleLinks } from './sample-links';

export type RowCollector = {
  plan: RecordPlan;
  /** Objects whose rows say by themselves who they are about; without a row of theirs there is nobody. */
  people: ReadonlySet<string>;
  /** A row (from 1) by native field name, in the order of the sources; rows of objects outside the plan are passed over. */
  add(object: string, row: number, values: Row): void;
  records: readonly SampleRecord[];
  /** Whose each record is, links followed; `personOf` by identifiers alone. */
  ownersOf(personOf: Int32Array): Int32Array;
  /** Once: what the rows say people did. */
  tellEvents(collector: EventCollector, owners: Int32Array): void;
  /** Of reading, of links and of events. */
  problems(): Problem[];
};

export function createRowCollector(engagement: Engagement, words: EventWords): RowCollector {
  const feeds = feedsByField(engagement.record.attributes);
  const people = identifyingObjects(engagement, feeds);
  const events = createRowEventReader(engagement, words);
  const links = createSampleLinks(
    engagement.sources,
    people,
    ({ id, fields }) => events.objects.has(id) || fields.some((field) => field.status !== 'missing' && feeds.has(field.id)),
  );
  const reader = createRecordReader(engagement, { linked: links.objects });
  const records: SampleRecord[] = [];
  const done: { record: number; events: readonly RowEvent[] }[] = [];

  return {
    plan: reader.plan,
    people,
    records,
    add(object, row, values) {
      const record = reader.read(object, row, values);
      if (!record) return;
      links.add(object, records.length, values);
      const mine = events.read(object, row, values);
      if (mine.length > 0) done.push({ record: records.length, events: mine });
      records.push(record);
    },
    ownersOf: links.follow,
    tellEvents(collector, owners) {
      for (const { record, events: mine } of done) {
        const owner = owners[record] ?? -1;
        const object = reader.plan.objects[records[record]?.object ?? -1];
        if (owner >= 0 && object !== undefined) for (const event of mine) collector.addRow(owner, event, object);
      }
      done.length = 0;
    },
    problems: () => [...reader.problems(), ...links.problems(), ...events.problems()],
  };
}

/** Where events came from when rows gave them: `events-from-rows` {name, objects, events}, at `events, <id>`. */
export function rowEventProblems({ fromRows }: PeopleEvents, { sources }: Pick<Engagement, 'sources'>, words: EventWords): Problem[] {
  const names = new Map(sources.flatMap((source) => source.objects.map(({ id, nativeName }) => [id, nativeName] as const)));
  const labels = new Map<string, Text>(words.events.map(({ id, label }) => [id, label]));
  return [...fromRows].map(([event, counts]) =>
    problem('informs', 'events-from-rows', ['events', event], {
      name: labels.get(event) ?? { en: event },
      objects: [...counts.keys()].map((object) => names.get(object) ?? object).join(', '),
      events: [...counts.values()].reduce((sum, count) => sum + count, 0),
    }),
  );
}
