/**
 * A handoff pack out of documents that are made already: one zip with them, the engagement's data, schemas and a manifest.
 * The same engagement in the same languages by the same version of Masa gives the same bytes, wherever and whenever.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { type ZipOptions, type Zippable, zipSync } from 'fflate';
import { toCanonicalJson } from '../canonical-json';
import type { Catalogue } from '../catalogue/schema';
import { engagementContent, engagementHash, shortHash } from '../engagement/engagement-hash';
import type { Engagement } from '../engagement/schema';
import { createTranslate } from '../i18n/translator';
import type { Problem, Result } from '../problem';
import { problemsOfFile, type RenderedFile } from '../report';
import { type Language, textIn } from '../text';
import { type About, eventSchemaPath, type Languages, type Manifest, PACK_FORMAT, PACK_VERSION, type PackFile, packPaths } from './manifest';
import type { WantedDocument } from './pack-documents';
import { packReadme } from './pack-readme';
import { schemaSpeaker } from './schemas/attribute-schema';
import { eventSchemas } from './schemas/event-schemas';
import { journeyDefinitionSchema } from './schemas/journey-schema';
import { recordSchemaOf } from './schemas/record-schema';

export type MadeDocument = WantedDocument & { made: Result<Pick<RenderedFile, 'mime' | 'bytes' | 'problems'>> };

export type PackOrder = {
  engagement: Engagement;
  catalogue: Catalogue;
  languages: Languages;
  /** Of the app. */
  version: string;
  documents: readonly MadeDocument[];
};

export type SealedPack = {
  bytes: Uint8Array;
  manifest: Manifest;
  /** SHA-256 of the manifest, which has those of all files: names this very pack. */
  fingerprint: string;
  /** What stood in the way of documents that are not in it, and what is wrong in those that are, each once. */
  problems: Problem[];
};

type Entry = Omit<PackFile, 'bytes' | 'sha256'> & { content: Uint8Array };

const JSON_MIME = 'application/json';
const SCHEMA_MIME = 'application/schema+json';

/** Zips hold local times: a date made of local parts is written the same in every zone, and at noon no zone lacks it. */
const packTime = new Date(1980, 0, 1, 12);

export function sealPack(order: PackOrder): SealedPack {
  const { engagement, languages, version, documents } = order;
  const hash = engagementHash(engagement);
  const { id, name, client, revision, updatedAt, formatVersion } = engagement;
  const notMade = documents.flatMap(({ path, kind, made }) => (made.ok ? [] : [{ path, kind, reasons: [...new Set(made.problems.map(({ code }) => code))] }]));
  const head: Omit<Manifest, 'files' | 'notMade'> = {
    format: PACK_FORMAT,
    formatVersion: PACK_VERSION,
    engagement: { id, name, client: client.name, revision, updatedAt, formatVersion },
    seal: { algorithm: 'sha-256', hash, printed: shortHash(hash) },
    languages: [...languages],
    madeBy: { name: 'Masa', version },
  };
  const entries = [...documentEntries(order), ...dataEntries(order)].sort((a, b) => (a.path < b.path ? -1 : 1));
  const readme: Entry = {
    path: packPaths.readme,
    kind: 'readme',
    mediaType: 'text/plain; charset=utf-8',
    about: aboutEngagement(engagement),
    content: utf8ToBytes(packReadme({ ...head, timeZone: client.timeZone, notMade, paths: entries.map(({ path }) => path) })),
  };
  const files = [readme, ...entries].map(({ content, ...file }): PackFile => ({ ...file, bytes: content.length, sha256: hashOf(content) }));
  const manifest: Manifest = { ...head, files, notMade };
  const manifestBytes = utf8ToBytes(prettyJson(manifest));
  const zippable: Zippable = { [packPaths.manifest]: [manifestBytes, optionsFor(JSON_MIME)] };
  for (const { path, mediaType, content } of [readme, ...entries]) zippable[path] = [content, optionsFor(mediaType)];
  return {
    bytes: zipSync(zippable),
    manifest,
    fingerprint: hashOf(manifestBytes),
    problems: [...new Map(documents.flatMap(({ made }) => problemsOfFile(made)).map((one) => [toCanonicalJson(one), one])).values()],
  };
}

export function hashOf(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

function documentEntries({ engagement, documents, languages }: PackOrder): Entry[] {
  return documents.flatMap(({ path, kind, journey, language, made }) =>
    made.ok
      ? [
          {
            path,
            kind,
            mediaType: made.value.mime,
            ...(language && { language }),
            about: aboutJourney(engagement, journey, languages[0]),
            content: made.value.bytes,
          },
        ]
      : [],
  );
}

/** What programs read: the data the seal is taken over, and schemas of what is to be sent. */
function dataEntries({ engagement, catalogue, languages: [language] }: PackOrder): Entry[] {
  const speaker = schemaSpeaker(createTranslate(language), language);
  const record = recordSchemaOf(engagement, speaker);
  const schema = (path: string, kind: Entry['kind'], about: About, value: unknown): Entry => ({
    ...{ path, kind, mediaType: SCHEMA_MIME, language, about },
    content: utf8ToBytes(prettyJson(value)),
  });
  return [
    // Nothing before or behind it, so that any tool that takes a SHA-256 of the file gets the seal.
    {
      path: packPaths.engagement,
      kind: 'engagement',
      mediaType: JSON_MIME,
      about: aboutEngagement(engagement),
      content: utf8ToBytes(engagementContent(engagement)),
    },
    schema(packPaths.record, 'record-schema', { kind: 'record', id: 'record', name: String(record.title) }, record),
    ...(engagement.journeys.length > 0 ? [schema(packPaths.journey, 'journey-schema', aboutEngagement(engagement), journeyDefinitionSchema())] : []),
    ...eventSchemas(engagement, catalogue, speaker).map((event) =>
      schema(eventSchemaPath(event.name), 'event-schema', { kind: 'event', id: event.name, name: event.label }, event.schema),
    ),
  ];
}

function aboutEngagement({ id, name }: Engagement): About {
  return { kind: 'engagement', id, name };
}

function aboutJourney(engagement: Engagement, id: string | undefined, language: Language): About {
  const journey = engagement.journeys.find((one) => one.id === id);
  if (!journey) return aboutEngagement(engagement);
  return { kind: 'journey', id: journey.id, name: textIn(journey.name, language) || journey.key };
}

/** PDFs and workbooks are packed already. */
function optionsFor(mediaType: string): ZipOptions {
  return { level: /json|^text\//.test(mediaType) ? 6 : 0, mtime: packTime };
}

function prettyJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
