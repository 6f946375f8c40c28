import { UnstyledButton } from '@mantine/core';
import {
  IconAlertTriangle,
  IconBan,
  IconBolt,
  IconChecklist,
  IconFlag,
  IconHourglass,
  IconLogout,
  IconMail,
  IconMoon,
  IconPencil,
  IconRepeat,
  IconRouteAltLeft,
  IconTransfer,
  IconWebhook,
  type TablerIcon,
} from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { DeploymentSummary, TraceLine } from '../../../shared/executor/api';
import type { DeliveryState } from '../../../shared/executor/channels';
import { nodeName, reasonWords } from '../../../shared/executor/reason-words';
import { pastVersion, type Tellers } from '../../../shared/executor/tellers';
import { portLabel, type Speaker } from '../../../shared/journey/node-label';
import { channels } from '../../../shared/journey/schema';
import { Badge, type BadgeTone } from '../badge';
import { useWords } from '../words';
import classes from './trace.module.css';
import { useTellers } from './use-tellers';

const looks: Record<TraceLine['what'], { icon: TablerIcon; tone: string }> = {
  entered: { icon: IconBolt, tone: 'accent' },
  'not-entered': { icon: IconBan, tone: 'quiet' },
  passed: { icon: IconRouteAltLeft, tone: 'waiting' },
  waiting: { icon: IconHourglass, tone: 'suggestion' },
  sent: { icon: IconMail, tone: 'accent' },
  'not-sent': { icon: IconBan, tone: 'blocking' },
  held: { icon: IconMoon, tone: 'waiting' },
  updated: { icon: IconPencil, tone: 'data' },
  task: { icon: IconChecklist, tone: 'data' },
  webhook: { icon: IconWebhook, tone: 'data' },
  goal: { icon: IconFlag, tone: 'good' },
  moved: { icon: IconTransfer, tone: 'suggestion' },
  exited: { icon: IconLogout, tone: 'quiet' },
  failed: { icon: IconAlertTriangle, tone: 'blocking' },
  'tried-again': { icon: IconRepeat, tone: 'waiting' },
  'let-go': { icon: IconLogout, tone: 'quiet' },
};

const deliveryTones: Record<DeliveryState, BadgeTone> = {
  waiting: 'waiting',
  sending: 'waiting',
  sent: 'accent',
  delivered: 'good',
  bounced: 'blocking',
  failed: 'blocking',
  stopped: 'quiet',
  unknown: 'waiting',
  cancelled: 'quiet',
};

/** These say why; the node it happened at adds nothing. */
const saysAll: ReadonlySet<TraceLine['what']> = new Set(['entered', 'moved', 'exited', 'goal']);

/** More than this is folded: what matters is at the end. */
const SHOWN = 80;

const none: readonly never[] = [];

type Props = {
  trace: readonly TraceLine[];
  speaker: Speaker;
  zone: string;
  /** Given when several journeys are mixed, so that each line says which. */
  journeyName: ((id: string) => string) | undefined;
  newestFirst?: boolean;
  /** Newest first; none in a simulation. */
  deployments?: readonly DeploymentSummary[];
  /** Where a line leads: to its step on the canvas. */
  linkOf?: ((row: TraceLine) => string | undefined) | undefined;
  /** Lines that are not here yet can be asked for. */
  onEarlier?: (() => void) | undefined;
};

