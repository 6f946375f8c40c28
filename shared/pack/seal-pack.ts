/**
 * A handoff pack out of documents that are made already: one zip with them, the engagement's data, schemas and a manifest.
 * The same engagement in the same languages by the same version of Masa gives the same bytes, wherever and whenever.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { ZipOptions } from 'fflate';
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
import { createZipWriter } from './zip-writer';

export type MadeDocument = WantedDocument & { made: Result<Pick<RenderedFile, 'mime' | 'bytes' | 'problems'>> };

export type PackOrder = {
  engagement: Engagement;
  catalogue: Catalogue;
  languages: Languages;
  /** Of the app. */
  version: string;
};

export type Seal = {
  manifest: Manifest;
  /** SHA-256 of the manifest, which has those of all files: names this very pack. */
  fingerprint: string;
  /** What stood in the way of documents that are not in it, and what is wrong in those that are, each once. */
  problems: Problem[];
};
export type SealedPack = Seal & { bytes: Uint8Array };

/** Gives the zip's bytes one piece after the other, so that no pack has to be in memory as a whole. */
export type PackSealing = {
  /** In the order of `documentsIn`. One that could not be made gives no bytes. */
  add(document: MadeDocument): Uint8Array | undefined;
  /** Data, schemas, README, and the manifest that seals them. */
  finish(): Seal & { bytes: Uint8Array[] };
};

type Entry = Omit<PackFile, 'bytes' | 'sha256'> & { content: Uint8Array };

const JSON_MIME = 'application/json';
const SCHEMA_MIME = 'application/schema+json';

/** Zips hold local times: a date made of local parts is written the same in every zone, and at noon no zone lacks it. */
const packTime = new Date(1980, 0, 1, 12);

export function beginPack(order: PackOrder): PackSealing {
  const { engagement, languages, version } = order;
  const zip = createZipWriter();
  const files: PackFile[] = [];
  const notMade: Manifest['notMade'] = [];
  const problems = new Map<string, Problem>();

  function write({ content, ...file }: Entry): Uint8Array {
    files.push({ ...file, bytes: content.length, sha256: hashOf(content) });
    return zip.add(file.path, content, optionsFor(file.mediaType));
  }

  return {
    add(document) {
      const { path, kind, made } = document;
      for (const problem of problemsOfFile(made)) problems.set(toCanonicalJson(problem), problem);
      if (made.ok) return write(documentEntry(document, made.value, order));
      notMade.push({ path, kind, reasons: [...new Set(made.problems.map(({ code }) => code))] });
      return undefined;
    },
    finish() {
      const hash = engagementHash(engagement);
      const { id, name, client, revision, updatedAt, formatVersion } = engagement;
      const head: Omit<Manifest, 'files' | 'notMade'> = {
        format: PACK_FORMAT,
        formatVersion: PACK_VERSION,
        engagement: { id, name, client: client.name, revision, updatedAt, formatVersion },
        seal: { algorithm: 'sha-256', hash, printed: shortHash(hash) },
        languages: [...languages],
        madeBy: { name: 'Masa', version },
      };
      const data = dataEntries(order).map(write);
      const paths = files.map(({ path }) => path);
      const readme = write({
        path: packPaths.readme,
        kind: 'readme',
        mediaType: 'text/plain; charset=utf-8',
        about: aboutEngagement(engagement),
        content: utf8ToBytes(packReadme({ ...head, timeZone: client.timeZone, notMade, paths })),
      });
      const manifest: Manifest = { ...head, files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), notMade };
      const manifestBytes = utf8ToBytes(prettyJson(manifest));
      const bytes = [...data, readme, zip.add(packPaths.manifest, manifestBytes, optionsFor(JSON_MIME)), zip.end()];
      return { bytes, manifest, fingerprint: hashOf(manifestBytes), problems: [...problems.values()] };
    },
  };
}

export function hashOf(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

function documentEntry({ path, kind, journey, language }: MadeDocument, { mime, bytes }: Pick<RenderedFile, 'mime' | 'bytes'>, order: PackOrder): Entry {
  return { path, kind, mediaType: mime, ...(language && { language }), about: aboutJourney(order.engagement, journey, order.languages[0]), content: bytes };
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
