import type { Condition } from '../../shared/condition/schema';
import { type ConditionNames, conditionSentence } from '../../shared/condition/sentence';
import { useWords } from './words';

/** A condition as one sentence in the reader's language. */
export function ConditionText({ condition, names, className }: { condition: Condition; names: ConditionNames; className?: string | undefined }) {
  const { t, language } = useWords();
  return <span className={className}>{conditionSentence(condition, names, t, language)}</span>;
}
