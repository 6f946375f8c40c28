import { numberFormat } from '../i18n/number-format';
import { localeOf } from '../i18n/translator';
import { toWire } from '../ids';
import { listed } from '../journey/node-label';
import type { Block, Inline, Line } from '../report';
import { textIn } from '../text';
import { isAboutSomebody, isNeeded, type PlanEvent, type Sending, unfilled } from './plan-events';
import { eventLink, namesOf, type PlanSetting, stateWords, toneOf } from './plan-setting';

const sendings: readonly Sending[] = ['confirmed', 'promised', 'open-question', 'missing', 'nobody', 'journey', 'platform'];

function unsentOf({ events }: PlanSetting): PlanEvent[] {
  return events.filter(({ sending }) => sending === 'nobody' || sending === 'missing');
}

export function summaryBlocks(setting: PlanSetting): Block[] {
  const { events, translate, language } = setting;
  if (events.length === 0) return [{ kind: 'callout', tone: 'waiting', title: translate('event-plan.empty'), text: translate('event-plan.empty-text') }];
  const number = numberFormat(localeOf[language]);
  const unsent = unsentOf(setting).filter(isNeeded);
  const starting = new Set(events.flatMap(({ starts }) => starts)).size;
  return [
    { kind: 'paragraph', size: 'large', text: translate('event-plan.lead', { events: events.length, journeys: starting }) },
    ...(unsent.length > 0
      ? [
          {
            kind: 'callout' as const,
            tone: 'blocking' as const,
            title: translate('event-plan.unsent-count', { count: unsent.length }),
            text: unsent.flatMap((event, index) => [...(index > 0 ? [' · '] : []), eventLink(event, setting)]),
          },
        ]
      : []),
    {
      kind: 'table',
      columns: [
        { title: translate('event-plan.who-sends'), width: '*' },
        { title: translate('event-plan.events'), width: 90, align: 'number' },
        { title: translate('event-plan.per-month'), width: 110, align: 'number' },
      ],
      rows: [
        ...sendings.flatMap((sending) => {
          const of = events.filter((event) => event.sending === sending);
          return of.length === 0 ? [] : [{ cells: [stateWords(sending, setting), number.format(of.length), volumeOf(of, number)] }];
        }),
        { cells: [translate('record-spec.total'), number.format(events.length), volumeOf(events, number)], total: true },
      ],
      together: true,
    },
    { kind: 'paragraph', size: 'small', tone: 'quiet', text: translate('event-plan.volume-note') },
  ];
}

function volumeOf(events: readonly PlanEvent[], number: Intl.NumberFormat): string {
  const known = events.filter(({ perMonth }) => perMonth !== undefined);
  return known.length === 0 ? '–' : number.format(known.reduce((sum, { perMonth = 0 }) => sum + perMonth, 0));
}

/** What is needed and comes from nowhere: who waits for it, and which system usually has it. */
export function unsentBlocks(setting: PlanSetting): Block[] {
  const { translate } = setting;
  return [
    {
      kind: 'table',
      columns: [
        { title: translate('event-plan.event'), width: 130 },
        { title: translate('event-plan.needed-for'), width: '*' },
        { title: translate('event-plan.usually-from'), width: 150 },
      ],
      legend: { blocking: translate('legend.stops-journey'), waiting: translate('legend.stops-none') },
      rows: unsentOf(setting).map((event) => ({
        cells: [[eventLink(event, setting), '\n', { text: toWire(event.id), code: true }], rolesLine(event, setting), candidatesLine(event, setting)],
        tone: toneOf(event.sending, isNeeded(event)),
      })),
      whenEmpty: translate('event-plan.all-sent'),
    },
  ];
}

/** Systems that bring it in other houses; those this client has come first and are said to be there. */
function candidatesLine({ id }: PlanEvent, { catalogue, engagement, translate, language }: PlanSetting): Line {
  const givers = catalogue.dataSources.sources.filter(({ objects }) =>
    objects.some(({ fields }) => fields.some(({ eventProperties }) => eventProperties.some((one) => one.startsWith(`${id}.`)))),
  );
  const here = engagement.sources.filter(({ from }) => givers.some((giver) => giver.id === from));
  if (here.length > 0)
    return translate('event-plan.has', {
      systems: listed(
        here.map(({ name }) => `\u2068${textIn(name, language)}\u2069`),
        language,
      ),
    });
  if (givers.length === 0) return translate('event-plan.no-usual');
  return listed(
    givers.map(({ label }) => textIn(label, language)),
    language,
  );
}

/** Why it is wanted, one line for each kind of use. */
export function rolesLine(event: PlanEvent, setting: PlanSetting): Line {
  const { translate } = setting;
  const roles = (['starts', 'waits', 'ends', 'looks'] as const).flatMap((role) =>
    event[role].length > 0 ? [translate(`event-plan.role.${role}`, { names: namesOf(event[role], setting) })] : [],
  );
  const others = [
    ...(event.says.length > 0
      ? [
          translate('event-plan.role.says', {
            names: namesOf(
              event.says.map(({ label, id }) => ({ name: label, id })),
              setting,
            ),
          }),
        ]
      : []),
    ...(event.segments.length > 0 ? [translate('event-plan.role.segments', { names: namesOf(event.segments, setting) })] : []),
    ...(event.formulas.length > 0
      ? [
          translate('event-plan.role.formulas', {
            names: namesOf(
              event.formulas.map(({ label, id }) => ({ name: label, id })),
              setting,
            ),
          }),
        ]
      : []),
  ];
  return [...roles, ...others].join('\n') || translate('event-plan.not-used');
}

