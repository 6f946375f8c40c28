import type { Catalogue } from '../../catalogue/schema';
import type { Block } from '../../report';
import { type CanonicalType, canonicalTypes } from '../../sources/schema';
import { textIn } from '../../text';
import { survivorships } from '../schema';
import type { SpecSetting } from './spec-setting';

/** A value of each type as it travels: made up, and nobody's. */
const examples: Record<CanonicalType, string> = {
  string: '"text"',
  integer: '3',
  decimal: '0.25',
  boolean: 'true',
  date: '"2026-03-31"',
  datetime: '"2026-03-31T09:30:00+03:00"',
  enum: '"active"',
  'string[]': '["a", "b"]',
  money: '149.90',
  email: '"name@example.com"',
  phone: '"+97245550100"',
  url: '"https://example.com/page"',
  country: '"IL"',
  currency: '"ILS"',
  json: '{"key": "value"}',
};

/** What the words of this document mean: spelling of ids, types, rules for disagreeing sources, classes of personal data. */
export function readingBlocks({ translate, language }: SpecSetting, { unifiedRecord }: Pick<Catalogue, 'unifiedRecord'>): Block[] {
  return [
    { kind: 'list', ordered: false, items: (['ids', 'order', 'wanted', 'time'] as const).map((rule) => translate(`record-spec.reading.${rule}`)) },
    { kind: 'heading', level: 2, text: translate('record-spec.types') },
    {
      kind: 'table',
      columns: [
        { title: translate('record-spec.type'), width: 92 },
        { title: translate('record-spec.id'), width: 56, code: true },
        { title: translate('record-spec.in-json'), width: 130, code: true },
        { title: translate('record-spec.means'), width: '*' },
      ],
      rows: canonicalTypes.map((type) => ({ cells: [translate(`type.${type}`), type, examples[type], translate(`type-says.${type}`)] })),
    },
    { kind: 'heading', level: 2, text: translate('record-spec.disagree') },
    {
      kind: 'table',
      columns: [
        { title: translate('record-spec.rule'), width: 130 },
        { title: translate('record-spec.means'), width: '*' },
      ],
      rows: survivorships.map((rule) => ({ cells: [translate(`survivorship.${rule}`), translate(`survivorship-says.${rule}`)] })),
    },
    { kind: 'heading', level: 2, text: translate('record-spec.personal-data') },
    {
      kind: 'table',
      columns: [
        { title: translate('record-spec.class'), width: 130 },
        { title: translate('record-spec.means'), width: '*' },
      ],
      rows: unifiedRecord.piiLevels.map(({ id, description }) => ({ cells: [translate(`pii.${id}`), textIn(description, language)] })),
    },
  ];
}
