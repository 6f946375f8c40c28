/** A row of the questions → what the vendor says, part by part. What does not fit into a value is kept in words. */
import { cellOf, type ReturnedCells, type ReturnedSheet, titleOf } from '../../returned-sheet';
import { languages, textIn } from '../../text';
import type { KnownPoint } from '../point-groups';
import type { AnswerValue } from '../schema';
import { type PlanList, typeOf } from './plan-lists';
import { type Known, type Review, tellOf } from './questionnaire-change';
import { isForeign } from './read-amount';
import { readNumber } from './read-number';
import { plain, readOption, readScore, readYesNo } from './read-words';

/** Ids of the plan's list by what the vendor says of them. */
export type Members = ReadonlyMap<string, boolean>;

export type Said = {
  applies: boolean;
  value: AnswerValue | undefined;
  score: number | undefined;
  /** Words of cells that say more than their value, with the title of their column in front. */
  words: string[];
};

type Context = { known: KnownPoint; list: PlanList | undefined; members: Members; at: Known; isFresh: (key: string) => boolean };

/** `isFresh`: somebody wrote into the cell; only those are complained about and kept in words. */
export function readAnswerRow({ known, list, members, at, isFresh }: Context, review: Review): Said {
  const { sheet, row } = at;
  const words: string[] = [];
  const keep = (key: string) => {
    if (isFresh(key)) words.push(`${titleOf(sheet, key)}: ${cellOf(row.cells, key)}`);
  };
  const complain = (key: string, code: string, severity: 'warns' | 'informs' = 'warns', params = {}) => {
    if (isFresh(key)) review.problems.push(tellOf(at, key, code, params, severity));
  };

  const hasText = cellOf(row.cells, 'has');
  const has = hasText === '' ? undefined : readYesNo(hasText, review.words);
  if (hasText !== '' && !has) {
    complain('has', 'questionnaire-not-yes-no');
    keep('has');
  } else if (has?.saysMore) {
    complain('has', 'questionnaire-more-said', 'informs', { read: review.asking.translate(`questionnaire.${has.has}`) });
    keep('has');
  }

  const valueText = isPointer(cellOf(row.cells, 'value'), review) ? '' : cellOf(row.cells, 'value');
  const read = valueText === '' ? undefined : readValue(valueText, { known, list }, review);
  if (read) {
    if (read.fault) complain('value', read.fault, read.value === undefined ? 'warns' : 'informs', read.params ?? {});
    if (read.fault || read.saysMore) keep('value');
  }
  const listed = list && members.size > 0 ? list.values.filter((member) => members.get(member)) : undefined;
  const value = read?.value ?? listed;

  const scoreText = cellOf(row.cells, 'ownScore');
  const score = scoreText === '' ? undefined : readScore(scoreText);
  if (scoreText !== '' && !score) complain('ownScore', 'questionnaire-not-a-score');
  if (scoreText !== '' && (!score || score.saysMore)) keep('ownScore');

  // "No" or "does not apply" beside a number: the plain word counts, and the number is not lost.
  const contradicts = has && has.has !== 'yes' && value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0) && value !== 0;
  if (contradicts) {
    complain(isFresh('value') ? 'value' : 'has', 'questionnaire-contradiction', 'warns', { has: hasText });
    if (read && !read.fault && !read.saysMore) keep('value');
  }
  if (has?.has === 'not-applicable') return { applies: false, value: undefined, score: score?.score, words };
  if (has?.has === 'no') return { applies: true, value: !contradicts && value !== undefined ? value : false, score: score?.score, words };
  return { applies: true, value: value ?? (has ? true : undefined), score: score?.score, words };
}

/** What we wrote into cells that hold no value. */
function isPointer(text: string, { words }: Review): boolean {
  return languages.some((language) => ['see-lists', 'in-words'].some((key) => plain(words[language](`questionnaire.${key}`)) === plain(text)));
}

