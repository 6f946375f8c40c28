/** What a handoff pack says about itself: `manifest.json`, described in docs/formats/pack.md. */
import { z } from 'zod';
import { ulidSchema } from '../ids';
import { type Language, languageSchema } from '../text';

export const PACK_FORMAT = 'masa-pack';
export const PACK_VERSION = 1;

/** Paths of what is no document; `journey` is there where there are journeys. */
export const packPaths = {
  manifest: 'manifest.json',
  readme: 'README.txt',
  engagement: 'data/engagement.json',
  record: 'schemas/record.schema.json',
  journey: 'schemas/journey.schema.json',
} as const;
export const eventSchemaPath = (name: string): string => `schemas/events/${name}.schema.json`;

/** Files of a pack that are no documents of the list. */
export const packPartKinds = ['readme', 'engagement', 'record-schema', 'event-schema', 'journey-schema'] as const;
export type PackPartKind = (typeof packPartKinds)[number];

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);
/** Open: a later version of Masa makes kinds of documents that this one does not know. */
const kindSchema = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/);

/** What a file is about. `id`: of the engagement or journey; the name of the event on the wire; `record`. */
export const aboutSchema = z.object({
  kind: z.enum(['engagement', 'record', 'journey', 'event']),
  id: z.string().min(1).max(200),
  /** In the pack's first language. */
  name: z.string().max(1000),
});
export type About = z.infer<typeof aboutSchema>;

export const packFileSchema = z.object({
  path: z.string().min(1).max(300),
  kind: kindSchema,
  mediaType: z.string().min(1).max(150),
  bytes: z.number().int().nonnegative(),
  sha256: hashSchema,
  /** Absent: it says the same in every language. */
  language: languageSchema.optional(),
  about: aboutSchema,
});
export type PackFile = z.infer<typeof packFileSchema>;

export const manifestSchema = z.object({
  format: z.literal(PACK_FORMAT),
  formatVersion: z.literal(PACK_VERSION),
  engagement: z.object({
    id: ulidSchema,
    name: z.string().min(1).max(200),
    client: z.string().min(1).max(200),
    revision: z.number().int().nonnegative(),
    /** When it was changed last; the date on the documents. */
    updatedAt: z.iso.datetime(),
    formatVersion: z.number().int().positive(),
  }),
  /** Of what is in `data/engagement.json`; `printed` stands on every page. */
  seal: z.object({ algorithm: z.literal('sha-256'), hash: hashSchema, printed: z.string().min(1).max(100) }),
  /** Of the documents; README and schemas speak the first. */
  languages: z.array(languageSchema).min(1),
  madeBy: z.object({ name: z.literal('Masa'), version: z.string().min(1).max(60) }),
  /** Every file of the pack but the manifest itself, by path. */
  files: z.array(packFileSchema),
  /** Documents that could not be made, and why, as codes. */
  notMade: z.array(z.object({ path: z.string().min(1).max(300), kind: kindSchema, reasons: z.array(z.string().max(100)) })),
});
export type Manifest = z.infer<typeof manifestSchema>;

export type Languages = readonly [Language, ...Language[]];
