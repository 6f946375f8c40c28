import { useEffect, useState } from 'react';
import { type ChecklistTemplate, checklistTemplateForm, type ShippedTemplate, shippedTemplatesSchema } from '../../../../shared/checklist/template-schema';
import { platform } from '../../../platform/platform';
import { type TemplateCalls, useKeptTemplates } from '../../../store/kept-templates';

const calls: TemplateCalls<ChecklistTemplate> = {
  form: checklistTemplateForm,
  list: () => platform['templates.list']({}),
  save: (template) => platform['templates.save']({ template }),
  remove: (id) => platform['templates.remove']({ id }),
};

/** The templates that ship and those of this install. */
export function useTemplates() {
  const [shipped, setShipped] = useState<readonly ShippedTemplate[]>([]);
  useEffect(() => {
    void import('../../../../assets/templates/checklist-templates.json').then(({ default: raw }) => setShipped(shippedTemplatesSchema.parse(raw)));
  }, []);
  return { shipped, ...useKeptTemplates(calls) };
}
