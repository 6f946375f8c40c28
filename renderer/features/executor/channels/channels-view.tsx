import { Skeleton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { type ChannelState, outChannels } from '../../../../shared/executor/channels';
import type { Spot } from '../../../../shared/executor/switching';
import { platform } from '../../../platform/platform';
import { usePolled } from '../../../store/use-polled';
import { highlight } from '../../../ui/highlight';
import { ChannelDetail } from './channel-detail';
import { ChannelList, type Place, places } from './channel-list';
import classes from './channels.module.css';
import { PublicForm } from './public-form';
import { SwitchLog } from './switch-log';

type Props = {
  channels: readonly ChannelState[] | undefined;
  isSandbox: boolean;
  onChanged: () => void;
  /** Leads to the messages behind a count. */
  onShowMessages: (channel: ChannelState['channel'], state: string) => void;
};

/** Every way out of the laptop: whether anything may leave by it, how it is set up, and who opened it when. */
export function ChannelsView({ channels, isSandbox, onChanged, onShowMessages }: Props) {
  const [search, setSearch] = useSearchParams();
  const reached = usePolled('public', () => platform['executor.publicSettings']({}));
  const switches = usePolled('switches', () => platform['executor.channelSwitches']({}));
  const info = usePolled('secrets-place', () => platform['app.info']({}));
  /** Where to lead the eye once the place is drawn. */
  const [spot, setSpot] = useState<Spot>();
  const wanted = search.get('channel');
  const place: Place = places.find((one) => one === wanted) ?? 'email';
  const channel = channels?.find((one) => one.channel === place);

  const show = (next: Place) => setSearch({ view: 'channels', channel: next });
  const lead = (to: Spot) => {
    if (to === 'public') show('~public');
    setSpot(to);
  };
  const isReady = channels !== undefined && reached.value !== undefined;
  useEffect(() => {
    if (spot === undefined || !isReady) return;
    highlight(`channel-${spot}`);
    setSpot(undefined);
  }, [spot, isReady]);

  if (!channels || !reached.value) return <Skeleton height={320} m={16} radius="lg" style={{ width: 'auto' }} />;
  const refresh = () => {
    onChanged();
    switches.refresh();
  };
  return (
    <div className={classes.view}>
      <ChannelList channels={channels} place={place} onShow={show} />
      <div className={classes.detail}>
        {place === '~public' && <PublicForm key={JSON.stringify(reached.value)} value={reached.value} onChanged={reached.refresh} />}
        {place === '~log' && <SwitchLog switches={switches.value} />}
        {channel && outChannels.some((one) => one === place) && (
          <ChannelDetail
            key={channel.channel}
            channel={channel}
            reached={reached.value}
            isSandbox={isSandbox}
            secretsPlace={info.value && (info.value.keyStore ? 'key-store' : 'file')}
            switches={switches.value?.filter((one) => one.channel === channel.channel)}
            onLead={lead}
            onChanged={refresh}
            onShowMessages={(state) => onShowMessages(channel.channel, state)}
          />
        )}
      </div>
    </div>
  );
}
