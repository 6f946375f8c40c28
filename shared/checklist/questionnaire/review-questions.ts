/** The sheets of questions and lists: what each answer would become, part by part. */
import { typed } from '../../engagement/typed-text';
import { problem } from '../../problem';
import { cellOf, type ReturnedCells, type ReturnedRow, type ReturnedSheet } from '../../returned-sheet';
import { isSameJson } from '../../same-json';
import { textIn } from '../../text';
import type { AnswerPatch } from '../edit-checklist';
import type { KnownPoint } from '../point-groups';
import type { Answer } from '../schema';
import { valueWords } from './answer-words';
import { matchQuestions, type QuestionRow } from './match-rows';
import { createSpeaker, planListOf } from './plan-lists';
import { moneyWords } from './price-words';
import { type Known, kindOf, knows, type QuestionnaireChange, type Review, tellOf, touched } from './questionnaire-change';
import { type AnswerKey, answerKeys } from './questionnaire-columns';
import { readAmount } from './read-amount';
import { copiedWords, foreignWords, readAnswerRow, type Said } from './read-answer-row';
import { readLinks } from './read-words';
import { remark } from './remark';
import type { ListRows } from './review-lists';

type Rows = { now: ReadonlyMap<string, ReturnedCells>; written: ReadonlyMap<string, ReturnedCells> | undefined };

/** Columns that are written with what the vendor said before; what stands in the others the file never knew. */
const written: ReadonlySet<string> = new Set<AnswerKey>(['has', 'value', 'ownScore', 'claim', 'cost']);
const printed = ['topic', 'question', 'requirement', 'guide', 'unit', 'proof', 'costQuestion'] as const;

export function reviewQuestions(sheet: ReturnedSheet, rows: Rows, lists: ListRows, review: Review): void {
  const { asking, problems } = review;
  const { rows: matched, others } = matchQuestions(sheet, review);
  for (const question of matched) reviewQuestion(question, { sheet, rows, lists }, review);
  for (const row of others) keepStranger(row, sheet, review);
  const seen = new Set(matched.map(({ known }) => known.point.id));
  const wasThere = (id: string) => !rows.written || rows.written.has(id);
  const missing = sheet.complete ? asking.points.filter(({ point }) => !seen.has(point.id) && wasThere(point.id)) : [];
  if (missing.length > 0)
    problems.push(
      problem('informs', 'questionnaire-rows-missing', [], {
        sheet: sheet.name,
        count: missing.length,
        topics: missing
          .slice(0, 12)
          .map(({ label }) => textIn(label, asking.language))
          .join(', '),
      }),
    );
}

/** A row that is no question of ours may be a remark, or a question that was taken out since: its words become a comment on the vendor. */
function keepStranger({ row, cells }: ReturnedRow, sheet: ReturnedSheet, review: Review): void {
  const name = cellOf(cells, 'topic') || cellOf(cells, 'question') || Object.values(cells)[0] || '';
  const said = [...answerKeys.map((key) => cellOf(cells, key)), ...foreignWords(cells)].filter((text) => text !== '');
  review.problems.push(problem('warns', 'questionnaire-row-unknown', ['rows', row], { sheet: sheet.name, row, name: name.slice(0, 200) }));
  if (said.length === 0 && cellOf(cells, 'pointId') !== '') return;
  const text = [cellOf(cells, 'topic'), cellOf(cells, 'question'), ...said].filter((one) => one !== '').join('\n');
  remark(text, { id: `row.${row}`, sheet: 'questions', name: name.slice(0, 200), column: 'question', row }, review);
}

type Around = { sheet: ReturnedSheet; rows: Rows; lists: ListRows };

