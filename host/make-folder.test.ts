import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolder } from './make-folder';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'masa-make-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a folder is made with those above it, as private as asked; one that is there stays', () => {
  const path = join(folder, 'a', 'b');
  makeFolder(path, 0o700);
  makeFolder(path);
  expect(statSync(path).isDirectory()).toBe(true);
  if (process.platform !== 'win32') expect(statSync(join(folder, 'a')).mode & 0o777).toBe(0o700);
});

test('a file in the way is named, at the end and above', () => {
  const file = join(folder, 'notes');
  writeFileSync(file, '');
  expect(() => makeFolder(file)).toThrow(expect.objectContaining({ message: `not a folder: ${file}`, syscall: 'mkdir' }));
  expect(() => makeFolder(join(file, 'out'))).toThrow(`not a folder: ${file}`);
});

test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('where nobody may write the system is quoted', () => {
  chmodSync(folder, 0o500);
  expect(() => makeFolder(join(folder, 'out'))).toThrow(expect.objectContaining({ code: 'EACCES' }));
});

test.skipIf(process.platform !== 'linux')('a file system that makes no folders answers at once', () => {
  expect(() => makeFolder('/proc/masa/out')).toThrow(expect.objectContaining({ code: 'EPERM', syscall: 'mkdir' }));
});
