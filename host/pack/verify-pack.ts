/** Is a pack whole and unchanged, and does the seal hold? */
import { createHash } from 'node:crypto';
import { toCanonicalJson } from '../../shared/canonical-json';
import { engagementContent, shortHash } from '../../shared/engagement/engagement-hash';
import { parseJsonText } from '../../shared/engagement/json-text';
import type { CheckedFile, CheckedPages, PackCheck } from '../../shared/pack/check';
import { type Manifest, manifestSchema, PACK_FORMAT, PACK_VERSION, packPaths } from '../../shared/pack/manifest';
import { ok, type Result, refuse } from '../../shared/problem';
import { createWhole, type OpenPack, readWhole } from './open-pack';
import { packLimits } from './pack-limits';
import { isPrinted, sealedPages } from './sealed-text';

/** `engagement`: the data, as far as it is JSON, with what the manifest says of when it was saved; `hashes` by path, of what is there now. */
export type VerifiedPack = { check: PackCheck; hashes: ReadonlyMap<string, string>; engagement: Record<string, unknown> | undefined };
export type VerifyOptions = { onProgress?: (progress: { file: string; share: number }) => void };

/**
 * Files are summed up piece by piece; only what is read back (pages, sheets, data) is in memory as a whole, one at a time.
 * Fails with `pack-no-manifest`, `pack-manifest-broken`, `pack-newer`.
 */
export async function verifyPack(pack: OpenPack, { onProgress }: VerifyOptions = {}): Promise<Result<VerifiedPack>> {
  const read = await readManifest(pack);
  if (!read.ok) return read;
  const { manifest, fingerprint } = read.value;

  const listed = new Map(manifest.files.map((file) => [file.path, file]));
  const there = pack.paths.filter((path) => path !== packPaths.manifest);
  const hashes = new Map<string, string>();
  const files: CheckedFile[] = [];
  const pages: CheckedPages[] = [];
  const journeys = new Map<string, string>();
  let data: Record<string, unknown> | undefined;
  for (const [index, path] of there.entries()) {
    onProgress?.({ file: path, share: index / there.length });
    const file = listed.get(path);
    const wanted = path === packPaths.engagement || (file && (isPrinted(file.mediaType) || file.kind === 'journey-json'));
    const { hash, content } = await sumUp(pack, path, wanted ? packLimits.wholeBytes : 0);
    if (hash) hashes.set(path, hash);
    if (!file) {
      files.push({ path, state: 'added' });
      continue;
    }
    const isSame = pack.sizeOf(path) === file.bytes && hash === file.sha256;
    files.push({ path, state: hash === undefined ? 'damaged' : isSame ? 'same' : 'changed', kind: file.kind, about: file.about });
    if (hash && isPrinted(file.mediaType)) pages.push(await sealedPages(path, file.mediaType, content, shortHash(manifest.seal.hash)));
    if (!content) continue;
    if (path === packPaths.engagement) data = dataIn(content);
    if (file.kind === 'journey-json') journeys.set(path, hashOfJson(dataIn(content)));
  }
  const gone = manifest.files.filter(({ path }) => !there.includes(path));
  for (const { path, kind, about } of gone) files.push({ path, state: 'missing', kind, about });
  for (const file of files) {
    const [was, ...alike] = file.state === 'added' ? gone.filter(({ sha256 }) => sha256 === hashes.get(file.path)) : [];
    if (was && alike.length === 0) file.was = was.path;
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1));

  const hash = data && contentHash(data);
  const { files: _, ...head } = manifest;
  const seal = { manifest: manifest.seal.hash, data: hash ?? null, holds: hash === manifest.seal.hash };
  const contradictions = contradictionsIn(manifest, data);
  const foreign = data ? foreignJourneys(journeys, data) : [];
  const isRight = seal.holds && contradictions.length === 0 && foreign.length === 0 && pages.every(({ state }) => state === 'sealed');
  const whole = isRight && files.every(({ state }) => state === 'same');
  const { revision, updatedAt } = manifest.engagement;
  const { form, systemFiles } = pack;
  const check: PackCheck = { whole, form, systemFiles: [...systemFiles], manifest: head, fingerprint, files, seal, contradictions, pages, foreign };
  return ok({ check, hashes, engagement: data && { ...data, revision, updatedAt } });
}

/** The file's SHA-256; undefined: it is damaged. `content`: the whole of it, where it is no larger than `most`. */
async function sumUp(pack: OpenPack, path: string, most: number): Promise<{ hash?: string; content?: Uint8Array }> {
  const sum = createHash('sha256');
  const size = pack.sizeOf(path);
  const whole = size <= most ? createWhole(size) : undefined;
  const isSound = await pack.stream(path, (chunk) => {
    sum.update(chunk);
    whole?.add(chunk);
  });
  if (!isSound) return {};
  return { hash: sum.digest('hex'), ...(whole && { content: whole.bytes }) };
}

async function readManifest(pack: OpenPack): Promise<Result<{ manifest: Manifest; fingerprint: string }>> {
  if (!pack.paths.includes(packPaths.manifest)) return refuse('pack-no-manifest');
  const bytes = await readWhole(pack, packPaths.manifest, packLimits.manifestBytes);
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

function hashOfJson(value: unknown): string {
  return createHash('sha256')
    .update(toCanonicalJson(value ?? null), 'utf8')
    .digest('hex');
}

/** A definition that is handed to a developer has to be the one that was signed. */
function foreignJourneys(files: ReadonlyMap<string, string>, { journeys }: Record<string, unknown>): string[] {
  const sealed = new Set(Array.isArray(journeys) ? journeys.map(hashOfJson) : []);
  return [...files].flatMap(([path, hash]) => (sealed.has(hash) ? [] : [path]));
}
