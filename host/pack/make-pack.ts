/** A handoff pack from the engagement: its documents drawn one after the other, then sealed. */
import type { Catalogue } from '../../shared/catalogue/schema';
import type { Engagement } from '../../shared/engagement/schema';
import type { Languages } from '../../shared/pack/manifest';
import { inOneOrder } from '../../shared/pack/one-order';
import { documentsIn } from '../../shared/pack/pack-documents';
import { type MadeDocument, type SealedPack, sealPack } from '../../shared/pack/seal-pack';
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
  const documents: MadeDocument[] = [];
  for (const [index, one] of wanted.entries()) {
    onProgress?.({ file: one.path, share: index / (wanted.length + 1) });
    const order = { engagement: ordered, kind: one.kind, form: one.form, language: one.language ?? languages[0], journey: one.journey, at: ordered.updatedAt };
    documents.push({ ...one, made: await draw(order) });
  }
  onProgress?.({ file: '', share: wanted.length / (wanted.length + 1) });
  return sealPack({ engagement: ordered, catalogue, languages, version, documents });
}
