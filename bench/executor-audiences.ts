/**
 * What watching segments costs the taking in of events: 20,000 page views of 2,000 people in batches of 50 beside a live journey, with more and
 * more segments watched, and none, in turn. Processor time of the executor's process, as the clock says more about what else the machine does.
 *   npm run bench -- executor-audiences
 * Linux only: there the system tells what a process has used.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import type { Condition } from '../shared/condition/schema';
import { type Audience, toAudience } from '../shared/executor/audiences';
import { buildExecutor } from '../tests/integration/executor-process';
import { mappedEngagement } from '../tests/mapped-engagement';
import { event, miniBundle } from './executor-mini';
import { send, unwrap, withExecutor } from './executor-rig';
import { median } from './measure';

const rounds = Number(process.argv[2] ?? 5);
const people = 2_000;
const views = 20_000;
const numbers = [0, 1, 10, 30];

const engagement = mappedEngagement();
const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** As a shop has them: most ask about something else than a page that is looked at. */
const shipped = engagement.segments.filter(({ administrative }) => !administrative).map(({ id }) => audienceOf(id));

/** Each looks at every one of these events, and time takes people out of it again. */
const concerned = Array.from({ length: Math.max(...numbers) }, (_, i) => {
  const views: Condition = { op: 'performed', event: 'page-viewed', measure: 'count', is: { op: 'gte', value: 1 + (i % 12) }, window: { last: `P${3 + i}D` } };
  const known: Condition = { op: 'exists', left: { kind: 'customer', path: 'email' } };
  const segment = {
    id: `viewed-${i}`,
    name: {},
    category: 'behaviour',
    when: { op: 'and' as const, args: [known, views] },
    administrative: false,
    minimumSize: 0,
  };
  return audienceOf(segment.id, [...engagement.segments, segment]);
});

function audienceOf(id: string, segments = engagement.segments): Audience {
  const made = toAudience({ ...engagement, segments }, id);
  if (!made) throw new Error('no such segment');
  return made;
}

/** Processor time of a process so far, both modes and all threads, in µs. */
function usedBy(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1e6;
}

/** µs of processor time an event. */
function costOf(built: string, watched: readonly Audience[]): Promise<number> {
  return withExecutor(built, [], 1, async ({ client, pid }) => {
    unwrap(await client.deploy({ body: miniBundle() }));
    for (const body of watched) unwrap(await client.watch({ body }));
    const all = Array.from({ length: views }, (_, i) => event(i, 'page_viewed', (i * 7919) % people));
    // People are got to know and code is compiled before anything is counted.
    const warm = Array.from({ length: people }, (_, i) => event(i, 'cart_seen', i));
    await send(client, warm, 50, 1);
    const before = usedBy(pid);
    await send(client, all, 50, 1);
    return (usedBy(pid) - before) / views;
  });
}

const built = await buildExecutor();
try {
  console.log('| | watched | µs an event, median | range | beside none | for each watched |\n|---|---:|---:|---:|---:|---:|');
  for (const [name, segments] of [['as shipped', shipped] as const, ['each looks at every event', concerned] as const]) {
    const costs = new Map(numbers.map((n) => [n, [] as number[]]));
    for (let round = 0; round < rounds; round++) for (const n of numbers) costs.get(n)?.push(await costOf(built.path, segments.slice(0, n)));
    const none = median(costs.get(0) ?? []);
    for (const n of numbers) {
      const those = costs.get(n) ?? [];
      const cost = median(those);
      const each = n === 0 ? '' : `${((100 * (cost - none)) / none / n).toFixed(1)} %`;
      console.log(
        `| ${name} | ${Math.min(n, segments.length)} | ${cost.toFixed(0)} | ${Math.min(...those).toFixed(0)}–${Math.max(...those).toFixed(0)} | ${(cost / none).toFixed(2)} | ${each} |`,
      );
    }
  }
  console.log(`\nNode ${process.version}, load ${loadavg()[0]?.toFixed(1)}, ${rounds} rounds in turn`);
} finally {
  built.remove();
}
