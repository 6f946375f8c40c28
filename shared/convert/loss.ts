/**
 * What another format cannot say is a problem of the journey like any other, so that it is listed and leads to its node
 * like any other. `blocks`: customers would be treated differently than drawn (high). `warns`: somebody has to complete or
 * check it over there (medium). `informs`: worth knowing (low).
 */
import { nodeOfProblem } from '../journey/journey-problem';
import type { Journey, Message } from '../journey/schema';
import { type Problem, problem, type Result, type Severity } from '../problem';

export type Converted = { text: string; losses: Problem[] };

/** What a file brings: a journey, the messages that came or were begun with it, and what could not be understood. */
export type Incoming = { journey: Journey; messages: Message[]; losses: Problem[] };
export type ReadJourney = Result<Incoming>;

export type LossSeverity = 'high' | 'medium' | 'low';
const names: Record<Severity, LossSeverity> = { blocks: 'high', warns: 'medium', informs: 'low' };

export function lossSeverity({ severity }: Pick<Problem, 'severity'>): LossSeverity {
  return names[severity];
}

/** A conversion with a high loss is not handed out unless somebody insists. */
export function isRefused(losses: readonly Problem[]): boolean {
  return losses.some(({ severity }) => severity === 'blocks');
}

/** One line of a loss report. */
export function lossLine(loss: Problem, message: string): string {
  const node = nodeOfProblem(loss);
  return JSON.stringify({ severity: lossSeverity(loss), code: loss.code, ...(node === undefined ? {} : { node }), params: loss.params, message });
}

/** More is no journey anybody drew; reading on would only cost time. */
export const MOST_NODES = 10_000;

const HEAVIEST = 32 * 1024 * 1024;

/** Known before a file is read. `size` in bytes, or characters. */
export function journeyFileTooHeavy(size: number): Problem | undefined {
  if (size <= HEAVIEST) return undefined;
  return problem('blocks', 'journey-file-too-heavy', [], { megabytes: Math.ceil(size / 1_048_576), limit: HEAVIEST / 1_048_576 });
}
