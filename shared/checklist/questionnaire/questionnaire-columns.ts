/** The columns of the vendor questionnaire: written by it, and known again when the file comes back. */
import type { AllWords } from '../../i18n/all-words';
import type { Translate } from '../../i18n/translator';
import type { SheetColumn } from '../../report';
import type { KnownColumn } from '../../returned-sheet';
import { languages } from '../../text';

export const questionnaireSheets = ['questions', 'asked', 'lists', 'prices', 'facts'] as const;
export type QuestionnaireSheet = (typeof questionnaireSheets)[number];

/** A column that only this sheet has. */
export const sheetMarks: Readonly<Record<QuestionnaireSheet, string>> = {
  questions: 'pointId',
  asked: 'noteId',
  lists: 'memberId',
  prices: 'priceId',
  facts: 'factId',
};

/** Cells of a question that the vendor fills in. */
export const answerKeys = ['has', 'value', 'ownScore', 'claim', 'evidence', 'links', 'cost', 'fallback', 'fallbackOnce', 'fallbackPerMonth', 'ask'] as const;
export type AnswerKey = (typeof answerKeys)[number];

export function questionColumns(translate: Translate, { weights = false }: { weights?: boolean | undefined } = {}): SheetColumn[] {
  const title = (key: string) => translate(`questionnaire.column.${key}`);
  const open = (key: AnswerKey, width: number, kind: SheetColumn['kind'] = 'text'): SheetColumn => ({ key, title: title(key), width, kind, open: true });
  const yesNo = ['yes', 'no', 'not-applicable'].map((word) => translate(`questionnaire.${word}`));
  return [
    { key: 'number', title: title('number'), width: 5, kind: 'number' },
    { key: 'topic', title: title('topic'), width: 20, kind: 'text' },
    { key: 'question', title: title('question'), width: 38, kind: 'text' },
    { key: 'requirement', title: title('requirement'), width: 30, kind: 'text' },
    ...(weights
      ? [
          { key: 'priority', title: title('priority'), width: 10, kind: 'text' as const },
          { key: 'weight', title: title('weight'), width: 8, kind: 'number' as const },
        ]
      : []),
    { key: 'guide', title: title('guide'), width: 44, kind: 'text' },
    { ...open('has', 13), options: yesNo },
    open('value', 20),
    { key: 'unit', title: title('unit'), width: 14, kind: 'text' },
    { ...open('ownScore', 9), options: ['0', '1', '2', '3', '4'] },
    open('claim', 44),
    { key: 'proof', title: title('proof'), width: 34, kind: 'text' },
    open('evidence', 34),
    open('links', 26),
    { key: 'costQuestion', title: title('costQuestion'), width: 30, kind: 'text' },
    open('cost', 28),
    open('fallback', 30),
    open('fallbackOnce', 12, 'number'),
    open('fallbackPerMonth', 12, 'number'),
    open('ask', 34),
    { key: 'pointId', title: 'point-id', width: 28, kind: 'code', hidden: true },
    { key: 'vendorId', title: 'vendor-id', width: 28, kind: 'code', hidden: true },
  ];
}

/** What is still asked beside the list, each with a place for the answer. */
export function askedColumns(translate: Translate): SheetColumn[] {
  const title = (key: string) => translate(`questionnaire.column.${key}`);
  return [
    { key: 'number', title: title('number'), width: 5, kind: 'number' },
    { key: 'topic', title: title('topic'), width: 24, kind: 'text' },
    { key: 'asked', title: title('asked'), width: 60, kind: 'text' },
    { key: 'reply', title: title('reply'), width: 70, kind: 'text', open: true },
    { key: 'noteId', title: 'note-id', width: 28, kind: 'code', hidden: true },
    { key: 'vendorId', title: 'vendor-id', width: 28, kind: 'code', hidden: true },
  ];
}

export function listColumns(translate: Translate): SheetColumn[] {
  const title = (key: string) => translate(`questionnaire.column.${key}`);
  return [
    { key: 'number', title: title('number'), width: 5, kind: 'number' },
    { key: 'topic', title: title('topic'), width: 24, kind: 'text' },
    { key: 'member', title: title('member'), width: 36, kind: 'text' },
    { key: 'has', title: title('has'), width: 14, kind: 'text', open: true, options: [translate('questionnaire.yes'), translate('questionnaire.no')] },
    { key: 'remark', title: title('remark'), width: 60, kind: 'text', open: true },
    { key: 'memberId', title: 'member-id', width: 28, kind: 'code', hidden: true },
  ];
}

export function priceColumns(translate: Translate): SheetColumn[] {
  const title = (key: string) => translate(`questionnaire.column.${key}`);
  return [
    { key: 'item', title: title('item'), width: 44, kind: 'text' },
    { key: 'name', title: title('name'), width: 26, kind: 'text' },
    { key: 'upTo', title: title('upTo'), width: 14, kind: 'number' },
    { key: 'once', title: title('once'), width: 14, kind: 'number' },
    { key: 'perMonth', title: title('perMonth'), width: 14, kind: 'number' },
    { key: 'perMessage', title: title('perMessage'), width: 14, kind: 'number' },
    { key: 'included', title: title('included'), width: 14, kind: 'number' },
    { key: 'percent', title: title('percent'), width: 10, kind: 'number' },
    { key: 'forPoint', title: title('forPoint'), width: 12, kind: 'text' },
    { key: 'remark', title: title('remark'), width: 44, kind: 'text', open: true },
    { key: 'priceId', title: 'price-id', width: 28, kind: 'code', hidden: true },
  ];
}

export function factColumns(translate: Translate): SheetColumn[] {
  const title = (key: string) => translate(`questionnaire.column.${key}`);
  return [
    { key: 'fact', title: title('fact'), width: 34, kind: 'text' },
    { key: 'answer', title: title('answer'), width: 60, kind: 'text', open: true },
    { key: 'hint', title: title('hint'), width: 50, kind: 'text' },
    { key: 'factId', title: 'fact-id', width: 28, kind: 'code', hidden: true },
    { key: 'vendorId', title: 'vendor-id', width: 28, kind: 'code', hidden: true },
  ];
}

/** Every column of the questionnaire by every title it can have. */
export function knownQuestionnaireColumns(words: AllWords): KnownColumn<QuestionnaireSheet>[] {
  const columns = {
    questions: (translate: Translate) => questionColumns(translate, { weights: true }),
    asked: askedColumns,
    lists: listColumns,
    prices: priceColumns,
    facts: factColumns,
  };
  return languages.flatMap((language) =>
    questionnaireSheets.flatMap((sheet) => columns[sheet](words[language]).map(({ key, title }) => ({ sheet, key, title, language }))),
  );
}
