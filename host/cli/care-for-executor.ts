/** `masa executor backups | backup | restore | set-aside`: the running executor is asked; where none runs, its program does it alone. */
import { resolve } from 'node:path';
import { z } from 'zod';
import { type Backup, backupListSchema, backupSchema } from '../../shared/executor/care';
import { ok, type Result, refuse } from '../../shared/problem';
import type { ExecutorClient } from '../executor-client';
import type { SpawnExecutor } from '../executor-process';
import { runTask } from '../executor-task';
import type { Words } from '../words';
import { askExecutor } from './ask-executor';
import { tell } from './read-engagement';

const actions = ['backups', 'backup', 'restore', 'set-aside'] as const;
type Action = (typeof actions)[number];

export function isCareAction(text: string): text is Action {
  return (actions as readonly string[]).includes(text);
}

type CareOptions = { action: Action; backup: string | undefined; data: string; sandbox: boolean; words: Words; spawn: SpawnExecutor };

/** What was done goes to stdout as JSON, in words to stderr. */
export async function careForExecutor({ action, backup = '', data, sandbox, words, spawn }: CareOptions): Promise<number> {
  const dataFolder = resolve(data);
  const done = await askExecutor(dataFolder, (client) => act(action, backup, client, (task) => runTask(spawn, { dataFolder, sandbox, ...task })));
  if (!done.ok) {
    tell(done.problems, words);
    return 1;
  }
  console.log(JSON.stringify(done.value.json, null, 2));
  console.error(done.value.said(words));
  return 0;
}

type Said = { json: unknown; said(words: Words): string };
type RunTask = <T>(task: { task: Action; value: z.ZodType<T>; backup?: string }) => Promise<Result<T>>;

async function act(action: Action, backup: string, client: ExecutorClient | undefined, run: RunTask): Promise<Result<Said>> {
  switch (action) {
    case 'backups': {
      const list = client ? await client.backups({}) : await run({ task: action, value: backupListSchema });
      return list.ok ? ok({ json: list.value, said: (words) => words.say('cli.backups', { count: list.value.backups.length }) }) : list;
    }
    case 'backup': {
      const made = client ? await client.backUp({}) : await run({ task: action, value: backupSchema });
      return made.ok ? ok({ json: made.value, said: (words) => words.say('cli.backed-up', saidOf(made.value)) }) : made;
    }
    case 'restore': {
      if (!client) {
        const done = await run({ task: action, value: backupSchema, backup });
        return done.ok ? ok({ json: done.value, said: (words) => words.say('cli.restored', saidOf(done.value)) }) : done;
      }
      const restored = await client.restore({ body: { backup } });
      return restored.ok ? ok({ json: restored.value, said: (words) => words.say('cli.restored', { name: restored.value.backup }) }) : restored;
    }
    case 'set-aside': {
      if (client) return refuse('executor-already-running');
      const done = await run({ task: action, value: z.null() });
      return done.ok ? ok({ json: null, said: (words) => words.say('cli.set-aside') }) : done;
    }
  }
}

function saidOf({ name, counts }: Backup) {
  return { name, events: counts.events, customers: counts.customers };
}
