/** Questions, systems, fields, consents, the record and the events: what data needs before a journey can be built on it. */
import { decisionsOf } from '../../checklist/decision';
import { identityHash } from '../../engagement/edit-measured';
import type { Note } from '../../engagement/schema';
import { planEvents } from '../../events/plan-events';
import { usualMergePolicy } from '../../identity/schema';
import { toWire } from '../../ids';
import { consentEventIds, consentSenders } from '../../journey/consent-senders';
import { consentAttributes } from '../../journey/deployment-attributes';
import { journeyNeeds } from '../../journey/journey-needs';
import { attributeName } from '../../journey/node-label';
import type { Channel } from '../../journey/schema';
import { isAdvertisingChannel } from '../../messages/sender';
import { formulaNeeds } from '../../record/formula/formula-needs';
import { parseFormula } from '../../record/formula/parse-formula';
import { hasSource } from '../../record/lineage';
import type { Attribute } from '../../record/schema';
import type { Line } from '../../report';
import { allFields, type FieldPlace } from '../../sources/find';
import { textIn } from '../../text';
import { aboutLine, dotted, fieldLine, journeyTitle, number, type PlanSetting, user } from '../plan-setting';
import { openQuestionsOf } from '../workshop/journeys';
import type { Work } from './work';

/** Open questions, the choice of a platform, journeys that wait for somebody's yes. */
export function answerWork(setting: PlanSetting): Work[] {
  const { engagement, translate, briefs } = setting;
  const candidates = engagement.checklist.vendors.filter(({ role }) => role === 'candidate');
  const asked = engagement.notes.filter(({ kind, state }) => kind === 'question' && state === 'open');
  const concerns = (note: Note) => briefs.filter((brief) => openQuestionsOf(brief, setting).some(({ id }) => id === note.id)).map(({ journey }) => journey.id);
  return [
    ...(candidates.length > 0 && decisionsOf(engagement).length === 0
      ? [
          {
            id: 'vendor',
            what: [`${translate('workshop.step.choose-vendor')}: `, ...dotted(candidates.map(({ name }) => name))],
            role: 'management' as const,
            after: [],
            from: translate('document.kind.gap-report'),
          },
        ]
      : []),
    ...asked.map((note): Work => {
      const about = aboutLine(note, setting);
      const journeys = concerns(note);
      return {
        id: `question:${note.id}`,
        what: user(note.text),
        ...(note.owner && { owner: note.owner }),
        ...(note.due && { until: note.due }),
        role: 'consultant',
        after: [],
        from: about === '' ? translate('questions.kind.question') : about,
        ...(journeys.length > 0 && { journeys }),
      };
    }),
    ...briefs
      .filter(({ journey: { status } }) => status === 'draft' || status === 'in-review')
      .map(
        ({ journey }): Work => ({
          id: `approve:${journey.id}`,
          what: [
            `${translate(journey.status === 'draft' ? 'implementation.finish-journey' : 'workshop.step.approve')}: `,
            user(journeyTitle(journey, setting)),
          ],
          role: 'management',
          after: openQuestionsOf({ journey } as (typeof briefs)[number], setting).map(({ id }) => `question:${id}`),
          from: translate(`journey-status.${journey.status}`),
          journeys: [journey.id],
        }),
      ),
  ];
}

/** Each system by each way its data comes. */
export function sourceWork(setting: PlanSetting): Work[] {
  const { engagement, translate, language } = setting;
  const journeysOf = journeysByField(setting);
  return engagement.sources.flatMap((source): Work[] => {
    const fields = source.objects.flatMap((object) => object.fields);
    const journeys = [...new Set(fields.flatMap(({ id }) => [...(journeysOf.get(id) ?? [])]))];
    const common = {
      ...(source.owner && { owner: source.owner }),
      role: 'it' as const,
      after: [],
      from: `${translate('workshop.fields')}: ${number(fields.length, setting)}`,
      ...(journeys.length > 0 && { journeys }),
    };
    const name = user(textIn(source.name, language) || (source.product ?? ''));
    if (source.transports.length === 0) return [{ ...common, id: `source:${source.id}`, what: [`${translate('implementation.agree-transport')}: `, name] }];
    return source.transports.map(
      (transport, i): Work => ({
        ...common,
        id: `source:${source.id}${i > 0 ? `:${transport}` : ''}`,
        what: [`${translate('implementation.connect')}: `, name, ` · ${translate(`transport.${transport}`)}`],
        details: [
          ...(source.product || source.frequency ? [dotted([source.product ?? '', source.frequency ?? ''].filter((one) => one !== ''))] : []),
          ...(i === 0 && source.objects.length > 0
            ? [source.objects.flatMap(({ nativeName }, n) => [...(n > 0 ? [' · '] : []), { text: nativeName, code: true }])]
            : []),
          ...(source.direction !== 'in' && i === 0 ? [translate('implementation.both-ways')] : []),
        ],
      }),
    );
  });
}

