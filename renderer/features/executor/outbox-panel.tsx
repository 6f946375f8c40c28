import { IconChevronDown, IconPlugConnectedX } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { DeploymentSummary, OutboxRow } from '../../../shared/executor/api';
import { nodeName } from '../../../shared/executor/reason-words';
import { pastVersion, type Tellers } from '../../../shared/executor/tellers';
import type { Speaker } from '../../../shared/journey/node-label';
import { useEngagement } from '../../store/session';
import { Badge, type BadgeTone } from '../../ui/badge';
import { ChannelIcon } from '../../ui/channel-icon';
import { Code } from '../../ui/isolate';
import { useTellers } from '../../ui/trace/use-tellers';
import { useWords } from '../../ui/words';
import classes from './executor-page.module.css';

const tones = { accepted: 'good', held: 'waiting', cancelled: 'quiet', failed: 'blocking' } satisfies Record<OutboxRow['state'], BadgeTone>;

type Props = {
  rows: readonly OutboxRow[] | undefined;
  deployments: readonly DeploymentSummary[];
  speaker: Speaker;
  showsNames: boolean;
};

/** Every message that would have left, newest first. Opening one shows it as this customer would have read it. */
export function OutboxPanel({ rows, deployments, speaker, showsNames }: Props) {
  const { t } = useWords();
  const [opened, setOpened] = useState<string>();
  const tellers = useTellers(rows ?? [], deployments, speaker);
  return (
    <section id="outbox" className={classes.card} aria-labelledby="outbox-title">
      <header className={classes.cardHead}>
        <h2 id="outbox-title">{t('executor.outbox')}</h2>
        <Badge tone="waiting" icon={<IconPlugConnectedX size={13} />}>
          {t('executor.outbox-only')}
        </Badge>
      </header>
      {rows?.length === 0 && <p className={classes.none}>{t('executor.outbox-empty')}</p>}
      <ul className={classes.outbox}>
        {rows?.map((row) => (
          <OutboxLine
            key={row.key}
            row={row}
            deployments={deployments}
            tellers={tellers}
            showsNames={showsNames}
            isOpen={opened === row.key}
            onToggle={() => setOpened(opened === row.key ? undefined : row.key)}
          />
        ))}
      </ul>
    </section>
  );
}

type LineProps = Pick<Props, 'deployments' | 'showsNames'> & { row: OutboxRow; tellers: Tellers; isOpen: boolean; onToggle: () => void };

function OutboxLine({ row, deployments, tellers, showsNames, isOpen, onToggle }: LineProps) {
  const { t, text, locale } = useWords();
  const { engagementId } = useParams();
  const timeZone = useEngagement((e) => e.client.timeZone);
  const journey = useEngagement((e) => e.journeys.find((j) => j.id === row.journeyId));
  const name = text(journey?.name ?? deployments.find((d) => d.journeyId === row.journeyId)?.name) || row.journeyId;
  const told = tellers.of(row);
  const version = pastVersion(row, deployments);
  const at = new Date(row.at);
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone }).format(at);
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', timeZone });
  return (
    <li data-open={isOpen}>
      <button type="button" className={classes.outboxRow} onClick={onToggle} aria-expanded={isOpen}>
        <time dateTime={row.at} title={full.format(at)} className={classes.time}>
          {time}
        </time>
        <ChannelIcon channel={row.channel} label={t(`channel.${row.channel}`)} />
        <span className={classes.outboxName}>
          {name} <span className={classes.quiet}>{nodeName(row.node, told.journey, told.speaker)}</span>
        </span>
        {version !== undefined && <span className={classes.hash}>{t('executor.in-version', { version })}</span>}
        <Badge tone={tones[row.state]}>
          {row.state === 'held' && row.notBefore
            ? t('executor.held-until', {
                time: new Intl.DateTimeFormat(locale, { weekday: 'short', hour: '2-digit', minute: '2-digit', timeZone }).format(new Date(row.notBefore)),
              })
            : t(`executor.message.${row.state}`)}
        </Badge>
        <IconChevronDown size={14} className={classes.chevron} aria-hidden />
      </button>
      {isOpen && (
        <div className={classes.message}>
          <dl className={classes.messageFacts}>
            <dt>{t('executor.to')}</dt>
            <dd>
              {row.to === undefined ? t('executor.no-address') : showsNames ? <Code>{row.to}</Code> : t('executor.hidden')}
              {' · '}
              <Link to={`/e/${engagementId}/executor/${row.customer}`}>
                <Code>{row.customer}</Code>
              </Link>
            </dd>
            <dt>{t('executor.key')}</dt>
            <dd>
              <Code>{row.key}</Code>
            </dd>
          </dl>
          {row.subject && (
            <p className={classes.subject} dir="auto">
              {row.subject}
            </p>
          )}
          <div className={classes.bodyText} dir="auto">
            {row.body || t('executor.empty-body')}
          </div>
        </div>
      )}
    </li>
  );
}
