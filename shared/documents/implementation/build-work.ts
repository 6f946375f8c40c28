/** Who writes, what holds a message back, the messages, the journeys with their test cases, and the channels. */
import { planVolumes } from '../../business-case/plan-volumes';
import { channelsOf } from '../../engagement/progress';
import { localeOf, problemText } from '../../i18n/translator';
import { type BriefSetting, sentenceOf } from '../../journey/brief-setting';
import { calendarWords } from '../../journey/calendar-words';
import { channelsWithSubject } from '../../journey/check-messages';
import { isAboutSender } from '../../journey/check-sender';
import { journeyNeeds } from '../../journey/journey-needs';
import { readable } from '../../journey/node-label';
import { type Channel, channels } from '../../journey/schema';
import { hasWords, isAdvertisingChannel, markIn } from '../../messages/sender';
import type { Line } from '../../report';
import { textIn } from '../../text';
import { capWords, day, dotted, journeyTitle, number, type PlanSetting, phaseTitle, user } from '../plan-setting';
import { journeyNames } from './data-work';
import type { Work } from './work';

/** What advertisements say of their sender, as far as the plan sends any. */
export function senderWork(setting: PlanSetting): Work[] {
  const { engagement, translate, briefs, language } = setting;
  const { sender, languages } = engagement;
  const advertising = briefs.filter(({ journey }) =>
    journey.nodes.some((node) => node.kind === 'send' && node.class === 'marketing' && isAdvertisingChannel(node.channel)),
  );
  if (advertising.length === 0) return [];
  const faults = [
    ...new Map(
      advertising.flatMap(({ problems }) => problems.filter(isAboutSender).map((problem) => [problem.code, problemText(problem, translate)] as const)),
    ),
  ];
  const marked = languages.customers.filter((one) => markIn(sender, one) !== '');
  const names = new Intl.DisplayNames(localeOf[language], { type: 'language' });
  const ids = advertising.map(({ journey }) => journey.id);
  const common = { role: 'legal' as const, after: [], journeys: ids, from: journeyNames(ids, setting) };
  return [
    ...faults.map(([code, words]): Work => ({ ...common, id: `sender:${code}`, role: 'marketing', what: words })),
    ...(sender && hasWords(sender.name)
      ? [
          {
            ...common,
            id: 'sender-checked',
            what: translate('implementation.sender-checked'),
            details: [user([textIn(sender.name, language), textIn(sender.address, language), sender.contact ?? ''].filter((one) => one !== '').join(' · '))],
            after: faults.map(([code]) => `sender:${code}`),
          },
        ]
      : []),
    ...(marked.length > 0
      ? [
          {
            ...common,
            id: 'marks-checked',
            what: translate('implementation.marks-checked'),
            details: marked.map((one): Line => [`${names.of(one) ?? one}: `, user(markIn(sender, one))]),
          },
        ]
      : []),
  ];
}

/** Caps, quiet times and reasons not to send, each with a try. */
export function limitWork(setting: PlanSetting): Work[] {
  const { engagement, translate, language, names, briefs } = setting;
  if (briefs.length === 0) return [];
  const applied = (id: string) => briefs.filter(({ journey }) => journey.policies.suppressions.includes(id)).map(({ journey }) => journey.id);
  return [
    ...engagement.caps.map(
      ({ id, name, limit, window, when }): Work => ({
        id: `cap:${id}`,
        what: [`${translate('implementation.cap')}: `, user(textIn(name, language))],
        details: [capWords({ limit, window }, setting), ...(when ? [sentenceOf(when, { names, translate, language })] : [])],
        role: 'implementer',
        after: [],
        from: translate('workshop.caps'),
      }),
    ),
    ...engagement.calendars.map(
      (calendar): Work => ({
        id: `calendar:${calendar.id}`,
        what: [`${translate('implementation.calendar')}: `, user(textIn(calendar.name, language))],
        details: [user(calendarWords(calendar, translate, language))],
        role: 'implementer',
        after: [],
        from: translate('workshop.quiet-times'),
      }),
    ),
    ...engagement.suppressions.flatMap(({ id, name, rule, action }): Work[] => {
      const journeys = applied(id);
      if (journeys.length === 0) return [];
      return [
        {
          id: `suppression:${id}`,
          what: [`${translate(rule.kind === 'manual' ? 'implementation.by-hand' : 'implementation.suppression')}: `, user(textIn(name, language))],
          details: [translate(`suppression-action.${action}`), ...(rule.kind === 'condition' ? [sentenceOf(rule.when, { names, translate, language })] : [])],
          role: rule.kind === 'manual' ? 'marketing' : 'implementer',
          after: [],
          from: journeyNames(journeys, setting),
          journeys,
        },
      ];
    }),
  ];
}

