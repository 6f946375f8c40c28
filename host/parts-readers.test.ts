import { expect, it } from 'vitest';
import { createPartsReaders } from './parts-readers';

it('remembers what each writer sent, and forgets who has been quiet longest', () => {
  const read = createPartsReaders();
  expect(read('a', { added: [], pieces: [0] })).toMatchObject({ ok: false, problems: [{ code: 'parts-unknown' }] });
  expect(read('a', { added: [[0, '1']], pieces: ['[', 0, ']'] })).toMatchObject({ ok: true, value: '[1]' });
  expect(read('a', { added: [[1, '2']], pieces: ['[', 0, ',', 1, ']'] })).toMatchObject({ ok: true, value: '[1,2]' });
  // Numbers are each writer's own.
  expect(read('b', { added: [], pieces: [0] })).toMatchObject({ ok: false });
  for (const other of 'cdefghi') read(other, { added: [[0, '3']], pieces: [0] });
  expect(read('a', { added: [], pieces: [1] })).toMatchObject({ ok: true, value: '2' });
  for (const other of 'jklmnopq') read(other, { added: [[0, '3']], pieces: [0] });
  expect(read('a', { added: [], pieces: [1] })).toMatchObject({ ok: false, problems: [{ code: 'parts-unknown' }] });
});
