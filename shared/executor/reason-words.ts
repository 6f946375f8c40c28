/** Why something happened to a customer, in words: ids become the names this engagement gives them. */
import type { Engagement } from '../engagement/schema';
import { localeOf } from '../i18n/translator';
import { durationWords } from '../journey/duration-words';
import { nodeLabel, portLabel, type Speaker } from '../journey/node-label';
import { type Channel, channels, type Journey } from '../journey/schema';
import { type Text, textIn } from '../text';
import type { TraceRow } from './api';

type Reason = NonNullable<TraceRow['reason']>;
type Named = Pick<Engagement, 'suppressions' | 'caps' | 'calendars' | 'messages'>;

/**
 * The sentence of `reason.<code>`. `journey`: where it happened, for its own rules, exits and nodes. `zone` (IANA) is the
 * zone times are told in. What this engagement does not know (anymore) keeps its id.
 */
export function reasonWords(
  { code, params }: Reason,
  { engagement, journey, speaker, zone }: { engagement: Named; journey: Journey | undefined; speaker: Speaker; zone: string },
): string {
  const { translate, language, context } = speaker;
  const words: Record<string, string | number | boolean> = { ...params };
  const put = (key: string, name: (id: string) => string) => {
    const value = params[key];
    if (typeof value === 'string') words[key] = name(value) || value;
  };
  const named = (items: readonly { id: string; name: Text }[]) => (id: string) => textIn(items.find((item) => item.id === id)?.name, language);

  put('attribute', (id) => textIn(context.attributes.get(id)?.attribute.label, language));
  put('event', (id) => textIn(context.events.get(id)?.label, language));
  put('channel', (id) => (isChannel(id) ? translate(`channel.${id}`) : id));
  put('suppression', named([...engagement.suppressions, ...(journey?.policies.own ?? [])]));
  put('cap', named(engagement.caps));
  put('calendar', named(engagement.calendars));
  put('node', (id) => nodeName(id, journey, speaker));
  put('duration', (duration) => durationWords(duration, translate, language));
  put('exit', (id) => exitName(id, journey, speaker));
  put('task', (id) => (['create-task', 'ticket', 'alert', 'other'].includes(id) ? translate(`task.${id}`) : id));
  // A failed step carries the machine's own message, which is no id.
  if (code !== 'step-failed') put('message', named(engagement.messages));
  if (code === 'port-not-wired') put('port', (port) => portName(params.node, port, journey, speaker));

  const sentence = translate(`reason.${code}`, words);
  const until = typeof params.until === 'string' ? momentWords(params.until, localeOf[language], zone) : undefined;
  return until === undefined ? sentence : `${sentence}, ${translate('reason.until', { time: until })}`;
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

function isChannel(id: string): id is Channel {
  return channels.some((channel) => channel === id);
}
