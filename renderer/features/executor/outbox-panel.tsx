import { IconPlugConnected, IconPlugConnectedX } from '@tabler/icons-react';
import { useState } from 'react';
import type { DeploymentSummary, OutboxRow } from '../../../shared/executor/api';
import { openChannelsWords } from '../../../shared/executor/channel-words';
import type { OpenChannel } from '../../../shared/executor/channels';
import type { Speaker } from '../../../shared/journey/node-label';
import { useEngagement } from '../../store/session';
import { Badge, type BadgeTone } from '../../ui/badge';
import { useTellers } from '../../ui/trace/use-tellers';
import { useWords } from '../../ui/words';
import classes from './executor-page.module.css';
import type { MailFrom } from './message-preview';
import { MessageRow } from './message-row';

const tones = { accepted: 'good', held: 'waiting', cancelled: 'quiet', failed: 'blocking' } satisfies Record<OutboxRow['state'], BadgeTone>;

type Props = {
  rows: readonly OutboxRow[] | undefined;
  deployments: readonly DeploymentSummary[];
  open: readonly OpenChannel[];
  mail: MailFrom | undefined;
  speaker: Speaker;
  showsNames: boolean;
  /** It has the page to itself. */
  isWhole?: boolean;
};

/** Every message, newest first, and what became of it. Opening one shows it as this customer would have read it. */
export function OutboxPanel({ rows, deployments, open, mail, speaker, showsNames, isWhole }: Props) {
  const { t, language } = useWords();
  const [opened, setOpened] = useState<string>();
  const lines = (rows ?? []).map((row) => (row.delivery?.reason ? { ...row, reason: row.delivery.reason } : row));
  const tellers = useTellers(lines, deployments, speaker);
  return (
    <section id="outbox" className={classes.card} aria-labelledby="outbox-title">
      <header className={classes.cardHead}>
        <h2 id="outbox-title">{t('executor.outbox')}</h2>
        {open.length === 0 ? (
          <Badge tone="quiet" icon={<IconPlugConnectedX size={13} />}>
            {t('executor.outbox-only')}
          </Badge>
        ) : (
          <Badge tone="waiting" icon={<IconPlugConnected size={13} />}>
            {t('executor.outbox-open', { channels: openChannelsWords(open, t, language) })}
          </Badge>
        )}
      </header>
      {rows?.length === 0 && <p className={classes.none}>{t('executor.outbox-empty')}</p>}
      <ul className={classes.outbox} data-whole={isWhole}>
        {rows?.map((row) => (
          <MessageRow
            key={row.key}
            message={row}
            delivery={row.delivery}
            badge={<StoredState row={row} />}
            deployments={deployments}
            tellers={tellers}
            mail={mail}
            showsNames={showsNames}
            isOpen={opened === row.key}
            onToggle={() => setOpened(opened === row.key ? undefined : row.key)}
          />
        ))}
      </ul>
    </section>
  );
}

/** Of a message that is not to leave. */
function StoredState({ row: { state, notBefore } }: { row: OutboxRow }) {
  const { t, locale } = useWords();
  const timeZone = useEngagement((e) => e.client.timeZone);
  const time = new Intl.DateTimeFormat(locale, { weekday: 'short', hour: '2-digit', minute: '2-digit', timeZone });
  return (
    <Badge tone={tones[state]}>
      {state === 'held' && notBefore ? t('executor.held-until', { time: time.format(new Date(notBefore)) }) : t(`executor.message.${state}`)}
    </Badge>
  );
}
