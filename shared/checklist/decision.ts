/** Recording which vendor was chosen, and telling whether what it was chosen on is still so. */
import { engagementHash, shortHash } from '../engagement/engagement-hash';
import type { Engagement, Note } from '../engagement/schema';
import { numberFormat } from '../i18n/number-format';
import { localeOf, type Translate } from '../i18n/translator';
import { addNote } from '../notes/edit-notes';
import type { Decision, FrozenStanding } from './decision-schema';
import type { GapAnalysis } from './gap-analysis';
import type { Robustness } from './robustness';

export type RecordedDecision = Note & { decision: Decision };

/** What a person says of it. `vendor`: that is chosen; absent for "keep today's" without a system of today, and for "nobody yet". */
export type DecisionWords = Pick<Decision, 'choice' | 'vendor' | 'on' | 'conditions' | 'next'> & { why: string; by: string };

/** The standing of every vendor now, in the order of the columns. */
export function frozenStanding({ vendors }: GapAnalysis, robustness: Robustness): FrozenStanding[] {
  return vendors.map(({ vendor, score, cost }) => {
    const leads = robustness.vendors.find((one) => one.vendor === vendor.id)?.leads;
    return {
      vendor: vendor.id,
      name: vendor.name,
      role: vendor.role,
      ...(score.share !== undefined && { share: score.share }),
      ...(score.rank !== undefined && { rank: score.rank }),
      gates: score.blocking.map(({ point }) => point),
      ...(leads !== undefined && { leads: Math.round(leads) }),
      ...(cost && { cost: cost.total }),
      unanswered: score.answered.of - score.answered.count,
    };
  });
}

/**
 * Adds the decision as a note about the vendor, with the standing in words as its evidence. Earlier decisions stay. A choice of a
 * vendor that is not there, or one without a reason, changes nothing. `translate`: of the language of the documents; `now`: ISO 8601.
 */
export function recordDecision(
  engagement: Engagement,
  {
    id,
    now,
    words,
    standing,
    draws,
    translate,
  }: { id: string; now: string; words: DecisionWords; standing: FrozenStanding[]; draws: number; translate: Translate },
): Engagement {
  const { choice, vendor, on, conditions, next, why, by } = words;
  const chosen = engagement.checklist.vendors.find((one) => one.id === vendor);
  if (why.trim() === '' || (choice === 'vendor' && !chosen)) return engagement;
  const decision: Decision = {
    choice,
    ...(chosen && choice !== 'none' && { vendor: chosen.id }),
    on,
    ...(conditions?.trim() && { conditions: conditions.trim() }),
    ...(next?.trim() && { next: next.trim() }),
    hash: engagementHash(engagement),
    draws,
    standing,
  };
  return addNote(engagement, {
    id,
    now,
    note: {
      kind: 'decision',
      text: `${choiceWords(decision, translate)}\n${why.trim()}`,
      owner: by,
      ...(decision.vendor && { about: { kind: 'vendor', id: decision.vendor } }),
      evidence: standingWords(decision, engagement, translate),
      decision,
    },
  });
}

/** The newest first; a decision that was dropped or turned into something else is none. */
export function decisionsOf({ notes }: Pick<Engagement, 'notes'>): RecordedDecision[] {
  return notes.filter((note): note is RecordedDecision => note.kind === 'decision' && note.decision !== undefined && note.state !== 'dropped').reverse();
}

/** "Heliora was chosen", by the name of that day. */
export function choiceWords({ choice, vendor, standing }: Decision, translate: Translate): string {
  const name = standing.find((one) => one.vendor === vendor)?.name;
  if (choice === 'none') return translate('decision.nobody');
  if (choice === 'current') return name ? translate('decision.kept', { vendor: name }) : translate('decision.kept-today');
  return translate('decision.chosen', { vendor: name ?? '' });
}

export type StandingChange = { name: string; what: 'added' | 'removed' | 'place' | 'score' | 'gates' | 'cost' | 'answers' | 'lead' };

/** A lead that is drawn moves a little with every answer; less than this share of the draws is no change. */
const LEAD_MOVES = 0.05;

/** What is otherwise than on the day, the heaviest first: places, gates, scores of 100, costs, answers, how sure the lead is. */
export function changesSince({ standing: then, draws }: Decision, now: readonly FrozenStanding[]): StandingChange[] {
  const before = new Map(then.map((one) => [one.vendor, one]));
  const present = new Set(now.map(({ vendor }) => vendor));
  const changes = now.flatMap((one): StandingChange[] => {
    const old = before.get(one.vendor);
    if (!old) return [{ name: one.name, what: 'added' }];
    const changed: [StandingChange['what'], boolean][] = [
      ['place', old.rank !== one.rank],
      ['gates', old.gates.join() !== one.gates.join()],
      ['score', ofHundred(old.share) !== ofHundred(one.share)],
      ['cost', Math.round(old.cost ?? -1) !== Math.round(one.cost ?? -1)],
      ['answers', old.unanswered !== one.unanswered],
      ['lead', Math.abs((old.leads ?? 0) - (one.leads ?? 0)) > draws * LEAD_MOVES],
    ];
    return changed.filter(([, is]) => is).map(([what]) => ({ name: one.name, what }));
  });
  const gone = then.filter(({ vendor }) => !present.has(vendor)).map(({ name }): StandingChange => ({ name, what: 'removed' }));
  return [...gone, ...changes].sort((a, b) => order.indexOf(a.what) - order.indexOf(b.what));
}

const order: readonly StandingChange['what'][] = ['removed', 'added', 'place', 'gates', 'score', 'cost', 'answers', 'lead'];

function ofHundred(share: number | undefined): number | undefined {
  return share === undefined ? undefined : Math.round(share * 100);
}

/** One line a vendor, those with a place first. Numbers stand in words, so that it can be read years later without the app. */
function standingWords({ standing, draws, hash }: Decision, { client, languages }: Engagement, translate: Translate): string {
  const money = numberFormat(localeOf[languages.document], { style: 'currency', currency: client.currency, maximumFractionDigits: 0 });
  const lines = [...standing]
    .sort((a, b) => (a.rank ?? Number.POSITIVE_INFINITY) - (b.rank ?? Number.POSITIVE_INFINITY) || 0)
    .map(({ name, role, rank, share, gates, leads, cost, unanswered }) => {
      const parts = [
        ...(rank === undefined ? [] : [translate('gap.rank', { rank })]),
        ...(role === 'current' ? [translate('gap.today')] : []),
        share === undefined ? translate('gap.no-score') : translate('decision.score', { score: Math.round(share * 100) }),
        ...(gates.length > 0 ? [translate('gap.gates-failed', { count: gates.length })] : []),
        ...(leads === undefined ? [] : [translate('decision.leads', { leads, draws })]),
        ...(cost === undefined ? [] : [translate('decision.cost', { amount: money.format(cost) })]),
        ...(unanswered > 0 ? [translate('decision.unanswered', { count: unanswered })] : []),
      ];
      return translate('decision.standing-line', { vendor: name, parts: parts.join(' · ') });
    });
  return [...lines, translate('decision.hash', { hash: shortHash(hash) })].join('\n');
}