/** What happened, by day, in the customer's local time. */
export function Timeline({ trace, speaker, zone, journeyName, newestFirst = false, deployments = none, linkOf, onEarlier }: Props) {
  const { t, locale } = useWords();
  const [showsAll, setShowsAll] = useState(false);
  const tellers = useTellers(trace, deployments, speaker);
  const day = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: zone });
  const first = showsAll ? 0 : Math.max(0, trace.length - SHOWN);
  // Lines are never taken out or put in between; those that are put before them have their place in the past.
  const lines = trace.slice(first).map((row, i) => ({ row, index: first + i }));
  const shown = newestFirst ? lines.reverse() : lines;
  const days: { name: string; rows: { row: TraceLine; index: number }[] }[] = [];
  for (const { row, index } of shown) {
    const name = day.format(new Date(row.at));
    const last = days.at(-1);
    if (last?.name === name) last.rows.push({ row, index });
    else days.push({ name, rows: [{ row, index }] });
  }
  const earlier = (
    <>
      {first > 0 && (
        <UnstyledButton className={classes.earlier} onClick={() => setShowsAll(true)}>
          {t('executor.earlier', { count: first })}
        </UnstyledButton>
      )}
      {first === 0 && onEarlier && (
        <UnstyledButton className={classes.earlier} onClick={onEarlier}>
          {t('executor.load-earlier')}
        </UnstyledButton>
      )}
    </>
  );
  if (trace.length === 0) return <p className={classes.quiet}>{t('executor.trace-empty')}</p>;
  return (
    <div className={classes.timeline}>
      {!newestFirst && earlier}
      {days.map(({ name, rows }) => (
        <section key={`${name}${rows[0]?.index}`}>
          <h3 className={classes.day}>{name}</h3>
          <ol className={classes.rows}>
            {rows.map(({ row, index }) => (
              <Line
                key={trace.length - index}
                row={row}
                tellers={tellers}
                version={pastVersion(row, deployments)}
                zone={zone}
                journeyName={trace[newestFirst ? index + 1 : index - 1]?.journeyId === row.journeyId ? undefined : journeyName}
                link={linkOf?.(row)}
              />
            ))}
          </ol>
        </section>
      ))}
      {newestFirst && earlier}
    </div>
  );
}

type LineProps = Pick<Props, 'zone' | 'journeyName'> & { row: TraceLine; tellers: Tellers; version: number | undefined; link: string | undefined };

function Line({ row, tellers, version, zone, journeyName, link }: LineProps) {
  const { t, locale } = useWords();
  const teller = tellers.of(row);
  const { journey, speaker } = teller;
  const node = journey?.nodes.find((n) => n.id === row.node);
  const { icon: Icon, tone } = looks[row.what];
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: zone });
  const place = row.node === undefined || saysAll.has(row.what) ? undefined : nodeName(row.node, journey, speaker);
  const port = row.port !== undefined && row.port !== 'out' ? (node ? portLabel(node, row.port, speaker) : row.port) : undefined;
  const reason = reasonOf();
  function reasonOf() {
    if (!row.reason || row.reason.code === 'goal-reached') return undefined;
    // The node is called after its message already.
    const channel = row.what === 'sent' ? channels.find((one) => one === row.reason?.params.channel) : undefined;
    return channel ? t(`channel.${channel}`) : reasonWords(row.reason, { ...teller, node: row.node, zone, other: tellers.other(row) });
  }
  return (
    <li className={classes.row} data-tone={tone} data-what={row.what}>
      <time dateTime={row.at}>{time.format(new Date(row.at))}</time>
      <span className={classes.chip} aria-hidden>
        <Icon size={14} />
      </span>
      <div className={classes.what}>
        <strong>
          {row.what === 'passed' && place !== undefined ? place : t(`trace.${row.what}`)}
          {row.what === 'passed' && port !== undefined && <>: {port}</>}
        </strong>
        {row.what !== 'passed' && place !== undefined && <span> {link ? <Link to={link}>{place}</Link> : place}</span>}
        {version !== undefined && <span className={classes.version}> · {t('executor.in-version', { version })}</span>}
        {reason && <p>{reason}</p>}
        {row.delivery && (
          <p>
            <Badge tone={deliveryTones[row.delivery.state]}>{t(`executor.delivery.${row.delivery.state}`)}</Badge>
            {row.delivery.reason && <> {reasonWords(row.delivery.reason, { ...teller, node: row.node, zone, other: tellers.other(row) })}</>}
          </p>
        )}
        {journeyName && <p className={classes.rowJourney}>{journeyName(row.journeyId)}</p>}
      </div>
    </li>
  );
}
