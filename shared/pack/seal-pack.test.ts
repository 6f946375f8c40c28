import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { documentHistory } from '../../tests/document-history';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { documentKinds } from '../documents/kinds';
import { engagementHash } from '../engagement/engagement-hash';
import type { Engagement } from '../engagement/schema';
import { ok, problem, refuse } from '../problem';
import { type Languages, manifestSchema, packPaths } from './manifest';
import { inOneOrder } from './one-order';
import { documentsIn } from './pack-documents';
import { packName } from './pack-name';
import { beginPack, type MadeDocument, type SealedPack } from './seal-pack';
import { joinBytes } from './zip-writer';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const catalogue = shippedCatalogue();

/** Documents as bytes that say which they are: drawing them is another's work. */
function seal(engagement: Engagement, languages: Languages = ['he'], failing = ''): SealedPack {
  const documents = documentsIn(languages, engagement).map((one): MadeDocument => {
    const mime = one.path.endsWith('.json') ? 'application/json' : 'application/pdf';
    const bytes = new TextEncoder().encode(`${one.kind} ${one.language ?? ''} ${one.journey ?? ''}`);
    return {
      ...one,
      made:
        one.path === failing
          ? refuse('message-unknown')
          : ok({ mime, bytes, problems: [problem('warns', 'client-logo-unreadable', ['documents', 'clientLogo'])] }),
    };
  });
  const sealing = beginPack({ engagement, catalogue, languages, version: '9.9.9' });
  const pieces = documents.flatMap((document) => sealing.add(document) ?? []);
  const { bytes, ...seal } = sealing.finish();
  return { ...seal, bytes: joinBytes([...pieces, ...bytes]) };
}

/** The same value with the keys of every object in another order. */
function shuffled<T>(value: T): T {
  if (Array.isArray(value)) return value.map(shuffled) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]) => [key, shuffled(item)])
      .reverse(),
  ) as T;
}

describe('a sealed pack', () => {
  test('the manifest lists every other file with its size and SHA-256, and what it is about', () => {
    const engagement = mappedEngagement();
    const { bytes, manifest, fingerprint } = seal(engagement, ['he', 'en']);
    const files = unzipSync(bytes);
    const written = manifestSchema.parse(JSON.parse(strFromU8(files[packPaths.manifest] ?? new Uint8Array())));
    expect(written).toEqual(manifest);
    expect(fingerprint).toBe(sha256(files[packPaths.manifest] ?? new Uint8Array()));
    expect(manifest.files.map(({ path }) => path).sort()).toEqual(
      Object.keys(files)
        .filter((path) => path !== packPaths.manifest)
        .sort(),
    );
    for (const file of manifest.files) {
      const content = files[file.path] ?? new Uint8Array();
      expect([file.path, file.bytes, file.sha256]).toEqual([file.path, content.length, sha256(content)]);
    }
    const brief = manifest.files.find(({ path }) => path === 'en/journeys/cart-abandonment.brief.pdf');
    expect(brief).toMatchObject({ kind: 'journey-brief', language: 'en', mediaType: 'application/pdf', about: { kind: 'journey' } });
    expect(manifest.files.filter(({ path }) => path.endsWith('cart-abandonment.journey.json'))).toHaveLength(1);
  });

  test('any tool that takes a SHA-256 of the data gets the seal', () => {
    const engagement = mappedEngagement();
    const { bytes, manifest } = seal(engagement);
    const data = unzipSync(bytes)[packPaths.engagement] ?? new Uint8Array();
    expect(sha256(data)).toBe(engagementHash(engagement));
    expect(manifest.seal).toEqual({
      algorithm: 'sha-256',
      hash: sha256(data),
      printed: sha256(data)
        .slice(0, 12)
        .replace(/(.{4})(?=.)/g, '$1 '),
    });
  });

  test('the same engagement gives the same bytes, in whatever order its keys came, wherever it is made', { tags: ['long'] }, () => {
    const zone = process.env.TZ;
    try {
      for (const engagement of documentHistory().slice(0, 4)) {
        const first = seal(inOneOrder(engagement), ['fa', 'he']);
        for (const place of ['Asia/Tehran', 'America/St_Johns', 'Pacific/Apia']) {
          process.env.TZ = place;
          expect(Buffer.from(seal(inOneOrder(shuffled(engagement)), ['fa', 'he']).bytes).equals(first.bytes), place).toBe(true);
        }
      }
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  test('saving again changes the revision and not the seal; a changed word changes it', { tags: ['long'] }, () => {
    const engagement = mappedEngagement();
    const later = { ...engagement, revision: engagement.revision + 4, updatedAt: '2026-05-05T05:05:05.000Z' };
    const [first, second, other] = [engagement, later, { ...engagement, name: 'Other' }].map((one) => seal(one).manifest);
    expect(second?.seal).toEqual(first?.seal);
    expect(second?.engagement.revision).toBe(engagement.revision + 4);
    expect(other?.seal).not.toEqual(first?.seal);
  });

  test('what could not be made is said in the manifest and in the README', () => {
    const engagement = mappedEngagement();
    const path = 'journeys/cart-abandonment.deployment.json';
    const { bytes, manifest, problems } = seal(engagement, ['he'], path);
    expect(manifest.notMade).toEqual([{ path, kind: 'deployment-json', reasons: ['message-unknown'] }]);
    expect(manifest.files.some((file) => file.path === path)).toBe(false);
    expect(strFromU8(unzipSync(bytes)[packPaths.readme] ?? new Uint8Array())).toContain(path);
    // What is wrong in all of them is said once.
    expect(problems.map(({ code }) => code).sort()).toEqual(['client-logo-unreadable', 'message-unknown']);
  });

  test('no document of the list has a path that the pack itself uses, in one language or in several', () => {
    const engagement = mappedEngagement();
    for (const languages of [['he'], ['en', 'he', 'fa']] as const) {
      const paths = documentsIn(languages, engagement).map(({ path }) => path);
      expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
      expect(paths.filter((path) => /^(data|schemas)\/|^(manifest\.json|README\.txt)$/i.test(path))).toEqual([]);
    }
    expect(new Set(documentsIn(['he'], engagement).map(({ kind }) => kind))).toEqual(new Set(documentKinds));
  });

  test('README speaks every language of the pack', () => {
    const { bytes } = seal(mappedEngagement(), ['fa', 'he', 'en']);
    const text = strFromU8(unzipSync(bytes)[packPaths.readme] ?? new Uint8Array());
    for (const words of ['Handoff pack for', 'תיק מסירה', 'بسته تحویل']) expect(text).toContain(words);
    expect(text).not.toMatch(/pack\.readme|[\u2066-\u2069]/);
  });
});

test('a pack is named after client and state, with a name every system takes', () => {
  const client = { country: 'IL', timeZone: 'UTC', currency: 'ILS' };
  expect(packName({ client: { ...client, name: 'כרמלון "בית" / גן' } }, 'abcdef0123456789')).toBe('pack-כרמלון-בית-גן-abcdef01.zip');
  expect(packName({ client: { ...client, name: '!!!' } }, 'abcdef0123456789')).toBe('pack-client-abcdef01.zip');
});
