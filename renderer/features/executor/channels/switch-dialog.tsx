import { Button, Group, Modal, TextInput } from '@mantine/core';
import { IconCheck, IconLock, IconSend, IconUsers, IconX } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { inChannelWords } from '../../../../shared/executor/channel-words';
import type { ChannelMode, ChannelState, PublicState } from '../../../../shared/executor/channels';
import { isSameWord, obstaclesTo, type Spot, spotOfRefusal } from '../../../../shared/executor/switching';
import { checkSenderOf } from '../../../../shared/journey/check-sender';
import type { Problem, Result } from '../../../../shared/problem';
import { senderPath } from '../../../store/places';
import { useEngagement } from '../../../store/session';
import { UserText } from '../../../ui/isolate';
import { ProblemList } from '../../../ui/problem-list';
import { useWords } from '../../../ui/words';
import classes from './channels.module.css';

type Props = {
  channel: ChannelState;
  wanted: ChannelMode;
  reached: PublicState;
  isSandbox: boolean;
  onClose: () => void;
  onLead: (spot: Spot) => void;
  onSwitch: (mode: ChannelMode) => Promise<Result<unknown>>;
};

/** Says what would leave, to whom, and what would not; or what stands in the way, and where that is put right. */
export function SwitchDialog({ channel: state, wanted, reached, isSandbox, onClose, onLead, onSwitch }: Props) {
  const { t } = useWords();
  const { channel, mode, allowed, counts } = state;
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Problem[]>([]);
  const name = t(`channel.${channel}`);
  const obstacles = obstaclesTo(wanted, state, { isSandbox, reached }).map(({ problem }) => inChannelWords(problem, t));
  const problems = obstacles.length > 0 ? obstacles : refused;
  const waiting = counts.waiting ?? 0;
  const isFree = problems.length === 0;
  const engagement = useEngagement();
  const navigate = useNavigate();
  const { engagementId } = useParams();
  const unsaid = useMemo(() => (wanted === 'live' ? checkSenderOf(channel, engagement) : []), [wanted, channel, engagement]);

  async function confirm() {
    setBusy(true);
    const reply = await onSwitch(wanted);
    setBusy(false);
    if (reply.ok) onClose();
    else setRefused(reply.problems.map((one) => inChannelWords(one, t)));
  }

  return (
    <Modal opened onClose={onClose} title={t(`channels.switch.${wanted}`, { channel: name })} size="lg" closeButtonProps={{ 'aria-label': t('common.close') }}>
      {isFree && (
        <ul className={classes.summary}>
          {wanted === 'off' && (
            <>
              <Line icon={<IconLock size={17} />}>{t('channels.will.nothing', { channel: name })}</Line>
              {waiting > 0 && (
                <Line icon={<IconX size={17} />} tone="blocking">
                  {t('channels.will.stop', { count: waiting })}
                </Line>
              )}
            </>
          )}
          {wanted === 'trial' && (
            <>
              <Line icon={<IconUsers size={17} />} tone="waiting">
                {t('channels.will.trial', { count: allowed.length })}{' '}
                <span className={classes.quiet}>
                  {allowed.slice(0, 5).map((one, at) => (
                    <span key={one}>
                      {at > 0 && ' · '}
                      <UserText>{one}</UserText>
                    </span>
                  ))}
                  {allowed.length > 5 && ` ${t('channels.more', { count: allowed.length - 5 })}`}
                </span>
              </Line>
              <Line icon={<IconX size={17} />}>{t('channels.will.trial-others')}</Line>
            </>
          )}
          {wanted === 'live' && (
            <Line icon={<IconSend size={17} />} tone="blocking">
              {t(channel === 'webhook' ? 'channels.will.live-calls' : 'channels.will.live')}
            </Line>
          )}
          {wanted === 'live' && channel !== 'webhook' && <Line icon={<IconCheck size={17} />}>{t('channels.will.live-rules')}</Line>}
          {wanted !== 'off' && mode === 'off' && <Line icon={<IconLock size={17} />}>{t('channels.will.not-before')}</Line>}
          {wanted !== 'off' && mode !== 'off' && waiting > 0 && (
            <Line icon={<IconSend size={17} />} tone="waiting">
              {t('channels.will.waiting', { count: waiting })}
            </Line>
          )}
        </ul>
      )}
      {!isFree && (
        <>
          <p className={classes.about}>{t('channels.not-yet')}</p>
          <ProblemList
            problems={problems}
            action={(problem) => {
              const spot = spotOfRefusal(problem);
              return (
                spot && (
                  <Button size="compact-xs" variant="light" onClick={() => onLead(spot)}>
                    {t(`channels.lead.${spot}`)}
                  </Button>
                )
              );
            }}
          />
        </>
      )}
      {isFree && unsaid.length > 0 && (
        <ProblemList
          problems={unsaid}
          action={() => (
            <Button size="compact-xs" variant="light" onClick={() => navigate(`/e/${engagementId}/${senderPath}`)}>
              {t('channels.lead.settings')}
            </Button>
          )}
        />
      )}
      {isFree && wanted === 'live' && (
        <TextInput
          mt={14}
          label={t('channels.type-to-confirm', { channel: name })}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-autofocus
          autoComplete="off"
        />
      )}
      <Group justify="flex-end" gap={8} mt={18}>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        {isFree && (
          <Button
            color={wanted === 'live' ? 'pomegranate' : undefined}
            loading={busy}
            disabled={wanted === 'live' && !isSameWord(typed, name)}
            onClick={() => void confirm()}
          >
            {wanted === 'off' && waiting > 0 ? t('channels.confirm.off-stop', { count: waiting }) : t(`channels.confirm.${wanted}`, { channel: name })}
          </Button>
        )}
      </Group>
    </Modal>
  );
}

function Line({ icon, tone, children }: { icon: ReactNode; tone?: 'waiting' | 'blocking'; children: ReactNode }) {
  return (
    <li data-tone={tone}>
      <span aria-hidden>{icon}</span>
      <span>{children}</span>
    </li>
  );
}
