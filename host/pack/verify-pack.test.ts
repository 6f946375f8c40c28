import { createHash } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { renameEngagement } from '../../shared/engagement/edit-engagement';
import type { Engagement } from '../../shared/engagement/schema';
import { findingsOf } from '../../shared/pack/findings';
import { type Manifest, packPaths } from '../../shared/pack/manifest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { createDocumentRenderer } from '../workbench/render-document';
import { makePack } from './make-pack';
import { openPack } from './open-pack';
import { packLimits } from './pack-limits';
import { verifyPack } from './verify-pack';

const draw = createDocumentRenderer(join(import.meta.dirname, '..', '..', 'assets'));
const catalogue = shippedCatalogue();
const make = (engagement: Engagement) => makePack({ engagement, catalogue, languages: ['he'], version: '1.0.0', draw });
function small(): Engagement {
  const engagement = mappedEngagement();
  return { ...engagement, journeys: engagement.journeys.filter(({ key }) => key === 'back-in-stock') };
}

let packed = new Uint8Array();
let files: Record<string, Uint8Array> = {};
beforeAll(async () => {
  packed = new Uint8Array((await make(small())).bytes);
  files = unzipSync(packed);
}, 60_000);

/** The pack with some files otherwise; undefined: gone. */
const zipped = (changes: Record<string, Uint8Array | undefined> = {}) => {
  const all = Object.entries({ ...files, ...changes }).flatMap(([path, content]) => (content ? [[path, content] as const] : []));
  return zipSync(Object.fromEntries(all), { level: 1 });
};
const manifest = () => JSON.parse(strFromU8(files[packPaths.manifest] ?? new Uint8Array())) as Manifest;
const json = (value: unknown) => strToU8(JSON.stringify(value));
/** With the size and hash of this content instead of those it was made with. */
function lying(path: string, content: Uint8Array): Uint8Array {
  const said = manifest();
  const sha256 = createHash('sha256').update(content).digest('hex');
  return json({ ...said, files: said.files.map((file) => (file.path === path ? { ...file, bytes: content.length, sha256 } : file)) });
}
async function codes(bytes: Uint8Array): Promise<string[]> {
  const verified = await verifyPack(bytes);
  const problems = verified.ok ? findingsOf(verified.value.check) : verified.problems;
  if (verified.ok) expect(verified.value.check.whole).toBe(problems.every(({ severity }) => severity === 'informs'));
  return problems.map(({ code, params }) => [code, params.path].filter(Boolean).join(' '));
}

