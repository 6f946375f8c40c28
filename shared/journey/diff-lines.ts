/** The settings of a changed thing in words. */
import { type Language, type Text, textIn } from '../text';
import type { SettingChange } from './diff';
import { ORDER } from './diff-facts';
import { type Setting, type SettingPart, settingAt } from './diff-settings';
import { diffText, type TextPart } from './diff-text';
import { type Around, type Side, sayValue } from './diff-values';
import { columnLabel, listed, portLabel } from './node-label';
import type { Node } from './schema';

/** Absent `before` or `after`: there was or is nothing. `text`: both, word by word, in the language they are written in. */
export type DiffLine = { label: string; before?: string; after?: string; text?: TextPart[]; language?: Language };

type Two = { before: Side; after: Side };
type Nodes = { before?: Node | undefined; after?: Node | undefined };

/** What was set otherwise, one line each; things that came or went as a whole have one line for all of it. */
export function settingLines(part: SettingPart, settings: readonly SettingChange[], sides: Two, under = '', nodes: Nodes = {}): DiffLine[] {
  const { before, after } = sides;
  const known = settings.map(({ path, ...values }) => {
    const whole = [under, path].filter((one) => one !== '').join('/');
    return { whole, values, last: whole.split('/').at(-1), setting: settingAt(part, whole) };
  });
  // A thing that came or went as a whole has its name among what changed: one line tells it.
  const told = new Map<string, DiffLine[]>();
  for (const { last, setting, values } of known)
    if (setting.of && isOne(setting.of.list) && (last === 'id' || last === 'port') && (values.before === undefined || values.after === undefined))
      told.set(nameIn(setting.of), wholeLine(setting.of, known, values.after === undefined ? 'before' : 'after', sides, nodes));
  return known.flatMap(({ whole, values, last, setting }): DiffLine[] => {
    const thing = setting.of && nameIn(setting.of);
    const lines = thing === undefined ? undefined : told.get(thing);
    if (thing !== undefined && lines) {
      told.set(thing, []);
      return lines;
    }
    if (last === ORDER) return orderLine(values.before, values.after, sides, nodes);
    // The name a thing of a list goes by; it stands in the label.
    if (setting.of && (last === 'id' || last === 'port' || last === 'touchpoint') && !setting.look) return [];
    const label = labelOf(setting, whole, sides, nodes);
    if (!setting.look) return [line(label, plain(values.before), plain(values.after))];
    const { kind } = setting.look;
    if (kind === 'drawing') return [];
    const say = (value: unknown, side: Side, node: Node | undefined) => (value === undefined ? undefined : sayValue(kind, value, side, aroundIn(node)));
    const one = line(label, say(values.before, before, nodes.before), say(values.after, after, nodes.after));
    if (kind !== 'text' || one.before === undefined || one.after === undefined) return [{ ...one, ...languageOf(setting.language) }];
    return [{ ...one, text: diffText(one.before, one.after), ...languageOf(setting.language) }];
  });
}

type Known = { setting: Setting; values: Omit<SettingChange, 'path'> };
type One = NonNullable<Setting['of']>;

const ones = ['own', 'exits', 'cases', 'arms'] as const;
const isOne = (list: string): list is (typeof ones)[number] => ones.some((one) => one === list);
const nameIn = ({ list, name }: One) => `${list} ${name}`;

/** A rule, exit, case or arm with all that is set of it. */
function wholeLine(of: One, known: readonly Known[], at: 'before' | 'after', sides: Two, nodes: Nodes): DiffLine[] {
  const side = sides[at];
  const { translate, language } = side.speaker;
  const said = known.flatMap(({ setting, values }) => {
    if (!setting.of || nameIn(setting.of) !== nameIn(of) || !setting.look || setting.look.kind === 'text' || values[at] === undefined) return [];
    return [sayValue(setting.look.kind, values[at], side, aroundIn(nodes[at]))];
  });
  const settings = listed(said, language, ';');
  const name = nameOfOne(of, side, nodes[at]);
  return isOne(of.list)
    ? [{ label: translate(`diff.one.${of.list}`), [at]: name === undefined ? settings : translate('diff.one-is', { name, settings }) }]
    : [];
}

function labelOf({ look, of, language }: ReturnType<typeof settingAt>, path: string, { before, after }: Two, nodes: Nodes): string {
  const { translate } = after.speaker;
  const label = look ? translate(look.label) : path;
  const named = of ? (nameOfOne(of, after, nodes.after) ?? nameOfOne(of, before, nodes.before) ?? of.name) : undefined;
  const full = named === undefined ? label : translate('diff.setting-of', { setting: label, thing: named });
  return language ? translate('diff.in-language', { setting: full, language: translate(`language.${language}`) }) : full;
}

/** What one of several is called: a case, an arm, an exit, a touchpoint. */
function nameOfOne({ list, name }: { list: string; name: string }, side: Side, node: Node | undefined): string | undefined {
  const { speaker, journey } = side;
  const words = (text: Text | undefined) => textIn(text, speaker.language) || undefined;
  switch (list) {
    case 'cases':
      return node?.kind === 'decision' && node.cases.some(({ port }) => port === name) ? portLabel(node, name, speaker) : undefined;
    case 'arms':
      return node?.kind === 'ab' ? (words(node.arms.find(({ port }) => port === name)?.name) ?? name.toUpperCase()) : undefined;
    case 'exits':
      return words(journey.policies.exits.find(({ id }) => id === name)?.name);
    case 'own':
      return words(journey.policies.own.find(({ id }) => id === name)?.name);
    case 'storyboard':
      return columnLabel(Number(name), speaker, journey.annotations.storyboard);
    case 'groups':
      return words(journey.annotations.groups?.find(({ id }) => id === name)?.name);
    case 'cards':
      return journey.annotations.cards?.find(({ id }) => id === name)?.text.slice(0, 40) || undefined;
    case 'byNode':
    case 'touchpoints':
    case 'stages':
      return journey.nodes.some(({ id }) => id === name) ? sayValue('node', name, side) : undefined;
    default:
      return undefined;
  }
}

/** Things of a list that stay, in another order. */
function orderLine(was: unknown, is: unknown, { before, after }: Two, nodes: Nodes): DiffLine[] {
  if (!Array.isArray(was) || !Array.isArray(is)) return [];
  const common = (list: string[], others: string[]) => list.filter((one) => others.includes(one));
  const [old, now] = [common(was, is), common(is, was)];
  if (old.join(' ') === now.join(' ')) return [];
  const say = (list: string[], side: Side, node: Node | undefined) =>
    listed(
      list.map((port) => (node ? portLabel(node, port, side.speaker) : port)),
      side.speaker.language,
    );
  return [line(after.speaker.translate('diff.order'), say(old, before, nodes.before), say(now, after, nodes.after))];
}

export function line(label: string, before: string | undefined, after: string | undefined): DiffLine {
  return { label, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

function plain(value: unknown): string | undefined {
  return value === undefined ? undefined : typeof value === 'string' ? value : JSON.stringify(value);
}

function languageOf(language: Language | undefined): { language?: Language } {
  return language ? { language } : {};
}

function aroundIn(node: Node | undefined): Around {
  if (node?.kind === 'trigger')
    return node.trigger.kind === 'event' ? { event: node.trigger.event } : { attribute: 'attribute' in node.trigger ? node.trigger.attribute : undefined };
  if (node?.kind === 'wait-event') return { event: node.event };
  return node?.kind === 'update' ? { attribute: node.attribute } : {};
}
