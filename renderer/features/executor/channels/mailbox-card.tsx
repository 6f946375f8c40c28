import { Button, Checkbox, NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { troubleWords } from '../../../../shared/executor/channel-words';
import { type ChannelState, type MailboxSettings, mailTellings, type SettingsOf } from '../../../../shared/executor/channels';
import { type MailboxDraft, mailboxDraft, toMailbox } from '../../../../shared/executor/mailbox-draft';
import { problemText } from '../../../../shared/i18n/translator';
import type { Problem, Result } from '../../../../shared/problem';
import { useEngagement } from '../../../store/session';
import { useWords } from '../../../ui/words';
import classes from './channels.module.css';

type Props = {
  settings: SettingsOf<'smtp'>;
  seen: ChannelState['mailbox'];
  isPasswordKnown: boolean;
  onSave: (mailbox: MailboxSettings | undefined) => Promise<Result<unknown>>;
  check: ReactNode;
};

/** The mailbox that bounces, replies and wishes to be taken off come back to: whether it is read, how, and what it has told. */
export function MailboxCard({ settings, seen, isPasswordKnown, onSave, check }: Props) {
  const { t } = useWords();
  const saved = settings.mailbox;
  const [draft, setDraft] = useState<MailboxDraft | undefined>(() => saved && mailboxDraft(settings));
  const [problems, setProblems] = useState<Problem[]>([]);
  const [busy, setBusy] = useState(false);
  const isChanged = draft !== undefined && (!saved || JSON.stringify(draft) !== JSON.stringify(mailboxDraft(settings)));

  async function save() {
    const read = draft && toMailbox(draft);
    if (!read) return;
    setProblems(read.problems);
    if (!read.ok) return;
    setBusy(true);
    const reply = await onSave(read.value);
    setBusy(false);
    if (reply.ok) setDraft(mailboxDraft({ ...settings, mailbox: read.value }));
  }

  async function remove() {
    setBusy(true);
    const reply = saved ? await onSave(undefined) : undefined;
    setBusy(false);
    if (reply && !reply.ok) return;
    setProblems([]);
    setDraft(undefined);
  }

  return (
    <section id="channel-mailbox" className={classes.card} aria-labelledby="mailbox-title">
      <h3 id="mailbox-title">{t('mailbox.title')}</h3>
      {!draft && (
        <>
          <p className={classes.about}>{t('mailbox.about')}</p>
          <div className={classes.foot}>
            <Button variant="default" onClick={() => setDraft(mailboxDraft(settings))}>
              {t('mailbox.set-up')}
            </Button>
          </div>
        </>
      )}
      {saved?.reads && <Told seen={seen} />}
      {saved?.reads && !isPasswordKnown && (
        <p className={classes.note} data-tone="suggestion" role="status">
          <IconAlertTriangle size={16} aria-hidden /> {t('mailbox.password-missing')}
        </p>
      )}
      {draft && (
        <form
          className={classes.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <Fields
            draft={draft}
            problems={problems}
            onChange={(patch) => {
              setDraft({ ...draft, ...patch });
              setProblems([]);
            }}
          />
          {problems.length > 0 && (
            <p className={classes.fault} role="alert">
              {t('channels.faults', { count: problems.length })}
            </p>
          )}
          <div className={classes.foot}>
            <Button type="submit" loading={busy} disabled={!isChanged}>
              {t('mailbox.save')}
            </Button>
            {!isChanged && check}
            {isChanged && saved && <span className={classes.quiet}>{t('channels.not-saved')}</span>}
            <Button variant="subtle" color="gray" disabled={busy} onClick={() => void remove()}>
              {t(saved ? 'mailbox.remove' : 'common.cancel')}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}

type FieldProps = { draft: MailboxDraft; problems: readonly Problem[]; onChange: (patch: Partial<MailboxDraft>) => void };

function Fields({ draft, problems, onChange }: FieldProps) {
  const { t } = useWords();
  const faultAt = (name: keyof MailboxDraft) => {
    const found = problems.find(({ path }) => path[0] === name);
    return found && problemText({ ...found, path: [] }, t);
  };
  const text = (name: 'address' | 'host' | 'user' | 'folder' | 'moveTo', label: string, description?: string) => (
    <TextInput
      label={label}
      description={description}
      value={draft[name]}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
      error={faultAt(name)}
      dir={name === 'folder' || name === 'moveTo' ? 'auto' : 'ltr'}
      maxLength={254}
      autoComplete="off"
      spellCheck={false}
    />
  );
  const number = (name: 'port' | 'everyMinutes', label: string) => (
    <NumberInput
      label={label}
      value={draft[name]}
      onChange={(next) => onChange({ [name]: String(next) })}
      error={faultAt(name)}
      hideControls
      allowDecimal={false}
      allowNegative={false}
      thousandSeparator=""
    />
  );
  return (
    <>
      <Switch
        label={t('mailbox.reads')}
        description={t('mailbox.reads-about')}
        checked={draft.reads}
        onChange={(event) => onChange({ reads: event.currentTarget.checked })}
      />
      <div className={classes.fields}>
        <div className={classes.wholeRow}>{text('address', t('mailbox.address'), t('mailbox.address-about'))}</div>
        {text('host', t('mailbox.host'))}
        {number('port', t('channel-field.port'))}
        <Select
          label={t('channel-field.security')}
          value={draft.security}
          onChange={(next) => next && onChange({ security: next as MailboxDraft['security'] })}
          allowDeselect={false}
          data={(['tls', 'starttls', 'none'] as const).map((value) => ({ value, label: t(`mailbox.security.${value}`) }))}
        />
        {text('user', t('channel-field.user'))}
        {text('folder', t('mailbox.folder'))}
        {number('everyMinutes', t('mailbox.every'))}
        <Select
          label={t('mailbox.after')}
          value={draft.after}
          onChange={(next) => next && onChange({ after: next as MailboxDraft['after'] })}
          allowDeselect={false}
          data={(['leave', 'seen', 'move'] as const).map((value) => ({ value, label: t(`mailbox.after.${value}`) }))}
        />
        {draft.after === 'move' && text('moveTo', t('mailbox.move-to'))}
      </div>
      <Checkbox
        label={t('mailbox.plus')}
        description={t('mailbox.plus-about')}
        checked={draft.plus}
        onChange={(event) => onChange({ plus: event.currentTarget.checked })}
      />
    </>
  );
}

/** When it was last read, why it can't be, and what has come of it. */
function Told({ seen }: { seen: ChannelState['mailbox'] }) {
  const { t, locale } = useWords();
  const timeZone = useEngagement((e) => e.client.timeZone);
  const time = (at: string) => new Intl.DateTimeFormat(locale, { weekday: 'short', hour: '2-digit', minute: '2-digit', timeZone }).format(new Date(at));
  const told = mailTellings.flatMap((what) => {
    const count = seen?.told[what];
    return count ? [[what, count] as const] : [];
  });
  return (
    <>
      {seen?.onHold && (
        <p className={classes.note} data-tone="blocking" role="status">
          <IconAlertTriangle size={16} aria-hidden />
          {t('mailbox.on-hold', { time: time(seen.onHold.until), why: troubleWords(seen.onHold.reason, t) })}
        </p>
      )}
      <p className={classes.about}>
        {seen?.readAt === undefined ? t('mailbox.not-read-yet') : t('mailbox.read-at', { time: time(seen.readAt) })}
        {seen?.readAt !== undefined && told.length === 0 && ` · ${t('mailbox.told-nothing')}`}
      </p>
      {told.length > 0 && (
        <ul className={classes.told} aria-label={t('mailbox.told')}>
          {told.map(([what, count]) => (
            <li key={what} data-what={what}>
              <strong>{new Intl.NumberFormat(locale).format(count)}</strong> {t(`mailbox.told.${what}`)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