export function listBlocks(setting: PlanSetting): Block[] {
  const { events, translate, language } = setting;
  const number = numberFormat(localeOf[language]);
  return [
    {
      kind: 'table',
      columns: [
        { title: translate('event-plan.event'), width: '*' },
        { title: translate('event-plan.sent-by'), width: 120 },
        { title: translate('event-plan.per-month'), width: 54, align: 'number' },
        { title: translate('event-plan.uses'), width: 70 },
        { title: translate('record-spec.state'), width: 68 },
      ],
      legend: { blocking: translate('legend.stops-journey'), waiting: translate('legend.unsettled'), accent: translate('field-status.promised') },
      rows: events.map((event) => ({
        cells: [
          [eventLink(event, setting), '\n', { text: toWire(event.id), code: true }],
          senderLine(event, setting),
          event.perMonth === undefined ? '–' : number.format(event.perMonth),
          usesWords(event, setting),
          stateWords(event.sending, setting),
        ],
        tone: toneOf(event.sending, isNeeded(event)),
      })),
      whenEmpty: translate('event-plan.empty'),
    },
  ];
}

function usesWords({ starts, waits, ends, looks }: PlanEvent, { translate, language }: PlanSetting): string {
  const number = numberFormat(localeOf[language]);
  const counted = [
    ['starts', starts],
    ['waits', waits],
    ['ends', ends],
    ['looks', looks],
  ] as const;
  return counted
    .flatMap(([role, journeys]) => (journeys.length > 0 ? [translate(`event-plan.use.${role}`, { number: number.format(journeys.length) })] : []))
    .join('\n');
}

/** Systems with the ways they deliver, one per line. */
export function senderLine({ sources, sending, makes }: PlanEvent, setting: PlanSetting): Line {
  const { translate, language } = setting;
  if (sending === 'platform') return translate('brief.by-platform');
  if (sources.length === 0)
    return makes.length > 0 ? translate('event-plan.by-journeys', { names: namesOf(makes, setting) }) : translate('event-plan.state.nobody');
  return sources.flatMap(({ name, transports, frequency }, index) => [
    ...(index > 0 ? ['\n'] : []),
    { text: textIn(name, language), user: true },
    ` · ${transports.map((one) => translate(`transport.${one}`)).join(' / ') || translate('sources.no-transport')}`,
    ...(frequency ? [' · ', { text: frequency, user: true }] : []),
  ]);
}

function isOfSources({ sources, sending }: PlanEvent): boolean {
  return sources.length > 0 && sending !== 'platform' && sending !== 'journey';
}

/** What has to be asked before anybody builds it, event by event. */
export function openBlocks(setting: PlanSetting): Block[] {
  const { events, engagement, translate, language, context } = setting;
  const notes = engagement.notes.filter(({ kind, state, about }) => kind === 'question' && state === 'open' && about?.kind === 'field');
  const rows = events.flatMap((event) => {
    const fields = new Map([...event.fields.values()].flat().map(({ field }) => [field.id, field]));
    const properties = context.events.get(event.id)?.properties;
    const lacking = unfilled(event).map((id) => textIn(properties?.get(id)?.label, language) || id);
    const asked: { question: Line; owner: string }[] = [
      ...(event.sending === 'nobody' || event.sending === 'missing' ? [{ question: translate('event-plan.ask-sender'), owner: '' }] : []),
      ...(lacking.length > 0 && event.fields.size > 0
        ? [{ question: translate('event-plan.ask-properties', { properties: listed(lacking, language) }), owner: event.sources[0]?.owner ?? '' }]
        : []),
      ...event.sources
        .filter(({ transports }) => transports.length === 0)
        .map(({ owner = '' }) => ({ question: translate('event-plan.ask-transport'), owner })),
      ...(event.perMonth === undefined && event.starts.length > 0 && event.sending !== 'platform'
        ? [{ question: translate('event-plan.ask-volume'), owner: '' }]
        : []),
      ...notes
        .filter(({ about }) => fields.has(about?.id ?? ''))
        .map(({ text, owner = '', about }) => ({
          question: [{ text, user: true }, ' ', { text: fields.get(about?.id ?? '')?.nativeName ?? '', code: true }] as Line,
          owner,
        })),
    ];
    return asked.map(({ question, owner }) => ({ cells: [eventLink(event, setting), question, { text: owner, user: true }] as Line[] }));
  });
  // Asked once of each system, not once for each of its events.
  const nameless = events.filter((event) => isAboutSomebody(event) && event.identifiers.length === 0 && isOfSources(event));
  const bySource = engagement.sources.flatMap((source) => {
    const of = nameless.filter(({ sources }) => sources.includes(source));
    if (of.length === 0) return [];
    const links = of.flatMap((event, index): Inline[] => [...(index > 0 ? ['\n'] : []), eventLink(event, setting)]);
    const question: Line = [{ text: textIn(source.name, language), user: true }, ': ', translate('event-plan.ask-identifier', { count: of.length })];
    return [{ cells: [links, question, { text: source.owner ?? '', user: true }] as Line[] }];
  });
  return [
    {
      kind: 'table',
      columns: [
        { title: translate('event-plan.event'), width: 120 },
        { title: translate('brief.question'), width: '*' },
        { title: translate('brief.owner'), width: 90 },
      ],
      rows: [...bySource, ...rows],
      whenEmpty: translate('event-plan.nothing-open'),
    },
  ];
}
