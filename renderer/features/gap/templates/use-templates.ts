import { useCallback, useEffect, useState } from 'react';
import {
  type ChecklistTemplate,
  mostTemplateBytes,
  parseTemplateText,
  type ShippedTemplate,
  shippedTemplatesSchema,
} from '../../../../shared/checklist/template-schema';
import type { Problem, Result } from '../../../../shared/problem';
import { failed, ok, problem } from '../../../../shared/problem';
import { platform } from '../../../platform/platform';
import { newId } from '../../../store/new-id';

/** The templates that ship and those of this install. */
export function useTemplates() {
  const [own, setOwn] = useState<readonly ChecklistTemplate[]>();
  const [shipped, setShipped] = useState<readonly ShippedTemplate[]>([]);
  const [problems, setProblems] = useState<readonly Problem[]>([]);

  const refresh = useCallback(async () => {
    const reply = await platform['templates.list']({});
    if (reply.ok) setOwn(reply.value.templates);
    setProblems(reply.problems);
  }, []);

  useEffect(() => {
    void refresh();
    void import('../../../../assets/templates/checklist-templates.json').then(({ default: raw }) => setShipped(shippedTemplatesSchema.parse(raw)));
  }, [refresh]);

  /** Saves, or says why it could not. */
  async function save(template: ChecklistTemplate): Promise<boolean> {
    const reply = await platform['templates.save']({ template });
    await refresh();
    if (!reply.ok) setProblems(reply.problems);
    return reply.ok;
  }

  async function remove(id: string): Promise<boolean> {
    const reply = await platform['templates.remove']({ id });
    await refresh();
    if (!reply.ok) setProblems(reply.problems);
    return reply.ok;
  }

  /** Never in the place of one that is here: it gets an id of its own. */
  async function readFile(file: File): Promise<void> {
    const read = await readTemplate(file);
    if (read.ok) await save({ ...read.value, id: newId() });
    else setProblems(read.problems);
  }

  return { own, shipped, problems, save, remove, readFile };
}

async function readTemplate(file: File): Promise<Result<ChecklistTemplate>> {
  if (file.size > mostTemplateBytes) return failed(problem('blocks', 'template-too-large', [], { file: file.name }));
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    const parsed = parseTemplateText(text, file.name);
    return parsed.ok ? ok(parsed.value) : parsed;
  } catch {
    return failed(problem('blocks', 'not-utf8', [], { file: file.name }));
  }
}
