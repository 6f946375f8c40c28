import type { Engagement } from '../../../../shared/engagement/schema';
import { matchByName } from '../../../../shared/sources/accept-import';
import type { ImportedSource } from '../../../../shared/sources/draft';
import { findSource } from '../../../../shared/sources/find';
import { sameNameKey } from '../../../../shared/sources/name-tokens';
import { platform } from '../../../platform/platform';
import { loadFile } from '../../../store/load-file';

/**
 * Puts the rows of an accepted file beside the engagement, for previews and counts. Objects and fields are found by name, as
 * accepting found them; a column that was left out is not kept. Gives what went wrong, which costs the sample only.
 */
export async function keepSamples(engagement: Engagement, sourceId: string, imported: ImportedSource, file: File) {
  const source = findSource(engagement, sourceId);
  const objects = imported.objects.flatMap((draft) => {
    if (!draft.rows) return [];
    const object = source && matchByName(source.objects, draft.name);
    if (!object) return [];
    const byName = new Map(object.fields.map((field) => [sameNameKey(field.nativeName), field.nativeName]));
    const pairs = draft.fields.flatMap(({ nativeName }): [string, string][] => {
      const own = byName.get(sameNameKey(nativeName));
      return own === undefined ? [] : [[nativeName, own]];
    });
    return [{ name: draft.name, object: object.id, fields: Object.fromEntries(pairs) }];
  });
  if (objects.length === 0) return [];
  const loaded = await loadFile(file);
  if (!('bytes' in loaded)) return [loaded];
  const reply = await platform['samples.keep']({ id: engagement.id, file: loaded, objects });
  return reply.ok ? reply.value.problems : reply.problems;
}
