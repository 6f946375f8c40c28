/** The columns of the field map: written by it, and known again when the file comes back. */
import type { Translate } from '../i18n/translator';
import { survivorships } from '../record/schema';
import type { SheetColumn } from '../report';
import { canonicalTypes, fieldStatuses, fieldUses, piiClasses } from './schema';

export function fieldColumns(translate: Translate): SheetColumn[] {
  return [
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
}

export function recordColumns(translate: Translate): SheetColumn[] {
  return [
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
}

export function questionColumns(translate: Translate): SheetColumn[] {
  return [
    { key: 'about', title: translate('field-map.about'), width: 42, kind: 'text' },
    { key: 'question', title: translate('field-map.question'), width: 60, kind: 'text' },
    { key: 'owner', title: translate('field-map.owner'), width: 18, kind: 'text' },
    { key: 'due', title: translate('field-map.due'), width: 12, kind: 'date' },
    { key: 'answer', title: translate('field-map.answer'), width: 60, kind: 'text' },
    { key: 'noteId', title: 'note-id', width: 28, kind: 'code', hidden: true },
    { key: 'fieldId', title: 'field-id', width: 28, kind: 'code', hidden: true },
  ];
}

function yesNo(translate: Translate): string[] {
  return [translate('field-map.yes'), translate('field-map.no')];
}
