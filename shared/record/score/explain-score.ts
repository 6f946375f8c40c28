/** Why a number that was worked out is what it is, and what becomes of it if nothing happens. */
import { ordered } from '../../condition/compare';
import { toIso } from '../../time/moment';
import type { Computation, ComputationFacts } from '../formula/computation';
import { exact } from '../formula/compute-attribute';
import { forecast } from './forecast';
import type { ScoreExplanation, ScoreSum, Threshold } from './schema';
import { scorePart, scoreShape } from './score-parts';

const daysAhead = 400;
const changesTold = 40;
const numbers: readonly string[] = ['integer', 'decimal', 'money'];

/**
 * What a number is made of at the moment of `facts`; undefined for an attribute that is no number or has no formula that can be worked out.
 * The parts and `rest` come to the value that `computation` gives.
 */
export function scoreSum(computation: Computation, attribute: string, facts: ComputationFacts): ScoreSum | undefined {
  const found = computation.formulaOf(attribute, facts);
  if (!found || !numbers.includes(found.type)) return undefined;
  const value = numberAt(computation, attribute, facts);
  const { range, terms } = scoreShape(found.formula);
  const parts = terms.map((term) => scorePart(term, found.facts));
  const sum = parts.reduce((total, part) => exact(total + (part.value ?? 0)), 0);
  return { value: value ?? null, parts, rest: value === undefined ? 0 : exact(value - sum), range };
}

/**
 * As `scoreSum`, with what becomes of it. `factsAt`: what is known of one customer now, as it will look at a moment (epoch ms) if nothing
 * else happens.
 */
export function explainScore(
  computation: Computation,
  attribute: string,
  now: number,
  factsAt: (at: number) => ComputationFacts,
  thresholds: readonly Threshold[] = [],
): ScoreExplanation | undefined {
  const here = factsAt(now);
  const sum = scoreSum(computation, attribute, here);
  if (!sum) return undefined;
  const changes = forecast({
    from: now,
    days: daysAhead,
    most: 1000,
    timeZone: here.timeZone,
    valueAt: (at) => numberAt(computation, attribute, factsAt(at)),
    steadyUntil: (at) => computation.steadiness(factsAt(at)).until(attribute),
  });
  return {
    ...sum,
    attribute,
    at: toIso(now),
    changes: changes.slice(0, changesTold).map((change) => ({ at: toIso(change.at), value: change.value ?? null })),
    thresholds: thresholds.map((threshold) => {
      // A comparison with a value that can't be known is false.
      const holdsFor = (one: number | undefined) => one !== undefined && ordered(one - threshold.value, threshold.op);
      const holds = holdsFor(sum.value ?? undefined);
      const turns = changes.find((change) => holdsFor(change.value) !== holds);
      return { ...threshold, holds, ...(turns ? { turnsAt: toIso(turns.at) } : {}) };
    }),
  };
}

function numberAt(computation: Computation, attribute: string, facts: ComputationFacts): number | undefined {
  const value = computation.values(facts)(attribute);
  return typeof value === 'number' ? value : undefined;
}
