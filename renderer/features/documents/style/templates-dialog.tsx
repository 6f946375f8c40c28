import { Button, Modal } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { applyDocumentTemplate } from '../../../../shared/documents/edit-style';
import { type DocumentTemplate, toDocumentTemplate } from '../../../../shared/documents/template-schema';
import { platform } from '../../../platform/platform';
import { downloadBytes } from '../../../store/download';
import { type TemplateCalls, useKeptTemplates } from '../../../store/kept-templates';
import { newId } from '../../../store/new-id';
import { run, useEngagement, useReadOnly } from '../../../store/session';
import { UserText } from '../../../ui/isolate';
import { ImportTemplate, TemplateMenu, TemplateName } from '../../../ui/kept-template';
import { ProblemList } from '../../../ui/problem-list';
import { Quiet } from '../../../ui/quiet';
import { useWords } from '../../../ui/words';
import { CoverPicture } from './cover-picture';
import { checkedTemplateForm } from './read-template';
import classes from './style.module.css';

const calls: TemplateCalls<DocumentTemplate> = {
  form: checkedTemplateForm,
  list: () => platform['documentTemplates.list']({}),
  save: (template) => platform['documentTemplates.save']({ template }),
  remove: (id) => platform['documentTemplates.remove']({ id }),
};

/** Looks kept for the next client: each shown on this client's own cover, applied as one step. */
export function DocumentTemplatesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const style = useEngagement((e) => e.documents);
  const { own, problems, save, remove, readFile } = useKeptTemplates(calls);
  const [renaming, setRenaming] = useState<DocumentTemplate>();

  function apply({ name, parts }: DocumentTemplate) {
    run({ key: 'document-style.step.template', params: { template: name } }, (e) => applyDocumentTemplate(e, { parts }));
    onClose();
  }

  return (
    <Modal opened onClose={onClose} title={t('document-style.templates')} size="lg" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <div className={classes.dialog}>
        {problems.length > 0 && (
          <div role="alert">
            <ProblemList problems={problems} />
          </div>
        )}
        <TemplateName
          renaming={renaming}
          label={t('document-style.templates.save')}
          onCancel={() => setRenaming(undefined)}
          onRename={async (name) => {
            if (renaming && (await save({ ...renaming, name }))) setRenaming(undefined);
          }}
          onKeep={async (name) => {
            await save(toDocumentTemplate(style, { id: newId(), name, savedAt: new Date().toISOString() }));
          }}
        />
        {own?.length === 0 && <Quiet>{t('document-style.templates.none')}</Quiet>}
        <ul className={classes.templates}>
          {own?.map((template) => (
            <TemplateCard key={template.id} template={template} onApply={() => apply(template)}>
              <TemplateMenu
                template={template}
                onRename={() => setRenaming(template)}
                onExport={() => download(template)}
                onRemove={() => remove(template.id)}
                onRestore={() => void save(template)}
              />
            </TemplateCard>
          ))}
        </ul>
        <div className={classes.dialogFoot}>
          <ImportTemplate onFile={(file) => void readFile(file)} />
          <Quiet>{t('document-style.templates.keeps')}</Quiet>
        </div>
      </div>
    </Modal>
  );
}

type CardProps = { template: DocumentTemplate; onApply: () => void; children: ReactNode };

function TemplateCard({ template, onApply, children }: CardProps) {
  const { t, locale } = useWords();
  const readOnly = useReadOnly();
  const { clientLogo, colors } = useEngagement((e) => e.documents);
  const { name, savedAt, parts } = template;
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  return (
    <li>
      <CoverPicture brand={{ ...parts, ...(clientLogo && { clientLogo }), ...(colors && { colors }) }} width={76} />
      <div>
        <h3>
          <UserText>{name}</UserText>
        </h3>
        <Quiet>{t('document-style.templates.saved', { date: date.format(new Date(savedAt)) })}</Quiet>
        <Button variant="default" size="compact-sm" disabled={readOnly} onClick={onApply} aria-label={t('document-style.templates.apply-named', { name })}>
          {t('document-style.templates.apply')}
        </Button>
      </div>
      {children}
    </li>
  );
}

function download(template: DocumentTemplate): void {
  downloadBytes(`${template.name}.masa-documents.json`, 'application/json', new TextEncoder().encode(`${JSON.stringify(template, null, 2)}\n`));
}
