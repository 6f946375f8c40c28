/** A client's Dittofeed journey, as it is today: definition and, where they come along, its segments. */
import { z } from 'zod';
import { fromWire, keySchema } from '../ids';
import { createFindings } from '../journey/journey-problem';
import { type Channel, weekdays } from '../journey/schema';
import { ok, refuse } from '../problem';
import { type DittofeedNode, type DittofeedSegment, dittofeedEntrySchema, dittofeedNodeSchema, dittofeedSegmentSchema } from './dittofeed';
import { MOST_NODES, type ReadJourney } from './loss';
import { beginJourney, keyOf, nameOf } from './new-journey';
import { isObject } from './read-journey';

const channels: Record<string, Channel> = { Email: 'email', Sms: 'sms', MobilePush: 'push' };

/** A definition by itself, a journey with one, or what its API answers. */
export function dittofeedDefinition(value: unknown): { name: string; definition: Record<string, unknown>; segments: unknown } | undefined {
  if (!isObject(value)) return undefined;
  const [listed] = Array.isArray(value.journeys) ? (value.journeys as unknown[]) : [];
  const journey = isObject(listed) ? listed : value;
  const definition = isObject(journey.definition) ? journey.definition : journey;
  if (!isObject(definition.entryNode) || !Array.isArray(definition.nodes)) return undefined;
  return { name: typeof journey.name === 'string' ? journey.name : 'Dittofeed', definition, segments: value.segments };
}

