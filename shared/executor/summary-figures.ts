/** The figures of a period beside those of the one before: of all journeys together, and of each. */
import { numberFormat, signedNumber } from '../i18n/number-format';
import { localeOf } from '../i18n/translator';
import type { Block, Column, Line } from '../report';
import type { JourneySummary, Summary } from './summary';
import type { SummaryWords } from './summary-input';

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

export function leftOf({ left }: JourneySummary): number {
  return Object.values(left).reduce((total, n) => total + n, 0);
}

export function notSentOf({ notSent }: JourneySummary): number {
  return notSent.reduce((total, { count }) => total + count, 0);
}

function change({ language }: SummaryWords, now: number, before: number | undefined): Line {
  if (before === undefined) return '–';
  return now === before ? `±${numberFormat(localeOf[language]).format(0)}` : { text: signedNumber(now - before, localeOf[language]), code: true };
}

const figures = ['events', 'newCustomers', 'entered', 'left', 'goals', 'sent', 'notSent', 'failed', 'inside'] as const;

export function figuresBlock(setting: SummaryWords): Block {
  const { summary, before, translate, number } = setting;
  const now = totalsOf(summary);
  const then = before && totalsOf(before);
  return {
    kind: 'table',
    together: true,
    columns: [
      { title: translate('report.figure'), width: '*' },
      ...[translate('report.this-period'), translate('report.before'), translate('report.change')].map(
        (title): Column => ({ title, width: 84, align: 'number' }),
      ),
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

/** Figures are as wide as they need: names are long in every language, and get the rest. */
export function journeysBlock(setting: SummaryWords): Block {
  const { summary, before, translate, number, name } = setting;
  const shown = ['entered', 'left', 'goals', 'sent', 'notSent', 'inside'] as const;
  const figuresOf = (one: JourneySummary) => ({
    ...{ entered: one.entered, left: leftOf(one), goals: one.goals, sent: one.sent, notSent: notSentOf(one), inside: one.insideAtEnd },
  });
  const alive = summary.journeys.filter(isAlive);
  const totals = totalsOf(summary);
  return {
    kind: 'table',
    columns: [
      { title: translate('report.journey'), width: '*' },
      ...shown.map((figure): Column => ({ title: translate(`report.column.${figure}`), width: 'auto', align: 'number' })),
    ],
    rows: [
      ...alive.map((journey) => {
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
      ...(alive.length > 1 ? [{ cells: [translate('report.all-journeys'), ...shown.map((figure) => number(totals[figure]))], total: true }] : []),
    ],
    whenEmpty: translate('report.no-journeys'),
  };
}
