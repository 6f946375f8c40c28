import type { Block, Row } from '../../report';
import { type Supply, supplyOf } from '../../sources/coverage';
import { textIn } from '../../text';
import type { Attribute } from '../schema';
import { attributeLink, numberIn, type SpecSetting } from './spec-setting';

const columns = ['confirmed', 'promised', 'open-question', 'no-source', 'given'] as const;

/** How large the record is, how much of it is sure, and what stands in the way. */
export function summaryBlocks(setting: SpecSetting): Block[] {
  const { engagement, translate, language, wanted, blocking } = setting;
  const { attributes } = engagement.record;
  if (attributes.length === 0) return [{ kind: 'callout', tone: 'waiting', title: translate('record-spec.empty'), text: translate('record-spec.empty-text') }];
  const number = numberIn(language);
  const built = attributes.filter(({ id }) => wanted.has(id));
  const personal = built.filter(({ pii }) => pii === 'high' || pii === 'sensitive');
  const withoutBasis = personal.filter(({ basis }) => basis === undefined || basis === 'none');
  const stopped = attributes.filter(({ id }) => blocking.has(id));
  return [
    { kind: 'paragraph', size: 'large', text: translate('record-spec.lead', { attributes: built.length, sources: engagement.sources.length }) },
    ...(stopped.length > 0
      ? [
          {
            kind: 'callout' as const,
            tone: 'blocking' as const,
            title: translate('record-spec.blocking', { count: stopped.length }),
            text: stopped.flatMap((attribute, index) => [...(index > 0 ? [' · '] : []), attributeLink(attribute, setting)]),
          },
        ]
      : []),
    {
      kind: 'facts',
      rows: [
        { label: translate('record-spec.identifiers'), value: number(engagement.identity.rules.length) },
        { label: translate('record-spec.formulas'), value: number(built.filter(({ formula }) => formula !== undefined).length) },
        { label: translate('record-spec.personal'), value: number(personal.length) },
        ...(withoutBasis.length > 0 ? [{ label: translate('record-spec.without-basis'), value: number(withoutBasis.length) }] : []),
      ],
    },
    groupTable(setting),
  ];
}

/** Every attribute is in exactly one column, so each row and each column adds up. */
function groupTable(setting: SpecSetting): Block {
  const { engagement, translate, language, wanted } = setting;
  const number = numberIn(language);
  const groups = groupsOf(setting);
  const count = (attributes: readonly Attribute[], column: (typeof columns)[number]) =>
    attributes.filter((attribute) => wanted.has(attribute.id) && columnOf(setting, attribute) === column).length;
  const cells = (attributes: readonly Attribute[]) => [
    number(attributes.length),
    ...columns.map((column) => number(count(attributes, column))),
    number(attributes.filter(({ id }) => !wanted.has(id)).length),
  ];
  const rows: Row[] = groups.map(({ label, attributes }) => ({ cells: [{ text: label, user: true }, ...cells(attributes)] }));
  return {
    kind: 'table',
    columns: [
      { title: translate('record-spec.group'), width: '*' },
      { title: translate('record-spec.all'), width: 38, align: 'number' },
      ...columns.map((column) => ({ title: translate(`record-spec.column.${column}`), width: 48, align: 'number' as const })),
      { title: translate('record-spec.left-out-short'), width: 48, align: 'number' },
    ],
    rows: [...rows, { cells: [translate('record-spec.total'), ...cells(engagement.record.attributes)], total: true }],
    together: true,
  };
}

function columnOf({ lineage }: SpecSetting, { id }: Attribute): (typeof columns)[number] {
  const found = lineage.attributes.get(id);
  const supply: Supply = found ? supplyOf(found) : 'unmapped';
  return supply === 'missing' || supply === 'unmapped' ? 'no-source' : supply;
}

/** Groups in the record's own order; attributes whose group is not listed come last, under its id. */
export function groupsOf({ engagement, language }: Pick<SpecSetting, 'engagement' | 'language'>): { id: string; label: string; attributes: Attribute[] }[] {
  const groups = new Map(engagement.record.groups.map(({ id, label }) => [id, { id, label: textIn(label, language) || id, attributes: [] as Attribute[] }]));
  for (const attribute of engagement.record.attributes) {
    const group = groups.get(attribute.group) ?? { id: attribute.group, label: attribute.group, attributes: [] };
    groups.set(attribute.group, group);
    group.attributes.push(attribute);
  }
  return [...groups.values()].filter(({ attributes }) => attributes.length > 0);
}
