import { Button, Menu, Select, TextInput } from '@mantine/core';
import { IconFilterOff, IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { addField } from '../../../shared/sources/edit-fields';
import { addObject } from '../../../shared/sources/edit-sources';
import { type Field, type FieldStatus, fieldStatuses, type Source } from '../../../shared/sources/schema';
import type { Text } from '../../../shared/text';
import { newId } from '../../store/new-id';
import { run, useReadOnly } from '../../store/session';
import { useWords } from '../../ui/words';
import { NamePrompt } from './name-prompt';

export type FieldFilter = { text: string; status: FieldStatus | 'all' | 'unmapped' };
export const noFilter: FieldFilter = { text: '', status: 'all' };

/** Whether a field passes; `labelOf` gives its label in the reader's language. */
export function passes(field: Field, filter: FieldFilter, isMapped: boolean, labelOf: (text: Text) => string): boolean {
  if (filter.status === 'unmapped' ? isMapped : filter.status !== 'all' && field.status !== filter.status) return false;
  const wanted = filter.text.trim().toLowerCase();
  return (
    !wanted ||
    [field.nativeName, field.nativeType, labelOf(field.label), field.owner ?? '', field.note ?? ''].some((value) => value.toLowerCase().includes(wanted))
  );
}

export function FieldToolbar({ source, filter, onFilter }: { source: Source; filter: FieldFilter; onFilter: (filter: FieldFilter) => void }) {
  const { t } = useWords();
  const readOnly = useReadOnly();
  const [asking, setAsking] = useState<'object' | { object: string }>();
  return (
    <>
      <TextInput
        leftSection={<IconSearch size={15} />}
        placeholder={t('sources.filter')}
        aria-label={t('sources.filter')}
        value={filter.text}
        onChange={(event) => onFilter({ ...filter, text: event.currentTarget.value })}
        w={220}
      />
      <Select
        aria-label={t('sources.status-filter')}
        value={filter.status}
        onChange={(status) => onFilter({ ...filter, status: (status ?? 'all') as FieldFilter['status'] })}
        data={[
          { value: 'all', label: t('sources.all-statuses') },
          { value: 'unmapped', label: t('sources.unmapped') },
          ...fieldStatuses.map((status) => ({ value: status, label: t(`field-status.${status}`) })),
        ]}
        allowDeselect={false}
        w={170}
      />
      {(filter.text || filter.status !== 'all') && (
        <Button variant="subtle" leftSection={<IconFilterOff size={15} />} onClick={() => onFilter(noFilter)}>
          {t('sources.clear-filter')}
        </Button>
      )}
      <span style={{ flex: 1 }} />
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconPlus size={15} />} disabled={readOnly}>
            {t('sources.add-row')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {source.objects.map((object) => (
            <Menu.Item key={object.id} onClick={() => setAsking({ object: object.id })}>
              {t('sources.add-field-to', { object: object.nativeName })}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setAsking('object')}>{t('sources.add-object')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asking && (
        <NamePrompt
          title={asking === 'object' ? t('sources.add-object') : t('sources.add-field')}
          label={t('sources.native-name')}
          onClose={() => setAsking(undefined)}
          onName={(nativeName) => {
            if (asking === 'object') run({ key: 'sources.add-object' }, (e) => addObject(e, { id: newId(), source: source.id, nativeName }));
            else run({ key: 'sources.add-field' }, (e) => addField(e, { id: newId(), object: asking.object, field: { nativeName } }));
          }}
        />
      )}
    </>
  );
}