/** Fields that nobody has confirmed: one by one where a journey rests on them, the others by system. */
export function fieldWork(setting: PlanSetting): Work[] {
  const { engagement, translate, lineage, language, coverage } = setting;
  const journeysOf = journeysByField(setting);
  const open = allFields(engagement).filter(({ field }) => field.status !== 'confirmed');
  const needed = open.filter(({ field }) => (journeysOf.get(field.id)?.size ?? 0) > 0);
  const rest = open.filter(({ field }) => (journeysOf.get(field.id)?.size ?? 0) === 0);
  const unmapped = new Map<string, { attribute: Attribute; journeys: string[] }>();
  for (const { journey, needs } of coverage)
    for (const { attribute, supply } of needs)
      if (supply === 'unmapped') unmapped.set(attribute.id, { attribute, journeys: [...(unmapped.get(attribute.id)?.journeys ?? []), journey.id] });
  return [
    ...[...unmapped.values()].map(
      ({ attribute, journeys }): Work => ({
        id: `attribute:${attribute.id}`,
        what: [`${translate('workshop.step.find-data')}: `, user(textIn(attribute.label, language))],
        role: 'it',
        after: questionsAbout('attribute', attribute.id, setting),
        from: journeyNames(journeys, setting),
        journeys,
      }),
    ),
    ...needed.map((place): Work => {
      const { source, field } = place;
      const owner = field.owner ?? source.owner;
      const fed = lineage.attributesOfField(field.id).map((id) => textIn(lineage.attributes.get(id)?.attribute.label, language));
      const journeys = [...(journeysOf.get(field.id) ?? [])];
      return {
        id: `field:${field.id}`,
        what: [`${translate(`implementation.field.${field.status === 'confirmed' ? 'promised' : field.status}`)}: `, ...fieldLine(place, setting)],
        ...(fed.length > 0 && { details: [[`${translate('sources.column.attribute')}: `, ...dotted(fed)]] }),
        ...(owner && { owner }),
        role: 'it',
        after: questionsAbout('field', field.id, setting),
        from: journeyNames(journeys, setting),
        journeys,
      };
    }),
    ...engagement.sources.flatMap((source): Work[] => {
      const others = rest.filter((place) => place.source === source);
      if (others.length === 0) return [];
      return [
        {
          id: `fields:${source.id}`,
          what: [`${translate('implementation.other-fields')}: `, user(textIn(source.name, language))],
          details: [others.flatMap(({ object, field }, i) => [...(i > 0 ? [' · '] : []), { text: `${object.nativeName}.${field.nativeName}`, code: true }])],
          ...(source.owner && { owner: source.owner }),
          role: 'it',
          after: [],
          from: `${translate('workshop.fields')}: ${number(others.length, setting)}`,
        },
      ];
    }),
  ];
}

