/** Writes the made-up rows and events of the sample beside its engagement: `samples/<object-id>.ndjson`, `samples/events.ndjson`. */
import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engagement } from '../shared/engagement/schema';
import { catalogueEvents, eventsOf } from '../shared/sample/events';
import { createPerson, SAMPLE_CUSTOMERS, type SampleOptions } from '../shared/sample/person';
import type { SampleRow } from '../shared/sample/row';
import { commonRows, rowsOf } from '../shared/sample/rows';
import { createTimeline } from '../shared/sample/timeline';

export const EVENTS_FILE = 'events.ndjson';
/** Customers between two breaths: the host goes on answering while it writes. */
const BATCH = 100;
/** Characters kept back before a file is written to. */
const FLUSH_AT = 1 << 18;

/**
 * Rows go to the objects of the engagement that came from the catalogue; a column whose field is marked missing is left out, as
 * the client's own export would leave it out. Existing files are replaced. Rejects when the folder can't be written.
 */
export async function writeSampleRows(folder: string, engagement: Engagement, options: SampleOptions): Promise<{ rows: number; events: number }> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const outlets = new Map<string, Outlet>();
  for (const object of engagement.sources.flatMap((source) => source.objects)) {
    if (object.from === undefined || outlets.has(object.from)) continue;
    const missing = object.fields.filter((field) => field.status === 'missing').map((field) => field.nativeName);
    outlets.set(object.from, { ...(await createOutlet(join(folder, `${object.id}.ndjson`))), missing });
  }
  const months = new Map<string, EventLine[]>();
  let rows = 0;
  const put = ({ object, row }: SampleRow) => {
    const outlet = outlets.get(object);
    if (!outlet) return;
    for (const name of outlet.missing) delete row[name];
    outlet.add(JSON.stringify(row));
    rows++;
  };
  const keep = (event: ReturnType<typeof eventsOf>[number]) => {
    const month = event.occurred_at.slice(0, 7);
    const line = { key: `${event.occurred_at} ${event.uid}`, text: JSON.stringify(event) };
    const known = months.get(month);
    if (known) known.push(line);
    else months.set(month, [line]);
  };
  try {
    commonRows().forEach(put);
    catalogueEvents(options).forEach(keep);
    for (let index = 0; index < (options.customers ?? SAMPLE_CUSTOMERS); index++) {
      const person = createPerson(index, options);
      const timeline = createTimeline(person, options);
      rowsOf(person, timeline, options).forEach(put);
      eventsOf(person, timeline, options).forEach(keep);
      if (index % BATCH === BATCH - 1) {
        for (const outlet of outlets.values()) await outlet.flush(FLUSH_AT);
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    for (const outlet of outlets.values()) await outlet.flush(1);
  } finally {
    for (const outlet of outlets.values()) await outlet.close();
  }
  return { rows, events: await writeEvents(join(folder, EVENTS_FILE), months) };
}

type Outlet = Awaited<ReturnType<typeof createOutlet>> & { missing: string[] };
type EventLine = { key: string; text: string };

async function createOutlet(path: string) {
  const file = await open(path, 'w', 0o600);
  let waiting = '';
  return {
    add(line: string) {
      waiting += `${line}\n`;
    },
    async flush(above: number) {
      if (waiting.length < above) return;
      const text = waiting;
      waiting = '';
      await file.write(text);
    },
    close: () => file.close(),
  };
}

/** Month by month, so that never more than one month is joined to a text. */
async function writeEvents(path: string, months: Map<string, EventLine[]>): Promise<number> {
  let count = 0;
  await writeFile(path, '', { mode: 0o600 });
  for (const month of [...months.keys()].sort()) {
    const lines = months.get(month) ?? [];
    lines.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    await writeFile(path, `${lines.map((line) => line.text).join('\n')}\n`, { flag: 'a' });
    months.delete(month);
    count += lines.length;
  }
  return count;
}
