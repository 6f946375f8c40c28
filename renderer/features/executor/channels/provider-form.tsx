import { Button, Collapse, NumberInput, Select, Textarea, TextInput, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { type OutChannel, type ProviderId, type ProviderSettings, providersOf } from '../../../../shared/executor/channels';
import { newDraft, type ProviderDraft, type SettingField, settingFields, toDraft, toSettings } from '../../../../shared/executor/provider-draft';
import { problemText } from '../../../../shared/i18n/translator';
import type { Problem, Result } from '../../../../shared/problem';
import { useEngagement } from '../../../store/session';
import { useWords } from '../../../ui/words';
import classes from './channels.module.css';
import { TargetRows, TemplateRows } from './setting-rows';

type Props = {
  channel: OutChannel;
  settings: ProviderSettings | null;
  /** Something may leave by it at this moment. */
  isOpen: boolean;
  onSave: (settings: ProviderSettings) => Promise<Result<unknown>>;
  check: ReactNode;
};

/** How messages leave: by whom, and what they have to know of us. What is wrong stands at its line. */
export function ProviderForm({ channel, settings, isOpen, onSave, check }: Props) {
  const { t } = useWords();
  const [first = 'http', ...others] = providersOf[channel];
  const [draft, setDraft] = useState<ProviderDraft>(() => (settings ? toDraft(settings) : newDraft(first)));
  const [problems, setProblems] = useState<Problem[]>([]);
  const [showsSeldom, setShowsSeldom] = useState(false);
  const [busy, setBusy] = useState(false);
  const isChanged = !settings || JSON.stringify(draft) !== JSON.stringify(toDraft(settings));

  const fields = settingFields[draft.provider];
  const seldom = fields.filter((field) => field.seldom);
  const faultAt = (...path: (string | number)[]) => {
    const found = problems.find((one) => one.path.join('.') === path.join('.'));
    return found && problemText({ ...found, path: [] }, t);
  };
  const change = (next: ProviderDraft) => {
    setDraft(next);
    setProblems([]);
  };

  async function save() {
    const read = toSettings(draft);
    setProblems(read.problems);
    if (!read.ok) {
      if (read.problems.some((one) => seldom.some(({ path }) => path === one.path.join('.')))) setShowsSeldom(true);
      return;
    }
    setBusy(true);
    const reply = await onSave(read.value);
    setBusy(false);
    if (reply.ok) setDraft(toDraft(read.value));
  }

  const line = (field: SettingField) => (
    <SettingInput
      key={field.path}
      field={field}
      provider={draft.provider}
      value={draft.values[field.path] ?? ''}
      fault={faultAt(...field.path.split('.'))}
      onChange={(value) => change({ ...draft, values: { ...draft.values, [field.path]: value } })}
    />
  );
  return (
    <section id="channel-settings" className={classes.card} aria-labelledby="provider-title">
      <h3 id="provider-title">{t('channels.provider')}</h3>
      {others.length > 0 ? (
        <Select
          aria-label={t('channels.provider')}
          value={draft.provider}
          onChange={(value) => value && change(settings?.provider === value ? toDraft(settings) : newDraft(value as ProviderId))}
          data={[first, ...others].map((value) => ({ value, label: t(`provider.${value}`) }))}
          allowDeselect={false}
          description={t(`provider-about.${draft.provider}`)}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
        />
      ) : (
        <p className={classes.about}>
          <strong>{t(`provider.${draft.provider}`)}</strong> · {t(`provider-about.${draft.provider}`)}
        </p>
      )}
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div className={classes.fields}>{fields.filter((field) => !field.seldom).map(line)}</div>
        {draft.provider === 'webhook' && <TargetRows rows={draft.targets} faultAt={faultAt} onChange={(targets) => change({ ...draft, targets })} />}
        {(draft.provider === 'meta' || (draft.provider === 'twilio' && channel === 'whatsapp')) && (
          <TemplateRows provider={draft.provider} rows={draft.templates} faultAt={faultAt} onChange={(templates) => change({ ...draft, templates })} />
        )}
        {seldom.length > 0 && (
          <>
            <UnstyledButton className={classes.fold} onClick={() => setShowsSeldom(!showsSeldom)} aria-expanded={showsSeldom}>
              <IconChevronDown size={14} aria-hidden /> {t('channels.seldom')}
            </UnstyledButton>
            <Collapse expanded={showsSeldom}>
              <div className={classes.fields}>{seldom.map(line)}</div>
            </Collapse>
          </>
        )}
        {problems.length > 0 && (
          <p className={classes.fault} role="alert">
            {t('channels.faults', { count: problems.length })}
          </p>
        )}
        <div className={classes.foot}>
          <Button type="submit" loading={busy} disabled={!isChanged}>
            {t(isOpen ? 'channels.save-open' : 'channels.save')}
          </Button>
          {!isChanged && check}
          {isChanged && settings && <span className={classes.quiet}>{t('channels.not-saved')}</span>}
        </div>
      </form>
    </section>
  );
}

type InputProps = { field: SettingField; provider: ProviderId; value: string; fault: string | undefined; onChange: (value: string) => void };

/** Lines whose meaning is not plain from their name; the words are `channel-hint.<provider>.<line>`. */
const hinted = new Set([
  'smtp.security',
  'smtp.user',
  'smtp.certificate',
  'twilio.accountSid',
  'twilio.from',
  'meta.phoneNumberId',
  'fcm.tokenAttribute',
  'http.url',
  'inbox.expiresAfterDays',
]);

function SettingInput({ field: { path, kind, options, optional }, provider, value, fault, onChange }: InputProps) {
  const { t, text } = useWords();
  const attributes = useEngagement((e) => e.record.attributes);
  const name = path.replaceAll('.', '-');
  const props = {
    label: t(`channel-field.${path}`),
    error: fault,
    required: !optional && kind !== 'choice',
    withAsterisk: false,
    ...(hinted.has(`${provider}.${path}`) && { description: t(`channel-hint.${provider}-${name}`) }),
  };
  switch (kind) {
    case 'choice':
      return (
        <Select
          {...props}
          value={value}
          onChange={(next) => next && onChange(next)}
          allowDeselect={false}
          data={(options ?? []).map((one) => ({ value: one, label: t(`channel-choice.${one}`) }))}
        />
      );
    case 'attribute':
      return (
        <Select
          {...props}
          value={value}
          onChange={(next) => next && onChange(next)}
          allowDeselect={false}
          searchable
          data={[...new Set([value, ...attributes.map(({ id }) => id)])].map((id) => ({
            value: id,
            label: text(attributes.find((one) => one.id === id)?.label) || id,
          }))}
        />
      );
    case 'number':
      return <NumberInput {...props} value={value} onChange={(next) => onChange(String(next))} hideControls allowNegative={false} thousandSeparator="" />;
    case 'long':
      return (
        <Textarea
          {...props}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          dir="ltr"
          autosize
          minRows={2}
          maxRows={6}
          maxLength={20_000}
        />
      );
    case 'text':
      return (
        <TextInput
          {...props}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          dir={path === 'from.name' || path === 'look.logo.alt' ? 'auto' : 'ltr'}
          maxLength={500}
          autoComplete="off"
          spellCheck={false}
        />
      );
  }
}
