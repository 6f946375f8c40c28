import { Button, PasswordInput } from '@mantine/core';
import { IconCircleCheck, IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { inChannelWords } from '../../../../shared/executor/channel-words';
import type { OutChannel, SecretName } from '../../../../shared/executor/channels';
import type { Problem } from '../../../../shared/problem';
import { platform } from '../../../platform/platform';
import { Badge } from '../../../ui/badge';
import { ProblemList } from '../../../ui/problem-list';
import { useWords } from '../../../ui/words';
import classes from './channels.module.css';

type Props = { channel: OutChannel; names: readonly SecretName[]; known: readonly string[]; place: 'key-store' | 'file'; onChanged: () => void };

/** What is written here is never shown again: it can be replaced or forgotten. */
export function SecretsCard({ channel, names, known, place, onChanged }: Props) {
  const { t } = useWords();
  const [problems, setProblems] = useState<Problem[]>([]);

  async function set(name: SecretName, value: string | null) {
    const reply = await platform['executor.setSecrets']({ channel, values: { [name]: value } });
    setProblems(reply.ok ? [] : reply.problems.map((one) => inChannelWords(one, t)));
    onChanged();
    return reply.ok;
  }

  return (
    <section id="channel-secrets" className={classes.card} aria-labelledby="secrets-title">
      <h3 id="secrets-title">{t('channels.secrets')}</h3>
      <p className={classes.about}>{t(`channels.secrets-in.${place}`)}</p>
      {problems.length > 0 && <ProblemList problems={problems} />}
      <ul className={classes.secrets}>
        {names.map((name) => (
          <Secret key={name} name={name} isKnown={known.includes(name)} onSet={(value) => set(name, value)} />
        ))}
      </ul>
    </section>
  );
}

function Secret({ name, isKnown, onSet }: { name: SecretName; isKnown: boolean; onSet: (value: string | null) => Promise<boolean> }) {
  const { t } = useWords();
  const [value, setValue] = useState('');
  const [isReplacing, setReplacing] = useState(false);
  const [busy, setBusy] = useState(false);
  const label = t(`secret.${name}`);
  const about = t(`secret-about.${name}`);

  async function save() {
    if (value === '') return;
    setBusy(true);
    const done = await onSet(value);
    setBusy(false);
    if (!done) return;
    setValue('');
    setReplacing(false);
  }

  if (isKnown && !isReplacing)
    return (
      <li className={classes.secret}>
        <IconKey size={16} aria-hidden />
        <span className={classes.secretName}>
          {label}
          <small>{about}</small>
        </span>
        <Badge tone="good" icon={<IconCircleCheck size={13} aria-hidden />}>
          {t('channels.secret-known')}
        </Badge>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          onClick={() => setReplacing(true)}
          aria-label={t('channels.secret-replace-one', { name: label })}
        >
          {t('channels.secret-replace')}
        </Button>
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => void onSet(null)} aria-label={t('channels.secret-forget-one', { name: label })}>
          {t('channels.secret-forget')}
        </Button>
      </li>
    );
  return (
    <li>
      <form
        className={classes.secretForm}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <PasswordInput
          size="xs"
          label={label}
          description={about}
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
          dir="ltr"
          maxLength={4000}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('channels.secret-look') }}
        />
        <Button type="submit" variant="default" loading={busy} disabled={value === ''}>
          {t('channels.secret-keep')}
        </Button>
        {isReplacing && (
          <Button variant="subtle" color="gray" onClick={() => setReplacing(false)}>
            {t('common.cancel')}
          </Button>
        )}
      </form>
    </li>
  );
}
