/** A condition as numbered parts, for whoever builds it or wants to talk about one of them. */

import type { Condition } from '../../condition/schema';
import { type ConditionNames, conditionSentence } from '../../condition/sentence';
import type { Translate } from '../../i18n/translator';
import type { Language } from '../../text';

/** `number`: "1.2" is the second part of the first; '' for the whole. */
export type LogicLine = { number: string; words: string; isGroup: boolean };

type Speaker = { names: ConditionNames; translate: Translate; language: Language };

/** Groups before their parts, each part once. A condition without groups is one line. */
export function logicLines(condition: Condition, speaker: Speaker): LogicLine[] {
  return linesOf(simplest(condition), '', speaker);
}

function linesOf(condition: Condition, number: string, speaker: Speaker): LogicLine[] {
  const { names, translate, language } = speaker;
  const inside = (parts: readonly Condition[]) =>
    parts.flatMap((part, index) => linesOf(part, number === '' ? `${index + 1}` : `${number}.${index + 1}`, speaker));
  if (condition.op === 'and' || condition.op === 'or')
    return [{ number, words: translate(`segment-book.${condition.op === 'and' ? 'all' : 'any'}`), isGroup: true }, ...inside(condition.args)];
  // "None of these": the parts are told as they are, not each turned round.
  if (condition.op === 'not' && isGroup(condition.arg))
    return [{ number, words: translate(`segment-book.${condition.arg.op === 'or' ? 'none' : 'not-all'}`), isGroup: true }, ...inside(condition.arg.args)];
  return [{ number, words: conditionSentence(condition, names, translate, language), isGroup: false }];
}

function isGroup(condition: Condition): condition is Extract<Condition, { op: 'and' | 'or' }> {
  return condition.op === 'and' || condition.op === 'or';
}

/** Groups of one part are that part; groups of a kind inside another of it are one. */
function simplest(condition: Condition): Condition {
  if (condition.op === 'not') {
    const arg = simplest(condition.arg);
    return arg.op === 'not' ? arg.arg : { op: 'not', arg };
  }
  if (!isGroup(condition)) return condition;
  const args = condition.args.map(simplest).flatMap((arg) => (arg.op === condition.op ? arg.args : [arg]));
  const [only, second] = args;
  return only && !second ? only : { op: condition.op, args };
}
