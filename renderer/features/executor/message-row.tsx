import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import type { DeploymentSummary } from '../../../shared/executor/api';
import type { Delivery } from '../../../shared/executor/channels';
import { nodeName, reasonWords } from '../../../shared/executor/reason-words';
import { pastVersion, type Tellers } from '../../../shared/executor/tellers';
import { useEngagement } from '../../store/session';
import { Badge } from '../../ui/badge';
import { ChannelIcon } from '../../ui/channel-icon';
import { Code } from '../../ui/isolate';
import { Private } from '../../ui/private';
import { useWords } from '../../ui/words';
import { deliveryTones, isHeldUp } from './delivery-words';
import classes from './executor-page.module.css';
import { type MailFrom, MessagePreview, type ShownMessage } from './message-preview';

/** What a message of the outbox and a delivery have in common. */
export type MessageFacts = ShownMessage & {
  key: string;
  at: string;
  journeyId: string;
  deployment: string;
  node: string;
  customer: string;
  to?: string | undefined;
};

export type MessageRowProps = {
  message: MessageFacts;
  /** Absent: it is not to leave. */
  delivery: Delivery | undefined;
  /** In place of the state of its delivery. */
  badge?: ReactNode;
  deployments: readonly DeploymentSummary[];
  tellers: Tellers;
  mail: MailFrom | undefined;
  showsNames: boolean;
  isOpen: boolean;
  onToggle: () => void;
  /** What can be decided about it. */
  actions?: ReactNode;
};

/** One message: where it comes from, what became of it and why. Opening it shows what it says. */
export function MessageRow({ message, delivery, badge, deployments, tellers, mail, showsNames, isOpen, onToggle, actions }: MessageRowProps) {
  const { t, text, locale } = useWords();
  const { engagementId } = useParams();
  const timeZone = useEngagement((e) => e.client.timeZone);
  const journey = useEngagement((e) => e.journeys.find((j) => j.id === message.journeyId));
  const name = text(journey?.name ?? deployments.find((d) => d.journeyId === message.journeyId)?.name) || message.journeyId;
  const told = tellers.of(message);
  const version = pastVersion(message, deployments);
  const at = new Date(message.at);
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone }).format(at);
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', timeZone });
  const day = new Intl.DateTimeFormat(locale, { weekday: 'short', hour: '2-digit', minute: '2-digit', timeZone });
  const why = delivery?.reason && reasonWords(delivery.reason, { ...told, node: message.node, zone: timeZone });
  const due = delivery?.due !== undefined && isHeldUp(delivery) ? day.format(new Date(delivery.due)) : undefined;
  const to = delivery?.target ?? message.to;
  return (
    <li data-open={isOpen}>
      <button type="button" className={classes.outboxRow} onClick={onToggle} aria-expanded={isOpen}>
        <time dateTime={message.at} title={full.format(at)} className={classes.time}>
          {time}
        </time>
        <ChannelIcon channel={message.channel} label={t(`channel.${message.channel}`)} />
        <span className={classes.outboxName}>
          {name} <span className={classes.quiet}>{nodeName(message.node, told.journey, told.speaker)}</span>
          {why && <span className={classes.outboxWhy}>{why}</span>}
        </span>
        {version !== undefined && <span className={classes.hash}>{t('executor.in-version', { version })}</span>}
        {delivery ? (
          <Badge tone={deliveryTones[delivery.state]}>{due === undefined ? t(`delivery.${delivery.state}`) : t('executor.tried-again', { time: due })}</Badge>
        ) : (
          badge
        )}
        <IconChevronDown size={14} className={classes.chevron} aria-hidden />
      </button>
      {isOpen && (
        <div className={classes.message}>
          <dl className={classes.messageFacts}>
            <dt>{t('executor.to')}</dt>
            <dd>
              <Private>{to === undefined ? t('executor.no-address') : showsNames || delivery?.target ? <Code>{to}</Code> : t('executor.hidden')}</Private>
              {' · '}
              <Link to={`/e/${engagementId}/executor/${message.customer}`}>
                <Code>{message.customer}</Code>
              </Link>
            </dd>
            <dt>{t('executor.became')}</dt>
            <dd>
              {delivery ? (
                <>
                  {t(`delivery.${delivery.state}`)} · {full.format(new Date(delivery.at))}
                  {delivery.tries > 0 && ` · ${t('executor.tries', { count: delivery.tries })}`}
                  {why && `. ${why}`}
                </>
              ) : (
                t('executor.stays')
              )}
            </dd>
            <dt>{t('executor.key')}</dt>
            <dd>
              <Code>{message.key}</Code>
            </dd>
          </dl>
          {actions}
          <Private>
            <MessagePreview message={message} mail={mail} />
          </Private>
        </div>
      )}
    </li>
  );
}
