/** What a consultant keeps for the next client: one file each, `<id>.json` in the folder of its kind. */
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ulidSchema } from '../shared/ids';
import { ok, type Problem, type Result, refuse } from '../shared/problem';
import { mostTemplates, type SavedTemplate, type TemplateForm } from '../shared/template-file';
import { type AtomicSteps, sweepTempFiles, writeFileAtomic } from './atomic-file';
import { isMissing, refuseFile } from './file-problem';

const ENDING = '.json';

type Options<T extends SavedTemplate> = { folder: string; form: TemplateForm<T>; max?: number; steps?: AtomicSteps };
export type Templates<T extends SavedTemplate> = ReturnType<typeof createTemplates<T>>;

export function createTemplates<T extends SavedTemplate>({ folder, form, max = mostTemplates, steps }: Options<T>) {
  const fileOf = (id: string) => join(folder, `${id}${ENDING}`);

  /** Newest first. A file that can't be read is told of and left alone. */
  async function list(): Promise<Result<{ templates: T[] }>> {
    const problems: Problem[] = [];
    const templates: T[] = [];
    try {
      for (const id of await idsIn(folder)) {
        const read = await readOne(form, fileOf(id), `${id}${ENDING}`);
        if (read.ok && read.value.id === id) templates.push(read.value);
        else problems.push(...(read.ok ? refuse('template-not-ours', { file: `${id}${ENDING}` }) : read).problems);
      }
    } catch (error) {
      return refuseFile(folder, error);
    }
    return ok({ templates: templates.sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1)) }, problems);
  }

  /** A new one, or a change of one that is there. Fails with `templates-full` {max}. */
  async function save(template: T): Promise<Result<Record<string, never>>> {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const ids = await idsIn(folder);
      if (!ids.includes(template.id) && ids.length >= max) return refuse('templates-full', { max });
      await writeFileAtomic(fileOf(template.id), `${JSON.stringify(template, null, 2)}\n`, steps);
      return ok({});
    } catch (error) {
      return refuseFile(fileOf(template.id), error);
    }
  }

  async function remove(id: string): Promise<Result<Record<string, never>>> {
    try {
      await rm(fileOf(id), { force: true });
      return ok({});
    } catch (error) {
      return refuseFile(fileOf(id), error);
    }
  }

  /** Once at start: what a program that died was writing. */
  async function sweep(): Promise<void> {
    await sweepTempFiles(folder).catch(() => []);
  }

  return { list, save, remove, sweep };
}

async function readOne<T extends SavedTemplate>(form: TemplateForm<T>, path: string, name: string): Promise<Result<T>> {
  try {
    if ((await stat(path)).size > form.mostBytes) return refuse('template-too-large', { file: name });
    return form.parse(await readFile(path, 'utf8'), name);
  } catch (error) {
    return refuseFile(path, error);
  }
}

async function idsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  return names
    .filter((name) => name.endsWith(ENDING))
    .map((name) => name.slice(0, -ENDING.length))
    .filter((id) => ulidSchema.safeParse(id).success);
}
