import type { Engagement } from '../../../../shared/engagement/schema';
import type { ImportedSource } from '../../../../shared/sources/draft';
import { findSource } from '../../../../shared/sources/find';
import { sameNameKey } from '../../../../shared/sources/name-tokens';
import { platform } from '../../../platform/platform';

/**
 * Puts the rows of an accepted file beside the engagement, for previews and counts. Objects and fields are found by name, as
 * accepting found them; a column that was left out is not kept. Gives what went wrong, which costs the sample only.
 */
export async function keepSamples(engagement: Engagement, sourceId: string, imported: ImportedSource, file: File) {
  const source = findSource(engagement, sourceId);
  const objects = imported.objects.flatMap((draft) => {
    if (!draft.rows) return [];
    const object = source?.objects.find((one) => sameNameKey(one.nativeName) === sameNameKey(draft.name));
    if (!object) return [];
    const byName = new Map(object.fields.map((field) => [sameNameKey(field.nativeName), field.nativeName]));
    const pairs = draft.fields.flatMap(({ nativeName }): [string, string][] => {
      const own = byName.get(sameNameKey(nativeName));
      return own === undefined ? [] : [[nativeName, own]];
    });
    return [{ name: draft.name, object: object.id, fields: Object.fromEntries(pairs) }];
  });
  if (objects.length === 0) return [];
  const bytes = new Uint8Array(await file.arrayBuffer());
  const reply = await platform['samples.keep']({ id: engagement.id, file: { name: file.name, bytes }, objects });
  return reply.ok ? reply.value.problems : reply.problems;
}
