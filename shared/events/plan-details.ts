import { carriedProperties } from '../catalogue/carried-properties';
import { numberFormat } from '../i18n/number-format';
import { localeOf } from '../i18n/translator';
import { toWire } from '../ids';
import { consentEventIds, consentSenders } from '../journey/consent-senders';
import { listed } from '../journey/node-label';
import type { JsonSchema } from '../pack/schemas/value-schema';
import type { Attribute } from '../record/schema';
import type { Block, Inline, Line } from '../report';
import { placeLine } from '../sources/place-line';
import type { CanonicalType } from '../sources/schema';
import { type Text, textIn } from '../text';
import { exampleEvent } from './example-event';
import { eventTitle, isAboutSomebody, isNeeded, type PlanEvent, unfilled } from './plan-events';
import { rolesLine, senderLine } from './plan-overview';
import { anchorOfEvent, type PlanSetting, stateWords, toneOf } from './plan-setting';
import { readableJson } from './readable-json';

/** Each event as it has to be sent: by whom, about whom, with what, and one made up as an example. A page each, to give to who builds it. */
export function detailBlocks(setting: PlanSetting): Block[] {
  const { events, translate } = setting;
  return events.length > 0
    ? events.flatMap((event, index) => [...(index > 0 ? [{ kind: 'page-break' as const }] : []), ...oneEvent(event, setting)])
    : [{ kind: 'paragraph', text: translate('event-plan.empty-text') }];
}

function oneEvent(event: PlanEvent, setting: PlanSetting): Block[] {
  const { translate, language } = setting;
  const number = numberFormat(localeOf[language]);
  const description = textIn(event.listed?.description, language);
  const tone = toneOf(event.sending, isNeeded(event));
  const schema = setting.schemas.get(toWire(event.id))?.schema;
  return [
    {
      kind: 'heading',
      level: 2,
      text: [{ text: eventTitle(event, language), user: true }, '  ', { text: toWire(event.id), code: true }],
      id: anchorOfEvent(event.id),
    },
    { kind: 'paragraph', text: description || translate('event-plan.unlisted') },
    {
      kind: 'facts',
      rows: [
        { label: translate('record-spec.state'), value: { text: stateWords(event.sending, setting), ...(tone === 'plain' ? {} : { tone }) } },
        { label: translate('event-plan.sent-by'), value: senderLine(event, setting) },
        ...(consentEventIds.has(event.id) ? [{ label: translate('event-plan.consent-elsewhere'), value: consentLine(setting) }] : []),
        { label: translate('event-plan.identifiers'), value: identifiersLine(event, setting) },
        {
          label: translate('event-plan.per-month'),
          value: event.perMonth === undefined ? translate('event-plan.volume-unknown') : number.format(event.perMonth),
        },
        { label: translate('event-plan.needed-for'), value: rolesLine(event, setting) },
      ],
    },
    propertyTable(event, setting),
    ...(schema ? [{ kind: 'code' as const, title: translate('event-plan.example'), text: readableJson(exampleOf(event, schema, setting)) }] : []),
  ];
}

/** The platform knows only what happens on its own pages: who has to tell it of the rest, channel by channel. */
function consentLine({ engagement, context, translate, language }: PlanSetting): Line {
  const senders = consentSenders(
    engagement.journeys.filter(({ status }) => status !== 'retired'),
    context,
  );
  return [
    ...senders.flatMap(({ channel, fields }): Inline[] => [
      { text: translate(`channel.${channel}`), bold: true },
      ': ',
      ...(fields.length > 0
        ? fields.flatMap((place, i) => [...(i > 0 ? [' · '] : []), ...placeLine(place, language)])
        : [{ text: translate('event-plan.state.nobody'), tone: 'waiting' as const }]),
      '\n',
    ]),
    translate('event-plan.consent-how'),
  ];
}

function identifiersLine(event: PlanEvent, { translate, language }: PlanSetting): Line {
  if (!isAboutSomebody(event)) return translate('event-plan.about-nobody');
  if (event.sending === 'platform' || event.sending === 'journey') return translate('event-plan.known-already');
  const named = (attributes: readonly Attribute[]) =>
    attributes.flatMap(({ label, id }, index): Inline[] => [
      ...(index > 0 ? [' · '] : []),
      { text: textIn(label, language) || id, user: true },
      ' ',
      { text: toWire(id), code: true },
    ]);
  if (event.identifiers.length > 0) return named(event.identifiers);
  if (event.likely.length === 0) return { text: translate('event-plan.no-identifier'), tone: 'waiting' };
  return [{ text: translate('event-plan.likely-identifiers'), tone: 'waiting' }, ' ', ...named(event.likely)];
}

type Row = { id: string; name: string; label: Text | undefined; type: CanonicalType; required: boolean; wanted: boolean };

function propertyTable(event: PlanEvent, setting: PlanSetting): Block {
  const { translate, language } = setting;
  const lacking = new Set(unfilled(event));
  return {
    kind: 'table',
    columns: [
      { title: translate('event-plan.property'), width: 106 },
      { title: translate('field-map.label'), width: '*' },
      { title: translate('record-spec.type'), width: 108 },
      { title: translate('event-plan.filled-by'), width: 132 },
    ],
    rows: propertiesOf(event, setting).map(({ id, name, label, type, required, wanted }) => ({
      cells: [
        { text: name, code: true },
        { text: textIn(label, language), user: true },
        required || wanted
          ? [translate(`type.${type}`), ' · ', { text: translate(required ? 'event-plan.required' : 'event-plan.wanted'), bold: required }]
          : translate(`type.${type}`),
        filledBy(event, id, setting),
      ],
      tone: lacking.has(id) ? ('waiting' as const) : ('plain' as const),
    })),
    whenEmpty: translate('event-plan.no-properties'),
  };
}

