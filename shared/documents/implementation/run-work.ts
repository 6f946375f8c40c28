/** After going live: what is watched, how long data is kept, who takes it over. */
import { channelsOf } from '../../engagement/progress';
import { nodeLabel } from '../../journey/node-label';
import { withoutGround } from '../../record/without-ground';
import type { Line } from '../../report';
import { allFields } from '../../sources/find';
import { textIn } from '../../text';
import { dotted, journeyTitle, number, type PlanSetting, targetName, user } from '../plan-setting';
import { journeyNames } from './data-work';
import type { Work } from './work';

/** The measures the journeys name, the tests they run, calls to other systems, and what mail providers answer. */
export function monitoringWork(setting: PlanSetting): Work[] {
  const { engagement, translate, briefs, context, language } = setting;
  const measures = new Map<string, string[]>();
  for (const { journey } of briefs) for (const kpi of journey.kpis) measures.set(kpi, [...(measures.get(kpi) ?? []), journey.id]);
  const liveOf = (ids: readonly string[]) => [...new Set(ids.map((id) => `live:${setting.phaseOf.get(id)?.phase.id ?? 'later'}`))];
  const calls = new Map<string, string[]>();
  for (const { journey } of briefs)
    for (const node of journey.nodes)
      if (node.kind === 'webhook') for (const target of node.targets) calls.set(target, [...new Set([...(calls.get(target) ?? []), journey.id])]);
  const mailed = briefs
    .filter(({ journey }) => journey.nodes.some((node) => node.kind === 'send' && node.channel === 'email'))
    .map(({ journey }) => journey.id);
  return [
    ...[...measures].map(
      ([kpi, journeys]): Work => ({
        id: `watch:${kpi}`,
        what: [`${translate('implementation.watch')}: `, textIn(context.kpis.get(kpi), language) || translate('brief.kpi')],
        role: 'marketing',
        after: liveOf(journeys),
        from: journeyNames(journeys, setting),
        journeys,
      }),
    ),
    ...briefs.flatMap((brief) =>
      brief.journey.nodes.flatMap((node): Work[] =>
        node.kind === 'ab'
          ? [
              {
                id: `ab:${brief.journey.id}:${node.id}`,
                what: [`${translate('implementation.read-test', { days: node.minimumRunDays ?? 1 })}: `, user(nodeLabel(node, brief).title)],
                ...(textIn(node.hypothesis, language) && { details: [user(textIn(node.hypothesis, language))] }),
                role: 'marketing',
                after: liveOf([brief.journey.id]),
                from: user(journeyTitle(brief.journey, setting)),
                journeys: [brief.journey.id],
              },
            ]
          : [],
      ),
    ),
    ...[...calls].map(
      ([target, journeys]): Work => ({
        id: `call:${target}`,
        what: [`${translate('implementation.watch-calls')}: `, user(targetName(target, setting))],
        role: 'it',
        after: liveOf(journeys),
        from: journeyNames(journeys, setting),
        journeys,
      }),
    ),
    ...(channelsOf(engagement).has('email')
      ? [
          {
            id: 'watch-mail',
            what: translate('implementation.watch-mail'),
            role: 'implementer' as const,
            after: ['channel:email'],
            from: mailed.length > 0 ? journeyNames(mailed, setting) : translate('case.sends'),
            ...(mailed.length > 0 && { journeys: mailed }),
          },
        ]
      : []),
  ];
}

/** A ground for what is very personal; and to try, before anybody asks, that a person can be shown and forgotten. */
export function retentionWork(setting: PlanSetting): Work[] {
  const { engagement, translate, lineage, language } = setting;
  const kept = engagement.record.attributes.filter(({ id, pii }) => pii !== 'none' && (lineage.attributes.get(id)?.fields.length ?? 0) > 0);
  const ungrounded = withoutGround(kept);
  const personal = allFields(engagement).filter(({ field }) => field.pii !== 'none');
  const from: Line = `${translate('workshop.personal-data')}: ${number(personal.length, setting)}`;
  return [
    ...ungrounded.map(
      ({ id, label }): Work => ({
        id: `ground:${id}`,
        what: [`${translate('implementation.ground')}: `, user(textIn(label, language))],
        role: 'legal',
        after: [],
        from: translate('record.basis-unknown'),
      }),
    ),
    ...(kept.length > 0
      ? [
          {
            id: 'keep-how-long',
            what: translate('implementation.keep-how-long'),
            role: 'legal' as const,
            after: ungrounded.map(({ id }) => `ground:${id}`),
            from,
          },
          { id: 'forget', what: translate('implementation.forget'), role: 'implementer' as const, after: ['keep-how-long'], from },
        ]
      : []),
  ];
}

/** Documents for those who own systems, training for those who get tasks or write messages, and the end of what is used today. */
export function handoverWork(setting: PlanSetting): Work[] {
  const { engagement, translate, briefs, language } = setting;
  const owners = [...new Set(engagement.sources.flatMap(({ owner }) => (owner ? [owner] : [])))];
  const tasked = briefs.filter(({ journey }) => journey.nodes.some((node) => node.kind === 'task')).map(({ journey }) => journey.id);
  const today = engagement.checklist.vendors.filter(({ role }) => role === 'current');
  const last = engagement.phases.findLast((_, index) => briefs.some(({ journey }) => setting.phaseOf.get(journey.id)?.index === index));
  const done = last ? [`live:${last.id}`] : briefs.length > 0 ? ['live:later'] : [];
  return [
    ...owners.map(
      (owner): Work => ({
        id: `field-map:${owner}`,
        what: translate('implementation.hand-field-map'),
        owner,
        role: 'it',
        after: [],
        from: dotted(engagement.sources.filter((source) => source.owner === owner).map(({ name }) => textIn(name, language))),
      }),
    ),
    ...(briefs.length > 0
      ? [
          {
            id: 'briefs',
            what: translate('implementation.hand-briefs'),
            role: 'consultant' as const,
            after: [],
            from: `${translate('workshop.journeys')}: ${number(briefs.length, setting)}`,
          },
          {
            id: 'train-marketing',
            what: translate('implementation.train-marketing'),
            role: 'implementer' as const,
            after: done,
            from: `${translate('workshop.journeys')}: ${number(briefs.length, setting)}`,
          },
        ]
      : []),
    ...(tasked.length > 0
      ? [
          {
            id: 'train-tasks',
            what: translate('implementation.train-tasks'),
            role: 'implementer' as const,
            after: [],
            from: journeyNames(tasked, setting),
            journeys: tasked,
          },
        ]
      : []),
    ...today.map(
      ({ id, name }): Work => ({
        id: `switch-off:${id}`,
        what: [`${translate('implementation.switch-off')}: `, user(name)],
        role: 'management',
        after: done,
        from: translate('gap-report.today'),
      }),
    ),
  ];
}
