import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { Letter } from './letter';

it('is handed over with its last piece, not before', async () => {
  const bytes = Buffer.alloc(300_000, 'x');
  let written = 0;
  const heard: [written: number, handedOver: boolean][] = [];
  let handedOverAt: number | undefined;
  const letter: Letter = new Letter(bytes, () => {
    handedOverAt = written;
  });
  const line = new Writable({
    highWaterMark: 1,
    write(chunk: Buffer, _, done) {
      written += chunk.length;
      heard.push([written, letter.handedOver]);
      setImmediate(done);
    },
  });
  expect(letter.handedOver).toBe(false);
  await new Promise((resolve) => letter.pipe(line).on('finish', resolve));
  expect(written).toBe(300_000);
  // A line that breaks after the first pieces leaves no doubt.
  expect(heard[0]).toEqual([65_536, false]);
  expect(heard.at(-1)).toEqual([300_000, true]);
  expect(handedOverAt).toBeGreaterThan(100_000);
});

it('of one piece is handed over when it is first asked for, not when it is made', () => {
  let told = 0;
  const letter = new Letter(Buffer.from('short'), () => told++);
  expect([letter.handedOver, told]).toEqual([false, 0]);
  letter.resume();
  letter.read();
  expect([letter.handedOver, told]).toEqual([true, 1]);
});
