import { Button, Group, Modal, TextInput, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { addSource, addSourceFromCatalogue } from '../../../shared/sources/add-source';
import { useCatalogue } from '../../store/derived';
import { newId } from '../../store/new-id';
import { openSession, run } from '../../store/session';
import { useWords } from '../../ui/words';
import classes from './add-source-dialog.module.css';

/** From the catalogue, with its usual objects and fields, or by hand. */
export function AddSourceDialog({ opened, onClose, onAdded }: { opened: boolean; onClose: () => void; onAdded: (id: string) => void }) {
  const { t, text, language } = useWords();
  const catalogue = useCatalogue();
  const [name, setName] = useState('');

  function added() {
    const last = openSession()?.history.present.sources.at(-1);
    onClose();
    setName('');
    if (last) onAdded(last.id);
  }

  return (
    <Modal opened={opened} onClose={onClose} title={t('sources.add')} size="lg" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form
        className={classes.byHand}
        onSubmit={(event) => {
          event.preventDefault();
          if (!name.trim()) return;
          run({ key: 'sources.step.add-source', params: { name } }, (e) => addSource(e, { id: newId(), name: { [language]: name.trim() } }));
          added();
        }}
      >
        <TextInput
          label={t('sources.by-hand')}
          placeholder={t('sources.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          dir="auto"
          maxLength={200}
          style={{ flex: 1 }}
        />
        <Button type="submit" variant="default" disabled={!name.trim()}>
          {t('common.add')}
        </Button>
      </form>
      <h3 className={classes.head}>{t('sources.from-catalogue')}</h3>
      <ul className={classes.list}>
        {catalogue?.dataSources.sources.map((template) => (
          <li key={template.id}>
            <UnstyledButton
              className={classes.template}
              onClick={() => {
                run({ key: 'sources.step.add-source', params: { name: template.label } }, (e) => addSourceFromCatalogue(e, { template, newId }));
                added();
              }}
            >
              <strong>{text(template.label)}</strong>
              <span>{text(template.description)}</span>
              <span className={classes.count}>{t('sources.template-facts', { objects: template.objects.length, fields: template.fieldCount })}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </Group>
    </Modal>
  );
}