describe('a pack that came back', () => {
  test('is whole and unchanged as it was made, with the seal on every page', async () => {
    const verified = await verifyPack(packed);
    if (!verified.ok) throw new Error(JSON.stringify(verified.problems));
    const { check } = verified.value;
    expect([check.whole, findingsOf(check)]).toEqual([true, []]);
    expect(check.pages.map(({ path }) => path)).toEqual(manifest().files.flatMap(({ path }) => (/\.(pdf|html)$/.test(path) ? [path] : [])));
    for (const { path, pages, sealed } of check.pages) expect([path, pages > 2, sealed]).toEqual([path, path.endsWith('.pdf'), pages]);
    expect(await codes(zipped())).toEqual([]);
  });

  test('what is missing, changed or added is named', async () => {
    const path = 'schemas/record.schema.json';
    expect(await codes(zipped({ [path]: undefined }))).toEqual([`pack-file-missing ${path}`]);
    expect(await codes(zipped({ [path]: strToU8('{}') }))).toEqual([`pack-file-changed ${path}`]);
    expect(await codes(zipped({ 'note.txt': strToU8('hello') }))).toEqual(['pack-file-added note.txt']);
    expect(await codes(zipped({ [packPaths.engagement]: undefined }))).toEqual(['pack-data-missing', `pack-file-missing ${packPaths.engagement}`]);
  });

  test('data that was only written otherwise keeps its seal; another word in it does not, even if the manifest goes along', async () => {
    const data = JSON.parse(strFromU8(files[packPaths.engagement] ?? new Uint8Array()));
    const indented = strToU8(JSON.stringify(data, null, 2));
    expect(await codes(zipped({ [packPaths.engagement]: indented }))).toEqual([`pack-file-changed ${packPaths.engagement}`]);
    const other = json({ ...data, consultant: 'Somebody else' });
    expect(await codes(zipped({ [packPaths.engagement]: other, [packPaths.manifest]: lying(packPaths.engagement, other) }))).toEqual(['pack-seal-broken']);
  });

  test('a document of another state is found by its pages, even if the manifest goes along', async () => {
    const other = unzipSync((await make(renameEngagement(small(), { name: 'Other' }))).bytes);
    const path = 'gap-report.pdf';
    const content = other[path] ?? new Uint8Array();
    expect(await codes(zipped({ [path]: content, [packPaths.manifest]: lying(path, content) }))).toEqual([`pack-pages-unsealed ${path}`]);
    const junk = strToU8('%PDF-1.7\nnothing');
    expect(await codes(zipped({ [path]: junk, [packPaths.manifest]: lying(path, junk) }))).toEqual([`pack-pages-unreadable ${path}`]);
  });

  test('a manifest that says something else than the data is contradicted', async () => {
    const said = manifest();
    const lie = (change: Partial<Manifest>) => codes(zipped({ [packPaths.manifest]: json({ ...said, ...change }) }));
    expect(await lie({ engagement: { ...said.engagement, client: 'Another Ltd.', name: 'Another' } })).toEqual([
      'pack-contradiction-name',
      'pack-contradiction-client',
    ]);
    expect(await lie({ seal: { ...said.seal, printed: '0000 0000 0000' } })).toContain('pack-contradiction-printed');
    expect(await lie({ seal: { ...said.seal, hash: '0'.repeat(64), printed: '0000 0000 0000' } })).toContain('pack-seal-broken');
  });

  test('manifests that are none are refused', async () => {
    const said = manifest();
    const [first] = said.files;
    const refused = (value: unknown) => codes(zipped({ [packPaths.manifest]: json(value) }));
    expect(await codes(zipped({ [packPaths.manifest]: undefined }))).toEqual(['pack-no-manifest']);
    expect(await codes(zipped({ [packPaths.manifest]: strToU8('{') }))).toEqual(['pack-manifest-broken']);
    expect(await refused({ ...said, formatVersion: 2 })).toEqual(['pack-newer']);
    expect(await refused({ ...said, files: [first, first] })).toEqual(['pack-manifest-broken']);
    expect(await refused({ ...said, files: 'all' })).toEqual(['pack-manifest-broken']);
    expect(await refused([])).toEqual(['pack-manifest-broken']);
    expect(await codes(zipped({ [packPaths.manifest]: strToU8('['.repeat(100_000)) }))).toEqual(['pack-manifest-broken']);
  });

  test('a flipped byte is found, or it is one that no content hangs on', async () => {
    const contents = (bytes: Uint8Array) =>
      JSON.stringify(Object.entries(unzipSync(bytes)).map(([path, content]) => [path, createHash('sha256').update(content).digest('hex')]));
    const original = contents(packed);
    const seen = { found: 0, harmless: 0 };
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: packed.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const flipped = packed.slice();
        flipped[at] = (flipped[at] ?? 0) ^ by;
        if ((await codes(flipped)).length > 0) seen.found++;
        else {
          seen.harmless++;
          expect(contents(flipped)).toBe(original);
        }
      }),
      { numRuns: 40 },
    );
    expect(seen.found).toBeGreaterThan(25);
  });
});