/** Those the event has by itself, then what fields of the client bring besides. */
function propertiesOf({ listed, fields, wanted }: PlanEvent, { catalogue }: PlanSetting): Row[] {
  const own = carriedProperties(listed, catalogue.events.events).map(({ id, name, label, type, required }) => ({
    id,
    name,
    label,
    type,
    required,
    wanted: wanted.has(id),
  }));
  const known = new Set(own.map(({ id }) => id));
  const more = [...fields].flatMap(([id, places]): Row[] => {
    const [place] = places;
    return known.has(id) || !place ? [] : [{ id, name: toWire(id), label: place.field.label, type: place.field.type, required: false, wanted: wanted.has(id) }];
  });
  return [...own, ...more];
}

function filledBy({ fields, sending, listed, wanted }: PlanEvent, id: string, { translate, language }: PlanSetting): Line {
  const places = fields.get(id) ?? [];
  if (places.length === 0) {
    if (sending === 'platform' || sending === 'journey') return translate('brief.by-platform');
    return translate(wanted.has(id) || listed?.properties.find((one) => one.id === id)?.required ? 'event-plan.not-filled' : 'event-plan.may-stay-empty');
  }
  return places.flatMap((place, index) => [
    ...(index > 0 ? ['\n'] : []),
    ...placeLine(place, language),
    ...(place.field.status === 'confirmed' ? [] : [` · ${translate(`field-status.${place.field.status}`)}`]),
  ]);
}

function exampleOf(event: PlanEvent, schema: JsonSchema, { engagement, catalogue }: PlanSetting) {
  // Where nobody has said what comes along, what every shop has shows where it belongs.
  const usual = engagement.identity.rules.filter(({ attribute }) => attribute === 'email').map(({ attribute }) => attribute);
  const known = [...event.identifiers, ...event.likely].map(({ id }) => id);
  const shown = known.length > 0 ? known : usual;
  const common = new Set(catalogue.events.commonProperties.map(({ id }) => id));
  const carried = carriedProperties(event.listed, catalogue.events.events);
  // Time and sender of the event stand beside its properties.
  const filled = [...new Set([...event.fields.keys(), ...event.wanted])].filter((id) => !common.has(id));
  const shows = (type: CanonicalType) => carried.filter((one) => one.type === type && (one.required || filled.includes(one.id)));
  // An amount without its currency would be a bad example.
  const currency = shows('money').length > 0 ? carried.filter(({ type }) => type === 'currency') : [];
  return exampleEvent(schema, {
    identifiers: isAboutSomebody(event) ? shown.map(toWire) : [],
    properties: [...filled, ...currency.map(({ id }) => id)].map(toWire),
    source: event.sources[0]?.from ?? event.sources[0]?.id ?? 'masa',
    country: engagement.client.country,
    currency: engagement.client.currency,
  });
}

const rules = ['envelope', 'uid', 'time', 'arrival', 'identifiers', 'names', 'types', 'test', 'answer', 'late'] as const;

/** What holds for every event, whoever sends it. */
export function ruleBlocks({ translate, language, catalogue }: PlanSetting): Block[] {
  const common = catalogue.events.commonProperties;
  // The catalogue's own rules, but for those that are told above at more length.
  const more = catalogue.events.rules.filter(({ id }) => id !== 'deduplicate' && id !== 'time-zone').map(({ text }) => textIn(text, language));
  return [
    { kind: 'list', ordered: true, items: [...rules.map((rule) => translate(`event-plan.rule.${rule}`)), ...more] },
    { kind: 'heading', level: 2, text: translate('event-plan.common') },
    {
      kind: 'table',
      columns: [
        { title: translate('event-plan.property'), width: 130, code: true },
        { title: translate('field-map.label'), width: '*' },
        { title: translate('record-spec.type'), width: 90 },
        { title: translate('field-map.required'), width: 60 },
      ],
      rows: [
        ...common.map(({ name, label, type, required }) => ({
          cells: [name, textIn(label, language), translate(`type.${type}`), translate(required ? 'field-map.yes' : 'field-map.no')],
        })),
        // The three that every example shows and no catalogue lists: they are the form itself.
        ...(['name', 'identifiers', 'properties'] as const).map((name) => ({
          cells: [
            name,
            translate(`event-plan.envelope.${name}`),
            translate(name === 'name' ? 'type.string' : 'type.json'),
            translate(name === 'properties' ? 'event-plan.envelope.where-needed' : 'field-map.yes'),
          ],
        })),
      ],
    },
    {
      kind: 'paragraph',
      size: 'small',
      tone: 'quiet',
      text: translate('event-plan.schemas', {
        // The first is a Latin word, which would turn the whole list round.
        transports: listed(
          (['webhook', 'api', 'sftp-file'] as const).map((one) => `\u2068${translate(`transport.${one}`)}\u2069`),
          language,
        ),
      }),
    },
  ];
}