function reviewQuestion({ known, row, copies }: QuestionRow, { sheet, rows, lists }: Around, review: Review): void {
  const { asking, problems, changes } = review;
  const { id } = known.point;
  const at: Known = { sheet, row, now: rows.now.get(id) ?? {}, written: rows.written && (rows.written.get(id) ?? {}) };
  const answer = asking.answers.get(id);
  const list = planListOf(known, asking.requirements.get(id));
  const speaker = createSpeaker(asking.engagement, asking.translate, asking.language);
  const members = lists.of(id, answer);
  const isFresh = (key: string) => touched(at, key) !== undefined;
  const said = readAnswerRow({ known, list, members, at, isFresh }, review);
  for (const key of printed)
    if (at.written && isFresh(key) && cellOf(row.cells, key) !== '') problems.push(tellOf(at, key, 'questionnaire-not-taken', {}, 'informs'));

  let isChanged = false;
  const propose = (column: AnswerKey, before: string, after: string, patch: AnswerPatch, keys: readonly string[] = [column]) => {
    isChanged = true;
    const knew = keys.every((key) => written.has(key)) && knows(at, keys);
    const conflict: QuestionnaireChange['conflict'] = answer?.verified ? 'verified' : before !== '' && !knew ? 'changed-here' : undefined;
    const kind = kindOf(before, after);
    changes.push({
      id: `${id}.${column}`,
      ...{ kind, sheet: 'questions', name: textIn(known.label, asking.language), point: id, column, before, after, row: row.row },
      ticked: conflict === undefined && kind !== 'removed',
      ...(conflict && { conflict }),
      act: { do: 'answer', point: id, answer: patch },
    });
  };

  const words = [
    ...said.words,
    ...lists.words(id),
    ...foreignWords(row.cells),
    ...copies.flatMap((copy) => copiedWords(sheet, copy.cells, row.cells, answerKeys)),
  ];
  // The consultant's score of a point that is said not to apply would be lost.
  const isScored = answer?.score !== undefined || answer?.verified === true;
  if (isFresh('has') || isFresh('value') || lists.isFresh(id)) {
    if (!said.applies && isScored) {
      problems.push(tellOf(at, 'has', 'questionnaire-scored-already', { name: textIn(known.label, asking.language) }));
      words.push(`${sheet.columns.has ?? ''}: ${cellOf(row.cells, 'has')}`);
    } else if (!isSameValue(said, answer)) {
      const of = (value: Pick<Said, 'applies' | 'value'>) => valueWords({ applies: value.applies, claimedValue: value.value }, known, { list, speaker });
      const before = answer ? of({ applies: answer.applies, value: answer.claimedValue }) : '';
      // Words that could not be read are no reason to take away what is there.
      const isEmptied = said.value === undefined && said.applies;
      if (!isEmptied || (before !== '' && cellOf(row.cells, 'has') === '' && cellOf(row.cells, 'value') === ''))
        propose('value', before, of(said), { applies: said.applies, claimedValue: said.value }, ['has', 'value']);
    }
  }
  if (isFresh('ownScore') && said.score !== answer?.claimedScore && (said.score !== undefined || cellOf(row.cells, 'ownScore') === ''))
    propose('ownScore', answer?.claimedScore?.toString() ?? '', said.score?.toString() ?? '', { claimedScore: said.score });

  reviewClaim(at, words, answer, propose, review);
  for (const [column, part, most] of [
    ['cost', 'cost', 500],
    ['fallback', 'fallback', 2000],
  ] as const) {
    const cell = touched(at, column);
    if (cell) proposeText(at, column, part, most, cell.text, answer, propose, review);
  }
  reviewEvidence(at, answer, propose, review);
  reviewFallbackCost(at, answer, propose, review);
  if (reviewAsk(at, known, review)) isChanged = true;
  if (!isChanged) review.unchanged += 1;
}

function isSameValue({ applies, value }: Said, answer: Answer | undefined): boolean {
  if (applies !== (answer?.applies ?? true)) return false;
  if (Array.isArray(value) && Array.isArray(answer?.claimedValue)) return isSameJson([...value].sort(), [...answer.claimedValue].sort());
  return value === answer?.claimedValue;
}

type Propose = (column: AnswerKey, before: string, after: string, patch: AnswerPatch, keys?: readonly string[]) => void;

/** The claim, and after it the words of other cells that had more to say than their value. */
function reviewClaim(at: Known, words: readonly string[], answer: Answer | undefined, propose: Propose, review: Review): void {
  const now = answer?.claim ?? '';
  const cell = touched(at, 'claim');
  const base = cell ? cell.text : now;
  const whole = [base, ...words.filter((one, index) => !base.includes(one) && words.indexOf(one) === index)].filter((one) => one !== '').join('\n');
  const claim = cutTo(whole, 5000, at, 'claim', review);
  if (claim !== now) propose('claim', now, claim, { claim });
}

