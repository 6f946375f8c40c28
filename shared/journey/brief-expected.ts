/** What the journey is expected to bring, out of the business case: low, expected, high, and what that rests on. */
import { createAmounts } from '../business-case/amounts';
import { messagePriceInput } from '../business-case/case-model';
import { inputName, isOfLibrary, originWords } from '../business-case/case-words';
import type { Figure } from '../business-case/figure';
import { journeyFigureNames } from '../business-case/journey-case';
import type { JourneyMonth } from '../business-case/total-case';
import { localeOf } from '../i18n/translator';
import type { Block, Line, Row } from '../report';
import type { BuildSetting } from './brief-setting';
import { listed } from './node-label';
import { channels } from './schema';

/** Nothing for a journey that the business case leaves out. */
export function expectedBlocks(setting: BuildSetting): Block[] {
  const { engagement, journey, catalogue, translate, language } = setting;
  const { model, range } = setting.money();
  const mine = model.journeys.find((one) => one.journey === journey.id);
  if (!mine) return [];
  const months = [range.low, range.expected, range.high].map((result) => result.journeys.find((one) => one.journey === journey.id));
  const amounts = createAmounts(localeOf[language], engagement.client.currency);
  let isRanged = false;
  const words = { catalogue, translate, language };
  /** Whose each number is stands beside it; what is the library's and not the client's is to be seen at once. */
  const fromLine = ({ origin, source }: Figure): Line => {
    if (source) return { text: source, user: true };
    const said = originWords(origin, words);
    if (origin.kind === 'order-value' && model.inputs.aov) return [`${said} · `, fromLine(model.inputs.aov)].flat();
    return isOfLibrary(origin) ? { text: said, tone: 'waiting' } : said;
  };
  const factorRow = (name: string, figure: Figure | undefined): Row[] => {
    if (!figure) return [];
    isRanged ||= figure.isRanged;
    const values = [figure.low, figure.expected, figure.high].map((value) => amounts.of(figure.measure, value));
    return [{ cells: [name, ...values, fromLine(figure)] }];
  };
  const isWhole = mine.missing.length === 0;
  const monthRow = (part: Exclude<keyof JourneyMonth, 'journey' | 'people'>, total = false): Row[] => {
    const values = months.map((month) => month?.[part]);
    if (values.some((value) => value === undefined)) return [];
    const say = (value: number | undefined) => (part === 'conversions' ? amounts.count(value ?? 0) : amounts.money(value ?? 0));
    return [{ cells: [translate(`brief.expected.${part}`), ...values.map(say), ''], ...(total ? { total } : {}) }];
  };
  const rows = [
    // Shares nobody has put in read 100%: they stand here where the sum is made with them.
    ...journeyFigureNames.flatMap((name) => {
      const figure = mine.figures[name];
      return figure?.origin.kind === 'all' && !figure.isRanged && !isWhole ? [] : factorRow(translate(`case.figure.${name}`), figure);
    }),
    ...(isWhole ? factorRow(inputName('margin', words), model.inputs.margin) : []),
    ...(isWhole
      ? channels.filter((channel) => mine.perRun[channel]).flatMap((one) => factorRow(inputName(messagePriceInput(one), words), model.messagePrices[one]))
      : []),
    ...monthRow('conversions'),
    ...monthRow('revenue'),
    ...monthRow('margin'),
    ...(isWhole ? monthRow('messages') : []),
    ...monthRow('contribution', true),
  ];
  const missing = mine.missing.map((name) => translate(`case.figure.${name}`));
  const number = (title: string) => ({ title: translate(title), width: 62, align: 'number' as const });
  const small = (text: string): Block => ({ kind: 'paragraph', size: 'small', tone: 'quiet', text });
  return [
    { kind: 'heading', level: 2, text: translate('brief.expected') },
    ...(missing.length > 0
      ? [
          {
            kind: 'callout' as const,
            tone: 'waiting' as const,
            title: translate('brief.expected-open'),
            text: translate('brief.expected-missing', { figures: listed(missing, language) }),
          },
        ]
      : []),
    ...(rows.length > 0
      ? [
          {
            kind: 'table' as const,
            columns: [
              { title: translate('brief.expected-what'), width: '*' as const },
              number('case.end.low'),
              number('case.end.expected'),
              number('case.end.high'),
              { title: translate('brief.expected-from'), width: 124 },
            ],
            rows,
          },
          small([translate('brief.expected-how'), translate('brief.expected-whose'), ...(isRanged ? [] : [translate('brief.expected-no-range')])].join(' ')),
        ]
      : []),
  ];
}
