/** What a period came to, as a document for whoever runs the journeys: figures beside those of the period before, what needs a word, what is ahead. */
import { numberFormat, signedNumber } from '../i18n/number-format';
import { localeOf, type Translate } from '../i18n/translator';
import type { Block, Column, Line, Report, Tone } from '../report';
import { type Language, textIn } from '../text';
import type { DeploymentBundle } from './api';
import { type ChannelState, deliveryStates, type OutChannel } from './channels';
import type { JourneySummary, Summary } from './summary';
import { summaryReason } from './summary-words';

export const summaryRhythms = ['daily', 'weekly', 'monthly'] as const;
export type SummaryRhythm = (typeof summaryRhythms)[number];

export type SummaryInput = {
  summary: Summary;
  /** The period before; absent when it could not be asked for. */
  before?: Summary | undefined;
  /** Absent: a period somebody chose. */
  rhythm?: SummaryRhythm | undefined;
  /** By hash: what the journeys' newest versions say. */
  bundles: Readonly<Record<string, DeploymentBundle>>;
  /** Channels on which nobody is tried just now. */
  onHold?: readonly Pick<ChannelState, 'channel' | 'onHold'>[];
  timeZone: string;
  translate: Translate;
  language: Language;
};

type Setting = SummaryInput & {
  number(n: number): string;
  name(text: Readonly<Record<string, string>>): string;
  moment(iso: string): string;
  day(iso: string): string;
};

/** Names no customer. The same input gives the same report. */
export function summaryReport(input: SummaryInput): Report {
  const { summary, translate, language, timeZone, rhythm } = input;
  const locale = localeOf[language];
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const day = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone });
  const format = numberFormat(locale);
  const setting: Setting = {
    ...input,
    number: (n) => format.format(n),
    name: (text) => textIn(text, language),
    moment: (iso) => moment.format(Date.parse(iso)),
    day: (iso) => day.format(Date.parse(iso)),
  };
  const period = periodWords(setting);
  const title = translate(`report.title.${rhythm ?? 'chosen'}`);
  const heading = (key: string): Block => ({ kind: 'heading', level: 1, text: translate(key), id: key.replace('.', '-') });
  return {
    title,
    subtitle: period,
    language,
    header: { start: title, end: period },
    footer: { start: translate('report.footer', { time: setting.moment(summary.at) }), page: pageWords(translate) },
    createdAt: summary.at,
    blocks: [
      { kind: 'paragraph', size: 'large', text: headline(setting) },
      ...(summary.isWhole ? [] : [{ kind: 'callout' as const, tone: 'waiting' as const, text: translate('report.not-whole') }]),
      ...decisionBlocks(setting),
      heading('report.figures'),
      figuresBlock(setting),
      heading('report.journeys'),
      journeysBlock(setting),
      ...leftBlocks(setting),
      heading('report.not-sent'),
      ...notSentBlocks(setting),
      heading('report.deliveries'),
      ...deliveryBlocks(setting),
      heading('report.changes'),
      ...changeBlocks(setting),
      heading('report.ahead'),
      ...aheadBlocks(setting),
    ],
  };
}

type Totals = Record<'entered' | 'left' | 'goals' | 'sent' | 'notSent' | 'failed' | 'inside' | 'events' | 'newCustomers', number>;

/** The sums of all journeys. */
export function totalsOf({ journeys, events, newCustomers }: Summary): Totals {
  const all = (figure: (journey: JourneySummary) => number) => journeys.reduce((total, journey) => total + figure(journey), 0);
  return {
    entered: all((one) => one.entered),
    left: all(leftOf),
    goals: all((one) => one.goals),
    sent: all((one) => one.sent),
    notSent: all(notSentOf),
    failed: all((one) => one.failed),
    inside: all((one) => one.insideAtEnd),
    events,
    newCustomers,
  };
}

function leftOf({ left }: JourneySummary): number {
  return Object.values(left).reduce((total, n) => total + n, 0);
}

