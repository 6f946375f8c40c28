/** A score in words: what each part is and gives, what becomes of it, who asks about it. */
import { numberFormat, signedNumber } from '../../i18n/number-format';
import { localeOf } from '../../i18n/translator';
import { durationWords } from '../../journey/duration-words';
import { attributeName, eventName, listed, type Speaker } from '../../journey/node-label';
import { textIn } from '../../text';
import type { ScoreExplanation, ScorePart, ScoreSum, WhereTerm } from './schema';

/** `points`: signed, for a place of its own that reads left to right; empty where it can't be known. */
export type ScoreLine = { title: string; details: string[]; points: string };

/** `moment`: a time (ISO) in words. */
export type ScoreSpeaker = Speaker & { moment: (at: string) => string };

/** One line for each part, and one for what the limits of the whole add or take. */
export function scoreLines({ parts, rest, range, value }: ScoreSum, speaker: ScoreSpeaker): ScoreLine[] {
  const { translate: t } = speaker;
  const points = (given: number | null) => (given === null ? '' : signedNumber(given, localeOf[speaker.language]));
  const lines = parts.map((part) => ({ title: titleOf(part, speaker), details: detailsOf(part, speaker), points: points(part.value) }));
  if (rest === 0) return lines;
  const key = value === range.most ? 'score.rest-most' : value === range.least ? 'score.rest-least' : 'score.rest-rounded';
  return [...lines, { title: t(key, { value: value ?? 0 }), details: [], points: points(rest) }];
}

/** What becomes of it while nothing happens: the next change, and where it ends. Empty when time changes nothing. */
export function courseWords({ changes, value }: Pick<ScoreExplanation, 'changes' | 'value'>, { translate: t, moment }: ScoreSpeaker): string[] {
  const [next] = changes;
  const last = changes.at(-1);
  if (!next || !last) return [t('score.steady')];
  const words = (change: ScoreExplanation['changes'][number]) => ({ at: moment(change.at), value: change.value ?? '–' });
  const lines = [t((next.value ?? 0) < (value ?? 0) ? 'score.next-less' : 'score.next', words(next))];
  if (last !== next) lines.push(t('score.later', words(last)));
  return lines;
}

/** One sentence for each number that something live compares it with. */
export function thresholdWords({ thresholds }: Pick<ScoreExplanation, 'thresholds'>, { translate: t, language, moment }: ScoreSpeaker): string[] {
  return thresholds.map(({ op, value, by, holds, turnsAt }) => {
    const who = listed([...new Set(by.map(({ kind, id, name }) => t(`score.by-${kind}`, { name: textIn(name, language) || id })))], language);
    const isOver = holds === (op === 'gt' || op === 'gte');
    const params = { value, who };
    if (turnsAt === undefined) return t(isOver ? 'score.stays-over' : 'score.stays-under', params);
    return t(isOver ? 'score.falls-under' : 'score.rises-over', { ...params, at: moment(turnsAt) });
  });
}

function titleOf({ kind, events, attributes, where, narrowed }: ScorePart, speaker: ScoreSpeaker): string {
  const { translate: t, language } = speaker;
  const names = [...events.map((event) => eventName(event, speaker)), ...attributes.map((attribute) => attributeName(attribute, speaker))];
  switch (kind) {
    case 'events': {
      const name = listed(names, language);
      if (where)
        return t('score.events-where', {
          event: name,
          where: listed(
            where.map((term) => termWords(term, events[0] ?? '', speaker)),
            language,
          ),
        });
      return narrowed ? t('score.events-some', { event: name }) : name;
    }
    case 'idle':
      return t('score.idle');
    case 'attribute':
      return listed(names, language);
    case 'imported':
      return t('score.imported');
    case 'constant':
      return t('score.constant');
    case 'other':
      return names.length > 0 ? t('score.other-of', { names: listed(names, language) }) : t('score.other');
  }
}

function detailsOf(part: ScorePart, { translate: t, language, moment }: ScoreSpeaker): string[] {
  const { kind, value, each, counted, happened, moments, every, last, limit, since, days, everyDays } = part;
  const details: string[] = [];
  const duration = (one: string) => durationWords(one, t, language);
  if (value === null) return [t('score.unknown')];
  if (kind === 'events') {
    if (counted === 0) details.push(t(happened ? 'score.none-counts' : 'score.never'));
    else if (each !== undefined && counted !== undefined) details.push(t('score.each', { count: counted, points: signedPoints(each, language) }));
    if (counted === 0 && each !== undefined) details.push(t('score.would-give', { points: signedPoints(each, language) }));
    if (counted !== undefined && happened !== undefined && counted > 0 && happened > counted)
      details.push(t('score.of-happened', { counted, count: happened }));
    if (every !== undefined) details.push(t('score.every', { duration: duration(every) }));
    if (last !== undefined) details.push(t('score.last', { duration: duration(last) }));
    const [newest] = moments ?? [];
    if (newest !== undefined) details.push(t('score.newest', { at: moment(newest) }));
  }
  if (kind === 'idle') {
    if (since === undefined || days === undefined) details.push(t('score.no-activity'));
    else details.push(t('score.idle-days', { count: days, at: moment(since) }));
    if (each !== undefined && everyDays !== undefined) details.push(t('score.idle-each', { points: signedPoints(each, language), count: everyDays }));
  }
  if (kind === 'imported' && since !== undefined) details.push(t('score.imported-at', { at: moment(since) }));
  if (limit !== undefined) details.push(t('score.limit', { points: signedPoints(limit, language) }));
  return details;
}

/** For within a sentence. */
export function signedPoints(points: number, language: ScoreSpeaker['language']): string {
  // With the locale's marks: within a sentence the sign has to stay where it is read.
  return numberFormat(localeOf[language], { signDisplay: 'exceptZero', maximumFractionDigits: 2 }).format(points);
}

/** "page type = pricing"; the catalogue lists the values a property has in brackets behind its name. */
export function termWords({ property, op, value }: WhereTerm, event: string, { context, language, translate: t }: Speaker): string {
  const known = context.events.get(event)?.properties.get(property);
  const words = (Array.isArray(value) ? value : [value]).map((one) =>
    typeof one === 'boolean' ? t(one ? 'port.yes' : 'port.no') : typeof one === 'number' ? numberFormat(localeOf[language]).format(one) : String(one),
  );
  return t('score.term', {
    property: textIn(known?.label, language).replace(/\s*\([^)]*\)$/, '') || property,
    op: op === 'in' || op === 'contains' ? t(`score.op.${op}`) : op,
    value: listed(words, language),
  });
}
