import { numberFormat } from '../../i18n/number-format';
import { localeOf } from '../../i18n/translator';
import type { Block, Inline, Line, Tone } from '../../report';
import { textIn } from '../../text';
import { maskValue } from '../mask-value';
import { looksUnmasked } from '../personal-data';
import type { Field, FieldStatus, Source, SourceObject } from '../schema';
import { anchorOfSource, type MapSetting, sourceTitle } from './map-setting';

const tones: Record<FieldStatus, Tone> = { confirmed: 'plain', promised: 'accent', 'open-question': 'waiting', missing: 'blocking' };

/** Source by source, table by table, every field. */
export function fieldBlocks(setting: MapSetting): Block[] {
  const { engagement, translate } = setting;
  if (engagement.sources.length === 0) return [{ kind: 'paragraph', text: translate('map-report.empty-text') }];
  return engagement.sources.flatMap((source) => sourceBlocks(source, setting));
}

function sourceBlocks(source: Source, setting: MapSetting): Block[] {
  const { translate, language } = setting;
  const { product, transports, direction, frequency, owner, contact, note, objects } = source;
  const typed = (label: string, text: string | undefined) => (text ? [{ label: translate(label), value: { text, user: true } as Line }] : []);
  return [
    { kind: 'heading', level: 2, text: { text: sourceTitle(source, language), user: true }, id: anchorOfSource(source.id) },
    {
      kind: 'facts',
      rows: [
        ...typed('sources.product', product),
        {
          label: translate('sources.transports'),
          value: [
            transports.map((one) => translate(`transport.${one}`)).join(' · ') || translate('sources.no-transport'),
            ' · ',
            translate(`source-direction.${direction}`),
          ],
        },
        ...typed('sources.frequency', frequency),
        ...typed('sources.owner', owner),
        ...typed('sources.contact', contact),
        ...typed('field-map.note', note),
      ],
    },
    ...(objects.length === 0 ? [{ kind: 'paragraph' as const, tone: 'waiting' as const, text: translate('map-report.no-objects') }] : []),
    ...objects.flatMap((object) => objectBlocks(object, source, setting)),
  ];
}

function objectBlocks(object: SourceObject, source: Source, setting: MapSetting): Block[] {
  const { translate, language } = setting;
  const label = textIn(object.label, language);
  return [
    {
      kind: 'heading',
      level: 3,
      text: [{ text: object.nativeName, code: true }, ...(label ? ['  ', { text: label, user: true }] : [])],
      id: `object-${object.id}`,
    },
    ...(object.note ? [{ kind: 'paragraph' as const, size: 'small' as const, text: { text: object.note, user: true } }] : []),
    ...linkBlocks(object, source, setting),
    {
      kind: 'table',
      columns: [
        { title: translate('map-report.field'), width: 152 },
        { title: translate('field-map.label'), width: '*' },
        { title: translate('field-map.type'), width: 100 },
        { title: translate('field-map.status'), width: 84 },
        { title: translate('map-report.feeds'), width: 156 },
      ],
      rows: object.fields.map((field) => ({ cells: fieldCells(field, setting), tone: tones[field.status] })),
      whenEmpty: translate('map-report.no-fields'),
    },
  ];
}

/** "customer_id points at CUSTOMERS": by the names the system uses. */
function linkBlocks({ links = [], fields }: SourceObject, source: Source, { translate }: MapSetting): Block[] {
  const items = links.flatMap((link): Line[] => {
    const to = source.objects.find(({ id }) => id === link.object);
    if (!to) return [];
    const by = fields.filter(({ id }) => link.fields.includes(id)).map(({ nativeName }) => nativeName);
    return [translate('sources.links-to', { by: by.join(', '), to: to.nativeName })];
  });
  return items.length > 0 ? [{ kind: 'list', ordered: false, items }] : [];
}

function fieldCells(field: Field, setting: MapSetting): Line[] {
  const { translate, language } = setting;
  const { nativeName, nativeType, type, label, note, key, required, pii, status, owner } = field;
  const meaning = textIn(label, language);
  const marks = [...(key ? [translate('field-map.key')] : []), ...(required ? [translate('field-map.required')] : [])].join(' · ');
  const example = exampleOf(field);
  return [
    [
      { text: nativeName, code: true, bold: true },
      ...(nativeType ? ['\n', { text: nativeType, code: true }] : []),
      ...(example ? ['\n', translate('map-report.example'), ' ', { text: example, code: true }] : []),
    ],
    [...(meaning ? [{ text: meaning, user: true }] : []), ...(note ? [...(meaning ? ['\n'] : []), { text: note, user: true }] : [])],
    [
      translate(`type.${type}`),
      ...(marks ? ['\n', { text: marks, bold: true }] : []),
      ...(pii === 'none' ? [] : ['\n', translate('record.personal-data', { level: translate(`pii.${pii}`) })]),
    ],
    [translate(`field-status.${status}`), ...(owner ? ['\n', { text: owner, user: true }] : [])],
    feedsLine(field, setting),
  ];
}

/** What somebody wrote as an example is shown as it is only if it can be nobody's. */
function exampleOf({ example, type, pii, key }: Field): string {
  if (example === undefined) return '';
  return looksUnmasked(example) ? maskValue(example, { type, pii, key }) : example;
}

/** Attributes with the place this field has among their sources, then properties of events. */
function feedsLine({ id, eventProperties }: Field, { feeds, lineage, translate, language }: MapSetting): Line {
  const number = numberFormat(localeOf[language]);
  const lines = (feeds.get(id) ?? []).map(({ attribute, rank, of }): Inline[] => {
    const name = textIn(lineage.attributes.get(attribute)?.attribute.label, language) || attribute;
    return [{ text: name, user: true }, ...(of > 1 ? [` ${translate('map-report.rank', { rank: number.format(rank), of: number.format(of) })}`] : [])];
  });
  const events = eventProperties.map((property): Inline[] => [{ text: property.replaceAll('-', '_'), code: true }]);
  return [...lines, ...events].flatMap((line, index): Inline[] => [...(index > 0 ? ['\n'] : []), ...line]);
}
