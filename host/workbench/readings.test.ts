import { expect, test } from 'vitest';
import { ok, type Result, refuse } from '../../shared/problem';
import { createReadings } from './readings';
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
  return { going, readings: createReadings({ run: run as never }) };
}
const empty = ok({ sources: [], fieldMaps: [], problems: [] });

test('a reading tells how far it is as long as it goes on, and nothing afterwards', async () => {
  const { going, readings } = slowBench();
  const reading = readings.read({ job: 'one', files });
  expect(readings.progress('one')).toEqual(ok({ file: 'a.csv', share: 0 }));
  going[0]?.options.onProgress?.({ file: 'a.csv', share: 0.4 });
  expect(readings.progress('one')).toEqual(ok({ file: 'a.csv', share: 0.4 }));
  going[0]?.finish(empty);
  expect(await reading).toEqual(empty);
  expect(readings.progress('one')).toEqual(ok(null));
});

test('only the reading that is named is cancelled; a stranger’s name changes nothing', async () => {
  const { going, readings } = slowBench();
  const [one, two] = [readings.read({ job: 'one', files }), readings.read({ job: 'two', files })];
  readings.cancel('three');
  readings.cancel('one');
  expect(await one).toEqual(refuse('cancelled'));
  expect(readings.progress('two')).toEqual(ok({ file: 'a.csv', share: 0 }));
  going[1]?.finish(empty);
  expect(await two).toEqual(empty);
});

test('the same name again ends the first reading, whose end does not forget the second', async () => {
  const { going, readings } = slowBench();
  const first = readings.read({ job: 'one', files });
  const second = readings.read({ job: 'one', files });
  expect(await first).toEqual(refuse('cancelled'));
  expect(readings.progress('one')).toEqual(ok({ file: 'a.csv', share: 0 }));
  going[1]?.finish(empty);
  expect(await second).toEqual(empty);
});
