/** Who tells a client what changed: names of things as both states know them, the later one first. */
import { inputName } from '../../business-case/case-words';
import type { Catalogue, CatalogueEvent } from '../../catalogue/schema';
import { groupPoints } from '../../checklist/point-groups';
import type { Engagement } from '../../engagement/schema';
import type { Translate } from '../../i18n/translator';
import { allFields } from '../../sources/find';
import { type Language, type Text, textIn } from '../../text';

export type Reader = { translate: Translate; language: Language };
export type TwoStates = { before: Engagement; after: Engagement; catalogue: Catalogue };

/** Things that are spoken of by id in the data. */
export type ThingKind =
  | 'field'
  | 'object'
  | 'source'
  | 'attribute'
  | 'group'
  | 'event'
  | 'event-property'
  | 'segment'
  | 'journey'
  | 'message'
  | 'point'
  | 'category'
  | 'vendor'
  | 'input';

export type Speaker = Reader & { currency: string; timeZone: string; nameOf: (kind: ThingKind, id: string) => string };

/** Never an id: what neither state knows is said to be unknown, as somebody deleted it before. */
export function createSpeaker({ before, after, catalogue }: TwoStates, reader: Reader): Speaker {
  const { translate, language } = reader;
  const names = new Map<string, string>();
  const put = (kind: ThingKind, id: string, name: Text | string | undefined) => {
    const words = typeof name === 'string' ? name : textIn(name, language);
    if (words) names.set(`${kind} ${id}`, words);
  };
  for (const event of catalogue.events.events) putEvent(event, put);
  for (const { id, label } of catalogue.checklist.categories) put('category', id, label);
  for (const property of catalogue.events.commonProperties) names.set(`common ${property.id}`, textIn(property.label, language));
  for (const state of [before, after]) {
    for (const source of state.sources) {
      put('source', source.id, source.name);
      for (const object of source.objects) put('object', object.id, object.nativeName);
    }
    for (const { object, field } of allFields(state)) put('field', field.id, `${object.nativeName}.${field.nativeName}`);
    for (const { id, label } of state.record.attributes) put('attribute', id, label);
    for (const { id, label } of state.record.groups) put('group', id, label);
    for (const { id, name } of state.segments) put('segment', id, name);
    for (const { id, name, key } of state.journeys) put('journey', id, textIn(name, language) || key);
    for (const { id, name } of state.messages) put('message', id, name);
    for (const { id, name } of state.checklist.vendors) put('vendor', id, name);
    for (const { points } of groupPoints(state.checklist.points, catalogue)) for (const { point, label } of points) put('point', point.id, label);
  }
  const nameOf = (kind: ThingKind, id: string): string => {
    const known = names.get(`${kind} ${id}`);
    if (known) return known;
    if (kind === 'input') return named(inputName(id, { catalogue, translate, language }), id, translate);
    if (kind === 'event-property') {
      const [event = '', property = ''] = id.split('.');
      return translate('diff.setting-of', { setting: names.get(`common ${property}`) ?? readable(property), thing: nameOf('event', event) });
    }
    // An event that only this plan has goes by the words of its id.
    return kind === 'event' || kind === 'category' || kind === 'group' || kind === 'attribute' ? readable(id) : translate('pack.unknown-thing');
  };
  return { ...reader, currency: after.client.currency, timeZone: after.client.timeZone, nameOf };
}

function putEvent({ id, label, properties }: CatalogueEvent, put: (kind: ThingKind, id: string, name: Text) => void): void {
  put('event', id, label);
  for (const property of properties) put('event-property', `${id}.${property.id}`, property.label);
}

/** What a client's own id says when it is read aloud: "gate-passed" → "gate passed". */
function readable(id: string): string {
  return id.replace(/[-_]+/g, ' ').trim();
}

function named(name: string, id: string, translate: Translate): string {
  return name === id ? translate('pack.unknown-thing') : name;
}
