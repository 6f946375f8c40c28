/** What can be done with things a consultant keeps for the next client, wherever they are listed: name, rename, hand on, take away, bring in. */
import { ActionIcon, Button, type ButtonProps, FileButton, Menu } from '@mantine/core';
import { IconDotsVertical, IconDownload, IconFileImport, IconPencil, IconTrash } from '@tabler/icons-react';
import { useRef } from 'react';
import { NameForm } from './name-form';
import { showUndo } from './undo-notice';
import { useWords } from './words';

type Kept = { id: string; name: string };

/** `onRemove` says whether it is gone; `onRestore` brings it back as it was. */
type MenuProps = { template: Kept; onRename: () => void; onExport: () => void; onRemove: () => Promise<boolean>; onRestore: () => void };

export function TemplateMenu({ template: { id, name }, onRename, onExport, onRemove, onRestore }: MenuProps) {
  const { t } = useWords();
  async function remove() {
    if (await onRemove()) showUndo({ id: `template-${id}`, message: t('template.removed', { name }), undo: t('frame.undo'), onUndo: onRestore });
  }
  return (
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
        <Menu.Item leftSection={<IconDownload size={15} />} onClick={onExport}>
          {t('template.export')}
        </Menu.Item>
        <Menu.Item color="pomegranate" leftSection={<IconTrash size={15} />} onClick={() => void remove()}>
          {t('template.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

type NameProps = {
  renaming: Kept | undefined;
  label: string;
  onRename: (name: string) => Promise<void>;
  onCancel: () => void;
  onKeep: (name: string) => Promise<void>;
};

/** Asks for the name of what is to be kept, or for another one of what is being renamed. `label`: of keeping. */
export function TemplateName({ renaming, label, onRename, onCancel, onKeep }: NameProps) {
  const { t } = useWords();
  return renaming ? (
    <NameForm key={renaming.id} label={t('template.rename')} start={renaming.name} onCancel={onCancel} onSave={onRename} />
  ) : (
    <NameForm key="new" label={label} onSave={onKeep} />
  );
}

export function ImportTemplate({ onFile, ...look }: { onFile: (file: File) => void } & ButtonProps) {
  const { t } = useWords();
  const reset = useRef<() => void>(null);
  return (
    <FileButton
      resetRef={reset}
      accept=".json,application/json"
      inputProps={{ 'aria-label': t('template.import') }}
      onChange={(file) => {
        // The same file again is a choice too.
        reset.current?.();
        if (file) onFile(file);
      }}
    >
      {(props) => (
        <Button {...props} {...look} variant="subtle" leftSection={<IconFileImport size={15} />}>
          {t('template.import')}
        </Button>
      )}
    </FileButton>
  );
}
