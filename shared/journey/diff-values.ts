import type { Condition, Literal, Ref } from '../condition/schema';
import { type ConditionNames, conditionSentence } from '../condition/sentence';
import { type Text, textIn } from '../text';
import type { ValueKind } from './diff-settings';
import { durationWords } from './duration-words';
import { attributeName, eventName, listed, nodeLabel, numberWords, percentWords, refWords, type Speaker, valueWords } from './node-label';
import type { Calendar, Journey } from './schema';

/** One side of a comparison: who speaks of it, and the journey it is. */
export type Side = { speaker: Speaker; journey: Journey; names: (event?: string) => ConditionNames };

/** Around the value: the attribute it is of, the event it looks at. */
export type Around = { attribute?: string | undefined; event?: string | undefined };

/** A setting's value in words, never as code where there is a word for it. */
export function sayValue(kind: ValueKind, value: unknown, side: Side, around: Around = {}): string {
  const { speaker } = side;
  const { translate, language, context } = speaker;
  if (kind === 'literal') return valueWords(value as Ref | Literal, around.attribute ?? '', speaker);
  if (Array.isArray(value)) {
    const words = value.map((one) => sayValue(kind, one, side, around));
    return listed(words, language) || translate('brief.none');
  }
  const id = String(value);
  switch (kind) {
    case 'text':
      return typeof value === 'object' && value !== null ? textIn(value as Text, language) || translate('diff.nothing') : id;
    case 'clock':
    case 'drawing':
      return id;
    case 'code':
      return typeof value === 'object' ? JSON.stringify(value) : id;
    case 'duration': {
      const words = durationWords(id, translate, language);
      return id.startsWith('-') ? translate('diff.before', { duration: words }) : words;
    }
    case 'condition':
      return conditionSentence(value as Condition, side.names(around.event), translate, language);
    case 'reference':
      return refWords(value as Ref, speaker);
    case 'attribute':
      return attributeName(id, speaker);
    case 'event':
      return eventName(id, speaker);
    case 'segment':
      return textIn(context.segments.get(id)?.name, language) || id;
    case 'message':
      return textIn(context.messages.get(id)?.subject, language) || textIn(context.messages.get(id)?.name, language) || id;
    case 'suppression':
      return textIn((context.suppressions.get(id) ?? side.journey.policies.own.find((own) => own.id === id))?.name, language) || id;
    case 'kpi':
      return textIn(context.kpis.get(id), language) || id;
    case 'node': {
      const node = side.journey.nodes.find((one) => one.id === id);
      return node ? nodeLabel(node, speaker).title : id;
    }
    case 'number':
      return typeof value === 'number' ? numberWords(value, language) : id;
    case 'percent':
      return typeof value === 'number' ? percentWords(value, language) : id;
    case 'yes-no':
      return translate(value ? 'port.yes' : 'port.no');
    case 'rest': {
      const { fromDay, from, toDay, to } = value as Calendar['rest'][number];
      return translate('calendar.rest-is', { fromDay: translate(`weekday.${fromDay}`), from, toDay: translate(`weekday.${toDay}`), to });
    }
    case 'channel':
      return translate(`channel.${id}`);
    case 'message-class':
      return translate(`message-class.${id}`);
    case 'weekday':
      return translate(`weekday.${id}`);
    case 'holiday-set':
      return translate(`holiday-set.${id}`);
    case 'trigger':
      return translate(`trigger.${id}`);
    case 'journey-status':
      return translate(`journey-status.${id}`);
    case 'message-status':
      return translate(`message-status.${id}`);
    case 'task':
      return translate(`task.${id}`);
    case 'going-on':
      return translate(`going-on.${id}`);
    case 'late':
      return translate(`late.${id}`);
    case 'update-mode':
      return translate(`update-mode.${id}`);
    case 'draw-unit':
      return translate(`draw-unit.${id}`);
    case 'suppression-action':
      return translate(`suppression-action.${id}`);
    case 'after-hold':
      return translate(`after-hold.${id}`);
    case 'rule-kind':
      return translate(`rule-kind.${id}`);
    case 'exit-scope':
      return translate(`exit-scope.${id}`);
    case 'reentry':
      return translate(`reentry.${id}`);
    case 'republish':
      return translate(`republish.${id}`);
    case 'timer':
      return translate(`timer.${id}`);
    case 'zone-source':
      return translate(`zone-source.${id}`);
    case 'scene':
      return translate(`scene.${id}`);
    case 'stage':
      return translate(`stage.${id}`);
  }
}

/** The name of a thing, in the language of the side. */
export function nameIn(name: Text | undefined, { speaker }: Side): string {
  return textIn(name, speaker.language);
}
