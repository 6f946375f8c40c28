/** How easy a product is by hand: what people managed of the script. Shown beside the total, never in it. */
import type { Checklist } from './schema';
import { type TrialResult, type TrialTask, trialOutcomes } from './trial-schema';

export type TrialScore = {
  vendor: string;
  /** Weighted over the tasks that were tried: alone counts whole, with help half. 0–1. */
  share: number;
  tried: { count: number; of: number };
  outcomes: Record<TrialResult['outcome'], number>;
  /** Mean of what people said, 1 very hard … 5 very easy. */
  ease?: number;
  /** Time needed against the time somebody who knows the product needs, over the tasks that have both; 2 = twice as long. */
  pace?: number;
};

const worth: Record<TrialResult['outcome'], number> = { alone: 1, 'with-help': 0.5, 'not-done': 0 };

/** Undefined until something was tried in this product. Results of tasks that are no longer in the script do not count. */
export function trialScore({ trialTasks, trialResults }: Pick<Checklist, 'trialTasks' | 'trialResults'>, vendor: string): TrialScore | undefined {
  const results = new Map(trialResults.filter((result) => result.vendor === vendor).map((result) => [result.task, result]));
  const tried = trialTasks.flatMap((task): [TrialTask, TrialResult][] => {
    const result = results.get(task.id);
    return result ? [[task, result]] : [];
  });
  if (tried.length === 0) return undefined;
  const weights = tried.reduce((sum, [{ weight }]) => sum + weight, 0);
  const eases = tried.flatMap(([, { ease }]) => (ease === undefined ? [] : [ease]));
  const timed = tried.flatMap(([task, result]) =>
    task.minutes !== undefined && result.minutes !== undefined ? [[task.minutes, result.minutes] as const] : [],
  );
  const sumOf = (at: 0 | 1) => timed.reduce((sum, pair) => sum + pair[at], 0);
  return {
    vendor,
    // Tasks that all weigh nothing count alike.
    share: tried.reduce((sum, [{ weight }, { outcome }]) => sum + worth[outcome] * (weights === 0 ? 1 / tried.length : weight / weights), 0),
    tried: { count: tried.length, of: trialTasks.length },
    outcomes: Object.fromEntries(
      trialOutcomes.map((outcome) => [outcome, tried.filter(([, result]) => result.outcome === outcome).length]),
    ) as TrialScore['outcomes'],
    ...(eases.length > 0 && { ease: eases.reduce((sum, ease) => sum + ease, 0) / eases.length }),
    ...(timed.length > 0 && { pace: sumOf(1) / sumOf(0) }),
  };
}
