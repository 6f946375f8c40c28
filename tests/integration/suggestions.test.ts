/** How well fields find their attribute under names the matcher has not seen; speed and peers: bench/suggestions.ts. */
import { describe, expect, it } from 'vitest';
import { suggestMappings } from '../../shared/record/suggest-mappings';
import { handWrittenSet, kindsOfRule, type RenamedSet, renamedByRule, type Score, scoreOf, total } from '../suggestions/renamed-fields';

const ours = ({ engagement }: RenamedSet) => {
  const first = new Map<string, { attribute: string; score: number }>();
  for (const suggestion of suggestMappings(engagement)) if (!first.has(suggestion.field)) first.set(suggestion.field, suggestion);
  return (field: string) => first.get(field);
};
const share = (score: Score, half: 'tuning' | 'held-out', kinds?: readonly string[]) => {
  const { right, of } = total(score, half, kinds);
  return right / of;
};

describe('suggested mappings', () => {
  const byRule = scoreOf(kindsOfRule.map(renamedByRule), ours);
  const byHand = scoreOf([handWrittenSet()], ours);

  it('have something to be measured by, in both halves', () => {
    for (const half of ['tuning', 'held-out'] as const) {
      expect(total(byRule, half).of, half).toBeGreaterThan(500);
      expect(total(byHand, half).of, half).toBeGreaterThan(120);
    }
  });

  it('are right for nine of ten fields of the catalogue without its answers, however the names are spelled', () => {
    const spellings = ['as it is', 'camelCase', 'SCREAMING', 'with spaces', 'prefix or suffix'];
    for (const kind of spellings)
      for (const half of ['tuning', 'held-out'] as const) expect(share(byRule, half, [kind]), `${kind}, ${half}`).toBeGreaterThan(0.9);
  });

  it('are right for most renamed and translated fields', () => {
    expect(share(byRule, 'tuning')).toBeGreaterThan(0.88);
    expect(share(byRule, 'held-out')).toBeGreaterThan(0.86);
    expect(share(byHand, 'tuning')).toBeGreaterThan(0.85);
    expect(share(byHand, 'held-out')).toBeGreaterThan(0.65);
  });

  it('are seldom sure about a field that feeds nothing', () => {
    for (const half of ['tuning', 'held-out'] as const) {
      const alarms = [byRule, byHand].map(({ falseAlarms }) => falseAlarms[half]);
      const of = alarms.reduce((sum, tally) => sum + tally.of, 0);
      expect(of).toBeGreaterThan(350);
      expect(alarms.reduce((sum, tally) => sum + tally.right, 0) / of, half).toBeLessThan(0.02);
    }
  });
});
