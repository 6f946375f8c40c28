/** Does what was ticked of a field map that came back. */
import type { Engagement } from '../engagement/schema';
import { textOf } from '../engagement/typed-text';
import type { AllWords } from '../i18n/all-words';
import { addNote, answerNote, editNote } from '../notes/edit-notes';
import { editAttribute } from '../record/edit-record';
import { addSource, type NewId } from './add-source';
import { addField, editFields, type FieldPatch, removeFields } from './edit-fields';
import { addObject, editObject, editSource } from './edit-sources';
import type { FieldMapAct, NewFieldPlace } from './field-map-change';
import type { ReturnedFieldMap } from './field-map-return';
import { findSource } from './find';
import { planFieldMap } from './plan-field-map';

/**
 * One step: edits, renames and answers, then new fields (with objects and sources where there are none yet), then removals.
 * Done twice it changes nothing the second time. Ticks that are no changes of this plan are passed over.
 */
export function acceptFieldMap(
  engagement: Engagement,
  { returned, ticked, words, newId }: { returned: ReturnedFieldMap; ticked: ReadonlySet<string>; words: AllWords; newId: NewId },
): Engagement {
  const acts = planFieldMap(engagement, returned, words)
    .changes.filter((change) => ticked.has(change.id))
    .map(({ act }) => act);
  if (acts.length === 0) return engagement;
  const language = returned.language ?? engagement.languages.document;
  const edits: { id: string; field: FieldPatch }[] = [];
  const gone: string[] = [];
  for (const act of acts) {
    if (act.do === 'edit-field') edits.push({ id: act.id, field: act.field });
    else if (act.do === 'remove-field') gone.push(act.id);
  }
  let next = editFields(engagement, { edits });
  const places = createPlaces(newId);
  for (const act of acts) next = perform(next, act, { language, newId, places });
  return removeFields(next, { ids: gone });
}

type Tools = { language: keyof AllWords; newId: NewId; places: Places };

function perform(engagement: Engagement, act: FieldMapAct, { language, newId, places }: Tools): Engagement {
  switch (act.do) {
    case 'edit-field':
    case 'remove-field':
      return engagement;
    case 'rename-object':
      return editObject(engagement, { id: act.id, object: { nativeName: act.nativeName } });
    case 'rename-source': {
      const name = findSource(engagement, act.id)?.name;
      return editSource(engagement, { id: act.id, source: { name: { ...name, ...textOf(language, act.name) } } });
    }
    case 'add-field': {
      const { engagement: next, object } = places.prepare(engagement, act.place, language);
      return addField(next, { id: newId(), object, field: act.field });
    }
    case 'edit-attribute':
      return editAttribute(engagement, { id: act.id, attribute: act.attribute });
    case 'answer-note':
      return answerNote(engagement, { id: act.id, answer: act.answer });
    case 'edit-note':
      return editNote(engagement, { id: act.id, note: act.note });
    case 'add-note': {
      const id = newId();
      const added = addNote(engagement, { id, now: engagement.updatedAt, note: { kind: 'question', ...act.note } });
      return act.answer === '' ? added : answerNote(added, { id, answer: act.answer });
    }
  }
}

type Places = ReturnType<typeof createPlaces>;

/** Objects and sources made on the way, so that several new fields of one new object meet in it. */
function createPlaces(newId: NewId) {
  const sources = new Map<string, string>();
  const objects = new Map<string, string>();

  function prepare(engagement: Engagement, place: NewFieldPlace, language: keyof AllWords): { engagement: Engagement; object: string } {
    if (place.object !== undefined) return { engagement, object: place.object };
    let next = engagement;
    let source = place.source ?? sources.get(place.sourceName.toLowerCase());
    if (source === undefined) {
      source = newId();
      sources.set(place.sourceName.toLowerCase(), source);
      next = addSource(next, { id: source, name: textOf(language, place.sourceName) });
    }
    const key = `${source}\n${place.objectName.toLowerCase()}`;
    let object = objects.get(key);
    if (object === undefined) {
      object = newId();
      objects.set(key, object);
      next = addObject(next, { id: object, source, nativeName: place.objectName });
    }
    return { engagement: next, object };
  }

  return { prepare };
}
