/** What could go wrong, as far as the plan itself shows it: each risk with what it rests on and what would help. */

import { figureName } from '../../business-case/case-words';
import { swings } from '../../business-case/total-case';
import { problemText } from '../../i18n/translator';
import { isAboutSender } from '../../journey/check-sender';
import { isLate } from '../../notes/note-log';
import { withoutGround } from '../../record/without-ground';
import type { Block, Line } from '../../report';
import { textIn } from '../../text';
import { dotted, journeyTitle, missing, number, type PlanSetting, phaseTitle, user } from '../plan-setting';
import { lines } from './road-map';

export type Risk = { kind: string; tone: 'blocking' | 'waiting'; because: Line };

export function riskBlocks(setting: PlanSetting): Block[] {
  const { translate, briefs, engagement } = setting;
  if (briefs.length + engagement.sources.length === 0) return missing(translate('workshop.no-plan-no-risks'));
  const risks = risksOf(setting);
  if (risks.length === 0) return [{ kind: 'callout', tone: 'good', text: translate('workshop.no-risks') }];
  return [
    {
      kind: 'table',
      columns: [
        { title: translate('workshop.risk'), width: 130 },
        { title: translate('workshop.rests-on'), width: '*' },
        { title: translate('workshop.helps'), width: 150 },
      ],
      legend: { blocking: translate('legend.stops-plan'), waiting: translate('legend.endangers-plan') },
      rows: risks.map(({ kind, tone, because }) => ({ tone, cells: [translate(`workshop.risk.${kind}`), because, translate(`workshop.helps.${kind}`)] })),
    },
  ];
}

/** Heaviest first; a plan without a risk of a kind has no row of it. */
export function risksOf(setting: PlanSetting): Risk[] {
  const { engagement, coverage, briefs, language, today, translate, phaseOf } = setting;
  const names = (journeys: readonly { journey: Parameters<typeof journeyTitle>[0] }[]) => dotted(journeys.map(({ journey }) => journeyTitle(journey, setting)));
  const blocked = coverage.filter((one) => one.blocked);
  const unsure = coverage.filter(({ blocked: stands, count }) => !stands && count['open-question'] + count.promised > 0);
  const early = engagement.phases.flatMap((phase, index) => {
    const waiting = blocked.filter(({ journey }) => phaseOf.get(journey.id)?.index === index);
    return phase.start !== undefined && waiting.length > 0 ? [{ phase, index, waiting }] : [];
  });
  const late = engagement.notes.filter((note) => isLate(note, today));
  const unowned = engagement.notes.filter(({ kind, state, owner }) => kind === 'question' && state === 'open' && !owner);
  const ungrounded = withoutGround(engagement.record.attributes);
  const silent = briefs.filter(({ problems }) => problems.some(({ code }) => code === 'event-without-source'));
  const sender = [...new Set(briefs.flatMap(({ problems }) => problems.filter(isAboutSender).map((problem) => problemText(problem, translate))))];
  const measured = engagement.measured?.identity;
  const money = setting.money();
  const [first] = money.isEmpty ? [] : swings(money.model);
  const gap = setting.gap();
  const leader = gap.analysis.places[0]?.vendors;
  const gates = gap.candidates.length > 0 && gap.candidates.every(({ score }) => score.blocking.length > 0);
  const { total } = money.range.expected;
  const risks: (Risk | false)[] = [
    blocked.length > 0 && { kind: 'blocked', tone: 'blocking', because: names(blocked) },
    early.length > 0 && {
      kind: 'early-phase',
      tone: 'blocking',
      because: lines(early.map(({ phase, index, waiting }): Line => [user(phaseTitle(phase, index, setting)), ': ', ...names(waiting)])),
    },
    gates && { kind: 'gates', tone: 'blocking', because: dotted(gap.candidates.map(({ vendor }) => vendor.name)) },
    !money.isEmpty && total.net < 0 && { kind: 'loss', tone: 'blocking', because: setting.amounts.money(total.net) },
    sender.length > 0 && { kind: 'sender', tone: 'waiting', because: lines(sender) },
    unsure.length > 0 && {
      kind: 'unsure',
      tone: 'waiting',
      because: lines(
        unsure.map(
          ({ journey, count }): Line => [
            user(journeyTitle(journey, setting)),
            ` · ${translate('workshop.unsure-fields')}: ${number(count['open-question'] + count.promised, setting)}`,
          ],
        ),
      ),
    },
    silent.length > 0 && { kind: 'events', tone: 'waiting', because: names(silent) },
    late.length > 0 && { kind: 'late', tone: 'waiting', because: lines(late.map(({ text }) => user(text))) },
    unowned.length > 0 && { kind: 'unowned', tone: 'waiting', because: lines(unowned.map(({ text }) => user(text))) },
    ungrounded.length > 0 && { kind: 'ground', tone: 'waiting', because: dotted(ungrounded.map(({ label }) => textIn(label, language))) },
    measured !== undefined &&
      measured.suspicious + measured.reviews > 0 && {
        kind: 'identity',
        tone: 'waiting',
        because: lines([
          ...(measured.suspicious > 0 ? [`${translate('brief.identity-suspicious')}: ${number(measured.suspicious, setting)}`] : []),
          ...(measured.reviews > 0 ? [`${translate('brief.identity-reviews')}: ${number(measured.reviews, setting)}`] : []),
        ]),
      },
    leader !== undefined &&
      leader.length > 1 && {
        kind: 'tie',
        tone: 'waiting',
        because: dotted(gap.candidates.filter(({ vendor }) => leader.includes(vendor.id)).map(({ vendor }) => vendor.name)),
      },
    money.model.gaps.length > 0 &&
      !money.isEmpty && { kind: 'case-gaps', tone: 'waiting', because: `${translate('case.gaps')}: ${number(money.model.gaps.length, setting)}` },
    first !== undefined && {
      kind: 'swing',
      tone: 'waiting',
      because: translate('workshop.swing', {
        figure: figureName(first.id, setting),
        low: setting.amounts.money(Math.min(first.low, first.high)),
        high: setting.amounts.money(Math.max(first.low, first.high)),
      }),
    },
  ];
  return risks.filter((risk) => risk !== false);
}
