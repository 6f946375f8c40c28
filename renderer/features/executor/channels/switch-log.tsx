import { IconArrowRight, IconPower, IconRestore } from '@tabler/icons-react';
import type { ChannelSwitch } from '../../../../shared/executor/channels';
import { useEngagement } from '../../../store/session';
import { Badge } from '../../../ui/badge';
import { ChannelIcon } from '../../../ui/channel-icon';
import { useWords } from '../../../ui/words';
import { modeTones } from './channel-list';
import classes from './channels.module.css';

type Props = { switches: readonly ChannelSwitch[] | undefined; isShort?: boolean };

/** When each channel was switched, from what to what, and why. */
export function SwitchLog({ switches, isShort }: Props) {
  const { t, locale } = useWords();
  const timeZone = useEngagement((e) => e.client.timeZone);
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return (
    <section className={classes.card} aria-labelledby="log-title">
      <h3 id="log-title">{t('channels.log')}</h3>
      {!isShort && <p className={classes.about}>{t('channels.log-about')}</p>}
      {switches?.length === 0 && <p className={classes.about}>{t('channels.log-empty')}</p>}
      <ul className={classes.log}>
        {switches?.map(({ at, channel, before, after, why }) => {
          const Icon = why === 'restored' ? IconRestore : IconPower;
          return (
            <li key={`${at} ${channel}`}>
              <Icon size={15} aria-hidden />
              <time dateTime={at}>{time.format(new Date(at))}</time>
              {!isShort && (
                <span className={classes.logName}>
                  <ChannelIcon channel={channel} /> {t(`channel.${channel}`)}
                </span>
              )}
              <span className={classes.logStep}>
                <Badge tone={modeTones[before]}>{t(`channel-mode.${before}`)}</Badge>
                <IconArrowRight size={13} className={classes.mirrored} aria-label={t('channels.log-to')} />
                <Badge tone={modeTones[after]}>{t(`channel-mode.${after}`)}</Badge>
              </span>
              {why === 'restored' && <span className={classes.quiet}>{t('channels.log-restored')}</span>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
