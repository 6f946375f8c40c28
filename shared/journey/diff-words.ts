/** The difference between two versions of a journey in words: one entry for each thing, one line for each setting. */
import type { Translate } from '../i18n/translator';
import { textIn } from '../text';
import { type Change, wayId } from './diff';
import { type DiffLine, line, settingLines } from './diff-lines';
import { settingAt } from './diff-settings';
import { type Side, sayValue } from './diff-values';
import { toGraph } from './graph';
import { listed, nodeLabel, portLabel } from './node-label';
import { type Journey, type Node, portsOf } from './schema';
import type { JourneyVersion } from './to-bundle';

export type DiffEntry = {
  id: string;
  /** `moved`: drawn elsewhere; what the journey does is the same. */
  sign: 'added' | 'removed' | 'changed' | 'moved';
  /** What it is: a node's kind, "Segment". */
  kind: string;
  title: string;
  /** Where on the canvas it is, when it is there. */
  node?: string;
  lines: DiffLine[];
  /** Customers are treated differently. */
  executable: boolean;
};

export type Sides = { before: Side & { version: JourneyVersion }; after: Side & { version: JourneyVersion } };

/** Nodes in the order of the way, then the journey, its storyboard, and the rules around it. */
export function diffEntries(changes: readonly Change[], sides: Sides): DiffEntry[] {
  const at = new Map(changes.map((change) => [`${change.part} ${change.id}`, change]));
  const parts = (part: Change['part']) => changes.filter((change) => change.part === part);
  return [
    ...nodeEntries(at, parts, sides),
    ...orderEntry(at.get('order '), sides),
    ...wholeEntry('journey', parts('journey'), sides),
    ...wholeEntry('storyboard', parts('storyboard'), sides),
    ...(['segment', 'suppression', 'cap', 'calendar'] as const).flatMap((part) => parts(part).map((change) => ruleEntry(part, change, sides))),
    ...recordEntry(parts('attribute'), parts('identity').length > 0, sides),
    ...senderEntry(parts('sender'), sides),
    ...movedEntry(parts('layout'), parts('storyboard'), sides),
  ];
}

function nodeEntries(at: ReadonlyMap<string, Change>, parts: (part: Change['part']) => Change[], sides: Sides): DiffEntry[] {
  const { before, after } = sides;
  const [old, now] = [byId(before.journey), byId(after.journey)];
  const told = new Set<string>();
  const ways = new Map<string, Change[]>();
  for (const way of parts('way')) {
    const from = way.id.split(' ')[0] ?? '';
    ways.set(from, [...(ways.get(from) ?? []), way]);
  }
  return readingOrder(before.journey, after.journey).flatMap((id): DiffEntry[] => {
    const node = now.get(id) ?? old.get(id);
    const change = at.get(`node ${id}`);
    if (!node) return [];
    const side = now.has(id) ? after : before;
    const entry = (sign: DiffEntry['sign'], lines: DiffLine[], executable: boolean): DiffEntry[] => [
      { id: `node ${id}`, sign, kind: kindOf(node, side), title: titleOf(node, side), node: id, lines, executable },
    ];
    if (change?.sign === 'added') return entry('added', leadLines(node, after), true);
    if (change?.sign === 'removed') return entry('removed', [], true);
    const message = node.kind === 'send' && !told.has(node.message) ? at.get(`message ${node.message}`) : undefined;
    if (node.kind === 'send') told.add(node.message);
    const lines = [
      ...(change ? settingLines('node', change.settings, sides, '', { before: old.get(id), after: now.get(id) }) : []),
      ...(message?.sign === 'changed' ? settingLines('message', message.settings, sides) : []),
      ...(ways.get(id) ?? []).flatMap((way) => wayLine(way, sides)),
    ];
    return lines.length > 0
      ? entry(
          'changed',
          lines,
          [change, message, ...(ways.get(id) ?? [])].some((one) => one?.executable),
        )
      : [];
  });
}

/** Where each port of a new node leads. */
function leadLines(node: Node, side: Side): DiffLine[] {
  return side.journey.edges
    .filter(({ from }) => from === node.id)
    .map(({ port, to }) => ({ label: leadsLabel(node, port, side), after: sayValue('node', to, side) }));
}

function wayLine({ id }: Change, { before, after }: Sides): DiffLine[] {
  const [from = '', port = ''] = id.split(' ');
  const node = byId(after.journey).get(from);
  const old = byId(before.journey).get(from);
  const named = node && hasPort(node, port, after) ? leadsLabel(node, port, after) : old ? leadsLabel(old, port, before) : port;
  const target = (side: Side) => {
    const to = side.journey.edges.filter((edge) => wayId(edge.from, edge.port) === id).map((edge) => sayValue('node', edge.to, side));
    return to.length > 0 ? listed(to, side.speaker.language) : undefined;
  };
  return [line(named, target(before), target(after))];
}

function hasPort(node: Node, port: string, side: Side): boolean {
  return side.journey.edges.some((edge) => edge.from === node.id && edge.port === port);
}

function leadsLabel(node: Node, port: string, { speaker }: Side): string {
  if (portsOf(node).length === 1) return speaker.translate('diff.leads-on');
  return speaker.translate('diff.leads', { port: portLabel(node, port, speaker) });
}

