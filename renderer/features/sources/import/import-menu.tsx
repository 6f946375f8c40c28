import { Button, Group, Menu, Modal, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconClipboardText, IconFileImport, IconFolder } from '@tabler/icons-react';
import { type ClipboardEvent, useState } from 'react';
import { useWords } from '../../../ui/words';
import classes from './import.module.css';
import { textOfTable } from './text-of-table';
import type { Importing } from './use-import';

/** The ways in: files, a whole folder, a table from the clipboard. */
export function ImportMenu({ importing, disabled }: { importing: Importing; disabled: boolean }) {
  const { t } = useWords();
  const [pasting, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button.Group>
        <Button
          leftSection={<IconFileImport size={16} />}
          loading={importing.state.kind === 'reading'}
          disabled={disabled}
          onClick={() => void importing.choose('files')}
        >
          {t('sources.import')}
        </Button>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button className={classes.more} aria-label={t('import.more')} disabled={disabled}>
              <IconChevronDown size={15} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconFolder size={15} />} onClick={() => void importing.choose('folder')}>
              {t('import.choose-folder')}
            </Menu.Item>
            <Menu.Item leftSection={<IconClipboardText size={15} />} onClick={open}>
              {t('import.paste-table')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Button.Group>
      {pasting && <PasteDialog importing={importing} onClose={close} />}
    </>
  );
}

function PasteDialog({ importing, onClose }: { importing: Importing; onClose: () => void }) {
  const { t } = useWords();
  const [text, setText] = useState('');
  /** Tables of web pages come as markup too, and only that keeps their cells apart everywhere. */
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const table = textOfTable(event.clipboardData.getData('text/html'));
    if (!table || event.currentTarget.value !== '') return;
    event.preventDefault();
    setText(table);
  };
  return (
    <Modal opened onClose={onClose} title={t('import.paste-table')} size="lg" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void importing.readText(text, t('import.pasted-name'));
          onClose();
        }}
      >
        <Textarea
          className={classes.paste}
          label={t('import.paste-here')}
          description={t('import.paste-why')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onPaste={onPaste}
          autosize
          minRows={8}
          maxRows={16}
          dir="auto"
          data-autofocus
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={text.trim() === ''}>
            {t('import.read-table')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
