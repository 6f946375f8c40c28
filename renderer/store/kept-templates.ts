/** What was kept on this install for the next client: listed, saved, removed, and read from a file. */
import { useCallback, useEffect, useState } from 'react';
import { failed, type Problem, problem, type Result } from '../../shared/problem';
import type { SavedTemplate, TemplateForm } from '../../shared/template-file';
import { newId } from './new-id';

/** The platform's calls for one kind of template. */
export type TemplateCalls<T extends SavedTemplate> = {
  form: TemplateForm<T>;
  list(): Promise<Result<{ templates: T[] }>>;
  save(template: T): Promise<Result<unknown>>;
  remove(id: string): Promise<Result<unknown>>;
};

/** @param calls the same object on every drawing. `own` is undefined until they have been read. */
export function useKeptTemplates<T extends SavedTemplate>(calls: TemplateCalls<T>) {
  const [own, setOwn] = useState<readonly T[]>();
  const [problems, setProblems] = useState<readonly Problem[]>([]);

  const refresh = useCallback(async () => {
    const reply = await calls.list();
    if (reply.ok) setOwn(reply.value.templates);
    setProblems(reply.problems);
  }, [calls]);

  useEffect(() => void refresh(), [refresh]);

  /** What has failed stays said, whatever the list says. */
  async function after(reply: Result<unknown>): Promise<boolean> {
    await refresh();
    if (!reply.ok) setProblems(reply.problems);
    return reply.ok;
  }

  /** Never in the place of one that is here: it gets an id of its own. */
  async function readFile(file: File): Promise<T | undefined> {
    const read = await readTemplate(calls.form, file);
    if (!read.ok) setProblems(read.problems);
    if (!read.ok) return undefined;
    const template = { ...read.value, id: newId() };
    return (await after(await calls.save(template))) ? template : undefined;
  }

  return {
    own,
    problems,
    save: async (template: T) => after(await calls.save(template)),
    remove: async (id: string) => after(await calls.remove(id)),
    readFile,
  };
}

async function readTemplate<T extends SavedTemplate>(form: TemplateForm<T>, file: File): Promise<Result<T>> {
  if (file.size > form.mostBytes) return failed(problem('blocks', 'template-too-large', [], { file: file.name }));
  try {
    return form.parse(new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()), file.name);
  } catch {
    return failed(problem('blocks', 'not-utf8', [], { file: file.name }));
  }
}
