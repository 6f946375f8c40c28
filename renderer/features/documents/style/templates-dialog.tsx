import { ActionIcon, Button, FileButton, Menu, Modal } from '@mantine/core';
import { IconDotsVertical, IconDownload, IconFileImport, IconPencil, IconTrash } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { applyDocumentTemplate } from '../../../../shared/documents/edit-style';
import { type DocumentTemplate, documentTemplateForm, toDocumentTemplate } from '../../../../shared/documents/template-schema';
import { platform } from '../../../platform/platform';
import { downloadBytes } from '../../../store/download';
import { type TemplateCalls, useKeptTemplates } from '../../../store/kept-templates';
import { newId } from '../../../store/new-id';
import { run, useEngagement, useReadOnly } from '../../../store/session';
import { UserText } from '../../../ui/isolate';
import { NameForm } from '../../../ui/name-form';
import { ProblemList } from '../../../ui/problem-list';
import { Quiet } from '../../../ui/quiet';
import { showUndo } from '../../../ui/undo-notice';
import { useWords } from '../../../ui/words';
import { CoverPicture } from './cover-picture';
import classes from './style.module.css';

const calls: TemplateCalls<DocumentTemplate> = {
  form: documentTemplateForm,
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
  const reset = useRef<() => void>(null);

  function apply({ name, parts }: DocumentTemplate) {
    run({ key: 'document-style.step.template', params: { template: name } }, (e) => applyDocumentTemplate(e, { parts }));
    onClose();
  }

  async function removeOne(template: DocumentTemplate) {
    if (!(await remove(template.id))) return;
    showUndo({
      id: `template-${template.id}`,
      message: t('template.removed', { name: template.name }),
      undo: t('frame.undo'),
      onUndo: () => void save(template),
    });
  }

  return (
    <Modal opened onClose={onClose} title={t('document-style.templates')} size="lg" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <div className={classes.dialog}>
        {problems.length > 0 && (
          <div role="alert">
            <ProblemList problems={problems} />
          </div>
        )}
        {renaming ? (
          <NameForm
            key={renaming.id}
            label={t('template.rename')}
            start={renaming.name}
            onCancel={() => setRenaming(undefined)}
            onSave={async (name) => {
              if (await save({ ...renaming, name })) setRenaming(undefined);
            }}
          />
        ) : (
          <NameForm
            key="new"
            label={t('document-style.templates.save')}
            onSave={async (name) => {
              await save(toDocumentTemplate(style, { id: newId(), name, savedAt: new Date().toISOString() }));
            }}
          />
        )}
        {own?.length === 0 && <Quiet>{t('document-style.templates.none')}</Quiet>}
        <ul className={classes.templates}>
          {own?.map((template) => (
            <TemplateCard
              key={template.id}
              template={template}
              onApply={() => apply(template)}
              onRename={() => setRenaming(template)}
              onRemove={() => void removeOne(template)}
            />
          ))}
        </ul>
        <div className={classes.dialogFoot}>
          <FileButton
            resetRef={reset}
            accept=".json,application/json"
            inputProps={{ 'aria-label': t('template.import') }}
            onChange={(file) => {
              reset.current?.();
              if (file) void readFile(file);
            }}
          >
            {(props) => (
              <Button {...props} variant="subtle" leftSection={<IconFileImport size={15} />}>
                {t('template.import')}
              </Button>
            )}
          </FileButton>
          <Quiet>{t('document-style.templates.keeps')}</Quiet>
        </div>
      </div>
    </Modal>
  );
}

type CardProps = { template: DocumentTemplate; onApply: () => void; onRename: () => void; onRemove: () => void };

function TemplateCard({ template, onApply, onRename, onRemove }: CardProps) {
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
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={26} aria-label={t('template.more', { name })}>
            <IconDotsVertical size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={15} />} onClick={onRename}>
            {t('template.rename')}
          </Menu.Item>
          <Menu.Item leftSection={<IconDownload size={15} />} onClick={() => download(template)}>
            {t('template.export')}
          </Menu.Item>
          <Menu.Item color="pomegranate" leftSection={<IconTrash size={15} />} onClick={onRemove}>
            {t('template.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}

function download(template: DocumentTemplate): void {
  downloadBytes(`${template.name}.masa-documents.json`, 'application/json', new TextEncoder().encode(`${JSON.stringify(template, null, 2)}\n`));
}
