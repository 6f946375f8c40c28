/**
 * What went wrong or is missing, as data. Import rows, mapping gaps, journey faults and failed calls all look alike,
 * are listed by one component and lead to the place they speak of. `throw` is kept for bugs.
 */
import { z } from 'zod';
import { isEmptyText, type Text } from './text';
import { valueFaultOf } from './value-fault';

/** `blocks`: cannot go on. `warns`: can go on, someone should look. `informs`: worth knowing. */
export const severitySchema = z.enum(['blocks', 'warns', 'informs']);
export type Severity = z.infer<typeof severitySchema>;

const paramSchema = z.union([z.string(), z.number(), z.boolean(), z.record(z.string(), z.string())]);

export const problemSchema = z.object({
  severity: severitySchema,
  /** Stable kebab-case code; the words are `problem.<code>` in shared/i18n. */
  code: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** Where: path into the document, or line/column of a file. Empty = the whole. */
  path: z.array(z.union([z.string(), z.number()])),
  /** Values for the message. A `{en,he,fa}` value is shown in the reader's language. */
  params: z.record(z.string(), paramSchema),
});
export type Problem = z.infer<typeof problemSchema>;
export type ProblemParams = Problem['params'];

export type Result<T> = { ok: true; value: T; problems: Problem[] } | { ok: false; problems: Problem[] };

export function problem(severity: Severity, code: string, path: Problem['path'] = [], params: ProblemParams = {}): Problem {
  return { severity, code, path, params };
}

/** What a problem calls an attribute, an event or a message: its name in the reader's language, or its id. */
export function nameParam(name: Text, id: string): ProblemParams[string] {
  return isEmptyText(name) ? id : { ...name };
}

export function ok<T>(value: T, problems: Problem[] = []): Result<T> {
  return { ok: true, value, problems };
}

export function failed(...problems: Problem[]): { ok: false; problems: Problem[] } {
  return { ok: false, problems };
}

/** Shorthand for the common case: one blocking problem and nothing else. */
export function refuse(code: string, params: ProblemParams = {}, path: Problem['path'] = []): { ok: false; problems: Problem[] } {
  return failed(problem('blocks', code, path, params));
}

/**
 * Turns zod's issues into problems with code `invalid-value`, one per place, at most `limit`. What is wrong is in `fault` with its
 * values; `message` is for who reads the bare answer of a call. `more` goes into the params of each.
 */
export function problemsOfZod(error: z.ZodError, code = 'invalid-value', limit = 50, more: ProblemParams = {}): Problem[] {
  return error.issues.slice(0, limit).map((issue) =>
    problem(
      'blocks',
      code,
      issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part)),
      { ...more, ...valueFaultOf(issue), message: issue.message },
    ),
  );
}

const order: Record<Severity, number> = { blocks: 0, warns: 1, informs: 2 };

/** Blocking first; otherwise the given order is kept. */
export function bySeverity<P extends Problem>(problems: readonly P[]): P[] {
  return problems
    .map((p, i) => [p, i] as const)
    .sort(([a, i], [b, j]) => order[a.severity] - order[b.severity] || i - j)
    .map(([p]) => p);
}

/** Problems that say the same of several places, together; in the order of their first. */
export function sameSaid(problems: readonly Problem[]): [Problem, ...Problem[]][] {
  const groups = new Map<string, [Problem, ...Problem[]]>();
  for (const one of problems) {
    const said = JSON.stringify([one.code, one.params]);
    const group = groups.get(said);
    if (group) group.push(one);
    else groups.set(said, [one]);
  }
  return [...groups.values()];
}