function proposeText(
  at: Known,
  column: AnswerKey,
  part: 'cost' | 'fallback' | 'evidence',
  most: number,
  text: string,
  answer: Answer | undefined,
  propose: Propose,
  review: Review,
): void {
  const next = cutTo(text, most, at, column, review);
  const before = answer?.[part] ?? '';
  if (next !== before) propose(column, before, next, { [part]: next });
}

function cutTo(text: string, most: number, at: Known, key: string, { problems }: Review): string {
  const cut = typed(text, most);
  if (cut.length < text.trim().length) problems.push(tellOf(at, key, 'questionnaire-text-cut', { limit: most }));
  return cut;
}

function reviewEvidence(at: Known, answer: Answer | undefined, propose: Propose, review: Review): void {
  const evidence = touched(at, 'evidence');
  const linked = touched(at, 'links');
  const { links, others } = readLinks(linked?.text ?? '');
  if (others.length > 0) review.problems.push(tellOf(at, 'links', 'questionnaire-not-a-link', { words: others.join(' ').slice(0, 200) }));
  // What is no address is evidence in words.
  if (evidence || others.length > 0) {
    const base = evidence?.text ?? answer?.evidence ?? '';
    const extra = others.join(' ');
    proposeText(at, 'evidence', 'evidence', 5000, [base, base.includes(extra) ? '' : extra].filter((one) => one !== '').join('\n'), answer, propose, review);
  }
  if (!linked) return;
  const before = answer?.links ?? [];
  const next = [...new Set(links)].slice(0, 20);
  if (new Set(links).size > 20) review.problems.push(tellOf(at, 'links', 'questionnaire-too-many-links', { limit: 20 }));
  const isEmptied = linked.text === '';
  if ((next.length > 0 || isEmptied) && !isSameJson(next, before)) propose('links', before.join('\n'), next.join('\n'), { links: next });
}

function reviewFallbackCost(at: Known, answer: Answer | undefined, propose: Propose, review: Review): void {
  const { currency } = review.asking.engagement.client;
  const old = answer?.fallbackCost ?? {};
  const next = { ...old };
  let changed: AnswerKey | undefined;
  for (const [column, part] of [
    ['fallbackOnce', 'once'],
    ['fallbackPerMonth', 'perMonth'],
  ] as const) {
    const cell = touched(at, column);
    if (!cell) continue;
    const amount = readAmount(cell.text, at, column, part === 'perMonth', currency, review);
    if (amount === 'unread') continue;
    next[part] = amount;
    if (next[part] !== old[part]) changed ??= column;
  }
  if (!changed) return;
  const words = ({ once, perMonth }: typeof old) =>
    [
      once === undefined ? '' : review.asking.translate('questionnaire.amount-once', { amount: moneyWords(once, review.asking) }),
      perMonth === undefined ? '' : review.asking.translate('questionnaire.amount-per-month', { amount: moneyWords(perMonth, review.asking) }),
    ]
      .filter((one) => one !== '')
      .join(' · ');
  propose(changed, words(old), words(next), { fallbackCost: next });
}

/** The vendor's own question becomes an open one of the engagement, once. */
function reviewAsk(at: Known, known: KnownPoint, { asking, changes }: Review): boolean {
  const text = typed(touched(at, 'ask')?.text ?? '', 5000);
  const about = { kind: 'point' as const, id: known.point.id, within: asking.vendor.id };
  if (text === '' || asking.engagement.notes.some((note) => note.text === text && note.about?.id === about.id && note.about.within === about.within))
    return false;
  changes.push({
    id: `${known.point.id}.ask`,
    ...{ kind: 'added', sheet: 'questions', name: textIn(known.label, asking.language), point: known.point.id, column: 'ask', before: '', after: text },
    ...{ row: at.row.row, ticked: true },
    act: { do: 'add-note', note: { kind: 'question', text, about } },
  });
  return true;
}