type ReadValue = { value?: AnswerValue; saysMore?: boolean; fault?: string; params?: Record<string, string> };

function readValue(text: string, { known, list }: Pick<Context, 'known' | 'list'>, review: Review): ReadValue {
  if (list) return readMembers(text, list, review);
  switch (typeOf(known)) {
    case 'number':
    case 'money':
      return readQuantity(text, known, review);
    case 'choice':
      return readChoice(text, known);
    case 'yes-no': {
      const said = readYesNo(text, review.words);
      return said && said.has !== 'not-applicable' ? { value: said.has === 'yes', saysMore: said.saysMore } : { saysMore: true };
    }
    case 'text':
      return { saysMore: true };
  }
}

function readQuantity(text: string, known: KnownPoint, { asking }: Review): ReadValue {
  const unit = known.known?.unit ?? known.point.own?.unit;
  const read = readNumber(text, unit ? unitWords(languages.map((language) => textIn(unit, language))) : []);
  if (typeof read === 'string') return { fault: `questionnaire-number-${read}` };
  if (read.value < 0) return { fault: 'questionnaire-number-negative' };
  if (typeOf(known) === 'money' && isForeign(read, asking.engagement.client.currency))
    return { fault: 'questionnaire-other-currency', params: { currency: asking.engagement.client.currency } };
  // A share in a column whose unit is percent: 99.9 % stays 99.9.
  const value = read.isPercent ? Number((read.value * 100).toPrecision(15)) : read.value;
  if (value > 1e15) return { fault: 'questionnaire-number-none' };
  return { value, saysMore: read.saysMore || (typeOf(known) === 'number' && read.period !== undefined) };
}

/** "fields" also where the unit is "fields per customer": people shorten. */
function unitWords(units: readonly string[]): string[] {
  return units.flatMap((unit) => [unit, unit.split(/\s+/)[0] ?? '']).filter((unit) => unit.length > 1);
}

function readChoice(text: string, known: KnownPoint): ReadValue {
  const whole = readOption(text, known);
  if (whole !== undefined) return { value: [whole] };
  const parts = text
    .split(/[\n;]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const ids = parts.map((part) => readOption(part, known));
  const found = [...new Set(ids.filter((id) => id !== undefined))];
  if (found.length > 0) return { value: found, ...(ids.includes(undefined) && { fault: 'questionnaire-not-an-option' }) };
  return { fault: 'questionnaire-not-an-option' };
}

/** Members typed into the cell instead of into their own sheet. */
function readMembers(text: string, list: PlanList, review: Review): ReadValue {
  const names = memberNames(list, review);
  const parts = text
    .split(/[\n,;،]+/)
    .map(plain)
    .filter((part) => part !== '');
  const ids = parts.map((part) => names.get(part));
  const found = [...new Set(ids.filter((id) => id !== undefined))];
  if (found.length === 0) return { saysMore: true, fault: 'questionnaire-not-in-list' };
  return { value: found, ...(ids.includes(undefined) && { fault: 'questionnaire-not-in-list' }) };
}

function memberNames(list: PlanList, review: Review): Map<string, string> {
  return new Map(list.values.flatMap((id) => languages.map((language) => [plain(review.nameOfMember(list, id, language)), id] as const)));
}

/** Everything in a row under titles that are none of ours, title in front. */
export function foreignWords(cells: ReturnedCells): string[] {
  return Object.entries(cells).flatMap(([key, text]) => (key.startsWith('+') && text !== '' ? [key === '+' ? text : `${key.slice(1)}: ${text}`] : []));
}

/** What a copied row says otherwise than the row that counts. */
export function copiedWords(sheet: ReturnedSheet, copy: ReturnedCells, kept: ReturnedCells, keys: readonly string[]): string[] {
  return keys.flatMap((key) => {
    const text = cellOf(copy, key);
    return text !== '' && text !== cellOf(kept, key) ? [`${titleOf(sheet, key)}: ${text}`] : [];
  });
}
