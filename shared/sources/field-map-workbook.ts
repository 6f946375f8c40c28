/**
 * The field map as data: what every system gives, what the customer record is made of, and what is still to be asked.
 * The client edits the file; hidden id columns let it come back as a reviewed difference.
 */

import type { Catalogue } from '../catalogue/schema';
import { withoutMarks } from '../direction-marks';
import { dateWords } from '../documents/date-words';
import { engagementHash, shortHash } from '../engagement/engagement-hash';
import type { Engagement, Note } from '../engagement/schema';
import { thingName } from '../engagement/thing-name';
import type { Translate } from '../i18n/translator';
import type { Attribute } from '../record/schema';
import { describeTransform } from '../record/transform-words';
import type { CellValue, Sheet, Workbook } from '../report';
import { type Language, textIn } from '../text';
import { fieldColumns, questionColumns, recordColumns } from './field-map-columns';
import type { Field, Source, SourceObject } from './schema';

type Place = { source: Source; object: SourceObject; field: Field };
/** The catalogue names the points of the checklist. */
type Words = { translate: Translate; language: Language; catalogue: Pick<Catalogue, 'checklist'> | undefined };

/** Field map, customer record and open questions of the engagement, in the reader's language. */
export function fieldMapWorkbook(engagement: Engagement, translate: Translate, language: Language, catalogue?: Words['catalogue']): Workbook {
  const words: Words = { translate: (key, params) => withoutMarks(translate(key, params)), language, catalogue };
  const places = engagement.sources.flatMap((source) => source.objects.flatMap((object) => object.fields.map((field) => ({ source, object, field }))));
  const title = words.translate('field-map.title', { client: engagement.client.name });
  const hash = engagementHash(engagement);
  return {
    title,
    language,
    createdAt: engagement.updatedAt,
    author: engagement.consultant,
    origin: engagement.id,
    seal: { label: words.translate('brief.seal'), printed: shortHash(hash), hash },
    sheets: [fieldSheet(engagement, places, words), recordSheet(engagement, places, words), questionSheet(engagement, places, words)],
  };
}

function fieldSheet(engagement: Engagement, places: Place[], { translate, language }: Words): Sheet {
  const columns = fieldColumns(translate);
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
    translate('field-map.intro', {
      fields: rows.length,
      sources: engagement.sources.length,
      date: dateWords(engagement.updatedAt, engagement.client.timeZone, language),
    }),
  ];
  // Which field it is stays in sight, however far to the side one reads.
  return { name: translate('field-map.sheet-fields'), columns, rows, intro, frozen: 3 };
}

function recordSheet(engagement: Engagement, places: Place[], { translate, language }: Words): Sheet {
  const columns = recordColumns(translate);
  const placeOf = new Map(places.map((place) => [place.field.id, place]));
  const nameOf = (field: string) => placeOf.get(field)?.field.nativeName;
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
      .flatMap(({ field, transforms = [] }) => {
        const place = placeOf.get(field);
        return place ? [[placeText(place, language), ...transforms.map((step) => describeTransform(step, translate, nameOf))].join('\n   · ')] : [];
      })
      .map((lines, index) => `${index + 1}. ${lines}`)
      .join('\n'),
    survivorship: translate(`survivorship.${attribute.survivorship}`),
    note: attribute.note ?? attribute.formula ?? null,
  }));
  const needed = engagement.record.attributes.filter((attribute) => attribute.origin === 'mapped');
  const mapped = needed.filter((attribute) => attribute.sources.length > 0).length;
  const intro = [translate('field-map.sheet-record'), translate('field-map.record-intro', { attributes: rows.length, mapped, needed: needed.length })];
  return { name: translate('field-map.sheet-record'), columns, rows, intro, frozen: 2 };
}

function questionSheet(engagement: Engagement, places: Place[], words: Words): Sheet {
  const { translate, language } = words;
  const columns = questionColumns(translate);
  const open = engagement.notes.filter((note) => note.kind === 'question' && note.state === 'open');
  const asked = new Set(open.flatMap((note) => (note.about?.kind === 'field' ? [note.about.id] : [])));
  const rows: Record<string, CellValue>[] = [
    ...open.map((note) => ({
      about: aboutText(note, engagement, places, words),
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

function placeText({ source, object, field }: Place, language: Language): string {
  return `${textIn(source.name, language)}: ${object.nativeName}.${field.nativeName}`;
}

/** What a question is about, in words; its bare id when the thing is gone. */
function aboutText({ about }: Note, engagement: Engagement, places: Place[], { translate, language, catalogue }: Words): string {
  if (!about) return translate('field-map.about-all');
  const { id } = about;
  switch (about.kind) {
    case 'object': {
      const source = engagement.sources.find(({ objects }) => objects.some((object) => object.id === id));
      const object = source?.objects.find((one) => one.id === id);
      return source && object ? `${textIn(source.name, language)}: ${object.nativeName}` : id;
    }
    case 'field': {
      const place = places.find(({ field }) => field.id === id);
      return place ? placeText(place, language) : id;
    }
    default:
      return withoutMarks(textIn(thingName(about, engagement, catalogue)?.name, language)) || id;
  }
}
