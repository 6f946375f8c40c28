/** What is different between a pack and an earlier state: another pack, or an engagement. */
import type { Catalogue } from '../../shared/catalogue/schema';
import { openEngagement } from '../../shared/engagement/open-engagement';
import type { Engagement } from '../../shared/engagement/schema';
import type { Comparison } from '../../shared/pack/check';
import { compareEngagements } from '../../shared/pack/compare/compare-engagements';
import type { Reader } from '../../shared/pack/compare/speaker';
import { ok, type Result, refuse } from '../../shared/problem';
import type { VerifiedPack } from './verify-pack';

export type EarlierState = VerifiedPack | { engagement: Engagement; hashes?: undefined };

/** Fails with `pack-data-missing`, or as opening an engagement does. */
export function comparePacks(before: EarlierState, after: VerifiedPack, catalogue: Catalogue, reader: Reader): Result<Comparison> {
  if (!before.engagement || !after.engagement) return refuse('pack-data-missing');
  const [old, now] = [openEngagement(before.engagement), openEngagement(after.engagement)];
  if (!old.ok) return old;
  if (!now.ok) return now;
  const sections = compareEngagements({ before: old.value, after: now.value, catalogue }, reader);
  const files = before.hashes && differingFiles(before.hashes, after.hashes);
  return ok({ same: sections.length === 0 && (files?.length ?? 0) === 0, sections, ...(files && { files }) });
}

function differingFiles(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): NonNullable<Comparison['files']> {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths.flatMap((path) => {
    const [was, is] = [before.get(path), after.get(path)];
    if (was === is) return [];
    return [{ path, state: was === undefined ? ('added' as const) : is === undefined ? ('removed' as const) : ('changed' as const) }];
  });
}
