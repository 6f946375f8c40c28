/**
 * What a vendor is asked, as a workbook: every question with what this client needs, where the answers go, a sheet of prices
 * and one about the vendor. Nothing of other vendors, of scores the consultant gave or of what was seen is in it.
 */
import type { Catalogue } from '../../catalogue/schema';
import { withoutIsolates } from '../../direction-marks';
import type { Engagement } from '../../engagement/schema';
import type { AllWords } from '../../i18n/all-words';
import { localeOf, type Translate } from '../../i18n/translator';
import type { CellForm, CellValue, Sheet, Workbook } from '../../report';
import { type Language, textIn } from '../../text';
import { groupPoints, type KnownPoint } from '../point-groups';
import { memberWords, requirementWords } from '../requirement-words';
import { computeRequirements, type Requirement } from '../requirements';
import type { Answer, Vendor } from '../schema';
import { hasWords, valueCell } from './answer-words';
import { createSpeaker, planListOf, typeOf } from './plan-lists';
import { priceRows } from './price-rows';
import { askedColumns, factColumns, listColumns, priceColumns, questionColumns } from './questionnaire-columns';
import { aboutVendor, type QuestionnaireOptions } from './questionnaire-return';
import { openQuestionsTo } from './questions-to-vendor';

/** What the sheets are made of. */
export type Asking = {
  engagement: Engagement;
  vendor: Vendor;
  translate: Translate;
  language: Language;
  /** Points that are asked, in the order of the published list. */
  points: KnownPoint[];
  requirements: ReadonlyMap<string, Requirement>;
  answers: ReadonlyMap<string, Answer>;
  options: QuestionnaireOptions;
};

export type QuestionnaireSource = { engagement: Engagement; catalogue: Pick<Catalogue, 'checklist' | 'events'>; vendor: Vendor; words: AllWords };

export function questionnaireWorkbook(source: QuestionnaireSource, language: Language, options: QuestionnaireOptions = {}): Workbook {
  const asking = toAsking(source, language, options);
  const { engagement, vendor, translate } = asking;
  const client = options.anonymous ? translate('questionnaire.the-client') : engagement.client.name;
  const title = translate('questionnaire.title', { vendor: vendor.name, client });
  const sheets = [instructionSheet(asking, client), questionSheet(asking), askedSheet(asking), listSheet(asking), priceSheet(asking), factSheet(asking)];
  return {
    title,
    language,
    createdAt: engagement.updatedAt,
    origin: engagement.id,
    about: aboutVendor(vendor.id),
    // A sheet of lists without a list, or of what is still asked without a question, would only be a question more.
    sheets: sheets.filter(({ rows }) => rows.length > 0),
  };
}

/** Points that are switched off are not asked. */
export function toAsking({ engagement, catalogue, vendor, words }: QuestionnaireSource, language: Language, options: QuestionnaireOptions): Asking {
  return {
    engagement,
    vendor,
    translate: words[language],
    language,
    points: groupPoints(engagement.checklist.points, catalogue)
      .flatMap((group) => group.points)
      .filter(({ point }) => point.switchedOff === undefined),
    requirements: computeRequirements(engagement, catalogue),
    answers: new Map(engagement.checklist.answers.filter((answer) => answer.vendor === vendor.id).map((answer) => [answer.point, answer])),
    options,
  };
}

function instructionSheet({ translate, points, options, engagement, language }: Asking, client: string): Sheet {
  const steps = ['colours', 'has', 'value', 'lists', 'score', 'claim', 'proof', 'price', 'fallback', 'ask', 'empty', 'back'];
  return {
    name: translate('questionnaire.sheet.instructions'),
    locked: true,
    intro: [
      translate('questionnaire.sheet.instructions'),
      translate('questionnaire.intro', { client, count: points.length }),
      ...(options.due ? [translate('questionnaire.due', { date: dateIn(options.due, language) })] : []),
    ],
    columns: [
      { key: 'step', title: translate('questionnaire.column.step'), width: 7, kind: 'text' },
      { key: 'text', title: translate('questionnaire.column.text'), width: 110, kind: 'text' },
    ],
    rows: steps.map((step, index) => ({ step: index + 1, text: translate(`questionnaire.step.${step}`, { currency: engagement.client.currency }) })),
  };
}

function questionSheet(asking: Asking): Sheet {
  const { translate, points, options } = asking;
  return {
    name: translate('questionnaire.sheet.questions'),
    locked: true,
    frozen: 2,
    intro: [translate('questionnaire.sheet.questions'), translate('questionnaire.questions-intro', { count: points.length })],
    columns: questionColumns(translate, options),
    rows: points.map((known) => questionRow(known, asking)),
    forms: points.map((known) => questionForms(known, asking)),
  };
}

