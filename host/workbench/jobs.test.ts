import { expect, test } from 'vitest';
import { ok, type Result, refuse } from '../../shared/problem';
import { createJobs } from './jobs';
import type { RunOptions } from './workbench';

type Done = Result<{ sources: never[]; fieldMaps: never[]; problems: never[] }>;
const files = [{ name: 'a.csv', bytes: new Uint8Array([1]) }];

/** A workbench that answers when told, and ends with `cancelled` when it is aborted, as the real one does. */
function slowBench() {
  const going: { options: RunOptions; finish: (result: Done) => void }[] = [];
  const run = (_work: unknown, options: RunOptions = {}) =>
    new Promise<Done>((finish) => {
      going.push({ options, finish });
      options.signal?.addEventListener('abort', () => finish(refuse('cancelled')));
    });
  const jobs = createJobs({ run: run as never });
  return { going, jobs, read: (job: string) => jobs.run({ job, file: 'a.csv' }, { kind: 'read-files', args: { job, files } }) };
}
const empty = ok({ sources: [], fieldMaps: [], problems: [] });

test('a reading tells how far it is as long as it goes on, and nothing afterwards', async () => {
  const { going, jobs, read } = slowBench();
  const reading = read('one');
  expect(jobs.progress('one')).toEqual(ok({ file: 'a.csv', share: 0 }));
  going[0]?.options.onProgress?.({ file: 'a.csv', share: 0.4 });
  expect(jobs.progress('one')).toEqual(ok({ file: 'a.csv', share: 0.4 }));
  going[0]?.finish(empty);
  expect(await reading).toEqual(empty);
  expect(jobs.progress('one')).toEqual(ok(null));
});

test('only the reading that is named is cancelled; a stranger’s name changes nothing', async () => {
  const { going, jobs, read } = slowBench();
  const [one, two] = [read('one'), read('two')];
  jobs.cancel('three');
  jobs.cancel('one');
  expect(await one).toEqual(refuse('cancelled'));
  expect(jobs.progress('two')).toEqual(ok({ file: 'a.csv', share: 0 }));
  going[1]?.finish(empty);
  expect(await two).toEqual(empty);
});

test('the same name again ends the first reading, whose end does not forget the second', async () => {
  const { going, jobs, read } = slowBench();
  const first = read('one');
  const second = read('one');
  expect(await first).toEqual(refuse('cancelled'));
  expect(jobs.progress('one')).toEqual(ok({ file: 'a.csv', share: 0 }));
  going[1]?.finish(empty);
  expect(await second).toEqual(empty);
});