/** Fails with `journey-file-unknown`, `dittofeed-entry` or `journey-file-too-large`. */
export function fromDittofeed(value: unknown, { newId, timeZone }: { newId: () => string; timeZone: string }): ReadJourney {
  const found = dittofeedDefinition(value);
  if (!found) return refuse('journey-file-unknown');
  const raw = found.definition.nodes as unknown[];
  if (raw.length > MOST_NODES) return refuse('journey-file-too-large', { nodes: raw.length, limit: MOST_NODES });
  const entry = dittofeedEntrySchema.safeParse(found.definition.entryNode);
  if (!entry.success) return refuse('dittofeed-entry');

  const id = newId();
  const findings = createFindings(id);
  const begun = beginJourney({ id, name: found.name, timeZone });
  const segments = new Map((z.array(dittofeedSegmentSchema).safeParse(found.segments).data ?? []).map((segment) => [segment.id, segment]));
  const segmentKey = (segment: string, place: string): string => {
    const known = segments.get(segment);
    const key = keyOf(known?.name ?? `segment-${segment}`, 'segment');
    findings.add('warns', 'loss-dittofeed-segment', ['nodes', place], { segment: key, id: segment });
    return key;
  };

  const trigger = begun.partId('entry');
  const { data } = entry;
  begun.nodes.push({
    id: trigger,
    kind: 'trigger',
    trigger: data.type === 'EntryNode' ? { kind: 'segment-enter', segment: segmentKey(data.segment, trigger) } : { kind: 'event', event: eventKey(data.event) },
  });
  const exit = begun.partId('ExitNode');
  begun.join(trigger, 'out', begun.partId(data.child));
  for (const one of raw) {
    const parsed = dittofeedNodeSchema.safeParse(one);
    if (parsed.success) read(parsed.data);
    else if (isObject(one) && typeof one.id === 'string') {
      const kind = typeof one.type === 'string' ? one.type : '';
      const part = begun.partId(one.id);
      findings.add('blocks', 'loss-dittofeed-kind', ['nodes', part], { kind });
      begun.nodes.push({ id: part, kind: 'ext', originalKind: `dittofeed:${kind}`, data: z.json().catch(null).parse(one) });
      if (typeof one.child === 'string') begun.join(part, 'out', begun.partId(one.child));
    } else findings.add('blocks', 'loss-dittofeed-kind', [], { kind: '' });
  }
  begun.nodes.push({ id: exit, kind: 'exit' });
  const { journey, messages } = begun.finish();
  const key = data.type === 'EventEntryNode' && data.key !== undefined ? keySchema.safeParse(fromWire(data.key)) : undefined;
  const reentry = key?.success ? { mode: 'parallel-by-key' as const, key: { kind: 'event' as const, path: key.data } } : journey.entry.reentry;
  return ok({ journey: { ...journey, entry: { reentry } }, messages, losses: findings.problems });

  function read(node: DittofeedNode): void {
    const own = begun.partId(node.id);
    const lead = (port: string, child: string) => begun.join(own, port, begun.partId(child));
    switch (node.type) {
      case 'DelayNode': {
        const { variant } = node;
        lead('out', node.child);
        if (variant.type === 'Second') begun.nodes.push({ id: own, kind: 'wait', duration: durationOf(variant.seconds) });
        else if (variant.type === 'LocalTime') {
          const at = `${String(variant.hour).padStart(2, '0')}:${String(variant.minute ?? 0).padStart(2, '0')}`;
          const days = variant.allowedDaysOfWeek?.map((day) => weekdays[(day + 6) % 7] ?? 'su');
          begun.nodes.push({ id: own, kind: 'wait', duration: 'PT0S', align: { at, ...(days?.length ? { days } : {}) } });
        } else {
          const path = keyOf(variant.userProperty, 'date');
          const offset = durationOf(variant.offsetSeconds ?? 0);
          begun.nodes.push({
            id: own,
            kind: 'wait-until',
            until: { kind: 'customer', path },
            ...(variant.offsetSeconds ? { offset: variant.offsetDirection === 'before' ? `-${offset}` : offset } : {}),
            onMissing: 'continue',
          });
          findings.add('warns', 'loss-dittofeed-property', ['nodes', own], { property: variant.userProperty, attribute: path });
        }
        return;
      }
      case 'MessageNode': {
        lead('out', node.child);
        const channel = channels[node.variant.type];
        const title = node.name || `${node.variant.type} ${node.id.slice(0, 8)}`;
        const base = { id: own, name: nameOf(title) };
        if (!channel) {
          begun.nodes.push({ ...base, kind: 'webhook', targets: [title], payload: [], onFailure: 'continue' });
          return;
        }
        const message = begun.message(title, channel);
        begun.nodes.push({ ...base, kind: 'send', message, channel, class: 'marketing', ignores: [], onSuppressed: 'continue', onFailure: 'continue' });
        return;
      }
      case 'SegmentSplitNode': {
        const { segment, trueChild, falseChild } = node.variant;
        const bucket = segments.get(segment)?.definition.entryNode;
        const name = node.name ? { name: nameOf(node.name) } : {};
        if (bucket?.type === 'RandomBucket' && bucket.percent !== undefined && bucket.percent >= 0 && bucket.percent <= 1) {
          const weight = Math.round(bucket.percent * 1e6) / 1e4;
          const arms = [
            { port: 'a', weight },
            { port: 'b', weight: Math.round((100 - weight) * 1e4) / 1e4 },
          ];
          begun.nodes.push({ id: own, ...name, kind: 'ab', salt: `${id}:${own}`, unit: 'customer', arms });
          lead('a', trueChild);
          lead('b', falseChild);
          return;
        }
        begun.nodes.push({ id: own, ...name, kind: 'decision', cases: [{ port: 'yes', when: { op: 'in-segment', segment: segmentKey(segment, own) } }] });
        lead('yes', trueChild);
        lead('else', falseChild);
        return;
      }
      case 'WaitForNode': {
        const [first, ...others] = node.segmentChildren;
        const waited = first && eventOfSegment(segments.get(first.segmentId));
        if (others.length > 0) findings.add('blocks', 'loss-dittofeed-branches', ['nodes', own], { count: others.length });
        if (first && !waited)
          findings.add('blocks', 'loss-dittofeed-wait', ['nodes', own], { segment: segments.get(first.segmentId)?.name ?? first.segmentId });
        const event = waited ?? keyOf(`entered ${segments.get(first?.segmentId ?? '')?.name ?? 'segment'}`, 'segment-entered');
        begun.nodes.push({ id: own, kind: 'wait-event', event, timeout: durationOf(node.timeoutSeconds) });
        lead('happened', first?.id ?? node.timeoutChild);
        lead('timeout', node.timeoutChild);
        return;
      }
    }
  }
}

function eventOfSegment(segment: DittofeedSegment | undefined): string | undefined {
  const node = segment?.definition.entryNode;
  return node && (node.type === 'Performed' || node.type === 'KeyedPerformed') && node.event !== undefined ? eventKey(node.event) : undefined;
}

function eventKey(name: string): string {
  const key = keySchema.safeParse(fromWire(name));
  return key.success ? key.data : keyOf(name, 'event');
}

/** Elapsed time, as Dittofeed counts it. */
function durationOf(seconds: number): string {
  const whole = Math.min(Math.round(seconds), 1e10);
  if (whole > 0 && whole % 3600 === 0) return `PT${whole / 3600}H`;
  return whole > 0 && whole % 60 === 0 ? `PT${whole / 60}M` : `PT${whole}S`;
}
