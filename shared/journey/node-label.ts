import type { Literal, Ref } from '../condition/schema';
import { withoutMarks } from '../direction-marks';
import { clockIn, numberFormat } from '../i18n/number-format';
import { localeOf, type Translate } from '../i18n/translator';
import { toWire } from '../ids';
import { isEmptyText, type Language, type Text, textIn } from '../text';
import type { ColumnKey } from './columns';
import { durationWords, everyWords, toDuration } from './duration-words';
import type { JourneyContext } from './journey-context';
import { replaceVariables } from './message-variables';
import type { Frame, Node, NodeOf } from './schema';
import { portsOf } from './schema';
import type { Arrival } from './timing';

/** The same words for a node on the canvas, in the diagram, in the list and in the brief. */
export type NodeLabel = {
  title: string;
  caption?: string;
  /** A technical name to show left to right: the wire name of an event, the unknown kind. */
  code?: string;
  /** One per port, in the order of `portsOf`; only where there is more than one. */
  ports?: string[];
};

/** Who speaks, in which language, about which engagement. */
export type Speaker = { translate: Translate; language: Language; context: JourneyContext };

/** Title and caption of a node in words. The title is the name a person gave it, where there is one. */
export function nodeLabel(node: Node, speaker: Speaker): NodeLabel {
  const { language } = speaker;
  const label = derived(node, speaker);
  const named = isEmptyText(node.name) ? label : { ...label, title: textIn(node.name, language) };
  const ports = portsOf(node);
  return ports.length > 1 ? { ...named, ports: ports.map((port) => portLabel(node, port, speaker)) } : named;
}

function derived(node: Node, speaker: Speaker): NodeLabel {
  const { translate, language } = speaker;
  const words = (duration: string) => durationWords(duration, translate, language);
  switch (node.kind) {
    case 'trigger':
      return triggerLabel(node, speaker);
    case 'wait':
      return { title: translate('node.wait.title', { duration: words(node.duration) }), ...(node.align ? { caption: alignWords(node.align, speaker) } : {}) };
    case 'wait-until':
      return {
        title: aroundDate('node.wait-until', node.until, node.offset, speaker),
        ...(node.at ? { caption: translate('node.wait-until.at', { time: clockIn(node.at, localeOf[language]) }) } : {}),
      };
    case 'wait-event':
      return {
        title: translate('node.wait-event.title', { event: eventName(node.event, speaker) }),
        caption: translate('node.wait-event.caption', { duration: words(node.timeout) }),
        code: toWire(node.event),
      };
    case 'window':
      return {
        title: translate('node.window.title', { from: clockIn(node.from, localeOf[language]), to: clockIn(node.to, localeOf[language]) }),
        ...(node.days.length < 7
          ? {
              caption: listed(
                node.days.map((day) => translate(`weekday.${day}`)),
                language,
              ),
            }
          : {}),
      };
    case 'decision': {
      const only = node.cases.length === 1 ? node.cases[0]?.name : undefined;
      return { title: textIn(only, language) || translate('node.kind.decision') };
    }
    case 'ab':
      return { title: translate('node.kind.ab') };
    case 'send':
      return sendLabel(node, speaker);
    case 'update': {
      const key = node.mode === 'add' || node.mode === 'remove' ? `node.update.${node.mode}` : 'node.update.title';
      return { title: translate(key, { attribute: attributeName(node.attribute, speaker), value: valueWords(node.value, node.attribute, speaker) }) };
    }
    case 'task': {
      const who = node.assignTo ? translate('node.task.for', { who: attributeName(node.assignTo, speaker) }) : translate('node.task.for-owner');
      return { title: translate(`node.task.${node.task}`), caption: who };
    }
    case 'webhook':
      return { title: translate('node.webhook.title', { targets: listed(node.targets, language) }) };
    case 'ext':
      return { title: translate('node.kind.ext'), code: node.originalKind };
    case 'goal':
    case 'exit':
    case 'join':
      return { title: translate(`node.kind.${node.kind}`) };
  }
}

