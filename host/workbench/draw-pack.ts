/** The handoff pack of an engagement as a file. */
import type { Engagement } from '../../shared/engagement/schema';
import { checkPackDate } from '../../shared/pack/check-date';
import type { Languages } from '../../shared/pack/manifest';
import { packName } from '../../shared/pack/pack-name';
import { ok, type Problem, type Result } from '../../shared/problem';
import type { Language } from '../../shared/text';
import { createCatalogueReader } from '../catalogue';
import { makePack, PACK_MIME } from '../pack/make-pack';
import type { Progress } from './messages';
import type { DrawDocument } from './render-document';

export type DrawPackOrder = {
  engagement: Engagement;
  languages: readonly Language[];
  version: string;
  draw: DrawDocument;
  onProgress: (progress: Progress) => void;
};
export type DrawnPack = { name: string; mime: string; bytes: Uint8Array; files: number; fingerprint: string; problems: Problem[] };

export async function drawPack({ engagement, languages: wanted, version, draw, onProgress }: DrawPackOrder, assets: string): Promise<Result<DrawnPack>> {
  const catalogue = await createCatalogueReader(assets)();
  if (!catalogue.ok) return catalogue;
  const [first = engagement.languages.document, ...others] = new Set(wanted);
  const languages: Languages = [first, ...others];
  const { bytes, manifest, fingerprint, problems } = await makePack({ engagement, catalogue: catalogue.value, languages, version, draw, onProgress });
  const dated = checkPackDate(engagement, new Date());
  return ok({
    name: packName(engagement, manifest.seal.hash),
    mime: PACK_MIME,
    bytes,
    files: manifest.files.length + 1,
    fingerprint,
    problems: [...dated, ...problems],
  });
}
