/** An engagement file named on the command line, opened the way the app opens it. */
import { parseEngagementText } from '../../shared/engagement/open-engagement';
import type { Engagement } from '../../shared/engagement/schema';
import { bySeverity, type Problem, type Result, refuse } from '../../shared/problem';
import { isMissing, refuseFile } from '../file-problem';
import { readText } from '../read-text';
import type { Words } from '../words';

export async function readEngagement(file: string): Promise<Result<Engagement>> {
  try {
    const text = await readText(file);
    return text.ok ? parseEngagementText(text.value) : text;
  } catch (error) {
    return isMissing(error) ? refuse('file-missing', { file }) : refuseFile(file, error);
  }
}

/** One line each on stderr, what blocks first. `about` names the part they belong to. */
export function tell(problems: readonly Problem[], words: Words, about = ''): void {
  for (const problem of bySeverity(problems)) {
    console.error(`${words.say(`severity.${problem.severity}`)}: ${about}${words.problem(problem)}`);
  }
}

/** On stderr, and as JSON on stdout where that was asked for; gives the exit code. */
export function tellFailure(problems: readonly Problem[], json: boolean, words: Words): number {
  if (json) console.log(JSON.stringify({ problems: toJson(problems, words) }, null, 2));
  tell(problems, words);
  return 1;
}

/** Problems as other programs read them, what blocks first. */
export function toJson(problems: readonly Problem[], words: Words) {
  return bySeverity(problems).map((one) => ({ severity: one.severity, code: one.code, path: one.path.join('.'), message: words.problem(one) }));
}
