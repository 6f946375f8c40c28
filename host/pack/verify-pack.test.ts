import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { renameEngagement } from '../../shared/engagement/edit-engagement';
import type { Engagement } from '../../shared/engagement/schema';
import { findingsOf } from '../../shared/pack/findings';
import { type Manifest, packPaths } from '../../shared/pack/manifest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { createDocumentRenderer } from '../workbench/render-document';
import { inMemory } from './byte-source';
import { makePack } from './make-pack';
import { openFolder } from './open-folder';
import { openPack } from './open-pack';
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
}, 180_000);

/** Those of another state of the same engagement, made once. */
let others: Promise<Record<string, Uint8Array>> | undefined;
const otherFiles = () => {
  others ??= make(renameEngagement(small(), { name: 'Other' })).then(({ bytes }) => unzipSync(bytes));
  return others;
};

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
async function verify(bytes: Uint8Array) {
  const opened = await openPack(inMemory(bytes));
  return opened.ok ? verifyPack(opened.value) : opened;
}
async function codes(bytes: Uint8Array): Promise<string[]> {
  const verified = await verify(bytes);
  const problems = verified.ok ? findingsOf(verified.value.check) : verified.problems;
  if (verified.ok) expect(verified.value.check.whole).toBe(problems.every(({ severity }) => severity === 'informs'));
  const told = problems.filter(({ code }) => code !== 'pack-packed-anew');
  return told.map(({ code, params }) => [code, params.path].filter(Boolean).join(' '));
}

