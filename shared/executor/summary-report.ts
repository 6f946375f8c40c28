/** What a period came to, as a document for whoever runs the journeys: figures beside those of the period before, what needs a word, what is ahead. */
import { numberFormat } from '../i18n/number-format';
import { localeOf } from '../i18n/translator';
import type { Block, Report } from '../report';
import { textIn } from '../text';
import type { Summary } from './summary';
import { figuresBlock, journeysBlock, totalsOf } from './summary-figures';
import type { SummaryInput, SummaryWords } from './summary-input';
import { deliveryBlocks, leftBlocks, notSentBlocks } from './summary-messages';
import { plannedBlocks } from './summary-planned';
import { aheadBlocks, changeBlocks, decisionBlocks } from './summary-standing';

/** Names no customer. The same input gives the same report. */
export function summaryReport(input: SummaryInput): Report {
  const { summary, translate, language, timeZone, rhythm } = input;
  const locale = localeOf[language];
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const day = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone });
  const format = numberFormat(locale);
  const setting: SummaryWords = {
    ...input,
    number: (n) => format.format(n),
    name: (text) => textIn(text, language),
    moment: (iso) => moment.format(Date.parse(iso)),
    day: (iso) => day.format(Date.parse(iso)),
  };
  const period = periodWords(setting);
  const quiet = isQuiet(summary);
  const title = translate(`report.title.${rhythm ?? 'chosen'}`);
  const heading = (key: string): Block => ({ kind: 'heading', level: 1, text: translate(key), id: key.replace('.', '-') });
  return {
    title,
    subtitle: period,
    language,
    header: { start: title, end: period },
    footer: { start: translate('report.footer', { time: setting.moment(summary.at) }) },
    createdAt: summary.at,
    blocks: [
      { kind: 'paragraph', size: 'large', text: headline(setting) },
      ...(summary.isWhole ? [] : [{ kind: 'callout' as const, tone: 'waiting' as const, text: translate('report.not-whole') }]),
      ...decisionBlocks(setting),
      heading('report.figures'),
      figuresBlock(setting),
      ...plannedBlocks(setting),
      // That nothing happened is said once.
      ...(quiet
        ? []
        : [
            heading('report.journeys'),
            journeysBlock(setting),
            ...leftBlocks(setting),
            heading('report.not-sent'),
            ...notSentBlocks(setting),
            heading('report.deliveries'),
            ...deliveryBlocks(setting),
          ]),
      // A sentence that nothing was and nothing will be needs no heading of its own.
      ...(hasChanges(summary) || !quiet ? [heading('report.changes')] : []),
      ...changeBlocks(setting),
      ...(summary.ahead.inside > 0 || !quiet ? [heading('report.ahead')] : []),
      ...aheadBlocks(setting),
    ],
  };
}

/** The last millisecond belongs to it: a week ends on its last day. */
function periodWords({ summary, language, timeZone }: SummaryWords): string {
  const format = new Intl.DateTimeFormat(localeOf[language], { dateStyle: 'long', timeZone });
  return format.formatRange(Date.parse(summary.from), Date.parse(summary.to) - 2);
}

function hasChanges({ published, switches }: Summary): boolean {
  return published.length + switches.length > 0;
}

/** Whoever was inside stayed there, and nobody and nothing came or went. */
function isQuiet(summary: Summary): boolean {
  const { inside: _, newCustomers: _new, ...came } = totalsOf(summary);
  return summary.deliveries.length === 0 && Object.values(came).every((n) => n === 0);
}

function headline({ summary, translate }: Pick<SummaryInput, 'summary' | 'translate'>): string {
  if (isQuiet(summary)) return translate('report.headline-quiet');
  const { entered, sent, goals } = totalsOf(summary);
  return translate('report.headline', { entered, sent, goals });
}

/** What a mail says beside the report. */
export function summaryMail(input: SummaryInput): { subject: string; text: string } {
  const report = summaryReport(input);
  return {
    subject: `${report.title}: ${report.subtitle ?? ''}`,
    text: `${headline(input)}\n\n${input.translate('report.mail-text')}`,
  };
}
