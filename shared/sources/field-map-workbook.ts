/**
 * The field map as data: what every system gives, what the customer record is made of, and what is still to be asked.
 * The client edits the file; hidden id columns let it come back as a reviewed difference.
 */

import { withoutMarks } from '../direction-marks';
import type { Engagement, Note } from '../engagement/schema';
import type { Translate } from '../i18n/translator';
import { type Attribute, survivorships } from '../record/schema';
import type { CellValue, Sheet, SheetColumn, Workbook } from '../report';
import { type Language, textIn } from '../text';
import { canonicalTypes, type Field, fieldStatuses, fieldUses, piiClasses, type Source, type SourceObject } from './schema';

type Place = { source: Source; object: SourceObject; field: Field };
type Words = { translate: Translate; language: Language };

/** Field map, customer record and open questions of the engagement, in the reader's language. */
export function fieldMapWorkbook(engagement: Engagement, translate: Translate, language: Language): Workbook {
  const words: Words = { translate: (key, params) => withoutMarks(translate(key, params)), language };
  const places = engagement.sources.flatMap((source) => source.objects.flatMap((object) => object.fields.map((field) => ({ source, object, field }))));
  const title = words.translate('field-map.title', { client: engagement.client.name });
  return {
    title,
    language,
    createdAt: engagement.updatedAt,
    author: engagement.consultant,
    sheets: [fieldSheet(engagement, places, words), recordSheet(engagement, places, words), questionSheet(engagement, places, words)],
  };
}

function fieldSheet(engagement: Engagement, places: Place[], { translate, language }: Words): Sheet {
  const columns: SheetColumn[] = [
    { key: 'source', title: translate('field-map.source'), width: 22, kind: 'text' },
    { key: 'object', title: translate('field-map.object'), width: 20, kind: 'code' },
    { key: 'nativeName', title: translate('field-map.native-name'), width: 26, kind: 'code' },
    { key: 'nativeType', title: translate('field-map.native-type'), width: 17, kind: 'code' },
    { key: 'type', title: translate('field-map.type'), width: 13, kind: 'text', options: canonicalTypes.map((type) => translate(`type.${type}`)) },
    { key: 'label', title: translate('field-map.label'), width: 24, kind: 'text' },
    { key: 'required', title: translate('field-map.required'), width: 8, kind: 'text', options: yesNo(translate) },
    { key: 'key', title: translate('field-map.key'), width: 8, kind: 'text', options: yesNo(translate) },
    { key: 'pii', title: translate('field-map.pii'), width: 11, kind: 'text', options: piiClasses.map((pii) => translate(`pii.${pii}`)) },
    {
      key: 'status',
      title: translate('field-map.status'),
      width: 13,
      kind: 'text',
      options: fieldStatuses.map((status) => translate(`field-status.${status}`)),
    },
    { key: 'use', title: translate('field-map.use'), width: 13, kind: 'text', options: fieldUses.map((use) => translate(`field-use.${use}`)) },
    { key: 'attributes', title: translate('field-map.feeds'), width: 26, kind: 'text' },
    { key: 'eventProperties', title: translate('field-map.event-properties'), width: 28, kind: 'code' },
    { key: 'example', title: translate('field-map.example'), width: 18, kind: 'code' },
    { key: 'owner', title: translate('field-map.owner'), width: 15, kind: 'text' },
    { key: 'note', title: translate('field-map.note'), width: 40, kind: 'text' },
    { key: 'sourceId', title: 'source-id', width: 28, kind: 'code', hidden: true },
    { key: 'objectId', title: 'object-id', width: 28, kind: 'code', hidden: true },
    { key: 'fieldId', title: 'field-id', width: 28, kind: 'code', hidden: true },
  ];
  const feeds = attributesByField(engagement);
  const rows = places.map(({ source, object, field }) => ({
    source: textIn(source.name, language),
    object: object.nativeName,
    nativeName: field.nativeName,
    nativeType: field.nativeType,
    type: translate(`type.${field.type}`),
    label: textIn(field.label, language),
    required: translate(field.required ? 'field-map.yes' : 'field-map.no'),
    key: translate(field.key ? 'field-map.yes' : 'field-map.no'),
    pii: translate(`pii.${field.pii}`),
    status: translate(`field-status.${field.status}`),
    use: translate(`field-use.${field.use}`),
    attributes: (feeds.get(field.id) ?? [])
      .map(({ attribute, rank }) => translate('field-map.attribute-rank', { attribute: textIn(attribute.label, language) || attribute.id, rank }))
      .join('\n'),
    eventProperties: field.eventProperties.join('\n'),
    example: field.example ?? null,
    owner: field.owner ?? source.owner ?? null,
    note: field.note ?? null,
    sourceId: source.id,
    objectId: object.id,
    fieldId: field.id,
  }));
  const intro = [
    translate('field-map.title', { client: engagement.client.name }),
    translate('field-map.intro', { fields: rows.length, sources: engagement.sources.length, date: engagement.updatedAt.slice(0, 10) }),
  ];
  return { name: translate('field-map.sheet-fields'), columns, rows, intro };
}

