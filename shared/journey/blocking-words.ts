import { problemText, type Translate } from '../i18n/translator';
import type { Problem } from '../problem';

/** Each thing that keeps a journey from running, once, whatever number of steps it concerns. */
export function blockingWords(problems: readonly Problem[], { translate }: { translate: Translate }): string[] {
  return [...new Set(problems.filter(({ severity }) => severity === 'blocks').map((problem) => problemText(problem, translate)))];
}
