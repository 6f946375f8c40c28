/** The client, its systems, how sure their fields are, what the journeys rest on, and the personal data in it. */
import { localeOf } from '../../i18n/translator';
import { withoutGround } from '../../record/without-ground';
import type { Block, Line, Row } from '../../report';
import type { Supply } from '../../sources/coverage';
import { allFields } from '../../sources/find';
import { fieldStatuses, piiClasses } from '../../sources/schema';
import { textIn } from '../../text';
import { dotted, journeyTitle, missing, number, type PlanSetting, small, title, user } from '../plan-setting';

export function clientBlocks(setting: PlanSetting): Block[] {
  const { engagement, translate, language, amounts } = setting;
  const { client, languages, volumes } = engagement;
  const names = (type: 'region' | 'language' | 'currency') => new Intl.DisplayNames(localeOf[language], { type });
  const known = (label: string, value: number | undefined, words: (value: number) => string) =>
    value === undefined ? [] : [{ label: translate(label), value: words(value) }];
  return [
    {
      kind: 'facts',
      rows: [
        { label: translate('settings.client-name'), value: user(client.name) },
        ...(client.industry ? [{ label: translate('settings.industry'), value: user(client.industry) }] : []),
        { label: translate('settings.country'), value: names('region').of(client.country) ?? client.country },
        { label: translate('settings.currency'), value: names('currency').of(client.currency) ?? client.currency },
        { label: translate('settings.customer-languages'), value: languages.customers.map((one) => names('language').of(one) ?? one).join(' · ') },
        ...known('case.contacts', volumes.contacts, amounts.count),
        ...known('case.customers', volumes.customers, amounts.count),
        ...known('case.orders-per-month', volumes.ordersPerMonth, amounts.count),
        ...known('case.average-order', volumes.averageOrderValue, amounts.money),
        ...known('case.margin', volumes.margin, amounts.share),
        ...known('case.growth', volumes.growthPerYear, amounts.share),
      ],
    },
  ];
}

export function dataBlocks(setting: PlanSetting): Block[] {
  const { engagement, translate } = setting;
  if (engagement.sources.length === 0) return missing(translate('workshop.no-sources'));
  return [...sourceBlocks(setting), ...coverageBlocks(setting), ...personalDataBlocks(setting)];
}

/** Every system with its fields by status; the last row is their sum. */
function sourceBlocks(setting: PlanSetting): Block[] {
  const { engagement, translate, language } = setting;
  const counts = engagement.sources.map((source) => {
    const fields = source.objects.flatMap((object) => object.fields);
    return [fields.length, ...fieldStatuses.map((status) => fields.filter((field) => field.status === status).length)];
  });
  const sums = counts.reduce((all, one) => all.map((sum, i) => sum + (one[i] ?? 0)), [0, ...fieldStatuses.map(() => 0)]);
  const cells = (values: readonly number[]) => values.map((value) => number(value, setting));
  return [
    {
      kind: 'table',
      columns: [
        { title: translate('workshop.system'), width: '*' },
        { title: translate('sources.transports'), width: 92 },
        { title: translate('workshop.fields'), width: 32, align: 'number' },
        ...fieldStatuses.map((status) => ({ title: translate(`field-status.${status}`), width: 43, align: 'number' as const })),
      ],
      rows: [
        ...engagement.sources.map((source, i): Row => {
          const name: Line = [
            { text: textIn(source.name, language), user: true, bold: true },
            ...(source.product ? ['\n', user(source.product)] : []),
            ...(source.owner ? [`\n${translate('sources.owner')}: `, user(source.owner)] : []),
          ];
          const ways = source.transports.map((one) => translate(`transport.${one}`)).join(' · ') || translate('sources.no-transport');
          return { cells: [name, [ways, ...(source.frequency ? ['\n', user(source.frequency)] : [])], ...cells(counts[i] ?? [])] };
        }),
        { total: true, cells: [translate('workshop.sum'), '', ...cells(sums)] },
      ],
    },
  ];
}

const supplies = ['confirmed', 'promised', 'open-question', 'missing', 'unmapped', 'given'] as const satisfies readonly Supply[];

/** What each journey needs and how sure it is. */
function coverageBlocks(setting: PlanSetting): Block[] {
  const { coverage, translate } = setting;
  if (coverage.length === 0) return [];
  // What no journey has would be a column of noughts.
  const shown = supplies.filter((supply) => coverage.some(({ count }) => count[supply] > 0));
  return [
    title(translate('workshop.coverage')),
    {
      kind: 'table',
      columns: [
        { title: translate('workshop.journey'), width: '*' },
        { title: translate('workshop.needs'), width: 36, align: 'number' },
        ...shown.map((supply) => ({ title: supplyWords(supply, setting), width: 44, align: 'number' as const })),
      ],
      legend: { blocking: translate('legend.journey-blocked') },
      rows: coverage.map(
        ({ journey, needs, count, blocked }): Row => ({
          ...(blocked && { tone: 'blocking' as const }),
          cells: [user(journeyTitle(journey, setting)), number(needs.length, setting), ...shown.map((supply) => number(count[supply], setting))],
        }),
      ),
    },
    small(translate('workshop.coverage-how')),
  ];
}

export function supplyWords(supply: Supply, { translate }: Pick<PlanSetting, 'translate'>): string {
  return supply === 'unmapped' || supply === 'given' ? translate(`workshop.supply.${supply}`) : translate(`field-status.${supply}`);
}

/** Fields and attributes by how personal they are; what is most personal first. */
function personalDataBlocks(setting: PlanSetting): Block[] {
  const { engagement, translate, language } = setting;
  const fields = allFields(engagement);
  const classes = piiClasses.filter((one) => one !== 'none').toReversed();
  const rows = classes.map((pii) => {
    const attributes = engagement.record.attributes.filter((one) => one.pii === pii);
    return {
      pii,
      fields: fields.filter(({ field }) => field.pii === pii).length,
      attributes,
      grounded: attributes.filter(({ basis }) => basis !== undefined && basis !== 'none').length,
    };
  });
  const ungrounded = withoutGround(rows.flatMap(({ attributes }) => attributes));
  return [
    title(translate('workshop.personal-data')),
    {
      kind: 'table',
      together: true,
      columns: [
        { title: translate('sources.column.pii'), width: '*' },
        { title: translate('workshop.fields'), width: 80, align: 'number' },
        { title: translate('workshop.attributes'), width: 80, align: 'number' },
        { title: translate('workshop.with-ground'), width: 110, align: 'number' },
      ],
      rows: rows.map(({ pii, fields: count, attributes, grounded }) => ({
        cells: [translate(`pii.${pii}`), number(count, setting), number(attributes.length, setting), number(grounded, setting)],
      })),
    },
    ...(ungrounded.length > 0
      ? [
          {
            kind: 'callout' as const,
            tone: 'waiting' as const,
            title: translate('workshop.no-ground'),
            text: dotted(ungrounded.map(({ label }) => textIn(label, language))),
          },
        ]
      : []),
  ];
}
