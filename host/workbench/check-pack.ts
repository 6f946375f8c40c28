/** A pack that came back: is it whole, and what changed since or before. */
import { openEngagement } from '../../shared/engagement/open-engagement';
import { createTranslate } from '../../shared/i18n/translator';
import type { Comparison, PackCheck } from '../../shared/pack/check';
import { ok, type Result } from '../../shared/problem';
import type { Language } from '../../shared/text';
import { createCatalogueReader } from '../catalogue';
import { inMemory } from '../pack/byte-source';
import { comparePacks } from '../pack/compare-packs';
import { openPack } from '../pack/open-pack';
import { type VerifiedPack, verifyPack } from '../pack/verify-pack';
import type { Progress } from './messages';

type File = { name: string; bytes: Uint8Array };
/** `earlier`: a pack to compare with; `now`: the engagement that is open. */
export type CheckPackOrder = { file: File; earlier?: File | undefined; now?: unknown; language: Language };
export type CheckedPack = { check: PackCheck; comparison?: Comparison };

export async function checkPack(order: CheckPackOrder, assets: string, onProgress: (progress: Progress) => void): Promise<Result<CheckedPack>> {
  const verified = await verifyBytes(order.file.bytes, onProgress);
  if (!verified.ok) return verified;
  const { check } = verified.value;
  const compared = await compare(order, verified.value, assets, onProgress);
  if (!compared) return ok({ check });
  // What can't be compared is still checked.
  return compared.ok ? ok({ check, comparison: compared.value }) : ok({ check }, compared.problems);
}

async function verifyBytes(bytes: Uint8Array, onProgress: (progress: Progress) => void): Promise<Result<VerifiedPack>> {
  const opened = await openPack(inMemory(bytes));
  return opened.ok ? verifyPack(opened.value, { onProgress }) : opened;
}

async function compare(
  { earlier, now, language }: CheckPackOrder,
  pack: VerifiedPack,
  assets: string,
  onProgress: (progress: Progress) => void,
): Promise<Result<Comparison> | undefined> {
  if (!earlier && now === undefined) return undefined;
  const catalogue = await createCatalogueReader(assets)();
  if (!catalogue.ok) return catalogue;
  const reader = { translate: createTranslate(language), language };
  if (earlier) {
    const before = await verifyBytes(earlier.bytes, onProgress);
    return before.ok ? comparePacks(before.value, pack, catalogue.value, reader) : before;
  }
  const opened = openEngagement(now);
  if (!opened.ok) return opened;
  // The pack is the earlier of the two, and what is open has no files.
  return comparePacks(pack, { ...pack, engagement: { ...opened.value } }, catalogue.value, reader);
}
