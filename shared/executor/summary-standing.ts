/** How things stand as of the report: what waits for a word, what was published and switched, what is ahead. */
import type { Block, Line } from '../report';
import { channelName, type SummaryWords } from './summary-input';
import { summaryReason } from './summary-words';

/** What somebody has to say a word about, first of all. */
export function decisionBlocks(setting: SummaryWords): Block[] {
  const { summary, translate, language, name, onHold = [], moment } = setting;
  const { open } = summary;
  const items: Line[] = [
    ...open.inDoubt.map(({ channel, count }) => translate('report.open.in-doubt', { count, channel: channelName(channel, translate) })),
    ...open.failed.map(({ channel, count }) => translate('report.open.failed', { count, channel: channelName(channel, translate) })),
    ...(open.failedRuns > 0 ? [translate('report.open.runs', { count: open.failedRuns })] : []),
    ...open.paused.map(({ people, version, name: journey }) => translate('report.open.paused', { count: people, version, journey: name(journey) })),
    ...onHold.flatMap(({ channel, onHold: hold }) =>
      hold
        ? [
            translate('report.open.on-hold', {
              channel: channelName(channel, translate),
              time: moment(hold.until),
              why: summaryReason(hold.reason, undefined, translate, language),
            }),
          ]
        : [],
    ),
    ...(open.overdueMs >= lateMs ? [translate('report.open.late', { count: Math.floor(open.overdueMs / 3_600_000) })] : []),
  ];
  if (items.length === 0) return [{ kind: 'callout', tone: 'good', text: translate('report.open.nothing') }];
  return [
    { kind: 'heading', level: 1, text: translate('report.open'), id: 'report-open' },
    { kind: 'list', ordered: false, items },
  ];
}

/** A wait that ended less than this ago is on its way. */
const lateMs = 3_600_000;

export function changeBlocks({ summary, translate, name, moment }: SummaryWords): Block[] {
  const rows = [
    ...summary.published.map(({ at, version, mode, state, name: journey }) => ({
      at,
      what: translate(mode === 'test' ? 'report.published-test' : 'report.published', { version, journey: name(journey) }),
      now: translate(`executor.deployment.${state}`),
    })),
    ...summary.switches.map(({ at, channel, before, after, why }) => ({
      at,
      what: translate('report.switched', {
        channel: channelName(channel, translate),
        before: translate(`report.mode.${before}`),
        after: translate(`report.mode.${after}`),
      }),
      now: why === 'restored' ? translate('report.by-restore') : '',
    })),
  ].sort((a, b) => (a.at < b.at ? -1 : 1));
  return [
    {
      kind: 'table',
      columns: [
        { title: translate('report.when'), width: 116 },
        { title: translate('report.what'), width: '*' },
        { title: translate('report.state'), width: 86 },
      ],
      rows: rows.map(({ at, what, now }) => ({ cells: [moment(at), what, now] })),
      whenEmpty: translate('report.no-changes'),
    },
  ];
}

export function aheadBlocks(setting: SummaryWords): Block[] {
  const { summary, translate, day, moment } = setting;
  const { waits, later, inside } = summary.ahead;
  const max = Math.max(...waits.map(({ count }) => count), later);
  const isShort = waits.length > 1 && Date.parse(waits[0]?.to ?? '') - Date.parse(waits[0]?.from ?? '') < 86_400_000;
  if (inside === 0) return [{ kind: 'paragraph', text: translate('report.nobody-inside') }];
  return [
    { kind: 'paragraph', text: translate('report.ahead-text', { count: inside }) },
    {
      kind: 'bars',
      rows: [
        ...waits.map(({ to, count }) => ({ label: translate('report.by', { time: isShort ? moment(to) : day(to) }), value: count, max })),
        { label: translate('report.later'), value: later, max, tone: 'quiet' as const },
      ],
    },
  ];
}
