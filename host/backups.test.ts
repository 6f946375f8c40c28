import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Backup, backupName, backupsToDrop, parseBackupName } from './backups';

const NOW = new Date('2026-03-20T12:00:00.000Z');
const HOUR_MS = 3_600_000;

function backup(hoursAgo: number, revision = 1): Backup {
  const at = new Date(NOW.getTime() - hoursAgo * HOUR_MS);
  return { name: backupName(at, revision), savedAt: at.toISOString(), revision };
}

test('a name holds time and revision, and no character a file system refuses', () => {
  const name = backupName(NOW, 42);
  expect(name).toBe('2026-03-20T12-00-00-000Z-r42.masa.json');
  expect(parseBackupName(name)).toEqual({ name, savedAt: NOW.toISOString(), revision: 42 });
});

test.each(['../engagement.masa.json', 'engagement.masa.json', '2026-13-40T12-00-00-000Z-r1.masa.json', 'unreadable-2026-03-20T12-00-00-000Z-r0.masa.json', ''])(
  '%s is no backup',
  (name) => {
    expect(parseBackupName(name)).toBeUndefined();
  },
);

test('the ten newest stay, and the newest of each of the last fourteen days', () => {
  // Twelve within an hour, then one every six hours for a month.
  const recent = Array.from({ length: 12 }, (_, i) => backup(i / 12));
  const older = Array.from({ length: 120 }, (_, i) => backup(6 * (i + 1)));
  const dropped = new Set(backupsToDrop([...older, ...recent], NOW).map(({ name }) => name));
  const kept = [...recent, ...older].filter(({ name }) => !dropped.has(name));

  expect(kept.slice(0, 10)).toEqual(recent.slice(0, 10));
  expect(kept.slice(10).map(({ savedAt }) => savedAt)).toEqual(
    Array.from({ length: 14 }, (_, i) => new Date(Date.parse('2026-03-19T18:00:00.000Z') - i * 24 * HOUR_MS).toISOString()),
  );
});

test('whatever there is: at most 24 stay, the newest always does, and a second look drops nothing more', () => {
  const anyBackups = fc.uniqueArray(fc.record({ hours: fc.integer({ min: 0, max: 2000 }), revision: fc.nat(1000) }), {
    selector: ({ hours }) => hours,
    maxLength: 80,
  });
  fc.assert(
    fc.property(anyBackups, (given) => {
      const backups = given.map(({ hours, revision }) => backup(hours, revision));
      const dropped = new Set(backupsToDrop(backups, NOW));
      const kept = backups.filter((one) => !dropped.has(one));
      expect(kept.length).toBeLessThanOrEqual(24);
      expect(kept.length).toBeGreaterThanOrEqual(Math.min(10, backups.length));
      const newest = [...backups].sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1))[0];
      if (newest) expect(kept).toContain(newest);
      expect(backupsToDrop(kept, NOW)).toEqual([]);
    }),
  );
});