function notSentOf({ notSent }: JourneySummary): number {
  return notSent.reduce((total, { count }) => total + count, 0);
}

function channelName(channel: OutChannel, translate: Translate): string {
  return translate(channel === 'webhook' ? 'report.webhook' : `channel.${channel}`);
}

/** The last millisecond belongs to it: a week ends on its last day. */
function periodWords({ summary, language, timeZone }: Setting): string {
  const format = new Intl.DateTimeFormat(localeOf[language], { dateStyle: 'long', timeZone });
  return format.formatRange(Date.parse(summary.from), Date.parse(summary.to) - 2);
}

function headline({ summary, translate }: Setting): Line {
  const { entered, sent, goals, events } = totalsOf(summary);
  if (entered + sent + goals + events === 0) return translate('report.headline-quiet');
  return translate('report.headline', { entered, sent, goals });
}

function change({ language }: Setting, now: number, before: number | undefined): Line {
  if (before === undefined) return '–';
  return now === before ? `±${numberFormat(localeOf[language]).format(0)}` : { text: signedNumber(now - before, localeOf[language]), code: true };
}

const figures = ['events', 'newCustomers', 'entered', 'left', 'goals', 'sent', 'notSent', 'failed', 'inside'] as const;

function figuresBlock(setting: Setting): Block {
  const { summary, before, translate, number } = setting;
  const now = totalsOf(summary);
  const then = before && totalsOf(before);
  return {
    kind: 'table',
    columns: [
      { title: translate('report.figure'), width: '*' },
      ...[translate('report.this-period'), translate('report.before'), translate('report.change')].map((title): Column => ({ title, width: 84, align: 'end' })),
    ],
    rows: figures.map((figure) => ({
      cells: [
        translate(`report.figure.${figure}`),
        { text: number(now[figure]), bold: true },
        then ? number(then[figure]) : '–',
        change(setting, now[figure], then?.[figure]),
      ],
    })),
  };
}

/** Journeys in which nothing happened, and in which nobody is, are left out. */
function isAlive(journey: JourneySummary): boolean {
  return journey.entered + leftOf(journey) + journey.sent + notSentOf(journey) + journey.failed + journey.insideAtEnd !== 0;
}

function journeysBlock(setting: Setting): Block {
  const { summary, before, translate, number, name } = setting;
  const shown = ['entered', 'left', 'goals', 'sent', 'notSent', 'inside'] as const;
  const figuresOf = (one: JourneySummary) => ({
    ...{ entered: one.entered, left: leftOf(one), goals: one.goals, sent: one.sent, notSent: notSentOf(one), inside: one.insideAtEnd },
  });
  return {
    kind: 'table',
    columns: [
      { title: translate('report.journey'), width: '*' },
      ...shown.map((figure): Column => ({ title: translate(`report.column.${figure}`), width: 56, align: 'end' })),
    ],
    rows: summary.journeys.filter(isAlive).map((journey) => {
      const now = figuresOf(journey);
      const earlier = before?.journeys.find(({ journeyId }) => journeyId === journey.journeyId);
      const then = earlier && figuresOf(earlier);
      return {
        cells: [
          { text: name(journey.name), user: true },
          ...shown.map((figure): Line => {
            const moved = then ? now[figure] - then[figure] : 0;
            const under = moved === 0 ? [] : ['\n', ...[change(setting, now[figure], then?.[figure])].flat()];
            return [{ text: number(now[figure]), bold: true }, ...under];
          }),
        ],
      };
    }),
    whenEmpty: translate('report.no-journeys'),
  };
}

const exitTones: Readonly<Record<string, Tone>> = { goal: 'good', completed: 'accent', failed: 'blocking', suppressed: 'waiting' };

