/** Why something happened to a customer, in words: ids become the names this engagement gives them. */
import type { Condition } from '../condition/schema';
import { type ConditionNames, conditionSentence } from '../condition/sentence';
import type { Engagement } from '../engagement/schema';
import { localeOf } from '../i18n/translator';
import { holidayName } from '../journey/calendar-words';
import { durationWords } from '../journey/duration-words';
import { nodeLabel, portLabel, readable, type Speaker } from '../journey/node-label';
import type { Journey, Node } from '../journey/schema';
import { type Text, textIn } from '../text';
import type { TraceLine } from './api';
import { providersNumber } from './channel-words';
import { type OutChannel, outChannels } from './channels';

type Reason = NonNullable<TraceLine['reason']>;
type Named = Pick<Engagement, 'suppressions' | 'caps' | 'calendars' | 'messages'>;

/** Who knows the names: the engagement of now, or what was deployed; `journey` for its own rules, exits and nodes. */
export type Teller = { engagement: Named; journey: Journey | undefined; speaker: Speaker };

/** Where it happened and the zone (IANA) times are told in. `other`: knows the version that the reason names, if it is another one, and its number. */
type Place = Teller & { node?: string | undefined; zone: string; other?: (Teller & { version?: number | undefined }) | undefined };

/**
 * The sentence of `reason.<code>`, with the condition behind it where there is one. What the teller does not know keeps its
 * id.
 */
export function reasonWords({ code, params }: Reason, { engagement, journey, node, speaker, zone, other }: Place): string {
  const { translate, language, context } = speaker;
  const words: Record<string, string | number | boolean> = { ...params };
  const put = (key: string, name: (id: string) => string) => {
    const value = params[key];
    if (typeof value === 'string') words[key] = name(value) || value;
  };
  const named = (items: readonly { id: string; name: Text }[]) => (id: string) => textIn(items.find((item) => item.id === id)?.name, language);

  put('attribute', (id) => textIn(context.attributes.get(id)?.attribute.label, language));
  // A run begun without an event carries the kind of its trigger; the trigger says more.
  put('event', (id) => textIn(context.events.get(id)?.label, language) || (node === undefined ? id : nodeName(node, journey, speaker)));
  put('channel', (id) => (isChannel(id) ? translate(`channel.${id}`) : id));
  put('suppression', named([...engagement.suppressions, ...(journey?.policies.own ?? [])]));
  put('cap', named(engagement.caps));
  put('calendar', named(engagement.calendars));
  put('segment', (id) => textIn(context.segments.get(id)?.name, language));
  // A holiday says more than the calendar it stands in.
  const { holiday } = params;
  if (typeof holiday === 'string') words.calendar = holidayName(holiday, engagement.calendars, translate, language);
  put('node', (id) => (other ? nodeName(id, other.journey, other.speaker) : nodeName(id, journey, speaker)));
  // A version is named by its number; the digits of its hash name one whose number is not known.
  if (other?.version !== undefined) words.deployment = other.version;
  put('duration', (duration) => durationWords(duration, translate, language));
  put('exit', (id) => exitName(id, journey, speaker));
  put('task', (id) => (['create-task', 'ticket', 'alert', 'other'].includes(id) ? translate(`task.${id}`) : id));
  // A failed step carries the machine's own message, which is no id.
  if (code !== 'step-failed') put('message', (id) => readable(named(engagement.messages)(id), speaker));
  if (code === 'port-not-wired') put('port', (port) => portName(params.node, port, journey, speaker));

  const condition = conditionBehind(
    { code, params },
    journey?.nodes.find((one) => one.id === node),
    journey,
    engagement,
  );
  const moment = (value: unknown) => (typeof value === 'string' ? momentWords(value, localeOf[language], zone) : undefined);
  words.at = moment(params.at) ?? '';
  const sentence = `${translate(`reason.${code}`, words)}${providersNumber(params)}${condition ? `: ${conditionWords(condition, journey, speaker)}` : ''}`;
  const until = moment(params.until);
  return until === undefined ? sentence : `${sentence}${language === 'fa' ? '، ' : ', '}${translate('reason.until', { time: until })}`;
}

/** The condition that held or did not. */
function conditionBehind({ code, params }: Reason, node: Node | undefined, journey: Journey | undefined, { suppressions }: Named): Condition | undefined {
  const trigger = node?.kind === 'trigger' ? node : undefined;
  switch (code) {
    case 'entry-filter':
      return journey?.entry.filter;
    case 'not-in-audience':
      return trigger?.audience;
    case 'trigger-condition':
      return trigger && 'where' in trigger.trigger ? trigger.trigger.where : undefined;
    case 'goal-reached-before':
      return journey?.policies.goal?.when;
    case 'suppressed-by-rule': {
      const found = [...suppressions, ...(journey?.policies.own ?? [])].find((one) => one.id === params.suppression);
      return found?.rule.kind === 'condition' ? found.rule.when : undefined;
    }
    default:
      return undefined;
  }
}

function conditionWords(condition: Condition, journey: Journey | undefined, { translate, language, context }: Speaker): string {
  const start = journey?.nodes.flatMap((node) => (node.kind === 'trigger' && node.trigger.kind === 'event' ? [node.trigger.event] : []))[0];
  const names: ConditionNames = {
    attribute: (id) => context.attributes.get(id)?.attribute.label,
    event: (id) => context.events.get(id)?.label,
    property: (of = start, id) => context.events.get(of ?? '')?.properties.get(id)?.label,
    segment: (id) => context.segments.get(id)?.name,
    value: (attribute, id) => context.attributes.get(attribute)?.attribute.values?.find((value) => value.id === id)?.label,
  };
  return conditionSentence(condition, names, translate, language);
}

/** The name of a node of this journey as the canvas shows it; its id when the journey has it no more. */
export function nodeName(id: string, journey: Journey | undefined, speaker: Speaker): string {
  const node = journey?.nodes.find((one) => one.id === id);
  return node ? nodeLabel(node, speaker).title : id;
}

/** The name of the way out of a node, as the canvas shows it. */
function portName(node: unknown, port: string, journey: Journey | undefined, speaker: Speaker): string {
  const found = journey?.nodes.find((one) => one.id === node);
  return found ? portLabel(found, port, speaker) : port;
}

/** An exit rule by its id, or the end node that gives this reason. */
function exitName(id: string, journey: Journey | undefined, speaker: Speaker): string {
  const rule = journey?.policies.exits.find((exit) => exit.id === id);
  if (rule) return textIn(rule.name, speaker.language);
  const end = journey?.nodes.find((node) => node.kind === 'exit' && (node.reason ?? 'completed') === id);
  return end ? nodeLabel(end, speaker).title : id;
}

/** Weekday, day, month and time: holds end within weeks, so the year says nothing. */
function momentWords(iso: string, locale: string, zone: string): string | undefined {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return undefined;
  return new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: zone }).format(at);
}

function isChannel(id: string): id is OutChannel {
  return outChannels.some((channel) => channel === id);
}
