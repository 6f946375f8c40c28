import { crc32 } from 'node:zlib';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { createTranslate } from '../../shared/i18n/translator';
import { languages } from '../../shared/text';
import { type ByteSource, inMemory } from './byte-source';
import { openPack, readWhole } from './open-pack';
import { packLimits } from './pack-limits';

/** Every refusal is said in three languages, with the file it is about. */
async function refusal(bytes: Uint8Array): Promise<readonly string[]> {
  const opened = await openPack(inMemory(bytes));
  if (opened.ok) return opened.value.paths;
  for (const { code, params } of opened.problems)
    for (const language of languages) {
      const said = createTranslate(language)(`problem.${code}`, params).replace(/[\u2066-\u2069]/g, '');
      expect(said).not.toMatch(/problem\.|\{\{|undefined/);
      if (typeof params.path === 'string') expect(said).toContain(params.path);
    }
  return opened.problems.map(({ code, params }) => [code, params.path].filter(Boolean).join(' '));
}
/** The first central entry and the end record of an archive of ours. */
function places(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length - 22;
  return { view, end, entry: view.getUint32(end + 16, true) };
}
function patched(parts: Zippable, patch: (at: ReturnType<typeof places>, bytes: Uint8Array) => void): Uint8Array {
  const bytes = zipSync(parts);
  patch(places(bytes), bytes);
  return bytes;
}
const one = { 'a.txt': strToU8('hello hello hello') };
const two = { 'a.txt': strToU8('aaaa'), 'b.txt': strToU8('bbbb') };
/** Where the second content and the list of contents begin. */
function place(bytes: Uint8Array) {
  const { view, entry, end } = places(bytes);
  const next = entry + 46 + view.getUint16(entry + 28, true);
  return { second: next < end ? view.getUint32(next + 42, true) : entry, directory: entry };
}
/** With `more` put in at a place, and everything behind it told so. */
function widened(parts: Zippable, at: (places: ReturnType<typeof place>) => number, more: Uint8Array): Uint8Array {
  const bytes = zipSync(parts);
  const from = at(place(bytes));
  const directory = place(bytes).directory + more.length;
  const wide = new Uint8Array([...bytes.subarray(0, from), ...more, ...bytes.subarray(from)]);
  const { view, end } = places(wide);
  view.setUint32(end + 16, directory, true);
  for (let next = directory; next < end; next += 46 + view.getUint16(next + 28, true)) {
    const offset = view.getUint32(next + 42, true);
    if (offset >= from) view.setUint32(next + 42, offset + more.length, true);
  }
  return wide;
}

describe('hostile archives are refused before anything is unpacked', () => {
  test.each([
    ...['../evil.txt', 'a/../../evil', '/etc/passwd', 'C:/evil', 'a\\b', 'a//b', './a', 'a/.', 'con.', 'aux.txt', 'a/NUL', 'a\u0000b', 'a\u202etxt.exe'],
    'x'.repeat(301),
  ])('the name %j', async (name) => {
    expect((await refusal(zipSync({ [name]: strToU8('x') })))[0]).toMatch(/^pack-unsafe-name /);
  });

  test('a name that is no UTF-8 although it says so', async () => {
    const broken = patched(one, ({ view, entry }, bytes) => {
      bytes.set([0xff, 0xfe], entry + 46);
      view.setUint16(entry + 8, 0x800, true);
    });
    expect((await refusal(broken))[0]).toMatch(/^pack-unsafe-name /);
  });

  test('names that are the same on some systems, and a file where others see a folder', async () => {
    expect(await refusal(zipSync({ 'a.txt': strToU8('1'), 'A.TXT': strToU8('2') }))).toEqual(['pack-duplicate-name A.TXT']);
    expect(await refusal(zipSync({ 'é.txt': strToU8('1'), 'e\u0301.txt': strToU8('2') }))).toEqual(['pack-duplicate-name e\u0301.txt']);
    expect(await refusal(zipSync({ a: strToU8('1'), 'A/b.txt': strToU8('2') }))).toEqual(['pack-duplicate-name A/b.txt']);
    const twice = patched(two, ({ entry }, bytes) => {
      bytes.set(strToU8('a'), entry + 46 + 5 + 46);
      bytes.set(strToU8('a'), place(bytes).second + 30);
    });
    expect(await refusal(twice)).toEqual(['pack-duplicate-name a.txt']);
  });

  test('links, encryption, zip64, an unknown method', async () => {
    expect(await refusal(zipSync({ 'a.txt': [strToU8('/etc/passwd'), { os: 3, attrs: 0o120777 << 16 }] }))).toEqual(['pack-not-plain a.txt']);
    expect(await refusal(patched(one, ({ view, entry }) => view.setUint16(entry + 8, 1, true)))).toEqual(['pack-encrypted a.txt']);
    expect(await refusal(patched(one, ({ view, entry }) => view.setUint32(entry + 24, 0xffffffff, true)))).toEqual(['pack-zip64 a.txt']);
    expect(await refusal(patched(one, ({ view, end }) => view.setUint16(end + 10, 0xffff, true)))).toEqual(['pack-zip64-whole']);
    expect(await refusal(patched(one, ({ view, entry }) => view.setUint16(entry + 10, 12, true)))).toEqual(['pack-unknown-method a.txt']);
  });

  test('a list of contents that says something else than what stands in front of a content', async () => {
    const differs = ['pack-headers-differ a.txt'];
    expect(await refusal(patched(one, (_, bytes) => bytes.set(strToU8('b'), 30)))).toEqual(differs);
    expect(await refusal(patched(one, ({ view }) => view.setUint16(8, 0, true)))).toEqual(differs);
    expect(await refusal(patched(one, ({ view }) => view.setUint32(14, 1, true)))).toEqual(differs);
    expect(await refusal(patched(one, ({ view }) => view.setUint32(22, 1, true)))).toEqual(differs);
    expect(await refusal(patched(one, ({ view, entry }) => view.setUint32(entry + 20, 1, true)))).toEqual(differs);
  });

  test('bombs: what unpacks to more than it may, and contents that share bytes', { tags: ['long'] }, async () => {
    expect(await refusal(zipSync({ 'zeros.bin': new Uint8Array(64 * 1_048_576) }))).toEqual(['pack-bomb zeros.bin']);
    expect(await refusal(patched(one, ({ view, entry }) => view.setUint32(entry + 24, 0xfffffffe, true)))).toEqual(['pack-bomb a.txt']);
    const shared = patched(two, ({ view, entry }) => view.setUint32(entry + 46 + 5 + 42, 0, true));
    expect(await refusal(shared)).toEqual(['pack-shared-bytes b.txt']);
    const large = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`${n}`, strToU8('x')]));
    const altogether = patched(large, ({ view, end, entry }) => {
      for (let at = entry; at < end; at += 46 + view.getUint16(at + 28, true)) {
        view.setUint32(at + 20, packLimits.entryBytes, true);
        view.setUint32(at + 24, packLimits.entryBytes, true);
      }
    });
    expect(await refusal(altogether)).toEqual(['pack-bomb-whole']);
  });

  test('bytes in front of, between and behind what the list of contents knows', async () => {
    const hidden = strToU8('PK\x03\x04 hidden');
    expect(await refusal(widened(two, () => 0, hidden))).toEqual(['pack-hidden-bytes a.txt']);
    expect(await refusal(widened(two, ({ second }) => second, hidden))).toEqual(['pack-hidden-bytes b.txt']);
    expect(await refusal(widened(two, ({ directory }) => directory, hidden))).toEqual(['pack-hidden-bytes b.txt']);
    expect(await refusal(new Uint8Array([...zipSync(one), 1, 2, 3]))).toEqual(['pack-cut-off']);
    expect(await refusal(new Uint8Array([...strToU8('PK\x03\x04'), ...zipSync(one)]))).toEqual(['pack-damaged']);
  });

  test('no zip, an empty one, one that is cut off at any place, more entries than there may be', { tags: ['long'] }, async () => {
    expect(await refusal(strToU8('%PDF-1.7'))).toEqual(['pack-not-a-zip']);
    expect(await refusal(new Uint8Array())).toEqual(['pack-not-a-zip']);
    const whole = zipSync(one);
    for (let length = 4; length < whole.length; length++) expect((await refusal(whole.slice(0, length)))[0]).toMatch(/^pack-(cut-off|damaged)$/);
    const many = Object.fromEntries(Array.from({ length: packLimits.files + 1 }, (_, n) => [`${n}`, new Uint8Array()]));
    expect(await refusal(zipSync(many, { level: 0 }))).toEqual(['pack-too-many-files']);
    // A count that says three where there are more: the rest would be seen by programs that go on reading.
    expect(await refusal(patched(two, ({ view, end }) => view.setUint32(end + 8, 0x0001_0001, true)))).toEqual(['pack-damaged']);
  });
});