function leftBlocks({ summary, translate }: Setting): Block[] {
  const left = new Map<string, number>();
  for (const journey of summary.journeys) for (const [code, n] of Object.entries(journey.left)) left.set(code, (left.get(code) ?? 0) + n);
  const rows = [...left].filter(([, n]) => n > 0).sort((a, b) => b[1] - a[1]);
  if (rows.length === 0) return [];
  const max = rows[0]?.[1] ?? 0;
  return [
    { kind: 'heading', level: 2, text: translate('report.left') },
    {
      kind: 'bars',
      rows: rows.map(([code, value]) => ({ label: translate(`report.exit.${code}`), value, max, tone: exitTones[code] ?? 'quiet' })),
    },
  ];
}

function notSentBlocks({ summary, bundles, translate, language }: Setting): Block[] {
  const reasons = new Map<string, number>();
  for (const { deployment, notSent } of summary.journeys)
    for (const { reason, count } of notSent) {
      const words = summaryReason(reason, bundles[deployment], translate, language);
      reasons.set(words, (reasons.get(words) ?? 0) + count);
    }
  const rows = [...reasons].sort((a, b) => b[1] - a[1]);
  const max = rows[0]?.[1] ?? 0;
  if (rows.length === 0) return [{ kind: 'paragraph', text: translate('report.all-sent') }];
  return [{ kind: 'bars', rows: rows.map(([label, value]) => ({ label, value, max, tone: 'waiting' })) }];
}

function deliveryBlocks({ summary, translate, language, number }: Setting): Block[] {
  const channels = [...new Set(summary.deliveries.map(({ channel }) => channel))];
  const states = deliveryStates.filter((state) => summary.deliveries.some((one) => one.state === state));
  if (channels.length === 0) return [{ kind: 'paragraph', text: translate('report.no-deliveries') }];
  const countOf = (channel: string, state: string) =>
    summary.deliveries.filter((one) => one.channel === channel && one.state === state).reduce((total, { count }) => total + count, 0);
  const why = summary.deliveries.filter(({ reason }) => reason).sort((a, b) => b.count - a.count);
  return [
    {
      kind: 'table',
      columns: [
        { title: translate('report.channel'), width: '*' },
        ...states.map((state): Column => ({ title: translate(`report.delivery.${state}`), width: 58, align: 'end' })),
      ],
      rows: channels.map((channel) => ({ cells: [channelName(channel, translate), ...states.map((state) => number(countOf(channel, state)))] })),
    },
    ...(why.length === 0
      ? []
      : [
          { kind: 'heading' as const, level: 2 as const, text: translate('report.delivery-why') },
          {
            kind: 'table' as const,
            columns: [
              { title: translate('report.reason'), width: '*' as const },
              { title: translate('report.channel'), width: 92 },
              { title: translate('report.became'), width: 74 },
              { title: translate('report.messages'), width: 64, align: 'end' as const },
            ],
            rows: why.map(({ reason, channel, state, count }) => ({
              cells: [
                reason ? summaryReason(reason, undefined, translate, language) : '',
                channelName(channel, translate),
                translate(`report.delivery.${state}`),
                number(count),
              ],
            })),
          },
        ]),
  ];
}

/** What somebody has to say a word about, first of all. */
function decisionBlocks(setting: Setting): Block[] {
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

function changeBlocks({ summary, translate, name, moment }: Setting): Block[] {
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

function aheadBlocks(setting: Setting): Block[] {
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

/** What a mail says beside the report. */
export function summaryMail(input: SummaryInput): { subject: string; text: string } {
  const report = summaryReport(input);
  const { translate, summary } = input;
  const { entered, sent, goals } = totalsOf(summary);
  return {
    subject: `${report.title}: ${report.subtitle ?? ''}`,
    text: `${translate('report.headline', { entered, sent, goals })}\n\n${translate('report.mail-text')}`,
  };
}

/** The page numbers are put in by whoever lays the pages out. */
function pageWords(translate: Translate): string {
  const [page, pages] = ['\uE000', '\uE001'];
  return translate('brief.page', { page, pages })
    .replace(/[\u2068\u2069]/g, '')
    .replace(page, '{{page}}')
    .replace(pages, '{{pages}}');
}