/** Every message a journey sends: to be written, translated, approved, set up. */
export function messageWork(setting: PlanSetting): Work[] {
  const { engagement, translate, language, briefs, context } = setting;
  const senders = new Map<string, string[]>();
  for (const { journey } of briefs)
    for (const node of journey.nodes) if (node.kind === 'send') senders.set(node.message, [...new Set([...(senders.get(node.message) ?? []), journey.id])]);
  const tongues = new Intl.DisplayNames(localeOf[language], { type: 'language' });
  return engagement.messages.flatMap((message): Work[] => {
    const journeys = senders.get(message.id);
    if (!journeys) return [];
    const bodies = channelsWithSubject.has(message.channel) ? [message.subject, message.body] : [message.body];
    const lacking = engagement.languages.customers.filter((one) => bodies.some((text) => !text[one]?.trim()));
    return [
      {
        id: `message:${message.id}`,
        what: [
          `${translate(message.status === 'draft' ? 'implementation.write-message' : 'implementation.set-up-message')}: `,
          user(readable(textIn(message.name, language), { translate, language, context })),
        ],
        details: [
          `${translate(`channel.${message.channel}`)} · ${translate(`message-class.${message.class}`)}`,
          ...(lacking.length > 0
            ? [{ text: `${translate('implementation.not-in')}: ${lacking.map((one) => tongues.of(one) ?? one).join(' · ')}`, tone: 'waiting' as const }]
            : []),
          ...(message.channel === 'whatsapp' ? [translate('implementation.template')] : []),
        ],
        role: message.status === 'draft' ? 'marketing' : 'implementer',
        after:
          message.class === 'marketing' && isAdvertisingChannel(message.channel)
            ? ['sender-checked', `channel:${message.channel}`]
            : [`channel:${message.channel}`],
        from: journeyNames(journeys, setting),
        journeys,
      },
    ];
  });
}

/** Each journey to be built, then tried by the cases that its own drawing and rules give. */
export function journeyWork(setting: PlanSetting): Work[] {
  const { translate, coverage, context, briefs } = setting;
  return briefs.flatMap((brief): Work[] => {
    const { journey } = brief;
    const needs = coverage.find((one) => one.journey.id === journey.id)?.needs ?? [];
    const sent = journey.nodes.flatMap((node) => (node.kind === 'send' ? [node.message] : []));
    const common = { role: 'implementer' as const, journeys: [journey.id] };
    return [
      {
        ...common,
        id: `build:${journey.id}`,
        what: [`${translate('implementation.build')}: `, user(journeyTitle(journey, setting))],
        details: [
          `${translate('implementation.steps')}: ${number(journey.nodes.length, setting)}`,
          ...(brief.problems.some(({ severity }) => severity === 'blocks') ? [{ text: translate('journey-status.blocked'), tone: 'blocking' as const }] : []),
        ],
        after: [
          'vendor',
          `approve:${journey.id}`,
          ...needs.filter(({ blocks }) => blocks).map(({ attribute }) => `attribute:${attribute.id}`),
          // Each by its own work: another attribute of the same group may come with a later phase.
          ...new Set(
            needs.flatMap(({ attribute: { origin, group } }) => (origin === 'mapped' ? `map:${group}` : origin === 'computed' ? `compute:${group}` : [])),
          ),
          ...journeyNeeds(journey, context).events.map((id) => `event:${id}`),
          ...journey.policies.suppressions.map((id) => `suppression:${id}`),
        ],
        from: translate('brief.eyebrow'),
      },
      {
        ...common,
        id: `test:${journey.id}`,
        what: [`${translate('implementation.test')}: `, user(journeyTitle(journey, setting))],
        details: [translate('implementation.by-test-plan')],
        after: [`build:${journey.id}`, ...[...new Set(sent)].map((id) => `message:${id}`)],
        from: translate('brief.tests'),
      },
    ];
  });
}