/** Where each channel's yes comes from, who must not be written to, and the way out of every advertisement. */
export function consentWork(setting: PlanSetting): Work[] {
  const { engagement, translate, briefs, lineage, language, context } = setting;
  const advertised = new Map<Channel, string[]>();
  for (const { journey } of briefs)
    for (const node of journey.nodes)
      if (node.kind === 'send' && node.class === 'marketing')
        for (const channel of [node.channel, node.fallbackChannel])
          if (channel && !(advertised.get(channel) ?? []).includes(journey.id)) advertised.set(channel, [...(advertised.get(channel) ?? []), journey.id]);
  const speaker = { translate, language, context };
  const refusals = engagement.suppressions.filter(({ rule }) => rule.kind === 'condition' && JSON.stringify(rule.when).includes('"do-not-contact"'));
  return [
    ...[...advertised].flatMap(([channel, journeys]): Work[] => {
      const attribute = consentAttributes[channel];
      const found = attribute === undefined ? undefined : lineage.attributes.get(attribute);
      if (attribute === undefined) return [];
      return [
        {
          id: `consent:${channel}`,
          what: `${translate('implementation.bring-consent')}: ${translate(`channel.${channel}`)}`,
          details:
            found && found.fields.length > 0
              ? found.fields.map((place): Line => fieldLine(place, setting))
              : [{ text: translate('brief.no-source'), tone: 'blocking' }],
          role: 'it',
          after: [...(found?.fields ?? []).flatMap(({ source, field }) => [`source:${source.id}`, `field:${field.id}`]), `attribute:${attribute}`],
          from: user(attributeName(attribute, speaker)),
          journeys,
        },
      ];
    }),
    ...consentEventWork(setting),
    ...refusals.map(
      ({ id, name }): Work => ({
        id: `refusal:${id}`,
        what: [`${translate('implementation.bring-refusals')}: `, user(textIn(name, language))],
        details: (lineage.attributes.get('do-not-contact')?.fields ?? []).map((place): Line => fieldLine(place, setting)),
        role: 'it',
        after: (lineage.attributes.get('do-not-contact')?.fields ?? []).map(({ source }) => `source:${source.id}`),
        from: user(textIn(name, language)),
      }),
    ),
    ...[...advertised].flatMap(([channel, journeys]): Work[] =>
      isAdvertisingChannel(channel)
        ? [
            {
              id: `way-out:${channel}`,
              what: `${translate('implementation.way-out')}: ${translate(`channel.${channel}`)}`,
              role: 'implementer',
              after: [`consent:${channel}`, `channel:${channel}`],
              from: journeyNames(journeys, setting),
              journeys,
            },
          ]
        : [],
    ),
  ];
}