function recordSheet(engagement: Engagement, places: Place[], { translate, language }: Words): Sheet {
  const columns: SheetColumn[] = [
    { key: 'group', title: translate('field-map.group'), width: 20, kind: 'text' },
    { key: 'label', title: translate('field-map.attribute'), width: 28, kind: 'text' },
    { key: 'id', title: translate('field-map.attribute-id'), width: 26, kind: 'code' },
    { key: 'type', title: translate('field-map.type'), width: 13, kind: 'text', options: canonicalTypes.map((type) => translate(`type.${type}`)) },
    { key: 'pii', title: translate('field-map.pii'), width: 11, kind: 'text', options: piiClasses.map((pii) => translate(`pii.${pii}`)) },
    { key: 'origin', title: translate('field-map.origin'), width: 16, kind: 'text' },
    { key: 'status', title: translate('field-map.mapping'), width: 14, kind: 'text' },
    { key: 'sources', title: translate('field-map.sources-in-order'), width: 42, kind: 'text' },
    {
      key: 'survivorship',
      title: translate('field-map.survivorship'),
      width: 20,
      kind: 'text',
      options: survivorships.map((rule) => translate(`survivorship.${rule}`)),
    },
    { key: 'note', title: translate('field-map.note'), width: 40, kind: 'text' },
  ];
  const placeOf = new Map(places.map((place) => [place.field.id, place]));
  const groups = new Map(engagement.record.groups.map((group) => [group.id, textIn(group.label, language)]));
  const rows = engagement.record.attributes.map((attribute) => ({
    group: groups.get(attribute.group) ?? attribute.group,
    label: textIn(attribute.label, language) || attribute.id,
    id: attribute.id,
    type: translate(`type.${attribute.type}`),
    pii: translate(`pii.${attribute.pii}`),
    origin: translate(`origin.${attribute.origin}`),
    status: translate(`field-map.${mappingState(attribute)}`),
    sources: attribute.sources
      .flatMap(({ field }) => placeOf.get(field) ?? [])
      .map((place, index) => `${index + 1}. ${placeText(place, language)}`)
      .join('\n'),
    survivorship: translate(`survivorship.${attribute.survivorship}`),
    note: attribute.note ?? attribute.formula ?? null,
  }));
  const needed = engagement.record.attributes.filter((attribute) => attribute.origin === 'mapped');
  const mapped = needed.filter((attribute) => attribute.sources.length > 0).length;
  const intro = [translate('field-map.sheet-record'), translate('field-map.record-intro', { attributes: rows.length, mapped, needed: needed.length })];
  return { name: translate('field-map.sheet-record'), columns, rows, intro };
}

