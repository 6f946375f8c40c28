import { IconHistory, IconWorldShare } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type ChannelMode, type ChannelState, outChannels } from '../../../../shared/executor/channels';
import { Badge, type BadgeTone } from '../../../ui/badge';
import { ChannelIcon } from '../../../ui/channel-icon';
import { useWords } from '../../../ui/words';
import classes from './channels.module.css';

/** What can be opened beside the list; no channel begins with "~". */
export const places = [...outChannels, '~public', '~log'] as const;
export type Place = (typeof places)[number];

/** Open is loud, closed is quiet; what is live is as green as a deployment that is. */
export const modeTones = { off: 'quiet', trial: 'waiting', live: 'good' } satisfies Record<ChannelMode, BadgeTone>;

type Props = { channels: readonly ChannelState[]; place: Place; onShow: (place: Place) => void };

export function ChannelList({ channels, place, onShow }: Props) {
  const { t } = useWords();
  const item = (to: Place, icon: ReactNode, name: string, more?: ReactNode) => (
    <li key={to}>
      <button type="button" className={classes.listItem} aria-current={place === to ? 'page' : undefined} onClick={() => onShow(to)}>
        {icon}
        <span className={classes.listName}>{name}</span>
        {more}
      </button>
    </li>
  );
  return (
    <nav className={classes.list} aria-label={t('channels.title')}>
      <ul>
        {channels.map(({ channel, mode, settings, onHold }) =>
          item(
            channel,
            <ChannelIcon channel={channel} size={17} />,
            t(`channel.${channel}`),
            onHold && mode !== 'off' ? (
              <Badge tone="blocking">{t('channels.on-hold-short')}</Badge>
            ) : (
              <Badge tone={modeTones[mode]}>{mode === 'off' && !settings ? t('channels.not-set-up') : t(`channel-mode.${mode}`)}</Badge>
            ),
          ),
        )}
      </ul>
      <ul>
        {item('~public', <IconWorldShare size={17} stroke={1.7} aria-hidden />, t('channels.public'))}
        {item('~log', <IconHistory size={17} stroke={1.7} aria-hidden />, t('channels.log'))}
      </ul>
    </nav>
  );
}