/** The attributes that journeys need, group by group; who counts as one person. */
export function recordWork(setting: PlanSetting): Work[] {
  const { engagement, translate, lineage, language, coverage } = setting;
  const users = new Map<string, string[]>();
  for (const { journey, needs } of coverage) for (const { attribute } of needs) users.set(attribute.id, [...(users.get(attribute.id) ?? []), journey.id]);
  const needed = engagement.record.attributes.filter(({ id }) => users.has(id));
  const groups = [...new Set(needed.map(({ group }) => group))];
  const groupName = (id: string) => textIn(engagement.record.groups.find((one) => one.id === id)?.label, language) || translate('workshop.record');
  const sourcesOf = (attributes: readonly Attribute[]) => [
    ...new Set(attributes.flatMap(({ id }) => (lineage.attributes.get(id)?.fields ?? []).map(({ source }) => `source:${source.id}`))),
  ];
  const journeysOf = (attributes: readonly Attribute[]) => [...new Set(attributes.flatMap(({ id }) => users.get(id) ?? []))];
  const known = new Map(engagement.record.attributes.map((attribute) => [attribute.id, attribute]));
  /** What its formula reads of other attributes has to be mapped first. Formulas among each other are set up in any order. */
  const readBy = ({ formula }: Attribute): string[] => {
    const parsed = formula === undefined ? undefined : parseFormula(formula);
    return parsed?.ok ? formulaNeeds(parsed.value).attributes.flatMap((id) => (known.get(id)?.origin === 'mapped' ? `map:${known.get(id)?.group}` : [])) : [];
  };
  const names = (attributes: readonly Attribute[]) => dotted(attributes.map(({ label }) => textIn(label, language)));
  const { rules, policy = usualMergePolicy } = engagement.identity;
  const carried = rules.filter(({ attribute }) => (lineage.attributes.get(attribute)?.fields.length ?? 0) > 0);
  const measured = engagement.measured?.identity;
  return [
    ...groups.flatMap((group): Work[] => {
      const mapped = needed.filter(
        (one) => one.group === group && one.origin === 'mapped' && hasSource(lineage.attributes.get(one.id) ?? { attribute: one, fields: [], uses: [] }),
      );
      const computed = needed.filter((one) => one.group === group && one.origin === 'computed');
      return [
        ...(mapped.length > 0
          ? [
              {
                id: `map:${group}`,
                what: [`${translate('implementation.map')}: `, user(groupName(group))],
                details: [names(mapped)],
                role: 'implementer' as const,
                after: sourcesOf(mapped),
                from: `${translate('workshop.attributes')}: ${number(mapped.length, setting)}`,
                journeys: journeysOf(mapped),
              },
            ]
          : []),
        ...(computed.length > 0
          ? [
              {
                id: `compute:${group}`,
                what: [`${translate('implementation.compute')}: `, user(groupName(group))],
                details: [names(computed)],
                role: 'implementer' as const,
                after: [...new Set([...computed.flatMap(readBy), ...sourcesOf(computed)])],
                from: `${translate('workshop.attributes')}: ${number(computed.length, setting)}`,
                journeys: journeysOf(computed),
              },
            ]
          : []),
      ];
    }),
    ...carried.map(
      ({ attribute, strength }, i): Work => ({
        id: `identifier:${attribute}`,
        what: [
          `${translate('implementation.identifier')} ${number(i + 1, setting)}: `,
          user(textIn(lineage.attributes.get(attribute)?.attribute.label, language)),
        ],
        details: [translate(`identity.strength.${strength}`)],
        role: 'implementer',
        after: (lineage.attributes.get(attribute)?.fields ?? []).map(({ source }) => `source:${source.id}`),
        from: (lineage.attributes.get(attribute)?.fields ?? []).slice(0, 3).flatMap((place, n) => [...(n > 0 ? ['\n'] : []), ...fieldLine(place, setting)]),
      }),
    ),
    ...(carried.length > 0
      ? [
          {
            id: 'merge-policy',
            what: translate('implementation.merge-policy'),
            details: [
              `${translate('identity.policy-question.anonymous')} ${translate(`identity.choice.${policy.anonymousAndKnown}`)}`,
              `${translate('identity.policy-question.strong')} ${translate(`identity.choice.${policy.knownByStrong}`)}`,
              `${translate('identity.policy-question.medium')} ${translate(`identity.choice.${policy.knownByMedium}`)}`,
            ],
            role: 'implementer' as const,
            after: carried.map(({ attribute }) => `identifier:${attribute}`),
            from: translate('workshop.identity'),
          },
        ]
      : []),
    ...(carried.length > 0 && (!measured || measured.rules !== identityHash(engagement))
      ? [
          {
            id: 'identity-run',
            what: translate('implementation.identity-run'),
            role: 'consultant' as const,
            after: ['merge-policy'],
            from: translate('workshop.identity'),
          },
        ]
      : []),
    ...(measured && measured.reviews > 0
      ? [
          {
            id: 'identity-reviews',
            what: `${translate('brief.identity-reviews')}: ${number(measured.reviews, setting)}`,
            role: 'marketing' as const,
            after: ['merge-policy'],
            from: translate('brief.identity'),
          },
        ]
      : []),
  ];
}