function questionRow(known: KnownPoint, { engagement, vendor, translate, language, requirements, answers, options }: Asking): Record<string, CellValue> {
  const { point, known: published } = known;
  const requirement = requirements.get(point.id);
  const list = planListOf(known, requirement);
  const unit = published?.unit ?? point.own?.unit;
  const speaker = createSpeaker(engagement, translate, language, unit);
  const answer = options.filled ? answers.get(point.id) : undefined;
  const said = answer && valueCell(answer, known, list, language);
  return {
    number: known.number,
    // An own point's label is its whole question.
    topic: published ? textIn(known.label, language) : translate('questionnaire.own-topic'),
    question: textIn(known.question, language),
    requirement: requirement ? requirementWords(requirement, speaker) : null,
    priority: translate(`priority.${point.priority}`),
    weight: point.weight,
    guide: published ? published.scoring.map(({ score, text }) => `${score} = ${textIn(text, language)}`).join('\n') : translate('questionnaire.guide'),
    has: answer ? hasWords(answer, translate) : null,
    value: list ? translate('questionnaire.see-lists') : isInWords(known) ? translate('questionnaire.in-words') : (said ?? null),
    unit: unitOf(known, engagement.client.currency, language),
    ownScore: answer?.claimedScore ?? null,
    claim: answer?.claim ?? null,
    proof: textIn(published?.evidence ?? point.own?.evidence, language) || null,
    evidence: null,
    links: null,
    costQuestion: textIn(published?.costQuestion ?? point.own?.costQuestion, language) || null,
    cost: answer?.cost ?? null,
    fallback: null,
    fallbackOnce: null,
    fallbackPerMonth: null,
    ask: null,
    pointId: point.id,
    vendorId: vendor.id,
  };
}

function questionForms(known: KnownPoint, { requirements, language }: Asking): Record<string, CellForm> {
  if (planListOf(known, requirements.get(known.point.id)) || isInWords(known)) return { value: { open: false } };
  const options = known.known?.options?.map(({ label }) => textIn(label, language));
  return typeOf(known) === 'choice' && options ? { value: { options } } : {};
}

/** Nothing can stand in its cell of values: yes or no is the answer, or words are. */
function isInWords(known: KnownPoint): boolean {
  const type = typeOf(known);
  return type === 'yes-no' || type === 'text' || (type === 'choice' && !known.known?.options);
}

function unitOf(known: KnownPoint, currency: string, language: Language): string | null {
  if (typeOf(known) === 'money') return currency;
  return typeOf(known) === 'number' ? textIn(known.known?.unit ?? known.point.own?.unit, language) || null : null;
}

function askedSheet({ engagement, translate, vendor, points, language }: Asking): Sheet {
  const of = new Map(points.map((known) => [known.point.id, known]));
  return {
    name: translate('questionnaire.sheet.asked'),
    locked: true,
    intro: [translate('questionnaire.sheet.asked'), translate('questionnaire.asked-intro')],
    columns: askedColumns(translate),
    rows: openQuestionsTo(vendor, engagement.notes).map((note): Record<string, CellValue> => {
      const known = note.about?.kind === 'point' ? of.get(note.about.id) : undefined;
      return {
        number: known?.number ?? null,
        topic: known ? textIn(known.label, language) : null,
        asked: note.text,
        reply: null,
        noteId: note.id,
        vendorId: vendor.id,
      };
    }),
  };
}

function listSheet({ engagement, translate, language, points, requirements, answers, options }: Asking): Sheet {
  const speaker = createSpeaker(engagement, translate, language);
  const rows = points.flatMap((known) => {
    const list = planListOf(known, requirements.get(known.point.id));
    const said = options.filled ? answers.get(known.point.id)?.claimedValue : undefined;
    return (list?.values ?? []).map((member): Record<string, CellValue> => {
      const has = Array.isArray(said) ? translate(said.includes(member) ? 'questionnaire.yes' : 'questionnaire.no') : null;
      return {
        number: known.number,
        topic: textIn(known.label, language),
        member: list ? withoutIsolates(memberWords(list.of, member, speaker)) : member,
        has,
        remark: null,
        memberId: `${known.point.id}/${member}`,
      };
    });
  });
  return {
    name: translate('questionnaire.sheet.lists'),
    locked: true,
    frozen: 0,
    intro: [translate('questionnaire.sheet.lists'), translate('questionnaire.lists-intro')],
    columns: listColumns(translate),
    rows,
  };
}

function priceSheet(asking: Asking): Sheet {
  const { engagement, translate, vendor, points, options } = asking;
  const numbers = new Map(points.map(({ point, number }) => [point.id, number]));
  const lines = priceRows(options.filled ? vendor.costs : undefined, { translate, currency: engagement.client.currency, numbers });
  return {
    name: translate('questionnaire.sheet.prices'),
    locked: true,
    frozen: 1,
    intro: [translate('questionnaire.sheet.prices'), translate('questionnaire.prices-intro', { currency: engagement.client.currency })],
    columns: priceColumns(translate),
    rows: lines.map(({ cells }) => cells),
    forms: lines.map(({ forms }) => forms),
  };
}

function factSheet({ translate, vendor, options }: Asking): Sheet {
  const facts: [id: string, value: string | undefined, open: boolean][] = [
    ['company', vendor.name, false],
    ['product', options.filled ? vendor.product : undefined, true],
    ['contact', options.filled ? vendor.contact : undefined, true],
    ['by', undefined, true],
    ['date', undefined, true],
    ['remark', undefined, true],
  ];
  return {
    name: translate('questionnaire.sheet.facts'),
    locked: true,
    intro: [translate('questionnaire.sheet.facts'), translate('questionnaire.facts-intro')],
    columns: factColumns(translate),
    rows: facts.map(([id, value]) => ({
      fact: translate(`questionnaire.fact.${id}`),
      answer: value ?? null,
      hint: translate(`questionnaire.fact-hint.${id}`),
      factId: id,
      vendorId: vendor.id,
    })),
    forms: facts.map(([, , open]): Record<string, CellForm> => (open ? {} : { answer: { open: false } })),
  };
}

function dateIn(date: string, language: Language): string {
  return new Intl.DateTimeFormat(localeOf[language], { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
}
