/** The executor's program started to do one thing for a store that nobody runs on. */
import { z } from 'zod';
import type { CareTask } from '../shared/executor/care';
import type { SummaryQuery } from '../shared/executor/summary';
import { failed, ok, problemSchema, type Result, refuse } from '../shared/problem';
import type { SpawnExecutor } from './executor-process';

type Asked<T> = { dataFolder: string; sandbox?: boolean; task: CareTask; value: z.ZodType<T>; backup?: string; period?: SummaryQuery };

const refusalSchema = z.object({ ready: z.literal(false), problems: z.array(problemSchema).min(1) });

/** Refuses what the program refuses (`executor/care/tasks.ts`), and `executor-died` when it ends without a word. */
export function runTask<T>(spawn: SpawnExecutor, { dataFolder, sandbox = false, task, value, backup, period }: Asked<T>): Promise<Result<T>> {
  return new Promise((resolve) => {
    const more = [...(backup === undefined ? [] : ['--backup', backup]), ...(period ? ['--from', period.from, '--to', period.to] : [])];
    const child = spawn(['--data', dataFolder, '--task', task, ...(sandbox ? ['--sandbox'] : []), ...more]);
    const said: string[] = [];
    let answer: Result<T> | undefined;
    child.onLine((line) => {
      answer ??= answerOf(line, value);
    });
    child.onErrorLine((line) => said.push(line.slice(0, 500)));
    child.onExit((code) => resolve(answer ?? refuse('executor-died', { exit: code ?? '?', message: said.slice(-5).join('\n') })));
  });
}

function answerOf<T>(line: string, value: z.ZodType<T>): Result<T> | undefined {
  try {
    const said: unknown = JSON.parse(line);
    const refused = refusalSchema.safeParse(said);
    return refused.success ? failed(...refused.data.problems) : ok(z.object({ done: value }).parse(said).done);
  } catch {
    return undefined;
  }
}
