import { Button, Popover, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { compileIdentity } from '../../../../shared/catalogue/compile-attributes';
import { addIdentifier } from '../../../../shared/identity/edit-identity';
import { useCatalogue } from '../../../store/derived';
import { run, useEngagement, useReadOnly } from '../../../store/session';
import { useWords } from '../../../ui/words';

/** Any attribute of the record may say who somebody is; those that usually do come first. */
export function AddIdentifier({ onAdded }: { onAdded: (attribute: string) => void }) {
  const { t, text } = useWords();
  const readOnly = useReadOnly();
  const { record, identity } = useEngagement();
  const catalogue = useCatalogue();
  const [opened, setOpened] = useState(false);
  const taken = new Set(identity.rules.map(({ attribute }) => attribute));
  const free = record.attributes.filter(({ id }) => !taken.has(id));
  const usual = free.filter((attribute) => attribute.identifier);
  const option = ({ id, label }: (typeof free)[number]) => ({ value: id, label: text(label) || id });
  const add = (id: string) => {
    const rule = catalogue && compileIdentity(catalogue).rules.find(({ attribute }) => attribute === id);
    const label = record.attributes.find((attribute) => attribute.id === id)?.label ?? { en: id };
    run({ key: 'identity.step.add', params: { attribute: label } }, (e) => addIdentifier(e, { attribute: id, rule }));
    setOpened(false);
    onAdded(id);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={300} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconPlus size={16} />} disabled={readOnly} onClick={() => setOpened(!opened)}>
          {t('identity.add')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Select
          label={t('identity.add-attribute')}
          placeholder={t('identity.choose-attribute')}
          value={null}
          searchable
          data-autofocus
          limit={60}
          comboboxProps={{ withinPortal: false }}
          onChange={(id) => id && add(id)}
          data={[
            ...(usual.length > 0 ? [{ group: t('identity.usual'), items: usual.map(option) }] : []),
            { group: t('identity.other-attributes'), items: free.filter((attribute) => !attribute.identifier).map(option) },
          ]}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