function triggerLabel(node: NodeOf<'trigger'>, speaker: Speaker): NodeLabel {
  const { translate, language, context } = speaker;
  const { trigger } = node;
  const caption = node.waves
    ? translate('node.trigger.waves', { people: node.waves.people, every: everyWords(node.waves.every, translate, language) })
    : node.audience
      ? translate('node.trigger.audience')
      : undefined;
  const label = (title: string, code?: string): NodeLabel => ({ title, ...(caption ? { caption } : {}), ...(code ? { code } : {}) });
  switch (trigger.kind) {
    case 'event':
      return label(eventName(trigger.event, speaker), toWire(trigger.event));
    case 'segment-enter':
    case 'segment-exit':
      return label(translate(`node.trigger.${trigger.kind}`, { segment: context.segments.get(trigger.segment)?.name ?? trigger.segment }));
    case 'attribute-changed': {
      const attribute = attributeName(trigger.attribute, speaker);
      if (trigger.to === undefined) return label(translate('node.trigger.attribute-changed', { attribute }));
      return label(translate('node.trigger.attribute-changed-to', { attribute, value: literalWords(trigger.to, trigger.attribute, speaker) }));
    }
    case 'date-attribute':
      return label(aroundDate('node.trigger', { kind: 'customer', path: trigger.attribute }, trigger.offset, speaker));
    case 'schedule': {
      const every = everyWords(trigger.every, translate, language);
      return label(
        trigger.at
          ? translate('node.trigger.schedule-at', { every, time: clockIn(trigger.at, localeOf[language]) })
          : translate('node.trigger.schedule', { every }),
      );
    }
    case 'manual':
    case 'api':
      return label(translate(`node.trigger.${trigger.kind}`));
  }
}

function sendLabel(node: NodeOf<'send'>, speaker: Speaker): NodeLabel {
  const { translate, language, context } = speaker;
  const message = context.messages.get(node.message);
  const subject = textIn(message?.subject, language) || textIn(message?.name, language);
  return {
    title: subject ? readable(subject, speaker) : translate('node.kind.send'),
    caption: `${translate(`channel.${node.channel}`)} · ${translate(`message-class.${node.class}`)}`,
  };
}

/** A message's text for reading: its variables as `[First name]` instead of `{{first-name}}`. */
export function readable(text: string, speaker: Speaker): string {
  const { context, language } = speaker;
  return replaceVariables(text, ({ of, event = '', id }) => {
    const property = of === 'event' ? context.events.get(event)?.properties.get(id)?.label : propertyLabel(id, context);
    const label = of === 'attribute' ? context.attributes.get(id)?.attribute.label : property;
    return `[${textIn(label, language) || id}]`;
  });
}

/** The word at a port: a case's name, an arm's name with its share, or the port's own. */
export function portLabel(node: Node, port: string, speaker: Speaker): string {
  const { translate, language } = speaker;
  if (node.kind === 'decision') {
    const one = node.cases.find((c) => c.port === port);
    if (one && !isEmptyText(one.name)) return textIn(one.name, language);
    // With one case the question is in the title and the ports are its answers.
    if (node.cases.length === 1) return translate(port === 'else' ? 'port.no' : 'port.yes');
    return one ? port : translate('port.else');
  }
  if (node.kind === 'ab') {
    const arm = node.arms.find((a) => a.port === port);
    const name = arm && !isEmptyText(arm.name) ? textIn(arm.name, language) : port.toUpperCase();
    return arm ? `${name} ${percentWords(arm.weight, language)}` : name;
  }
  return ['happened', 'timeout', 'suppressed', 'failed', 'out'].includes(port) ? translate(`port.${port}`) : port;
}

/** "Entry", "Touchpoint 2", or the touchpoint's own name where the storyboard gives it one. */
export function columnLabel(key: ColumnKey, { translate, language }: Speaker, storyboard: readonly Pick<Frame, 'touchpoint' | 'name'>[] = []): string {
  const name = textIn(storyboard.find(({ touchpoint }) => touchpoint === key)?.name, language);
  if (name) return name;
  return typeof key === 'number' ? translate('column.touchpoint', { number: key }) : translate(`column.${key}`);
}

