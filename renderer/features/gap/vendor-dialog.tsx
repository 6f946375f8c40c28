import { Button, Checkbox, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { addVendor, editVendor } from '../../../shared/checklist/edit-checklist';
import type { Vendor } from '../../../shared/checklist/schema';
import { newId } from '../../store/new-id';
import { run } from '../../store/session';
import { Private } from '../../ui/private';
import { useWords } from '../../ui/words';

/** Name, product and contact of a vendor, in one step. */
export function VendorDialog({ vendor, onClose }: { vendor: Vendor | 'new'; onClose: () => void }) {
  const { t } = useWords();
  const old = vendor === 'new' ? undefined : vendor;
  const [fields, setFields] = useState({ name: old?.name ?? '', product: old?.product ?? '', contact: old?.contact ?? '', note: old?.note ?? '' });
  const [current, setCurrent] = useState(old?.role === 'current');
  const title = t(old ? 'gap.edit-vendor' : 'gap.add-vendor');
  const input = (part: 'name' | 'product' | 'contact') => (
    <TextInput
      label={t(`gap.vendor.${part}`)}
      value={fields[part]}
      onChange={(event) => setFields({ ...fields, [part]: event.currentTarget.value })}
      dir="auto"
      maxLength={200}
      {...(part === 'name' && { 'data-autofocus': true, required: true })}
    />
  );
  return (
    <Modal opened onClose={onClose} title={title} size="sm" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack
        component="form"
        gap={8}
        onSubmit={(event) => {
          event.preventDefault();
          if (!fields.name.trim()) return;
          const next = { ...fields, role: current ? ('current' as const) : ('candidate' as const) };
          const params = { vendor: fields.name };
          if (old) run({ key: 'gap.step.edit-vendor', params }, (e) => editVendor(e, { id: old.id, vendor: next }));
          else run({ key: 'gap.step.add-vendor', params }, (e) => addVendor(e, { id: newId(), vendor: next }));
          onClose();
        }}
      >
        {input('name')}
        {input('product')}
        <Private>{input('contact')}</Private>
        <Private silent>
          <Textarea
            label={t('gap.vendor.note')}
            value={fields.note}
            onChange={(event) => setFields({ ...fields, note: event.currentTarget.value })}
            dir="auto"
            autosize
            minRows={2}
            maxRows={6}
            maxLength={5000}
          />
        </Private>
        <Checkbox
          label={t('gap.is-current')}
          description={t('gap.is-current-text')}
          checked={current}
          onChange={(event) => setCurrent(event.currentTarget.checked)}
        />
        <Group justify="flex-end" gap={8} mt={6}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={!fields.name.trim()}>
            {title}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
