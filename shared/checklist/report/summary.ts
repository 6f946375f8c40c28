/** The first page: who leads and how surely, what each vendor would mean, and what was decided. */

import { shortHash } from '../../engagement/engagement-hash';
import type { Block, Line } from '../../report';
import { choiceWords, decisionsOf, type RecordedDecision } from '../decision';
import { separator, vendorClauses } from './clauses';
import { dateWords, type GapSetting, listWords, moneyWords, ofHundred, percentWords, pointName, user, vendorName } from './setting';

export function summaryBlocks(setting: GapSetting): Block[] {
  const { translate, analysis, engagement } = setting;
  if (analysis.vendors.length === 0)
    return [{ kind: 'callout', tone: 'waiting', title: translate('gap-report.no-vendors'), text: translate('gap-report.no-vendors-text') }];
  const blocking = setting.candidates.filter(({ score }) => score.blocking.length > 0).length;
  return [
    { kind: 'paragraph', size: 'large', text: leadSentence(setting) },
    ...(blocking > 0 ? [{ kind: 'paragraph' as const, text: translate('gap-report.gates-first', { count: blocking, all: setting.candidates.length }) }] : []),
    {
      kind: 'list',
      ordered: false,
      items: setting.placed.map((one): Line => {
        const clauses = vendorClauses(one, setting);
        const today = one.vendor.role === 'current' ? ` (${translate('gap-report.today')})` : '';
        return [{ text: one.vendor.name, user: true, bold: true }, `${today}: ${clauses.join(separator(setting))}.`];
      }),
    },
    ...costSentences(setting),
    ...doubtBlocks(setting),
    ...(engagement.journeys.length === 0 ? [{ kind: 'callout' as const, tone: 'waiting' as const, text: translate('gap-report.no-journeys') }] : []),
  ];
}

/** Who leads and how surely, or why nobody does. */
export function leadSentence(setting: GapSetting): string {
  const { analysis, translate, robustness, candidates } = setting;
  const [first] = analysis.places;
  if (candidates.length === 0) return translate('gap-report.only-today');
  if (!first) return translate(candidates.some(({ score }) => score.answered.count > 0) ? 'gap-report.nobody' : 'gap-report.no-answers');
  const leader = first.vendors[0] ?? '';
  const score = ofHundred(candidates.find(({ vendor }) => vendor.id === leader)?.score.share) ?? 0;
  if (first.vendors.length > 1)
    return translate('gap-report.tie', {
      vendors: listWords(
        first.vendors.map((id) => vendorName(id, setting)),
        setting,
      ),
      score,
    });
  const answered = candidates.find(({ vendor }) => vendor.id === leader)?.score.answered.share;
  const leads = Math.round(robustness.vendors.find(({ vendor }) => vendor === leader)?.leads ?? 0);
  return translate('gap-report.leads', {
    vendor: vendorName(leader, setting),
    score,
    answered: percentWords(answered, setting),
    leads,
    draws: robustness.draws,
  });
}

/** What the leader costs more or less than the cheapest offer, or that nobody's price is known. */
function costSentences(setting: GapSetting): Block[] {
  const { analysis, candidates, translate } = setting;
  const priced = candidates.flatMap(({ vendor, cost }) => (cost && cost.total > 0 ? [{ vendor, cost }] : [])).sort((a, b) => a.cost.total - b.cost.total);
  const [cheapest] = priced;
  const leader = priced.find(({ vendor }) => analysis.places[0]?.vendors.includes(vendor.id));
  if (!cheapest) return candidates.length > 0 ? [{ kind: 'paragraph', text: translate('gap-report.no-prices') }] : [];
  const params = { vendor: cheapest.vendor.name, amount: moneyWords(cheapest.cost.total, setting) };
  if (!leader || priced.length < 2) return [{ kind: 'paragraph', text: translate('gap-report.cheapest', params) }];
  if (leader === cheapest) return [{ kind: 'paragraph', text: translate('gap-report.leader-cheapest', params) }];
  const more = moneyWords(leader.cost.total - cheapest.cost.total, setting);
  return [{ kind: 'paragraph', text: translate('gap-report.leader-dearer', { ...params, leader: leader.vendor.name, more }) }];
}

/** The one answer and the one weight that could turn it. */
function doubtBlocks(setting: GapSetting): Block[] {
  const { analysis, translate } = setting;
  const [next] = analysis.open;
  const turn = analysis.sensitivity.find(({ down, up }) => down || up);
  const to = turn?.down ?? turn?.up;
  const sentences = [
    ...(turn && to
      ? [
          translate('gap-report.weight-turns', {
            point: pointName(turn.point, setting),
            from: turn.weight,
            to: Math.round(to.weight * 10) / 10,
            vendor: vendorName(to.leader, setting),
          }),
        ]
      : []),
    ...(next
      ? [
          translate(next.changesLeader ? 'gap-report.next-turns' : 'gap-report.next-moves', {
            vendor: vendorName(next.vendor, setting),
            point: pointName(next.point, setting),
            worst: ofHundred(next.total.worst) ?? 0,
            best: ofHundred(next.total.best) ?? 0,
          }),
        ]
      : []),
  ];
  return sentences.length === 0 ? [] : [{ kind: 'callout', tone: 'waiting', title: translate('gap-report.doubt'), text: sentences.join(' ') }];
}

/** The newest decision in full, earlier ones in a line each; with its chapter's title above. */
export function decisionBlocks(setting: GapSetting): Block[] {
  const { translate, engagement } = setting;
  const [last, ...earlier] = decisionsOf(engagement);
  if (!last) return [];
  return [
    { kind: 'callout', tone: 'accent', title: choiceWords(last.decision, translate), text: user(reasonOf(last)) },
    {
      kind: 'facts',
      rows: [
        ...(last.owner ? [{ label: translate('gap-report.decision.by'), value: user(last.owner) }] : []),
        { label: translate('gap-report.decision.on'), value: dateWords(last.decision.on, setting) },
        ...(last.decision.conditions ? [{ label: translate('gap-report.decision.conditions'), value: user(last.decision.conditions) }] : []),
        ...(last.decision.next ? [{ label: translate('gap-report.decision.next'), value: user(last.decision.next) }] : []),
        { label: translate('gap-report.decision.standing'), value: user(last.evidence ?? '') },
        { label: translate('gap-report.decision.hash'), value: { text: shortHash(last.decision.hash), code: true } },
      ],
    },
    ...(earlier.length > 0
      ? [
          { kind: 'heading' as const, level: 3 as const, text: translate('gap-report.decision.earlier') },
          {
            kind: 'list' as const,
            ordered: false,
            items: earlier.map((note): Line => [`${dateWords(note.decision.on, setting)}: ${choiceWords(note.decision, translate)}. `, user(reasonOf(note))]),
          },
        ]
      : []),
  ];
}

/** The note begins with what was chosen, so that it can be read where no dialog was. */
function reasonOf({ text }: RecordedDecision): string {
  const [, ...rest] = text.split('\n');
  return rest.length > 0 ? rest.join('\n') : text;
}
