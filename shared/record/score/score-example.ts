/** How a score behaves, shown on somebody who does everything that gives points once, and nothing after that. */
import type { EventRecord, Json } from '../../condition/facts';
import { createComputation } from '../formula/computation';
import { explainScore } from './explain-score';
import type { ScoreExplanation, Threshold } from './schema';
import { type ScoreForm, type ScoreRule, writeScoreForm } from './score-form';

/** `now`: epoch ms, when she does it. Undefined for a form that is no formula. */
export function scoreExample(form: ScoreForm, now: number, timeZone: string, thresholds: readonly Threshold[] = []): ScoreExplanation | undefined {
  const events = form.rules
    .filter(({ points }) => points > 0)
    .map((rule, i): EventRecord => ({ uid: `e${i}`, name: rule.event, at: now, properties: propertiesOf(rule) }));
  const computation = createComputation([{ id: 'score', type: 'decimal', formula: writeScoreForm(form) }]);
  const factsAt = (at: number) => ({
    now: at,
    timeZone,
    attribute: () => undefined,
    events: (name: string) => events.filter((event) => event.name === name),
  });
  return explainScore(computation, 'score', now, factsAt, thresholds);
}

/** What an event needs for this rule to count it, as far as that can be said. */
function propertiesOf({ where = [] }: ScoreRule): Record<string, Json> {
  return Object.fromEntries(
    where.flatMap(({ property, op, value }) => {
      if (op === 'in') return Array.isArray(value) && value[0] !== undefined ? [[property, value[0]]] : [];
      if (typeof value === 'number' && (op === '>' || op === '<')) return [[property, op === '>' ? value + 1 : value - 1]];
      return op === '!=' ? [[property, `not ${value}`]] : [[property, value]];
    }),
  );
}
