import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSnapshotFile, snapshotFile, tidySnapshotName } from './snapshot-name';

const at = new Date('2026-03-20T12:00:00.123Z');
const names = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.constantFrom('CON', 'a/../../b', '..', '100% "sure"?', 'סדנה 2', 'کارگاه\u200cها', '😀'.repeat(60), '%'.repeat(90), 'a\u202eb', 'e\u0301'),
);

describe('names of snapshots', () => {
  it('come back from the file name as they were kept, and every system takes the file name', () => {
    fc.assert(
      fc.property(names, fc.nat(), (typed, revision) => {
        const name = tidySnapshotName(typed);
        fc.pre(name !== '');
        const file = snapshotFile(at, revision, name);
        expect(parseSnapshotFile(file)).toEqual({ file, name, savedAt: at.toISOString(), revision });
        expect(file).not.toMatch(/[<>:"/\\|?*\p{Cc}]/u);
        // With `.<process>-<number>.tmp` behind it while it is being written.
        expect(Buffer.byteLength(file)).toBeLessThan(235);
        expect(name.length).toBeLessThanOrEqual(80);
        expect(tidySnapshotName(name)).toBe(name);
      }),
    );
  });

  it('stay readable where they can', () => {
    expect(snapshotFile(at, 7, tidySnapshotName('  לפני   הסדנה: IT '))).toBe('2026-03-20T12-00-00-123Z-r7~לפני הסדנה%3A IT.masa.json');
    expect(tidySnapshotName(' \u200f\n ')).toBe('');
    expect(tidySnapshotName(' \n ')).toBe('');
  });

  it.each([
    '2026-03-20T12-00-00-123Z-r7~.masa.json',
    '2026-03-20T12-00-00-123Z-r7~a/b.masa.json',
    '2026-03-20T12-00-00-123Z-r7~../../x.masa.json',
    '2026-03-20T12-00-00-123Z-r7~%2e%2e%2fx.masa.json',
    '2026-03-20T12-00-00-123Z-r7~%zz.masa.json',
    '2026-03-20T12-00-00-123Z-r7~ a.masa.json',
    '2026-13-20T12-00-00-123Z-r7~a.masa.json',
    '2026-03-20T12-00-00-123Z-r007~a.masa.json',
    '2026-03-20T12-00-00-123Z-r7.masa.json',
    '../engagement.masa.json',
  ])('%s is not one of ours', (file) => {
    expect(parseSnapshotFile(file)).toBeUndefined();
  });
});
