import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createHistory, record, redo, undo } from './history';

const name = { key: 'store.step' as never };

describe('history', () => {
  test('typing in one place is one step, a pause or another place begins a new one', () => {
    let h = createHistory('');
    h = record(h, 'a', name, 0, 'label');
    h = record(h, 'ab', name, 500, 'label');
    h = record(h, 'abc', name, 3000, 'label');
    h = record(h, 'abc!', name, 3100, 'note');
    expect(h.past.map((s) => s.document)).toEqual(['', 'ab', 'abc']);
    expect(undo(h).present).toBe('abc');
  });

  test('one visit of a field is one step, with pauses; the next visit of the same field another', () => {
    let h = createHistory('');
    h = record(h, 'a', name, 0, { visit: 'doubt 1' });
    h = record(h, 'ab', name, 60_000, { visit: 'doubt 1' });
    h = record(h, 'abc', name, 60_100, { visit: 'doubt 2' });
    expect(h.past.map((s) => s.document)).toEqual(['', 'ab']);
    h = record(undo(h), 'abd', name, 60_200, { visit: 'doubt 1' });
    expect(h.past.map((s) => s.document)).toEqual(['', 'ab']);
  });

  test('a step after an undo does not merge into the undone one and forgets what lay ahead', () => {
    let h = record(record(createHistory('0'), '1', name, 0, 'x'), '2', name, 5000, 'x');
    h = undo(h);
    h = record(h, '3', name, 5100, 'x');
    expect(h.future).toEqual([]);
    expect(undo(h).present).toBe('1');
  });

  test('undo all then redo all comes back to the same document, whatever the steps', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ value: fc.integer(), gap: fc.integer({ min: 0, max: 4000 }), merge: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }) })),
        (steps) => {
          let h = createHistory(-1);
          let at = 0;
          for (const s of steps) {
            at += s.gap;
            h = record(h, s.value, name, at, s.merge);
          }
          const end = h.present;
          const depth = h.past.length;
          for (let i = 0; i < depth; i++) h = undo(h);
          expect(h.present).toBe(-1);
          for (let i = 0; i < depth; i++) h = redo(h);
          expect(h.present).toBe(end);
        },
      ),
    );
  });
});