/** Each event a journey listens to that neither the platform nor a journey's own step makes, with what has to be in it. */
export function eventWork(setting: PlanSetting): Work[] {
  const { engagement, briefs, context, catalogue, translate, language } = setting;
  const listening = new Map<string, string[]>();
  for (const { journey } of briefs) for (const id of journeyNeeds(journey, context).events) listening.set(id, [...(listening.get(id) ?? []), journey.id]);
  const plan = new Map(planEvents(engagement, catalogue, context).map((event) => [event.id, event]));
  return [...listening].flatMap(([id, journeys]): Work[] => {
    const event = plan.get(id);
    if (!event || event.sending === 'platform' || event.sending === 'journey') return [];
    const properties = event.listed?.properties ?? [];
    const sources = event.sending === 'missing' ? [] : event.sources;
    const line = (label: string, some: typeof properties): Line[] =>
      some.length === 0 ? [] : [[`${translate(label)}: `, ...some.flatMap(({ name }, i) => [...(i > 0 ? [' · '] : []), { text: name, code: true as const }])]];
    return [
      {
        id: `event:${id}`,
        what: [`${translate('implementation.send-event')}: `, user(textIn(event.label, language) || toWire(id)), ' ', { text: toWire(id), code: true }],
        details: [
          ...line(
            'implementation.must-carry',
            properties.filter(({ required }) => required),
          ),
          ...line(
            'implementation.wanted-too',
            properties.filter((one) => !one.required && event.wanted.has(one.id)),
          ),
          ...line(
            'implementation.may-carry',
            properties.filter((one) => !one.required && !event.wanted.has(one.id)),
          ),
          ...(sources.length === 0 ? [{ text: translate('brief.not-planned'), tone: 'blocking' as const }] : []),
        ],
        ...(sources.length === 1 && sources[0]?.owner && { owner: sources[0].owner }),
        role: 'it',
        after: sources.map((source) => `source:${source.id}`),
        from: sources.length > 0 ? dotted(sources.map(({ name }) => textIn(name, language))) : journeyNames(journeys, setting),
        journeys,
      },
    ];
  });
}

/** Consents that people give or take back elsewhere than on the platform's own pages, to be told to it as they happen. */
function consentEventWork(setting: PlanSetting): Work[] {
  const { briefs, context, translate, language } = setting;
  const told = consentSenders(
    briefs.map(({ journey }) => journey),
    context,
  ).filter(({ fields }) => fields.length > 0);
  if (told.length === 0) return [];
  const sources = new Set(told.flatMap(({ fields }) => fields.map(({ source }) => source.id)));
  return [
    {
      id: 'consent-events',
      what: [
        `${translate('implementation.consent-events')}: `,
        ...[...consentEventIds].flatMap((id, i) => [...(i > 0 ? [' · '] : []), { text: toWire(id), code: true }]),
      ],
      details: told.map(
        ({ channel, fields }): Line => [
          `${translate(`channel.${channel}`)}: `,
          ...dotted([...new Set(fields.map(({ source }) => textIn(source.name, language)))]),
        ],
      ),
      role: 'it',
      after: [...sources].map((id) => `source:${id}`),
      from: translate('implementation.consent-events-why'),
      journeys: briefs.filter(({ journey }) => journeyNeeds(journey, context).events.some((id) => consentEventIds.has(id))).map(({ journey }) => journey.id),
    },
  ];
}

/** Live journeys that need what a field feeds, or an event it fills a property of. */
function journeysByField({ engagement, coverage, lineage, briefs, context }: PlanSetting): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const needs = new Map(coverage.map(({ journey, needs: all }) => [journey.id, new Set(all.map(({ attribute }) => attribute.id))]));
  const events = new Map(briefs.map(({ journey }) => [journey.id, new Set(journeyNeeds(journey, context).events)]));
  const add = ({ field }: FieldPlace, journey: string) => found.set(field.id, (found.get(field.id) ?? new Set()).add(journey));
  for (const place of allFields(engagement)) {
    const attributes = lineage.attributesOfField(place.field.id);
    const told = new Set(place.field.eventProperties.map((property) => property.split('.')[0] ?? ''));
    for (const { journey } of briefs)
      if (attributes.some((id) => needs.get(journey.id)?.has(id)) || [...told].some((event) => events.get(journey.id)?.has(event))) add(place, journey.id);
  }
  return found;
}

function questionsAbout(kind: string, id: string, { engagement }: PlanSetting): string[] {
  return engagement.notes
    .filter((note) => note.kind === 'question' && note.state === 'open' && note.about?.kind === kind && note.about.id === id)
    .map((note) => `question:${note.id}`);
}

/** Two by name, the others counted. */
export function journeyNames(ids: readonly string[], setting: PlanSetting): Line {
  const names = setting.briefs.filter(({ journey }) => ids.includes(journey.id)).map(({ journey }) => journeyTitle(journey, setting));
  const more = names.length - 2;
  return [...dotted(names.slice(0, 2)), ...(more > 0 ? [` ${setting.translate('gap-report.and-more', { count: more })}`] : [])];
}