/** What a channel needs before it carries the plan's messages. */
export function channelWork(setting: PlanSetting): Work[] {
  const { engagement, translate, briefs } = setting;
  const used = channelsOf({ ...engagement, journeys: briefs.map(({ journey }) => journey) });
  const volumes = planVolumes(engagement);
  return channels.flatMap((channel): Work[] => {
    if (!used.has(channel)) return [];
    const journeys = briefs
      .filter(({ journey }) => journey.nodes.some((node) => node.kind === 'send' && (node.channel === channel || node.fallbackChannel === channel)))
      .map(({ journey }) => journey.id);
    const perMonth = Math.round((volumes.journeyMessages[channel] ?? 0) + (volumes.plannedMessages[channel] ?? 0));
    const common = {
      role: 'it' as const,
      from: journeys.length > 0 ? journeyNames(journeys, setting) : translate('case.sends'),
      ...(journeys.length > 0 && { journeys }),
    };
    return [
      {
        ...common,
        id: `channel:${channel}`,
        what: `${translate('implementation.open-channel')}: ${translate(`channel.${channel}`)}`,
        details: [translate(`implementation.channel.${channel}`)],
        after: ['vendor'],
      },
      ...(channel === 'email' && perMonth > 0
        ? [
            {
              ...common,
              id: 'warm-up:email',
              what: translate('implementation.warm-up', { count: perMonth }),
              role: 'implementer' as const,
              after: ['channel:email', 'consent:email'],
            },
          ]
        : []),
    ];
  });
}

/** Into the world in two steps, phase by phase: first for people on a list, then for everybody. */
export function liveWork(setting: PlanSetting): Work[] {
  const { engagement, translate, briefs, phaseOf } = setting;
  const groups = [
    ...engagement.phases.map((phase, index) => ({
      id: phase.id,
      name: phaseTitle(phase, index, setting),
      start: phase.start,
      journeys: briefs.filter(({ journey }) => phaseOf.get(journey.id)?.index === index).map(({ journey }) => journey),
    })),
    {
      id: 'later',
      name: translate('workshop.no-phase'),
      start: undefined,
      journeys: briefs.filter(({ journey }) => !phaseOf.has(journey.id)).map(({ journey }) => journey),
    },
  ].filter(({ journeys }) => journeys.length > 0);
  return groups.flatMap(({ id, name, start, journeys }, i): Work[] => {
    const ids = journeys.map((journey) => journey.id);
    const titles = dotted(journeys.map((journey) => journeyTitle(journey, setting)));
    return [
      {
        id: `try:${id}`,
        what: [`${translate('implementation.allow-list')}: `, user(name)],
        details: [titles],
        role: 'implementer',
        after: [...ids.map((journey) => `test:${journey}`), ...(i > 0 ? [`live:${groups[i - 1]?.id}`] : [])],
        from: translate('workshop.road-map'),
        journeys: ids,
      },
      {
        id: `live:${id}`,
        what: [`${translate('implementation.go-live')}: `, user(name), ...(start ? [` · ${day(start, setting)}`] : [])],
        details: [titles],
        role: 'management',
        ...(start && { until: start }),
        after: [`try:${id}`, ...[...new Set(journeys.flatMap(channelsUsed))].map((channel) => (channel === 'email' ? 'warm-up:email' : `channel:${channel}`))],
        from: translate('workshop.road-map'),
        journeys: ids,
      },
    ];
  });
}

function channelsUsed({ nodes }: BriefSetting['journey']): Channel[] {
  return nodes.flatMap((node) => (node.kind === 'send' ? [node.channel] : []));
}
