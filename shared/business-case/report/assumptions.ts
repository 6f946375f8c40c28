/** Every number the case is reckoned from, with how far it may be off, where it is from and who said so; and every formula with its numbers. */

import { withoutMarks } from '../../direction-marks';
import { missing, number, type PlanSetting, small, title, user } from '../../documents/plan-setting';
import { localeOf, problemText } from '../../i18n/translator';
import { channels } from '../../journey/schema';
import type { Block, Column, Line, Row } from '../../report';
import { textIn } from '../../text';
import { caseInputs, growthInput, messagePriceInput, plannedInput, saleRateInput } from '../case-model';
import { inputName, originWords } from '../case-words';
import type { Figure } from '../figure';
import { type JourneyFigureName, type JourneyModel, journeyFigureNames } from '../journey-case';
import { isOfCase, type KpiValue, kpiValues, measureOf, workedExpression } from '../kpi-values';
import type { JourneyMonth } from '../total-case';

export function assumptionBlocks(setting: PlanSetting): Block[] {
  const { translate } = setting;
  const { model, range } = setting.money();
  const byVendor = model.platform.kind === 'vendor';
  const inputs = caseInputs.flatMap((id) => {
    const figure = model.inputs[id];
    // A vendor's bill stands in the place of typed amounts.
    return !figure || (byVendor && (id === 'platform_cost' || id === 'setup_cost')) ? [] : [figureRow(inputName(id, setting), figure, setting)];
  });
  const rates = channels.flatMap((channel) => {
    const figure = model.saleRates[channel];
    return figure ? [figureRow(inputName(saleRateInput(channel), setting), figure, setting)] : [];
  });
  const rows: Row[] = [
    ...inputs,
    ...rates,
    ...model.campaigns.flatMap(({ channel, recipients, isRegular }) =>
      isRegular ? [] : [figureRow(inputName(plannedInput(channel), setting), recipients, setting)],
    ),
    ...channels.flatMap((channel) => {
      const price = model.messagePrices[channel];
      return price ? [figureRow(inputName(messagePriceInput(channel), setting), price, setting)] : [];
    }),
    ...(model.growth ? [figureRow(inputName(growthInput, setting), model.growth, setting)] : []),
  ];
  const journeys = model.journeys.flatMap((journey, i) => journeyFigures(journey, range.expected.journeys[i], setting));
  return [
    ...(rows.length > 0
      ? [{ kind: 'table' as const, columns: figureColumns(setting), rows }, small(translate('case-report.assumptions-how'))]
      : missing(translate('case-report.no-inputs'))),
    ...(journeys.length > 0
      ? [title(translate('case-report.by-journey')), { kind: 'paragraph' as const, text: translate('case.journeys.formula') }, ...journeys]
      : []),
  ];
}

function figureColumns({ translate }: PlanSetting): Column[] {
  return [
    { title: translate('case-report.number'), width: '*' },
    { title: translate('case.end.low'), width: 64, align: 'number' },
    { title: translate('case.end.expected'), width: 70, align: 'number' },
    { title: translate('case.end.high'), width: 64, align: 'number' },
    { title: translate('case.source'), width: 150 },
  ];
}

function figureRow(name: string, figure: Figure, setting: PlanSetting): Row {
  const { amounts } = setting;
  const { low, expected, high, isRanged, measure, origin, source } = figure;
  const end = (value: number) => (isRanged ? amounts.of(measure, value) : '');
  const from: Line = [originWords(origin, setting), ...(source ? ['\n', user(source)] : [])];
  return { cells: [name, end(low), [{ text: amounts.of(measure, expected), bold: true }], end(high), from] };
}

/** The formula with the journey's numbers in it, then each of them; one that nobody has said is a question mark in both. */
function journeyFigures(journey: JourneyModel, now: JourneyMonth | undefined, setting: PlanSetting): Block[] {
  const { translate, amounts, engagement, language } = setting;
  const { model } = setting.money();
  const { margin } = model.inputs;
  const part = (name: JourneyFigureName) => {
    const found = journey.figures[name];
    return found ? amounts.of(found.measure, found.expected) : '?';
  };
  const factors = [...journeyFigureNames.map(part), margin ? amounts.share(margin.expected) : '?'];
  const starts = model.starts.get(journey.journey) ?? 0;
  const sum = `${factors.join(' × ')} − ${amounts.money(now?.messages ?? 0)} = ${now?.contribution === undefined ? '?' : amounts.money(now.contribution)}`;
  return [
    { kind: 'heading', level: 3, text: user(textIn(engagement.journeys.find(({ id }) => id === journey.journey)?.name, language)) },
    { kind: 'paragraph', text: { text: withoutMarks(sum), code: true } },
    {
      kind: 'table',
      columns: figureColumns(setting),
      rows: journeyFigureNames.map((name): Row => {
        const figure = journey.figures[name];
        return figure
          ? figureRow(translate(`case.figure.${name}`), figure, setting)
          : { tone: 'waiting', cells: [translate(`case.figure.${name}`), '', '?', '', translate('case.not-said')] };
      }),
    },
    ...(starts > 0 ? [small(translate('case-report.begins', { month: starts + 1 }))] : []),
  ];
}

/** The library's formulas that the case shows: in words, with the numbers, and each number with where it is from. */
export function formulaBlocks(setting: PlanSetting): Block[] {
  const { engagement, catalogue } = setting;
  return [...kpiValues(engagement, catalogue.kpi.kpis).values()].filter(({ kpi }) => isOfCase(kpi)).flatMap((value) => oneFormula(value, setting));
}

function oneFormula({ kpi, inputs, result }: KpiValue, setting: PlanSetting): Block[] {
  const { translate, language, amounts } = setting;
  const name = textIn(kpi.name, language);
  const measure = measureOf(kpi);
  // There is no part of a person; so many are needed at least, as the claims say too.
  const isWhole = kpi.result.unit.en === 'people';
  const value = result.ok
    ? measure === 'money'
      ? amounts.money(result.value)
      : measure === 'share'
        ? amounts.share(result.value)
        : `${number(isWhole ? Math.ceil(result.value - 1e-6) : result.value, setting)} ${textIn(kpi.result.unit, language)}`
    : translate('case.no-value');
  const [fault] = result.problems;
  return [
    { kind: 'heading', level: 3, text: name },
    {
      kind: 'paragraph',
      text: [
        `${name} = ${textIn(kpi.formula, language)}`,
        '\n',
        { text: workedExpression(kpi.expression, inputs, localeOf[language]), code: true },
        ' = ',
        { text: value, bold: true },
      ],
    },
    ...(!result.ok && fault ? [{ kind: 'callout' as const, tone: 'waiting' as const, text: problemText(fault, translate) }] : []),
    {
      kind: 'table',
      columns: [
        { title: translate('case-report.number'), width: '*' },
        { title: translate('case-report.value'), width: 90, align: 'number' },
        { title: translate('case.source'), width: 170 },
      ],
      rows: inputs.map((input) => {
        const standard = kpi.inputs.find(({ id }) => id === input.id)?.value ?? 0;
        // The catalogue gives inputs no unit; what it puts between 0 and 1 is a share.
        const isShare = standard > 0 && standard < 1;
        return {
          cells: [textIn(input.label, language), isShare ? amounts.share(input.value) : amounts.count(input.value), originWords(input.origin, setting)],
        };
      }),
    },
    ...(kpi.note ? [small(textIn(kpi.note, language))] : []),
  ];
}
