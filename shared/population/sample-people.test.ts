import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openEngagement } from '../engagement/open-engagement';
import { eventsOf } from '../sample/events';
import { createPerson } from '../sample/person';
import { rowsOf } from '../sample/rows';
import { createTimeline } from '../sample/timeline';
import { createEventCollector } from './collect-events';
import type { SampleRecord } from './population';
import { createRecordReader } from './read-sample-records';
import { unify } from './unify';

const opened = openEngagement(JSON.parse(readFileSync(new URL('../../assets/samples/karmelon.masa.json', import.meta.url), 'utf8')));
if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
const engagement = opened.value;
const until = '2026-11-22';
const people = 600;

/** Who is whom is known here: every row and event is made for one person. */
function samplePeople() {
  const reader = createRecordReader(engagement);
  const objects = new Map(engagement.sources.flatMap((source) => source.objects.map((object) => [object.from, object.id] as const)));
  const records: SampleRecord[] = [];
  const personOf: number[] = [];
  const collector = createEventCollector({ personOf: ({ n }) => Number(n), now: Date.parse(until) });
  for (let index = 0; index < people; index++) {
    const person = createPerson(index, { until });
    const timeline = createTimeline(person, { until });
    for (const { object, row } of rowsOf(person, timeline, { until })) {
      const record = reader.read(objects.get(object) ?? '', records.length + 1, row);
      if (!record) continue;
      records.push(record);
      personOf.push(index);
    }
    for (const event of eventsOf(person, timeline, { until })) collector.add({ ...event, identifiers: { n: index } });
  }
  const population = unify({ engagement, records, personOf: Int32Array.from(personOf), people, events: collector.finish(people), now: Date.parse(until) });
  return { population, problems: reader.problems() };
}

describe('the people of the shipped sample', () => {
  const { population, problems } = samplePeople();
  const shareOf = (id: string, is: (value: unknown) => boolean = () => true) => {
    const column = population.columns.get(id);
    if (!column) return 0;
    return column.codes.reduce((count, code) => count + (code >= 0 && is(column.values[code]) ? 1 : 0), 0) / people;
  };
  if (process.env.SHOW) {
    for (const id of engagement.record.attributes.map((a) => a.id))
      console.log(id, shareOf(id).toFixed(2), JSON.stringify(population.columns.get(id)?.values.slice(0, 8)));
    for (const p of problems) console.log(p.severity, p.code, p.path[2], p.params.field, p.params.values, p.params.of);
  }
  it('x', () => {});
});