describe('what other programs pack', () => {
  test('folders written as entries are no files, and a comment is nothing that is in the pack', async () => {
    expect(await refusal(zipSync({ 'a/': new Uint8Array(), 'a/b.txt': strToU8('x') }))).toEqual(['a/b.txt']);
    const comment = strToU8('packed by hand');
    const commented = new Uint8Array([...zipSync(one), ...comment]);
    new DataView(commented.buffer).setUint16(commented.length - comment.length - 2, comment.length, true);
    const opened = await openPack(inMemory(commented));
    expect(opened.ok && [opened.value.paths, opened.value.form]).toEqual([['a.txt'], 'packed-anew']);
  });

  test('sizes that stand behind the content, with a signature or without', async () => {
    for (const signature of [[], [0x50, 0x4b, 7, 8]]) {
      const behind = new Uint8Array([...signature, ...new Uint8Array(12)]);
      const bytes = widened({ 'a.txt': [strToU8('aaaa'), { level: 0 }] }, ({ directory }) => directory, behind);
      const { view, entry } = places(bytes);
      for (const [at, value] of [crc32('aaaa'), 4, 4].entries()) {
        view.setUint32(entry - 12 + at * 4, value, true);
        view.setUint32(14 + at * 4, 0, true);
      }
      for (const at of [6, entry + 8]) view.setUint16(at, 8, true);
      expect(await refusal(bytes)).toEqual(['a.txt']);
    }
  });

  test('a size or a checksum that is a lie everywhere is found while unpacking', async () => {
    for (const [local, central] of [
      [22, 24],
      [14, 16],
    ] as const) {
      const lie = patched(one, ({ view, entry }) => {
        for (const at of [local, entry + central]) view.setUint32(at, 3, true);
      });
      const opened = await openPack(inMemory(lie));
      if (!opened.ok) throw new Error('refused');
      expect(await readWhole(opened.value, 'a.txt', 100)).toBeUndefined();
    }
  });
});

test('a pack is read where it lies, a block at a time, whatever its size', async () => {
  const bytes = zipSync({ 'large.bin': [new Uint8Array(8 * 1_048_576), { level: 0 }] });
  let most = 0;
  const source: ByteSource = {
    size: bytes.length,
    read: async (from, length) => {
      most = Math.max(most, length);
      return bytes.subarray(from, from + length);
    },
  };
  const opened = await openPack(source);
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  let given = 0;
  const isSound = await opened.value.stream('large.bin', (chunk) => {
    given += chunk.length;
  });
  expect([isSound, given]).toEqual([true, 8 * 1_048_576]);
  expect(most).toBeLessThanOrEqual(256 * 1024);
});
