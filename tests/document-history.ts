import { testEngagement } from '../shared/engagement/engagement.fixture';
import type { Engagement } from '../shared/engagement/schema';
import { removeJourney, renameJourney } from '../shared/journey/edit-journey';
import { editFields } from '../shared/sources/edit-fields';
import { allFields } from '../shared/sources/find';
import { mappedEngagement } from './mapped-engagement';

/** A document and what becomes of it, edit by edit. */
export function documentHistory(): Engagement[] {
  const original = mappedEngagement();
  const documents = [original];
  const edit = (change: (engagement: Engagement) => Engagement) => documents.push(change(documents.at(-1) ?? testEngagement()));
  for (const { field } of allFields(original).slice(0, 5))
    edit((e) => editFields(e, { edits: [{ id: field.id, field: { note: `"quoted"\n\u2028 ${field.id} סימן` } }] }));
  edit((e) => renameJourney(e, { id: e.journeys[2]?.id ?? '', name: { he: 'אחר' } }));
  edit((e) => removeJourney(e, { id: e.journeys[0]?.id ?? '' }));
  edit((e) => ({ ...e, consultant: undefined, name: 'Renamed' }));
  // Back, as undo goes: parts of long ago stand beside new ones.
  const [first] = documents;
  edit((e) => ({ ...e, journeys: first?.journeys ?? [] }));
  return documents;
}
