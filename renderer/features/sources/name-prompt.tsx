import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../ui/words';

/** Asks for one technical name. */
export function NamePrompt({ title, label, onClose, onName }: { title: string; label: string; onClose: () => void; onName: (name: string) => void }) {
  const { t } = useWords();
  const [name, setName] = useState('');
  return (
    <Modal opened onClose={onClose} title={title} size="sm" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!name.trim()) return;
          onName(name.trim());
          onClose();
        }}
      >
        <TextInput label={label} value={name} onChange={(event) => setName(event.currentTarget.value)} dir="ltr" data-autofocus maxLength={1000} />
        <Group justify="flex-end" gap={8} mt={14}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={!name.trim()}>
            {t('common.add')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