function questionSheet(engagement: Engagement, places: Place[], { translate, language }: Words): Sheet {
  const columns: SheetColumn[] = [
    { key: 'about', title: translate('field-map.about'), width: 42, kind: 'text' },
    { key: 'question', title: translate('field-map.question'), width: 60, kind: 'text' },
    { key: 'owner', title: translate('field-map.owner'), width: 18, kind: 'text' },
    { key: 'due', title: translate('field-map.due'), width: 12, kind: 'date' },
    { key: 'answer', title: translate('field-map.answer'), width: 60, kind: 'text' },
    { key: 'noteId', title: 'note-id', width: 28, kind: 'code', hidden: true },
    { key: 'fieldId', title: 'field-id', width: 28, kind: 'code', hidden: true },
  ];
  const open = engagement.notes.filter((note) => note.kind === 'question' && note.state === 'open');
  const asked = new Set(open.flatMap((note) => (note.about?.kind === 'field' ? [note.about.id] : [])));
  const rows: Record<string, CellValue>[] = [
    ...open.map((note) => ({
      about: aboutText(note, engagement, places, translate, language),
      question: note.text,
      owner: note.owner ?? null,
      due: note.due ?? null,
      answer: note.answer ?? null,
      noteId: note.id,
      fieldId: note.about?.kind === 'field' ? note.about.id : null,
    })),
    // A field marked as an open question is one, even when nobody wrote the question down.
    ...places
      .filter(({ field }) => field.status === 'open-question' && !asked.has(field.id))
      .map((place) => ({
        about: placeText(place, language),
        question: place.field.note ?? translate('field-map.field-is-open'),
        owner: place.field.owner ?? place.source.owner ?? null,
        due: null,
        answer: null,
        noteId: null,
        fieldId: place.field.id,
      })),
  ];
  const intro = [translate('field-map.sheet-questions'), translate('field-map.questions-intro', { questions: rows.length })];
  return { name: translate('field-map.sheet-questions'), columns, rows, intro };
}

function attributesByField(engagement: Engagement): Map<string, { attribute: Attribute; rank: number }[]> {
  const feeds = new Map<string, { attribute: Attribute; rank: number }[]>();
  for (const attribute of engagement.record.attributes)
    attribute.sources.forEach(({ field }, index) => {
      const list = feeds.get(field) ?? [];
      list.push({ attribute, rank: index + 1 });
      feeds.set(field, list);
    });
  return feeds;
}

/** Only an attribute that should come from a source can lack one. */
function mappingState(attribute: Attribute): 'mapped' | 'unmapped' | 'no-source-needed' {
  if (attribute.sources.length > 0) return 'mapped';
  return attribute.origin === 'mapped' ? 'unmapped' : 'no-source-needed';
}

function yesNo(translate: Translate): string[] {
  return [translate('field-map.yes'), translate('field-map.no')];
}

function placeText({ source, object, field }: Place, language: Language): string {
  return `${textIn(source.name, language)}: ${object.nativeName}.${field.nativeName}`;
}

/** What a question is about, in words; its bare id when the thing is gone. */
function aboutText({ about }: Note, engagement: Engagement, places: Place[], translate: Translate, language: Language): string {
  if (!about) return translate('field-map.about-all');
  const { id } = about;
  const label = (found: { label: Parameters<typeof textIn>[0] } | undefined) => textIn(found?.label, language);
  const name = (found: { name: Parameters<typeof textIn>[0] } | undefined) => textIn(found?.name, language);
  const found = (() => {
    switch (about.kind) {
      case 'source':
        return name(engagement.sources.find((source) => source.id === id));
      case 'object':
        return engagement.sources.flatMap((source) =>
          source.objects.filter((object) => object.id === id).map((object) => `${textIn(source.name, language)}: ${object.nativeName}`),
        )[0];
      case 'field': {
        const place = places.find(({ field }) => field.id === id);
        return place && placeText(place, language);
      }
      case 'attribute':
        return label(engagement.record.attributes.find((attribute) => attribute.id === id));
      case 'segment':
        return name(engagement.segments.find((segment) => segment.id === id));
      case 'journey':
        return name(engagement.journeys.find((journey) => journey.id === id));
      case 'node':
        return name(engagement.journeys.find((journey) => journey.id === about.within));
      case 'message':
        return name(engagement.messages.find((message) => message.id === id));
      case 'vendor':
        return engagement.checklist.vendors.find((vendor) => vendor.id === id)?.name;
      case 'point':
        return undefined;
    }
  })();
  return found || id;
}
