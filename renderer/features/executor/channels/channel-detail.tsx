import { SegmentedControl, Select } from '@mantine/core';
import { IconAlertTriangle, IconFlask } from '@tabler/icons-react';
import { useState } from 'react';
import { inChannelWords, troubleWords } from '../../../../shared/executor/channel-words';
import {
  type ChannelChange,
  type ChannelMode,
  type ChannelState,
  type ChannelSwitch,
  deliveryStates,
  honoursKey,
  type PublicState,
  providerSecrets,
  type SecretName,
} from '../../../../shared/executor/channels';
import { keepingMailbox } from '../../../../shared/executor/mailbox-draft';
import type { Spot } from '../../../../shared/executor/switching';
import type { Problem } from '../../../../shared/problem';
import { platform } from '../../../platform/platform';
import { refreshExecutorStatus } from '../../../store/executor-status';
import { useEngagement } from '../../../store/session';
import { ChannelIcon } from '../../../ui/channel-icon';
import { ProblemList } from '../../../ui/problem-list';
import { useWords } from '../../../ui/words';
import { AllowedCard } from './allowed-card';
import classes from './channels.module.css';
import { CheckConnection } from './check-connection';
import { MailboxCard } from './mailbox-card';
import { ProviderForm } from './provider-form';
import { SecretsCard } from './secrets-card';
import { SwitchDialog } from './switch-dialog';
import { SwitchLog } from './switch-log';

type Props = {
  channel: ChannelState;
  reached: PublicState;
  isSandbox: boolean;
  secretsPlace: 'key-store' | 'file' | undefined;
  switches: readonly ChannelSwitch[] | undefined;
  onLead: (spot: Spot) => void;
  onChanged: () => void;
  onShowMessages: (state: string) => void;
};

/** One channel: its switch on top, then everything the switch depends on. */
export function ChannelDetail({ channel: state, reached, isSandbox, secretsPlace, switches, onLead, onChanged, onShowMessages }: Props) {
  const { t, locale } = useWords();
  const timeZone = useEngagement((e) => e.client.timeZone);
  const { channel, mode, settings, onHold } = state;
  const [wanted, setWanted] = useState<ChannelMode>();
  const [problems, setProblems] = useState<Problem[]>([]);
  const name = t(`channel.${channel}`);
  const hasMailbox = settings?.provider === 'smtp' && settings.mailbox !== undefined;
  const secretNames: readonly SecretName[] = settings
    ? providerSecrets[settings.provider].filter((one) => one !== 'mailboxPassword' || hasMailbox || state.secrets.includes(one))
    : [];

  async function set(change: ChannelChange) {
    const reply = await platform['executor.setChannel']({ channel, change });
    setProblems(reply.ok ? [] : reply.problems.map((one) => inChannelWords(one, t)));
    onChanged();
    void refreshExecutorStatus();
    return reply;
  }

  const time = new Intl.DateTimeFormat(locale, { weekday: 'short', hour: '2-digit', minute: '2-digit', timeZone });
  const counted = deliveryStates.flatMap((one) => {
    const count = state.counts[one];
    return count ? [[one, count] as const] : [];
  });
  return (
    <>
      <header className={classes.head} data-mode={mode}>
        <ChannelIcon channel={channel} size={22} />
        <div className={classes.headWords}>
          <h2>{name}</h2>
          <p>{t(`channels.mode-about.${mode}`, { count: state.allowed.length })}</p>
        </div>
        <SegmentedControl
          className={classes.modes}
          value={mode}
          disabled={isSandbox}
          onChange={(value) => value !== mode && setWanted(value as ChannelMode)}
          aria-label={t('channels.mode', { channel: name })}
          data={(['off', 'trial', 'live'] as const).map((value) => ({ value, label: t(`channel-mode.${value}`) }))}
        />
      </header>
      {isSandbox && (
        <p className={classes.note} data-tone="suggestion" role="status">
          <IconFlask size={16} aria-hidden />
          {t('problem.sandbox-stays-inside')}
        </p>
      )}
      {onHold && mode !== 'off' && (
        <p className={classes.note} data-tone="blocking" role="status">
          <IconAlertTriangle size={16} aria-hidden />
          {t('channels.on-hold', { time: time.format(new Date(onHold.until)), why: troubleWords(onHold.reason, t) })}
        </p>
      )}
      {problems.length > 0 && <ProblemList problems={problems} />}
      {counted.length > 0 && (
        <ul className={classes.counts} aria-label={t('channels.counts')}>
          {counted.map(([one, count]) => (
            <li key={one}>
              <button type="button" onClick={() => onShowMessages(one)} data-state={one}>
                <strong>{new Intl.NumberFormat(locale).format(count)}</strong> {t(`delivery.${one}`)}
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className={classes.cards}>
        <div className={classes.column}>
          <ProviderForm
            channel={channel}
            settings={settings}
            isOpen={mode !== 'off'}
            onSave={(next) => set({ settings: keepingMailbox(next, settings) })}
            check={settings && <CheckConnection channel={channel} />}
          />
          {secretNames.length > 0 && secretsPlace && (
            <SecretsCard channel={channel} names={secretNames} known={state.secrets} place={secretsPlace} onChanged={onChanged} />
          )}
        </div>
        <div className={classes.column}>
          <AllowedCard channel={channel} allowed={state.allowed} mode={mode} onSet={(allowed) => set({ allowed })} />
          {settings?.provider === 'smtp' && (
            <MailboxCard
              settings={settings}
              seen={state.mailbox}
              isPasswordKnown={state.secrets.includes('mailboxPassword')}
              onSave={(mailbox) => {
                const { mailbox: _, ...others } = settings;
                return set({ settings: { ...others, ...(mailbox && { mailbox }) } });
              }}
              check={<CheckConnection channel={channel} what="mailbox" />}
            />
          )}
          {settings && !honoursKey[settings.provider] && (
            <section className={classes.card} aria-labelledby="unknown-title">
              <h3 id="unknown-title">{t('channels.unknown')}</h3>
              <p className={classes.about}>{t('channels.unknown-about')}</p>
              <Select
                aria-label={t('channels.unknown')}
                value={state.unknownPolicy}
                onChange={(value) => value && void set({ unknownPolicy: value === 'again' ? 'again' : 'ask' })}
                allowDeselect={false}
                data={(['ask', 'again'] as const).map((value) => ({ value, label: t(`channels.unknown.${value}`) }))}
              />
            </section>
          )}
          {switches && switches.length > 0 && <SwitchLog switches={switches.slice(0, 5)} isShort />}
        </div>
      </div>
      {wanted && (
        <SwitchDialog
          channel={state}
          wanted={wanted}
          reached={reached}
          isSandbox={isSandbox}
          onClose={() => setWanted(undefined)}
          onLead={(spot) => {
            setWanted(undefined);
            onLead(spot);
          }}
          onSwitch={(next) => set({ mode: next })}
        />
      )}
    </>
  );
}