function orderEntry(change: Change | undefined, { after }: Sides): DiffEntry[] {
  if (!change?.executable) return [];
  const { translate } = after.speaker;
  return [{ id: 'order', sign: 'changed', kind: translate('canvas.whole-journey'), title: translate('diff.order-of-steps'), lines: [], executable: true }];
}

function wholeEntry(part: 'journey' | 'storyboard', changes: readonly Change[], sides: Sides): DiffEntry[] {
  const lines = changes.flatMap(({ id, settings }) => settingLines(part, settings, sides, id));
  if (lines.length === 0) return [];
  const { translate, language } = sides.after.speaker;
  const title = part === 'journey' ? textIn(sides.after.journey.name, language) : translate('journeys.storyboard');
  const executable = changes.some((change) => change.executable);
  return [{ id: part, sign: 'changed', kind: translate('canvas.whole-journey'), title, lines, executable }];
}

function ruleEntry(part: 'segment' | 'suppression' | 'cap' | 'calendar', change: Change, sides: Sides): DiffEntry {
  const { after, before } = sides;
  const things = { segment: 'segments', suppression: 'suppressions', cap: 'caps', calendar: 'calendars' } as const;
  const find = (version: JourneyVersion) => version[things[part]].find(({ id }) => id === change.id);
  const name = textIn((find(after.version) ?? find(before.version))?.name, after.speaker.language) || change.id;
  const lines = change.sign === 'changed' ? settingLines(part, change.settings, sides) : [];
  const kind = after.speaker.translate(`diff.rule.${part}`);
  return { id: `${part} ${change.id}`, sign: change.sign, kind, title: name, lines, executable: change.executable };
}

/** Attributes are told by name only: how they come about is the record's matter. */
function recordEntry(attributes: readonly Change[], identity: boolean, { before, after }: Sides): DiffEntry[] {
  const { translate, language } = after.speaker;
  const name = (id: string) =>
    textIn([...after.version.record.attributes, ...before.version.record.attributes].find((one) => one.id === id)?.label, language) || id;
  const lines = [
    ...(['added', 'removed', 'changed'] as const).flatMap((sign): DiffLine[] => {
      const some = attributes.filter((change) => change.sign === sign && change.executable).map(({ id }) => name(id));
      return some.length > 0 ? [{ label: translate(`diff.sign.${sign}`), after: listed(some, language) }] : [];
    }),
    ...(identity ? [{ label: translate('record.view.identity'), after: translate('diff.sign.changed') }] : []),
  ];
  if (lines.length === 0) return [];
  const title = translate('station.record');
  return [{ id: 'record', sign: 'changed', kind: translate('diff.rule.attribute'), title, lines, executable: true }];
}

/** What customers are told of who writes. */
function senderEntry([change]: readonly Change[], sides: Sides): DiffEntry[] {
  if (!change) return [];
  const title = sides.after.speaker.translate('settings.sender');
  const kind = sides.after.speaker.translate('canvas.whole-journey');
  return [{ id: 'sender', sign: change.sign, kind, title, lines: settingLines('sender', change.settings, sides), executable: true }];
}

/** What is only drawn elsewhere or otherwise: steps, cards, folded groups. */
function movedEntry(layout: readonly Change[], annotations: readonly Change[], { after }: Sides): DiffEntry[] {
  const moved = layout.filter(({ sign }) => sign === 'changed').length;
  const isDrawing = ({ id, settings }: Change) => settings.some(({ path }) => settingAt('storyboard', `${id}/${path}`).look?.kind === 'drawing');
  const { translate } = after.speaker;
  if (moved === 0 && !annotations.some(isDrawing)) return [];
  const title = moved > 0 ? translate('diff.moved', { count: moved }) : translate('diff.drawn-otherwise');
  return [{ id: 'layout', sign: 'moved', kind: translate('diff.layout'), title, lines: [], executable: false }];
}

/** The newer version's order, with what is gone after what it stood behind. */
export function readingOrder(before: Journey, after: Journey): string[] {
  const order = [...toGraph(after).order];
  const there = new Set(order);
  let previous: string | undefined;
  for (const id of toGraph(before).order) {
    if (!there.has(id)) {
      order.splice(previous === undefined ? 0 : order.indexOf(previous) + 1, 0, id);
      there.add(id);
    }
    previous = id;
  }
  return order;
}

/** All entries as plain text, one line each, to paste into a mail. */
export function diffAsText(entries: readonly DiffEntry[], translate: Translate): string {
  return entries
    .flatMap(({ sign, kind, title, lines }) => [
      translate('diff.text.entry', { sign: translate(`diff.sign.${sign}`), kind, title }),
      ...lines.map(
        ({ label, before, after }) =>
          `  ${translate('diff.text.line', { label, before: before ?? translate('diff.nothing'), after: after ?? translate('diff.nothing') })}`,
      ),
    ])
    .join('\n');
}

const byId = (journey: Journey) => new Map(journey.nodes.map((node) => [node.id, node]));
const titleOf = (node: Node, { speaker }: Side) => nodeLabel(node, speaker).title;
const kindOf = (node: Node, { speaker }: Side) => speaker.translate(`node.kind.${node.kind}`);
