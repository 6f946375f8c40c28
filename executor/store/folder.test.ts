import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isFarAway, prepareFolder } from './folder';

const nfs = 0x6969;
const ext4 = 0xef53;

test('folders on a network and such as a cloud keeps in step are known by their kind and name', () => {
  expect(isFarAway('/home/dana/.masa/executor', ext4, 'linux')).toBe(false);
  expect(isFarAway('/mnt/team/masa', nfs, 'linux')).toBe(true);
  // The same number means something else elsewhere.
  expect(isFarAway('/Users/dana/masa', nfs, 'darwin')).toBe(false);
  expect(isFarAway('\\\\server\\share\\masa', 0, 'win32')).toBe(true);
  expect(isFarAway('\\\\?\\C:\\masa', 0, 'win32')).toBe(false);
  for (const folder of [
    'C:\\Users\\dana\\OneDrive\\masa',
    'C:\\Users\\dana\\OneDrive - Karmelon Ltd\\masa',
    '/Users/dana/Library/CloudStorage/OneDrive-Personal/masa',
    '/home/dana/Dropbox',
    '/Users/dana/Library/Mobile Documents/com~apple~CloudDocs/masa',
    '/home/dana/Google Drive/masa',
  ])
    expect([folder, isFarAway(folder, ext4, 'linux')]).toEqual([folder, true]);
  expect(isFarAway('/home/dana/dropbox-notes/masa', ext4, 'linux')).toBe(false);
});

const isRoot = process.platform === 'linux' && process.getuid?.() === 0;

test.skipIf(!isRoot)('a disk that is read-only is said in words', () => {
  const folder = mkdtempSync(join(tmpdir(), 'masa-folder-'));
  let isMounted = false;
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,ro', 'tmpfs', folder], { stdio: 'ignore' });
    isMounted = true;
  } catch {
    // Not everybody who is root may mount; then there is nothing to try.
  }
  if (isMounted) {
    expect(prepareFolder(folder, [])).toMatchObject({ ok: false, problems: [{ code: 'executor-store-read-only', params: { path: folder } }] });
    execFileSync('umount', [folder]);
  }
  expect(prepareFolder(folder, [])).toMatchObject({ ok: true });
  rmSync(folder, { recursive: true });
});

test('a folder is made, for this user alone; a file in its place is said', () => {
  const folder = mkdtempSync(join(tmpdir(), 'masa-folder-'));
  expect(prepareFolder(join(folder, 'a', 'b'), ['executor.sqlite'])).toMatchObject({ ok: true });
  mkdirSync(join(folder, 'c'));
  expect(prepareFolder(join(folder, 'c', '\0'), [])).toMatchObject({ ok: false, problems: [{ code: 'executor-store-failed' }] });
  rmSync(folder, { recursive: true });
});
