import type { Catalogue } from '../../catalogue/schema';
import { numberFormat } from '../../i18n/number-format';
import { localeOf } from '../../i18n/translator';
import { listed } from '../../journey/node-label';
import { wantedAttributes } from '../../record/wanted-attributes';
import type { Block, Line } from '../../report';
import { textIn } from '../../text';
import { supplyOf } from '../coverage';
import { type Field, fieldStatuses, type Source } from '../schema';
import { anchorOfSource, type MapSetting, sourceTitle } from './map-setting';

/** How far each source is known: fields by state, those that feed something, those that are personal. */
export function summaryBlocks(setting: MapSetting): Block[] {
  const { engagement, translate, language, feeds } = setting;
  const { sources } = engagement;
  if (sources.length === 0) return [{ kind: 'callout', tone: 'waiting', title: translate('sources.empty'), text: translate('map-report.empty-text') }];
  const number = numberFormat(localeOf[language]);
  const cells = (fields: readonly Field[]) => [
    number.format(fields.length),
    ...fieldStatuses.map((status) => number.format(fields.filter((field) => field.status === status).length)),
    number.format(fields.filter((field) => feeds.has(field.id) || field.eventProperties.length > 0).length),
    number.format(fields.filter(({ pii }) => pii === 'high' || pii === 'sensitive').length),
  ];
  const all = sources.flatMap(fieldsOf);
  const confirmed = all.filter(({ status }) => status === 'confirmed').length;
  return [
    { kind: 'paragraph', size: 'large', text: translate('map-report.lead', { fields: all.length, sources: sources.length, confirmed }) },
    {
      kind: 'table',
      columns: [
        { title: translate('field-map.source'), width: '*' },
        { title: translate('map-report.fields'), width: 38, align: 'number' },
        ...fieldStatuses.map((status) => ({ title: translate(`map-report.column.${status}`), width: 46, align: 'number' as const })),
        { title: translate('map-report.in-use'), width: 40, align: 'number' },
        { title: translate('map-report.personal'), width: 44, align: 'number' },
      ],
      rows: [
        ...sources.map((source) => ({
          cells: [{ text: sourceTitle(source, language), user: true, link: `#${anchorOfSource(source.id)}` }, ...cells(fieldsOf(source))] as Line[],
        })),
        { cells: [translate('record-spec.total'), ...cells(all)], total: true },
      ],
    },
    { kind: 'paragraph', size: 'small', tone: 'quiet', text: translate('map-report.summary-note') },
  ];
}

function fieldsOf({ objects }: Source): Field[] {
  return objects.flatMap(({ fields }) => fields);
}

/** Systems that are named and not known yet, and attributes that something needs and no system gives. */
export function unreachedBlocks(setting: MapSetting, { unifiedRecord, dataSources }: Pick<Catalogue, 'unifiedRecord' | 'dataSources'>): Block[] {
  const { engagement, translate, language, lineage } = setting;
  const unreached = engagement.sources.flatMap((source) => {
    const lacks = [
      ...(fieldsOf(source).length === 0 ? [translate('map-report.lacks-fields')] : []),
      ...(source.transports.length === 0 ? [translate('map-report.lacks-transport')] : []),
      ...(source.owner === undefined && source.contact === undefined ? [translate('map-report.lacks-owner')] : []),
    ];
    return lacks.length > 0 ? [{ source, lacks }] : [];
  });
  const usual = new Map(unifiedRecord.fields.map(({ id, fedBySources }) => [id, fedBySources]));
  const labels = new Map(dataSources.sources.map(({ id, label }) => [id, label]));
  const here = new Set(engagement.sources.flatMap(({ from }) => from ?? []));
  const wanted = wantedAttributes(engagement, lineage);
  const live = engagement.journeys.filter(({ status }) => status !== 'retired');
  const blocking = new Map<string, number>();
  for (const { id } of live) for (const attribute of lineage.missingFor(id)) blocking.set(attribute, (blocking.get(attribute) ?? 0) + 1);
  const ungiven = [...lineage.attributes.values()].filter((found) => wanted.has(found.attribute.id) && ['unmapped', 'missing'].includes(supplyOf(found)));
  ungiven.sort((a, b) => (blocking.get(b.attribute.id) ?? 0) - (blocking.get(a.attribute.id) ?? 0));
  return [
    {
      kind: 'table',
      columns: [
        { title: translate('field-map.source'), width: 170 },
        { title: translate('map-report.lacks'), width: '*' },
      ],
      rows: unreached.map(({ source, lacks }) => ({
        cells: [{ text: sourceTitle(source, language), user: true, link: `#${anchorOfSource(source.id)}` }, lacks.join('\n')],
      })),
      whenEmpty: translate('map-report.all-reached'),
    },
    { kind: 'heading', level: 2, text: translate('map-report.ungiven') },
    {
      kind: 'table',
      columns: [
        { title: translate('field-map.attribute'), width: 150 },
        { title: translate('map-report.stops'), width: 80, align: 'number' },
        { title: translate('map-report.usual'), width: '*' },
      ],
      rows: ungiven.map(({ attribute: { id, label } }) => {
        const stops = blocking.get(id) ?? 0;
        const givers = (usual.get(id) ?? []).map((giver) => {
          const name = textIn(labels.get(giver), language) || giver;
          return here.has(giver) ? translate('map-report.is-here', { source: name }) : name;
        });
        return {
          cells: [
            [{ text: textIn(label, language) || id, user: true }, '\n', { text: id, code: true }],
            numberFormat(localeOf[language]).format(stops),
            listed(givers, language) || translate('map-report.no-usual'),
          ],
          tone: stops > 0 ? ('blocking' as const) : ('plain' as const),
        };
      }),
      whenEmpty: translate('map-report.all-given'),
    },
  ];
}
