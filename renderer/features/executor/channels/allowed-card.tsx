import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ChannelMode, OutChannel } from '../../../../shared/executor/channels';
import { addRecipients } from '../../../../shared/executor/recipient-list';
import { problemText } from '../../../../shared/i18n/translator';
import type { Problem, Result } from '../../../../shared/problem';
import { Code } from '../../../ui/isolate';
import { useWords } from '../../../ui/words';
import classes from './channels.module.css';

type Props = { channel: OutChannel; allowed: readonly string[]; mode: ChannelMode; onSet: (allowed: string[]) => Promise<Result<unknown>> };

const examples: Record<OutChannel, string> = {
  email: 'me@shop.example',
  sms: '+972 50 123 4567',
  whatsapp: '+972 50 123 4567',
  push: 'fcm:AB12',
  'in-app': 'c-12',
  'on-site': 'c-12',
  webhook: 'crm',
};

/** Who is written to in trials. Many may be pasted at once. */
export function AllowedCard({ channel, allowed, mode, onSet }: Props) {
  const { t, locale } = useWords();
  const [typed, setTyped] = useState('');
  const [problems, setProblems] = useState<Problem[]>([]);
  const isLast = mode === 'trial' && allowed.length === 1;

  async function add() {
    const after = addRecipients(allowed, typed);
    setProblems(after.problems);
    if (after.list.length > allowed.length && !(await onSet(after.list)).ok) return;
    setTyped(after.left.join('; '));
  }

  return (
    <section id="channel-allowed" className={classes.card} aria-labelledby="allowed-title">
      <h3 id="allowed-title">
        {t('channels.allowed')} <span className={classes.quiet}>{new Intl.NumberFormat(locale).format(allowed.length)}</span>
      </h3>
      <p className={classes.about}>{t(`channels.allowed-about.${channel}`)}</p>
      <form
        className={classes.addForm}
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <TextInput
          aria-label={t('channels.allowed-add')}
          placeholder={examples[channel]}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onPaste={(event) => {
            // A field of one line would run the lines together.
            const pasted = event.clipboardData.getData('text');
            if (!pasted.includes('\n')) return;
            event.preventDefault();
            setTyped(`${typed} ${pasted.split(/\r?\n/).join('; ')}`.trim());
          }}
          error={problems.length > 0 && problems.map((one) => problemText(one, t)).join(' ')}
          dir="ltr"
        />
        <Button type="submit" variant="default" leftSection={<IconPlus size={14} />} disabled={typed.trim() === ''}>
          {t('common.add')}
        </Button>
      </form>
      <ul className={classes.chips}>
        {allowed.map((one) => (
          <li key={one} className={classes.chip}>
            <Code>{one}</Code>
            <ActionIcon
              size={24}
              disabled={isLast}
              title={isLast ? t('channels.allowed-last') : undefined}
              aria-label={t('channels.allowed-remove', { recipient: one })}
              onClick={() => void onSet(allowed.filter((other) => other !== one))}
            >
              <IconX size={13} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {isLast && <p className={classes.about}>{t('channels.allowed-last')}</p>}
    </section>
  );
}