describe('a pack that came back', () => {
  test('is whole and unchanged as it was made, with the seal on every page', { tags: ['long'] }, async () => {
    const verified = await verify(packed);
    if (!verified.ok) throw new Error(JSON.stringify(verified.problems));
    const { check } = verified.value;
    expect([check.whole, findingsOf(check)]).toEqual([true, []]);
    expect(check.form).toBe('as-made');
    const withPages = manifest().files.flatMap(({ path }) => (/\.(pdf|html|xlsx|txt)$/.test(path) ? [path] : []));
    expect(new Set(check.pages.map(({ path }) => path))).toEqual(new Set(withPages));
    expect(check.pages).toHaveLength(withPages.length);
    for (const { path, pages, sealed } of check.pages) expect([path, pages > 2, sealed]).toEqual([path, /\.(pdf|xlsx)$/.test(path), pages]);
    expect(await codes(zipped())).toEqual([]);
  });

  test('what is missing, changed or added is named', { tags: ['long'] }, async () => {
    const path = 'schemas/record.schema.json';
    expect(await codes(zipped({ [path]: undefined }))).toEqual([`pack-file-missing ${path}`]);
    expect(await codes(zipped({ [path]: strToU8('{}') }))).toEqual([`pack-file-changed ${path}`]);
    expect(await codes(zipped({ 'note.txt': strToU8('hello') }))).toEqual(['pack-file-added note.txt']);
    expect(await codes(zipped({ [path]: undefined, 'record FINAL.json': files[path] }))).toEqual(['pack-file-renamed record FINAL.json']);
    expect(await codes(zipped({ [packPaths.engagement]: undefined }))).toEqual(['pack-data-missing', `pack-file-missing ${packPaths.engagement}`]);
  });

  test('data that was only written otherwise keeps its seal; another word in it does not, even if the manifest goes along', { tags: ['long'] }, async () => {
    const data = JSON.parse(strFromU8(files[packPaths.engagement] ?? new Uint8Array()));
    const indented = strToU8(JSON.stringify(data, null, 2));
    expect(await codes(zipped({ [packPaths.engagement]: indented }))).toEqual([`pack-file-changed ${packPaths.engagement}`]);
    const other = json({ ...data, consultant: 'Somebody else' });
    expect(await codes(zipped({ [packPaths.engagement]: other, [packPaths.manifest]: lying(packPaths.engagement, other) }))).toEqual(['pack-seal-broken']);
  });

  test('another plan put beside the documents, hash and manifest with it, is said once and not document by document', { tags: ['long'] }, async () => {
    const other = await otherFiles();
    const data = other[packPaths.engagement] ?? new Uint8Array();
    const theirs = JSON.parse(strFromU8(other[packPaths.manifest] ?? new Uint8Array())) as Manifest;
    const listed = JSON.parse(strFromU8(lying(packPaths.engagement, data)));
    const swapped = json({ ...listed, engagement: theirs.engagement, seal: theirs.seal });
    expect(await codes(zipped({ [packPaths.engagement]: data, [packPaths.manifest]: swapped }))).toEqual(['pack-all-unsealed']);
  });

  test('a document of another state is found by its pages, even if the manifest goes along', { tags: ['long'] }, async () => {
    const other = await otherFiles();
    const path = 'gap-report.pdf';
    const content = other[path] ?? new Uint8Array();
    expect(await codes(zipped({ [path]: content, [packPaths.manifest]: lying(path, content) }))).toEqual([`pack-pages-unsealed ${path}`]);
    const junk = strToU8('%PDF-1.7\nnothing');
    expect(await codes(zipped({ [path]: junk, [packPaths.manifest]: lying(path, junk) }))).toEqual([`pack-pages-unreadable ${path}`]);
  });

  test('a sheet without the seal, a text of another state and a journey that is not that of the data are found, even if the manifest goes along', {
    tags: ['long'],
  }, async () => {
    const changed = (path: string, content: Uint8Array) => codes(zipped({ [path]: content, [packPaths.manifest]: lying(path, content) }));
    const workbook = unzipSync(files['field-map.xlsx'] ?? new Uint8Array());
    const sheet = strFromU8(workbook['xl/worksheets/sheet2.xml'] ?? new Uint8Array());
    const bare = zipSync({ ...workbook, 'xl/worksheets/sheet2.xml': strToU8(sheet.replace(/<oddFooter>.*<\/oddFooter>/, '')) });
    expect(bare.length).not.toBe(files['field-map.xlsx']?.length);
    expect(await changed('field-map.xlsx', bare)).toEqual(['pack-pages-unsealed field-map.xlsx']);
    expect(await changed('field-map.xlsx', strToU8('PK no workbook'))).toEqual(['pack-pages-unreadable field-map.xlsx']);
    expect(await changed('README.txt', strToU8('Trust me.'))).toEqual(['pack-pages-unsealed README.txt']);
    const path = 'journeys/back-in-stock.journey.json';
    const journey = JSON.parse(strFromU8(files[path] ?? new Uint8Array()));
    expect(await changed(path, json(journey))).toEqual([]);
    expect(await changed(path, json({ ...journey, status: 'published', key: 'other' }))).toEqual([`pack-journey-differs ${path}`]);
  });

  test('one that was packed anew in a folder is whole, and says so; what an operating system laid beside it is left out', { tags: ['long'] }, async () => {
    const anew = Object.fromEntries(Object.entries(files).map(([path, content]) => [`תיק/${path}`, content]));
    const junk = { '__MACOSX/תיק/._README.txt': strToU8('x'), 'תיק/.DS_Store': strToU8('x'), 'תיק/journeys/Thumbs.db': strToU8('x'), 'תיק/': new Uint8Array() };
    const verified = await verify(zipSync({ ...anew, ...junk }));
    if (!verified.ok) throw new Error(JSON.stringify(verified.problems));
    expect([verified.value.check.whole, verified.value.check.form]).toEqual([true, 'packed-anew']);
    expect(findingsOf(verified.value.check).map(({ code, params }) => [code, params.count])).toEqual([
      ['pack-packed-anew', undefined],
      ['pack-system-files', 3],
    ]);
    expect(await codes(zipSync({ ...anew, 'תיק/more.txt': strToU8('x') }))).toEqual(['pack-file-added more.txt']);
    // Beside the folder: then it is no pack in a folder.
    expect(await codes(zipSync({ ...anew, 'more.txt': strToU8('x') }))).toEqual(['pack-no-manifest']);
  });

  test('an unpacked folder is a pack as well; links in it are not followed', { tags: ['long'] }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'masa-folder-'));
    try {
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(join(folder, 'in', path, '..'), { recursive: true });
        writeFileSync(join(folder, 'in', path), content);
      }
      writeFileSync(join(folder, 'in', '.DS_Store'), 'x');
      const found = async () => {
        const opened = await openFolder(folder);
        const verified = opened.ok ? await verifyPack(opened.value) : opened;
        return verified.ok ? findingsOf(verified.value.check).map(({ code, params }) => `${code} ${params.path}`) : verified.problems.map(({ code }) => code);
      };
      expect(await found()).toEqual(['pack-system-files in/.DS_Store']);
      writeFileSync(join(folder, 'in', 'README.txt'), 'x');
      expect(await found()).toEqual(['pack-file-changed README.txt', 'pack-pages-unsealed README.txt', 'pack-system-files in/.DS_Store']);
      symlinkSync('/etc/passwd', join(folder, 'in', 'link.txt'));
      expect(await found()).toEqual(['pack-not-plain']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('a manifest that says something else than the data is contradicted', { tags: ['long'] }, async () => {
    const said = manifest();
    const lie = (change: Partial<Manifest>) => codes(zipped({ [packPaths.manifest]: json({ ...said, ...change }) }));
    expect(await lie({ engagement: { ...said.engagement, client: 'Another Ltd.', name: 'Another' } })).toEqual([
      'pack-contradiction-name',
      'pack-contradiction-client',
    ]);
    expect(await lie({ seal: { ...said.seal, printed: '0000 0000 0000' } })).toContain('pack-contradiction-printed');
    expect(await lie({ seal: { ...said.seal, hash: '0'.repeat(64), printed: '0000 0000 0000' } })).toContain('pack-seal-broken');
  });

  test('manifests that are none are refused', { tags: ['long'] }, async () => {
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

  test('a flipped byte is found, or it is one that no content hangs on', { tags: ['long'] }, async () => {
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