/** "After 1 day and 2 hours", "7 days before Expires on". */
export function arrivalWords(arrival: Arrival, speaker: Speaker): string {
  const { translate, language } = speaker;
  const total = arrival.days * 86_400 + arrival.seconds;
  const mixed = arrival.days !== 0 && arrival.seconds !== 0 && Math.sign(arrival.days) !== Math.sign(arrival.seconds);
  const abs = Math.abs(total);
  const parts = mixed ? { days: Math.floor(abs / 86_400), seconds: abs % 86_400 } : { days: Math.abs(arrival.days), seconds: Math.abs(arrival.seconds) };
  const duration = durationWords(toDuration(parts), translate, language);
  if (!arrival.from) return total === 0 ? translate('timing.at-once') : translate('timing.after', { duration });
  const date = refWords(arrival.from, speaker);
  if (total === 0) return translate('timing.on', { date });
  return translate(total < 0 ? 'timing.before-date' : 'timing.after-date', { duration, date });
}

/** What a reference points to, in words: the attribute's or property's label. */
export function refWords(ref: Ref, speaker: Speaker): string {
  const { translate, language, context } = speaker;
  if (ref.kind === 'customer') return attributeName(ref.path, speaker);
  if (ref.kind === 'step') return ref.path;
  const label = textIn(propertyLabel(ref.path, context), language);
  if (ref.kind === 'entry' && label) return label;
  return translate(`node.${ref.kind}-value`, { property: label || ref.path });
}

export function attributeName(id: string, { context, language }: Speaker): string {
  return textIn(context.attributes.get(id)?.attribute.label, language) || id;
}

export function eventName(id: string, { context, language }: Speaker): string {
  return textIn(context.events.get(id)?.label, language) || toWire(id);
}

function propertyLabel(id: string, context: JourneyContext): Text | undefined {
  for (const event of context.events.values()) {
    const property = event.properties.get(id);
    if (property) return property.label;
  }
  return undefined;
}

/** A literal or a reference in words; a listed value by its label. */
export function valueWords(value: Ref | Literal, attribute: string, speaker: Speaker): string {
  return typeof value === 'object' && value !== null && 'kind' in value ? refWords(value, speaker) : literalWords(value, attribute, speaker);
}

function literalWords(value: Literal, attribute: string, speaker: Speaker): string {
  const { translate, language, context } = speaker;
  if (value === null) return translate('node.empty');
  if (Array.isArray(value)) {
    const words = value.map((one) => literalWords(one, attribute, speaker));
    return listed(words, language);
  }
  if (typeof value === 'boolean') return translate(value ? 'port.yes' : 'port.no');
  if (typeof value === 'number') return numberWords(value, language);
  const known = context.attributes.get(attribute)?.attribute.values?.find((one) => one.id === value);
  return textIn(known?.label, language) || value;
}

function aroundDate(key: 'node.trigger' | 'node.wait-until', ref: Ref, offset: string | undefined, speaker: Speaker): string {
  const { translate, language } = speaker;
  const date = refWords(ref, speaker);
  const on = key === 'node.trigger' ? 'node.trigger.on-date' : 'node.wait-until.on';
  if (!offset || !/[1-9]/.test(offset)) return translate(on, { date });
  const duration = durationWords(offset, translate, language);
  const side = offset.startsWith('-') ? 'before' : 'after';
  return translate(key === 'node.trigger' ? `node.trigger.${side}-date` : `node.wait-until.${side}`, { duration, date });
}

function alignWords({ at, days }: NonNullable<NodeOf<'wait'>['align']>, { translate, language }: Speaker): string {
  const time = clockIn(at, localeOf[language]);
  if (!days || days.length === 0 || days.length === 7) return translate('node.wait.align', { time });
  return translate('node.wait.align-days', {
    time,
    days: listed(
      days.map((day) => translate(`weekday.${day}`)),
      language,
    ),
  });
}

/** 50 → "50%", "۵۰٪". */
export function percentWords(value: number, language: Language): string {
  return withoutMarks(numberFormat(localeOf[language], { style: 'percent', maximumFractionDigits: 2 }).format(value / 100));
}

export function numberWords(value: number, language: Language): string {
  return numberFormat(localeOf[language], { maximumFractionDigits: 2 }).format(value);
}

/** "a, b"; `between` ';' where the items hold commas themselves. */
export function listed(items: readonly string[], language: Language, between: ',' | ';' = ','): string {
  const persian = between === ';' ? '؛' : '،';
  return items.join(`${language === 'fa' ? persian : between} `);
}
