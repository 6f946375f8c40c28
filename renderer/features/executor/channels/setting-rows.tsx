import { ActionIcon, Button, MultiSelect, Select, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { TargetRow, TemplateRow } from '../../../../shared/executor/provider-draft';
import { useEngagement } from '../../../store/session';
import { useWords } from '../../../ui/words';
import classes from './channels.module.css';

type Props<Row> = { rows: readonly Row[]; faultAt: (...path: (string | number)[]) => string | undefined; onChange: (rows: Row[]) => void };

/** The systems that journeys call by name, and where each of them is. Those that journeys of this engagement speak of are offered. */
export function TargetRows({ rows, faultAt, onChange }: Props<TargetRow>) {
  const { t } = useWords();
  const journeys = useEngagement((e) => e.journeys);
  const used = new Set(journeys.flatMap(({ nodes }) => nodes.flatMap((node) => (node.kind === 'webhook' ? node.targets : []))));
  const missing = [...used].filter((name) => !rows.some((row) => row.name.trim() === name));
  const set = (at: number, patch: Partial<TargetRow>) => onChange(rows.map((row, i) => (i === at ? { ...row, ...patch } : row)));
  return (
    <fieldset className={classes.rows}>
      <legend>{t('channels.targets')}</legend>
      {rows.map((row, at) => (
        // Rows have no identity of their own; a name may be typed anew.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div key={at} className={classes.row}>
          <TextInput
            aria-label={t('channels.target-name')}
            placeholder={t('channels.target-name')}
            value={row.name}
            error={faultAt('targets', at, 'name')}
            onChange={(e) => set(at, { name: e.currentTarget.value })}
            maxLength={200}
          />
          <TextInput
            aria-label={t('channels.target-url', { name: row.name })}
            placeholder="https://"
            dir="ltr"
            value={row.url}
            error={faultAt('targets', at, 'url')}
            onChange={(e) => set(at, { url: e.currentTarget.value })}
            maxLength={500}
          />
          <ActionIcon aria-label={t('channels.row-remove', { name: row.name })} onClick={() => onChange(rows.filter((_, i) => i !== at))}>
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
      <div className={classes.rowAdders}>
        {missing.map((name) => (
          <Button key={name} size="compact-xs" variant="light" leftSection={<IconPlus size={13} />} onClick={() => onChange([...rows, { name, url: '' }])}>
            <bdi>{name}</bdi>
          </Button>
        ))}
        <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={13} />} onClick={() => onChange([...rows, { name: '', url: '' }])}>
          {t('channels.target-add')}
        </Button>
      </div>
    </fieldset>
  );
}

/** Outside an open conversation WhatsApp takes approved templates only: by message, which one. */
export function TemplateRows({ provider, rows, faultAt, onChange }: Props<TemplateRow> & { provider: 'meta' | 'twilio' }) {
  const { t, text } = useWords();
  const messages = useEngagement((e) => e.messages).filter(({ channel }) => channel === 'whatsapp');
  const set = (at: number, patch: Partial<TemplateRow>) => onChange(rows.map((row, i) => (i === at ? { ...row, ...patch } : row)));
  const labelOf = (id: string) => text(messages.find((one) => one.id === id)?.name) || id;
  const next = messages.find(({ id }) => !rows.some((row) => row.message === id))?.id ?? '';
  return (
    <fieldset className={classes.rows}>
      <legend>{t('channels.templates')}</legend>
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no identity of its own
        <div key={at} className={classes.row}>
          <Select
            aria-label={t('channels.template-message')}
            value={row.message || null}
            placeholder={t('channels.template-message')}
            error={faultAt('templates', at, 'message')}
            onChange={(message) => message && set(at, { message })}
            data={[...new Set([...messages.map(({ id }) => id), ...(row.message ? [row.message] : [])])].map((value) => ({ value, label: labelOf(value) }))}
            allowDeselect={false}
            searchable
          />
          <TextInput
            aria-label={t(provider === 'meta' ? 'channels.template-name' : 'channels.template-sid')}
            placeholder={provider === 'meta' ? 'cart_reminder' : 'HX…'}
            dir="ltr"
            value={row.name}
            error={faultAt('templates', at, 'name')}
            onChange={(e) => set(at, { name: e.currentTarget.value })}
            maxLength={512}
          />
          {provider === 'meta' && (
            <TextInput
              aria-label={t('channels.template-language')}
              placeholder="he"
              dir="ltr"
              w={80}
              value={row.language}
              error={faultAt('templates', at, 'language')}
              onChange={(e) => set(at, { language: e.currentTarget.value })}
              maxLength={10}
            />
          )}
          <MultiSelect
            aria-label={t('channels.template-parameters')}
            placeholder={row.parameters.length > 0 ? '' : t('channels.template-parameters')}
            value={row.parameters}
            onChange={(parameters) => set(at, { parameters: parameters as TemplateRow['parameters'] })}
            data={(['subject', 'body'] as const).map((value) => ({ value, label: t(`canvas.${value}`) }))}
          />
          <ActionIcon aria-label={t('channels.row-remove', { name: labelOf(row.message) })} onClick={() => onChange(rows.filter((_, i) => i !== at))}>
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
      <div className={classes.rowAdders}>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={13} />}
          onClick={() => onChange([...rows, { message: next, name: '', language: '', parameters: [] }])}
        >
          {t('channels.template-add')}
        </Button>
      </div>
    </fieldset>
  );
}
