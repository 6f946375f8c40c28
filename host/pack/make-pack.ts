/** A handoff pack from the engagement: its documents drawn one after the other, then sealed. */
import type { Catalogue } from '../../shared/catalogue/schema';
import type { Engagement } from '../../shared/engagement/schema';
import type { Languages } from '../../shared/pack/manifest';
import { inOneOrder } from '../../shared/pack/one-order';
import { documentsIn } from '../../shared/pack/pack-documents';
import { beginPack, type SealedPack } from '../../shared/pack/seal-pack';
import { joinBytes } from '../../shared/pack/zip-writer';
import type { DrawDocument } from '../workbench/render-document';

export const PACK_MIME = 'application/zip';

export type MakePackOrder = {
  engagement: Engagement;
  catalogue: Catalogue;
  languages: Languages;
  /** Of the app. */
  version: string;
  draw: DrawDocument;
  /** `file`: what is being drawn. */
  onProgress?: (progress: { file: string; share: number }) => void;
};

/** Documents carry the date of the engagement's last change, so that the same engagement always gives the same pack. */
export async function makePack({ engagement, catalogue, languages, version, draw, onProgress }: MakePackOrder): Promise<SealedPack> {
  const ordered = inOneOrder(engagement);
  const wanted = documentsIn(languages, ordered);
  const sealing = beginPack({ engagement: ordered, catalogue, languages, version });
  const pieces: Uint8Array[] = [];
  for (const [index, one] of wanted.entries()) {
    onProgress?.({ file: one.path, share: index / (wanted.length + 1) });
    const order = { engagement: ordered, kind: one.kind, form: one.form, language: one.language ?? languages[0], journey: one.journey };
    const piece = sealing.add({ ...one, made: await draw(order) });
    if (piece) pieces.push(piece);
  }
  onProgress?.({ file: '', share: wanted.length / (wanted.length + 1) });
  const { bytes, ...seal } = sealing.finish();
  return { ...seal, bytes: joinBytes([...pieces, ...bytes]) };
}