describe('hostile archives are refused before anything is unpacked', () => {
  const refusal = async (bytes: Uint8Array) => {
    const opened = openPack(bytes);
    return opened.ok ? opened.value.paths : opened.problems.map(({ code }) => code);
  };
  /** The first central entry and the end record of an archive of ours. */
  const places = (bytes: Uint8Array) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const end = bytes.length - 22;
    return { view, end, entry: view.getUint32(end + 16, true) };
  };
  const patched = (parts: Zippable, patch: (at: ReturnType<typeof places>, bytes: Uint8Array) => void) => {
    const bytes = zipSync(parts);
    patch(places(bytes), bytes);
    return bytes;
  };
  const one = { 'a.txt': strToU8('hello hello hello') };

  test.each(['../evil.txt', 'a/../../evil', '/etc/passwd', 'C:/evil', 'a\\b', 'a//b', './a', 'a/.', 'con.', 'a\u0000b', 'a\u202etxt.exe', 'x'.repeat(301)])(
    'the name %j',
    async (name) => {
      expect(await refusal(zipSync({ [name]: strToU8('x') }))).toEqual(['pack-unsafe-name']);
    },
  );

  test('a name that is no UTF-8', async () => {
    const broken = patched(one, ({ entry }, bytes) => bytes.set([0xff, 0xfe], entry + 46));
    expect(await refusal(broken)).toEqual(['pack-unsafe-name']);
  });

  test('names that are the same on some systems', async () => {
    expect(await refusal(zipSync({ 'a.txt': strToU8('1'), 'A.TXT': strToU8('2') }))).toEqual(['pack-duplicate-name']);
    expect(await refusal(zipSync({ 'é.txt': strToU8('1'), 'e\u0301.txt': strToU8('2') }))).toEqual(['pack-duplicate-name']);
  });

  test('links, encryption, zip64, another name in front of the content', async () => {
    expect(await refusal(zipSync({ 'a.txt': [strToU8('/etc/passwd'), { os: 3, attrs: 0o120777 << 16 }] }))).toEqual(['pack-not-plain']);
    expect(await refusal(patched(one, ({ view, entry }) => view.setUint16(entry + 8, 1, true)))).toEqual(['pack-encrypted']);
    expect(await refusal(patched(one, ({ view, entry }) => view.setUint32(entry + 24, 0xffffffff, true)))).toEqual(['pack-zip64']);
    expect(await refusal(patched(one, ({ view, end }) => view.setUint16(end + 10, 0xffff, true)))).toEqual(['pack-zip64']);
    expect(await refusal(patched(one, (_, bytes) => bytes.set(strToU8('b'), 30)))).toEqual(['pack-damaged']);
  });

  test('bombs: what unpacks to more than it may, and contents that share bytes', async () => {
    expect(await refusal(zipSync({ 'zeros.bin': new Uint8Array(64 * 1_048_576) }))).toEqual(['pack-bomb']);
    const ten = patched(one, ({ view, entry }) => view.setUint32(entry + 24, 0xfffffffe, true));
    expect(await refusal(ten)).toEqual(['pack-bomb']);
    const shared = patched({ 'a.txt': strToU8('aaaa'), 'b.txt': strToU8('bbbb') }, ({ view, entry }, bytes) => {
      const second = entry + 46 + 5;
      view.setUint32(second + 42, 0, true);
      bytes.set(strToU8('a'), second + 46);
    });
    expect(['pack-bomb', 'pack-duplicate-name']).toContain((await refusal(shared))[0]);
  });

  test('a size that is a lie is found while unpacking', async () => {
    const lie = patched({ 'a.txt': strToU8('hello hello hello') }, ({ view, entry }) => view.setUint32(entry + 24, 3, true));
    const opened = openPack(lie);
    if (!opened.ok) throw new Error('refused');
    expect(await opened.value.read('a.txt', 100)).toBeUndefined();
  });

  test('no zip, an empty one, one that is cut off at any place, more entries than there may be', async () => {
    expect(await refusal(strToU8('%PDF-1.7'))).toEqual(['pack-not-a-zip']);
    expect(await refusal(new Uint8Array())).toEqual(['pack-not-a-zip']);
    expect(await codes(zipSync({}))).toEqual(['pack-no-manifest']);
    const whole = zipSync(one);
    for (let length = 4; length < whole.length; length++) expect((await refusal(whole.slice(0, length)))[0]).toMatch(/^pack-(cut-off|damaged)$/);
    const many = Object.fromEntries(Array.from({ length: packLimits.files + 1 }, (_, n) => [`${n}`, new Uint8Array()]));
    expect(await refusal(zipSync(many, { level: 0 }))).toEqual(['pack-too-many-files']);
    // Something in front of or behind the archive, as of two files in one.
    expect((await refusal(new Uint8Array([...strToU8('PK\x03\x04'), ...whole])))[0]).toBe('pack-damaged');
    expect((await refusal(new Uint8Array([...whole, 1, 2, 3])))[0]).toBe('pack-cut-off');
  });

  test('folders written as entries are no files', async () => {
    expect(await refusal(zipSync({ 'a/': new Uint8Array(), 'a/b.txt': strToU8('x') }))).toEqual(['a/b.txt']);
  });
});
