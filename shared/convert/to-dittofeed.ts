/** A journey as a Dittofeed definition, with the segments and templates it refers to. */
import type { Condition } from '../condition/schema';
import { toWire } from '../ids';
import { sha256Hex } from '../journey/content-hash';
import { toGraph } from '../journey/graph';
import { createFindings } from '../journey/journey-problem';
import { nodeLabel, type Speaker } from '../journey/node-label';
import { type Journey, type MessagePart, type Node, type NodeOf, weekdays } from '../journey/schema';
import { hasWords } from '../messages/sender';
import type { Problem } from '../problem';
import { textIn } from '../text';
import type { DittofeedEntry, DittofeedFile, DittofeedNode, DittofeedSegment, DittofeedSegmentNode, DittofeedTemplate } from './dittofeed';
import { toDittofeedSegment } from './dittofeed-segment';
import { liquidText, secondsOf } from './other-words';
import { findPolicyLosses } from './policy-losses';

const EXIT = 'ExitNode';
const channelTypes: Partial<Record<NodeOf<'send'>['channel'], string>> = { email: 'Email', sms: 'Sms', push: 'MobilePush' };

/** An id Dittofeed accepts (UUID); the same journey gives the same ones, so that a second import replaces the first. */
export function uuidOf(text: string): string {
  const hex = sha256Hex(text);
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function toDittofeed(journey: Journey, speaker: Speaker): { value: DittofeedFile; losses: Problem[] } {
  const findings = createFindings(journey.id);
  const graph = toGraph(journey);
  const nodes: DittofeedNode[] = [];
  const segments = new Map<string, DittofeedSegment>();
  const templates = new Map<string, DittofeedTemplate>();
  const words = (node: Node) => nodeLabel(node, speaker).title;

  const segment = (name: string, entryNode: DittofeedSegmentNode, more: DittofeedSegmentNode[] = []): string => {
    const id = uuidOf(`${journey.id} segment ${JSON.stringify([entryNode, more])}`);
    segments.set(id, { id, name, definition: { entryNode, nodes: more } });
    return id;
  };
  const segmentFor = (name: string, when: Condition, place: string[]): string => {
    const made = toDittofeedSegment(when);
    if (made) return segment(name, made.entryNode, made.nodes);
    findings.add('blocks', 'loss-condition', place, { format: 'Dittofeed', text: name });
    return segment(name, { type: 'Manual', id: '1' });
  };

  /** Where a port leads. Joins and what Dittofeed has no node for are passed over. */
  const next = (node: string, port: string): string => {
    const seen = new Set<string>();
    for (let [at, out] = [node, port]; ; ) {
      const edge = graph.out.get(at)?.find((one) => one.port === out);
      const to = edge && graph.nodes.get(edge.to);
      if (!to || to.kind === 'goal' || to.kind === 'exit' || to.kind === 'ext' || seen.has(to.id)) return EXIT;
      if (!isPassedOver(to)) return to.id;
      seen.add(to.id);
      [at, out] = [to.id, 'out'];
    }
  };

  for (const node of graph.nodes.values()) translate(node);
  for (const id of graph.back) {
    const edge = journey.edges.find((one) => one.id === id);
    if (edge) findings.add('blocks', 'loss-loop', ['nodes', edge.from], { format: 'Dittofeed' });
  }
  findPolicyLosses(journey, findings, { format: 'Dittofeed', goal: false, exits: false, filter: true });
  return {
    value: {
      name: textIn(journey.name, speaker.language),
      definition: { entryNode: entry(), exitNode: { type: 'ExitNode' }, nodes },
      segments: [...segments.values()],
      messageTemplates: [...templates.values()],
    },
    losses: findings.problems,
  };

  function entry(): DittofeedEntry {
    const [first, ...others] = journey.nodes.filter((node) => node.kind === 'trigger');
    for (const node of others) findings.add('blocks', 'loss-trigger-more', ['nodes', node.id], { format: 'Dittofeed' });
    if (!first) return { type: 'EventEntryNode', event: 'manual', child: EXIT };
    let child = next(first.id, 'out');
    const { filter, reentry } = journey.entry;
    if (filter) {
      const id = 'entry-filter';
      nodes.unshift({
        type: 'SegmentSplitNode',
        id,
        variant: { type: 'Boolean', segment: segmentFor(speaker.translate('journeys.who-enters'), filter, ['entry']), trueChild: child, falseChild: EXIT },
      });
      child = id;
    }
    if (first.audience || first.waves) findings.add('blocks', 'loss-audience', ['nodes', first.id], { format: 'Dittofeed' });
    const { trigger } = first;
    if (trigger.kind === 'segment-enter') {
      const known = speaker.context.segments.get(trigger.segment);
      const name = textIn(known?.name, speaker.language) || trigger.segment;
      const when: Condition = known?.when ?? { op: 'in-segment', segment: trigger.segment };
      return { type: 'EntryNode', segment: segmentFor(name, when, ['nodes', first.id]), child };
    }
    if (trigger.kind !== 'event') findings.add('blocks', 'loss-trigger', ['nodes', first.id], { format: 'Dittofeed' });
    else if (trigger.where) findings.add('blocks', 'loss-trigger-where', ['nodes', first.id], { format: 'Dittofeed' });
    return {
      type: 'EventEntryNode',
      event: trigger.kind === 'event' ? toWire(trigger.event) : trigger.kind,
      ...(reentry.mode === 'parallel-by-key' ? { key: toWire(reentry.key.path) } : {}),
      child,
    };
  }

  function translate(node: Node): void {
    const { id } = node;
    const place = ['nodes', id];
    switch (node.kind) {
      case 'trigger':
      case 'join':
      case 'goal':
      case 'exit':
        return;
      case 'ext':
        findings.add('blocks', 'loss-kind', place, { format: 'Dittofeed' });
        return;
      case 'update':
      case 'task':
        findings.add('blocks', 'loss-kind', place, { format: 'Dittofeed' });
        return;
      case 'wait': {
        const child = next(id, 'out');
        if (/\d[WD]/.test(node.duration)) findings.add('informs', 'loss-days', place, { format: 'Dittofeed' });
        const aligned = node.align && `${id}-at`;
        nodes.push({ type: 'DelayNode', id, variant: { type: 'Second', seconds: secondsOf(node.duration) }, child: aligned ?? child });
        if (node.align && aligned) nodes.push({ type: 'DelayNode', id: aligned, variant: localTime(node.align.at, node.align.days), child });
        return;
      }
      case 'wait-until': {
        if (node.until.kind !== 'customer') findings.add('blocks', 'loss-entry-date', place, { format: 'Dittofeed' });
        if (node.onMissing === 'exit') findings.add('warns', 'loss-missing-date', place, { format: 'Dittofeed' });
        if (node.at) findings.add('warns', 'loss-clock', place, { format: 'Dittofeed', time: node.at });
        const seconds = node.offset ? secondsOf(node.offset) : 0;
        nodes.push({
          type: 'DelayNode',
          id,
          variant: {
            type: 'UserProperty',
            userProperty: toWire(node.until.path),
            offsetSeconds: Math.abs(seconds),
            offsetDirection: seconds < 0 ? 'before' : 'after',
          },
          child: next(id, 'out'),
        });
        return;
      }
      case 'wait-event': {
        const event = toWire(node.event);
        const { reentry } = journey.entry;
        const isKeyed = reentry.mode === 'parallel-by-key';
        if (node.match && !isKeyed) findings.add('blocks', 'loss-match', place, { format: 'Dittofeed' });
        const name = words(node);
        const entryNode: DittofeedSegmentNode = isKeyed
          ? { type: 'KeyedPerformed', id: '1', event, key: toWire(reentry.key.path), times: 1, timesOperator: '>=' }
          : { type: 'Performed', id: '1', event, times: 1, timesOperator: '>=' };
        // Somebody who did it before the journey began is in that segment already.
        if (!isKeyed) findings.add('warns', 'loss-happened-before', place, { format: 'Dittofeed' });
        nodes.push({
          type: 'WaitForNode',
          id,
          timeoutSeconds: secondsOf(node.timeout),
          timeoutChild: next(id, 'timeout'),
          segmentChildren: [{ id: next(id, 'happened'), segmentId: segment(name, entryNode) }],
        });
        return;
      }
      case 'window':
        findings.add('warns', 'loss-window', place, { format: 'Dittofeed' });
        nodes.push({ type: 'DelayNode', id, variant: localTime(node.from, node.days), child: next(id, 'out') });
        return;
      case 'decision':
        splits(
          id,
          node.cases.map((one, i) => ({
            segment: segmentFor(textIn(one.name, speaker.language) || (node.cases.length > 1 ? `${words(node)} ${i + 1}` : words(node)), one.when, place),
            to: next(id, one.port),
          })),
          next(id, 'else'),
        );
        return;
      case 'ab': {
        findings.add('warns', 'loss-draw', place, { format: 'Dittofeed' });
        let left = node.arms.reduce((sum, arm) => sum + arm.weight, 0);
        const last = node.arms.at(-1);
        const parts = node.arms.slice(0, -1).map((arm) => {
          const percent = left > 0 ? Math.min(1, arm.weight / left) : 0;
          left -= arm.weight;
          return { segment: segment(`${words(node)} ${arm.port}`, { type: 'RandomBucket', id: arm.port, percent }), to: next(id, arm.port) };
        });
        splits(id, parts, next(id, last?.port ?? ''));
        return;
      }
      case 'send': {
        const type = channelTypes[node.channel];
        if (!type) {
          findings.add('blocks', 'loss-channel', place, { format: 'Dittofeed', channel: speaker.translate(`channel.${node.channel}`) });
          return;
        }
        if (node.fallbackChannel)
          findings.add('warns', 'loss-fallback', place, { format: 'Dittofeed', channel: speaker.translate(`channel.${node.fallbackChannel}`) });
        if (node.onSuppressed === 'branch' || node.onFailure === 'branch') findings.add('warns', 'loss-send-branch', place, { format: 'Dittofeed' });
        if (type === 'Email' && hasWords(speaker.context.messages.get(node.message)?.preheader))
          findings.add('warns', 'loss-preheader', place, { format: 'Dittofeed' });
        nodes.push({ type: 'MessageNode', id, name: words(node), variant: { type, templateId: template(node.message, type) }, child: next(id, 'out') });
        return;
      }
      case 'webhook':
        findings.add('warns', 'loss-webhook', place, { format: 'Dittofeed', targets: node.targets.join(', ') });
        nodes.push({
          type: 'MessageNode',
          id,
          name: words(node),
          variant: { type: 'Webhook', templateId: uuidOf(`${journey.id} webhook ${id}`) },
          child: next(id, 'out'),
        });
        return;
    }
  }

  /** One split after the other, each with two ways out. */
  function splits(id: string, parts: { segment: string; to: string }[], otherwise: string): void {
    for (const [i, part] of parts.entries()) {
      const own = i === 0 ? id : `${id}-${i + 1}`;
      const falseChild = i === parts.length - 1 ? otherwise : `${id}-${i + 2}`;
      nodes.push({ type: 'SegmentSplitNode', id: own, variant: { type: 'Boolean', segment: part.segment, trueChild: part.to, falseChild } });
    }
  }

  function template(message: string, type: string): string {
    const id = uuidOf(`${journey.id} message ${message} ${type}`);
    const known = speaker.context.messages.get(message);
    if (!known) return id;
    const text = (part: MessagePart) => liquidText(textIn(known[part], speaker.language), 'user', (standIn) => ` | default: ${JSON.stringify(standIn)}`);
    const contents: Record<string, string> =
      type === 'Email' ? { from: '', subject: text('subject') } : type === 'MobilePush' ? { title: text('subject') } : {};
    templates.set(id, { id, name: textIn(known.name, speaker.language), definition: { type, ...contents, body: text('body') } });
    return id;
  }
}

/** Joins, and what Dittofeed has no node for: the way goes on behind it. */
function isPassedOver(node: Node): boolean {
  return node.kind === 'join' || node.kind === 'update' || node.kind === 'task' || (node.kind === 'send' && !channelTypes[node.channel]);
}

function localTime(at: string, days?: readonly (typeof weekdays)[number][]) {
  const [hour = 0, minute = 0] = at.split(':').map(Number);
  // Sunday is 0 over there; ours begin on Monday.
  const allowed = days && days.length < 7 ? { allowedDaysOfWeek: days.map((day) => (weekdays.indexOf(day) + 1) % 7).sort() } : {};
  return { type: 'LocalTime' as const, hour, minute, ...allowed };
}
