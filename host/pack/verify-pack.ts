/** Is a pack whole and unchanged, and does the seal hold? */
import { createHash } from 'node:crypto';
import { engagementContent, shortHash } from '../../shared/engagement/engagement-hash';
import { parseJsonText } from '../../shared/engagement/json-text';
import type { CheckedFile, CheckedPages, PackCheck } from '../../shared/pack/check';
import { type Manifest, manifestSchema, PACK_FORMAT, PACK_VERSION, type PackFile, packPaths } from '../../shared/pack/manifest';
import { ok, type Result, refuse } from '../../shared/problem';
import { type OpenPack, openPack } from './open-pack';
import { packLimits } from './pack-limits';
import { textOfPages } from './pdf-pages';

/** `engagement`: the data, as far as it is JSON, with what the manifest says of when it was saved; `hashes` by path, of what is there now. */
export type VerifiedPack = { check: PackCheck; hashes: ReadonlyMap<string, string>; engagement: Record<string, unknown> | undefined };
export type VerifyOptions = { onProgress?: (progress: { file: string; share: number }) => void };

/** Fails as `openPack` does, or with `pack-no-manifest`, `pack-manifest-broken`, `pack-newer`. */
export async function verifyPack(bytes: Uint8Array, { onProgress }: VerifyOptions = {}): Promise<Result<VerifiedPack>> {
  const opened = openPack(bytes);
  if (!opened.ok) return opened;
  const pack = opened.value;
  const read = await readManifest(pack);
  if (!read.ok) return read;
  const { manifest, fingerprint } = read.value;

  const listed = new Map(manifest.files.map((file) => [file.path, file]));
  const there = pack.paths.filter((path) => path !== packPaths.manifest);
  const hashes = new Map<string, string>();
  const files: CheckedFile[] = [];
  const pages: CheckedPages[] = [];
  let data: Record<string, unknown> | undefined;
  for (const [index, path] of there.entries()) {
    onProgress?.({ file: path, share: index / there.length });
    const file = listed.get(path);
    const content = await pack.read(path, packLimits.unpackedBytes);
    const hash = content && createHash('sha256').update(content).digest('hex');
    if (hash) hashes.set(path, hash);
    if (!file) files.push({ path, state: 'added' });
    else {
      const isSame = content !== undefined && content.length === file.bytes && hash === file.sha256;
      files.push({ path, state: isSame ? 'same' : 'changed', kind: file.kind, about: file.about });
      if (content && isPrinted(file.mediaType)) pages.push(sealedPages(file, content, manifest.seal.hash));
    }
    if (path === packPaths.engagement && content) data = dataIn(content);
  }
  for (const { path, kind, about } of manifest.files) if (!there.includes(path)) files.push({ path, state: 'missing', kind, about });
  files.sort((a, b) => (a.path < b.path ? -1 : 1));

  const hash = data && contentHash(data);
  const { files: _, ...head } = manifest;
  const seal = { manifest: manifest.seal.hash, data: hash ?? null, holds: hash === manifest.seal.hash };
  const contradictions = contradictionsIn(manifest, data);
  const whole = files.every(({ state }) => state === 'same') && seal.holds && contradictions.length === 0 && pages.every(({ state }) => state === 'sealed');
  const { revision, updatedAt } = manifest.engagement;
  const check: PackCheck = { whole, manifest: head, fingerprint, files, seal, contradictions, pages };
  return ok({ check, hashes, engagement: data && { ...data, revision, updatedAt } });
}

async function readManifest(pack: OpenPack): Promise<Result<{ manifest: Manifest; fingerprint: string }>> {
  if (!pack.paths.includes(packPaths.manifest)) return refuse('pack-no-manifest');
  const bytes = await pack.read(packPaths.manifest, packLimits.manifestBytes);
  const json = bytes && parseJsonText(new TextDecoder().decode(bytes));
  if (!bytes || !json?.ok || typeof json.value !== 'object' || json.value === null) return refuse('pack-manifest-broken');
  const { format, formatVersion } = json.value as Partial<Manifest>;
  if (format !== PACK_FORMAT) return refuse('pack-manifest-broken');
  if (typeof formatVersion === 'number' && formatVersion > PACK_VERSION) return refuse('pack-newer', { version: formatVersion, known: PACK_VERSION });
  const parsed = manifestSchema.safeParse(json.value);
  const paths = parsed.data?.files.map(({ path }) => path) ?? [];
  if (!parsed.success || new Set(paths).size < paths.length || paths.includes(packPaths.manifest)) return refuse('pack-manifest-broken');
  return ok({ manifest: parsed.data, fingerprint: createHash('sha256').update(bytes).digest('hex') });
}

function dataIn(content: Uint8Array): Record<string, unknown> | undefined {
  const json = parseJsonText(new TextDecoder().decode(content));
  return json.ok && typeof json.value === 'object' && json.value !== null && !Array.isArray(json.value) ? { ...json.value } : undefined;
}

/**
 * Of the data as it is written, whatever version of the format it is in: a later Masa brings it up to date when it opens it, and
 * would get another hash.
 */
function contentHash(data: Record<string, unknown>): string {
  return createHash('sha256')
    .update(engagementContent({ revision: 0, updatedAt: '', ...data }), 'utf8')
    .digest('hex');
}

function contradictionsIn({ engagement, seal }: Manifest, data: Record<string, unknown> | undefined): PackCheck['contradictions'] {
  const client = (data?.client as { name?: unknown } | undefined)?.name;
  const differs = data && {
    id: data.id !== engagement.id,
    name: data.name !== engagement.name,
    client: client !== engagement.client,
    'format-version': data.formatVersion !== engagement.formatVersion,
  };
  const facts = (['id', 'name', 'client', 'format-version'] as const).filter((fact) => differs?.[fact]);
  return [...facts, ...(seal.printed === shortHash(seal.hash) ? [] : (['printed'] as const))];
}

/** What carries the seal for people to see: pages to print, and the page for a browser that says the same. */
function isPrinted(mediaType: string): boolean {
  return mediaType === 'application/pdf' || mediaType === 'text/html';
}

function sealedPages({ path, mediaType }: PackFile, content: Uint8Array, hash: string): CheckedPages {
  const texts = mediaType === 'text/html' ? [textOfHtml(content)] : content.length <= packLimits.pdfBytes ? textOfPages(content) : undefined;
  if (!texts || texts.length === 0) return { path, state: 'unreadable', pages: 0, sealed: 0 };
  const printed = shortHash(hash).replaceAll(' ', '');
  const sealed = texts.filter((text) => text.includes(printed)).length;
  return { path, state: sealed === texts.length ? 'sealed' : 'not-sealed', pages: texts.length, sealed };
}

/** Enough to find the seal: what stands between the tags, without blanks. */
function textOfHtml(content: Uint8Array): string {
  return new TextDecoder().decode(content).replace(/<[^>]*>|\s/g, '');
}
