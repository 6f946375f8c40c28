/** BPMN 2.0 → journey: our own exports exactly, others as far as their elements mean something to a journey. */
import { parseCondition } from '../condition/parse-condition';
import { durationSchema } from '../condition/schema';
import { parseJsonText } from '../engagement/json-text';
import { fromWire, keySchema } from '../ids';
import { createFindings, type Findings } from '../journey/journey-problem';
import type { Box } from '../journey/layout';
import { type Journey, type Node, nodeSchema } from '../journey/schema';
import { ok, problem, refuse } from '../problem';
import { placeOf } from './bpmn-drawing';
import { MOST_NODES, type ReadJourney } from './loss';
import { type Begun, beginJourney, channelIn, keyOf, nameOf } from './new-journey';
import { isObject, readJourney } from './read-journey';
import type { XmlElement } from './xml-text';

export type BpmnOptions = { newId: () => string; timeZone: string };

/** Fails with `bpmn-without-process`, `journey-file-too-large`, or what is wrong with a journey of ours in it. */
export function fromBpmn(root: XmlElement, options: BpmnOptions): ReadJourney {
  const processes = root.children.filter(({ name }) => name === 'process');
  const [first, ...others] = processes.toSorted((a, b) => b.children.length - a.children.length);
  if (root.name !== 'definitions' || !first) return refuse('bpmn-without-process');
  if (first.children.length > 4 * MOST_NODES) return refuse('journey-file-too-large', { nodes: first.children.length, limit: MOST_NODES });
  const kept = extension(first, 'journey');
  if (isObject(kept?.value)) return readOwn(first, kept.value, boxesOf(root));
  const read = readForeign(first, root, options);
  if (!read.ok || others.length === 0) return read;
  const { id } = read.value.journey;
  return ok({
    ...read.value,
    losses: [problem('warns', 'loss-bpmn-processes', ['journeys', id], { count: others.length, name: attribute(first, 'name') }), ...read.value.losses],
  });
}

/** Settings from the extension elements of what is still in the file; what was moved over there stands where it was moved to. */
function readOwn(process: XmlElement, kept: Record<string, unknown>, boxes: ReadonlyMap<string, Box>): ReadJourney {
  const nodes: unknown[] = [];
  const edges: unknown[] = [];
  const layout = new Map<string, unknown>(Object.entries(isObject(kept.layout) ? kept.layout : {}));
  const strange: string[] = [];
  for (const element of process.children) {
    const node = extension(element, 'node');
    const edge = extension(element, 'edge');
    if (isObject(node?.value) && isObject(node.value.node)) {
      const own = node.value.node;
      nodes.push(own);
      const box = boxes.get(attribute(element, 'id'));
      const moved = box && attribute(node.element, 'drawn') !== `${box.x},${box.y}`;
      const parsed = moved ? nodeSchema.safeParse(own) : undefined;
      const at = parsed?.success && box ? placeOf(parsed.data, box) : node.value.at;
      if (at !== undefined && typeof own.id === 'string') layout.set(own.id, at);
    } else if (edge) edges.push(edge.value);
    else if (element.name !== 'extensionElements' && element.name !== 'boundaryEvent') strange.push(attribute(element, 'name') || element.name);
  }
  const read = readJourney({
    ...kept,
    nodes,
    edges: [...edges, ...(Array.isArray(kept.edges) ? (kept.edges as unknown[]) : [])],
    // `fromEntries` defines keys, so `__proto__` stays a key.
    layout: Object.fromEntries(layout),
  });
  if (!read.ok || strange.length === 0) return read;
  const { journey, losses } = read.value;
  return ok({ ...read.value, losses: [...losses, problem('warns', 'loss-bpmn-added', ['journeys', journey.id], { names: someOf(strange) })] });
}

type Flow = { id: string; name: string; from: string; to: string; condition: string };
type Reading = {
  begun: Begun;
  findings: Findings;
  elements: ReadonlyMap<string, XmlElement>;
  out: ReadonlyMap<string, readonly Flow[]>;
  into: ReadonlyMap<string, number>;
  /** Activity → kind of event → event on its edge. */
  boundary: ReadonlyMap<string, ReadonlyMap<string, XmlElement>>;
  /** Names of messages and signals. */
  names: ReadonlyMap<string, string>;
  /** Catch events that became a part of the gateway before them. */
  absorbed: Set<string>;
};

const ignored = new Set([
  'extensionElements',
  'documentation',
  'laneSet',
  'textAnnotation',
  'association',
  'dataObject',
  'dataObjectReference',
  'dataStoreReference',
  'group',
  'ioSpecification',
  'property',
]);

function readForeign(process: XmlElement, root: XmlElement, { newId, timeZone }: BpmnOptions): ReadJourney {
  const id = newId();
  const findings = createFindings(id);
  const begun = beginJourney({ id, name: attribute(process, 'name') || attribute(process, 'id'), timeZone });
  const reading = collect(process, root, begun, findings);
  if (reading.elements.size > MOST_NODES) return refuse('journey-file-too-large', { nodes: reading.elements.size, limit: MOST_NODES });
  const passed: string[] = [];
  for (const element of process.children) {
    if (element.name === 'sequenceFlow' || element.name === 'boundaryEvent') continue;
    if (ignored.has(element.name)) {
      if (element.name !== 'extensionElements') passed.push(attribute(element, 'name') || element.name);
    } else if (reading.elements.has(attribute(element, 'id'))) readElement(element, reading);
  }
  if (begun.nodes.length === 0) return refuse('bpmn-without-process');
  if (passed.length > 0) findings.add('informs', 'loss-bpmn-ignored', [], { names: someOf(passed) });
  const gone = new Set([...reading.absorbed].map(begun.partId));
  const { journey, messages } = begun.finish(gone, placesOf(reading, boxesOf(root)));
  return ok({ journey, messages, losses: findings.problems });
}

function collect(process: XmlElement, root: XmlElement, begun: Begun, findings: Findings): Reading {
  const elements = new Map<string, XmlElement>();
  const out = new Map<string, Flow[]>();
  const into = new Map<string, number>();
  const boundary = new Map<string, Map<string, XmlElement>>();
  for (const element of process.children) {
    const own = attribute(element, 'id');
    if (element.name === 'sequenceFlow') {
      const [from, to] = [attribute(element, 'sourceRef'), attribute(element, 'targetRef')];
      const condition = element.children.find(({ name }) => name === 'conditionExpression')?.text ?? '';
      const flow = { id: own, name: attribute(element, 'name'), from, to, condition };
      const leaving = out.get(from);
      if (leaving) leaving.push(flow);
      else out.set(from, [flow]);
      into.set(to, (into.get(to) ?? 0) + 1);
    } else if (element.name === 'boundaryEvent') {
      const host = attribute(element, 'attachedToRef');
      const events = boundary.get(host) ?? new Map<string, XmlElement>();
      events.set(definitionOf(element)?.name ?? '', element);
      boundary.set(host, events);
    } else if (own && !ignored.has(element.name)) elements.set(own, element);
  }
  const names = new Map(
    root.children.filter(({ name }) => name === 'message' || name === 'signal').map((one) => [attribute(one, 'id'), attribute(one, 'name')]),
  );
  return { begun, findings, elements, out, into, boundary, names, absorbed: new Set() };
}

function readElement(element: XmlElement, reading: Reading): void {
  const { begun, out, boundary, findings } = reading;
  const original = attribute(element, 'id');
  if (reading.absorbed.has(original)) return;
  const id = begun.partId(original);
  const title = attribute(element, 'name');
  const base = { id, ...(title ? { name: nameOf(title) } : {}) };
  const flows = out.get(original) ?? [];
  const events = boundary.get(original);
  const lead = (port: string, to: string | undefined) => {
    if (to !== undefined) begun.join(id, port, begun.partId(to));
  };
  const leadOn = (port = 'out') => {
    lead(port, flows[0]?.to);
    if (flows.length > 1) findings.add('blocks', 'loss-bpmn-parallel', ['nodes', id]);
    if (flows.length === 0) {
      const end = begun.partId(`${original} end`);
      begun.nodes.push({ id: end, kind: 'exit' });
      begun.join(id, port, end);
    }
  };
  /** Where the event on the edge leads; undefined when there is none. */
  const aside = (definition: string) => {
    const event = events?.get(definition);
    return event && out.get(attribute(event, 'id'))?.[0]?.to;
  };
  const keep = () => {
    findings.add('blocks', 'loss-bpmn-kind', ['nodes', id], { kind: element.name });
    begun.nodes.push({ ...base, kind: 'ext', originalKind: `bpmn:${element.name}`, data: plain(element, 4) });
    for (const [n, flow] of flows.entries()) lead(n === 0 ? 'out' : `out${n + 1}`, flow.to);
  };

  switch (element.name) {
    case 'startEvent':
      begun.nodes.push({ ...base, kind: 'trigger', trigger: triggerOf(element, id, reading) });
      leadOn();
      return;
    case 'endEvent':
      begun.nodes.push({ ...base, kind: 'exit' });
      if (definitionOf(element)?.name === 'messageEventDefinition') findings.add('warns', 'loss-bpmn-end-message', ['nodes', id]);
      return;
    case 'intermediateCatchEvent':
    case 'receiveTask': {
      const node = catchOf(element, base, reading);
      if (!node) {
        keep();
        return;
      }
      const late = aside('timerEventDefinition');
      begun.nodes.push(node);
      if (node.kind !== 'wait-event') {
        leadOn();
        return;
      }
      leadOn('happened');
      if (late !== undefined) {
        lead('timeout', late);
        return;
      }
      findings.add('warns', 'loss-bpmn-timeout', ['nodes', id], { duration: node.timeout });
      leadOn('timeout');
      return;
    }
    case 'eventBasedGateway': {
      const joined = waitBehind(base, flows, reading);
      if (!joined) {
        keep();
        return;
      }
      begun.nodes.push(joined.node);
      lead('happened', joined.happened);
      lead('timeout', joined.timeout);
      return;
    }
    case 'exclusiveGateway':
    case 'inclusiveGateway': {
      if (flows.length < 2) {
        begun.nodes.push({ ...base, kind: 'join' });
        leadOn();
        return;
      }
      if (element.name === 'inclusiveGateway') findings.add('blocks', 'loss-bpmn-inclusive', ['nodes', id]);
      const otherwise = flows.find((flow) => flow.id === attribute(element, 'default')) ?? flows.findLast((flow) => !flow.condition) ?? flows.at(-1);
      const asked = flows.filter((flow) => flow !== otherwise);
      const cases = asked.map((flow, n) => ({
        port: `case${n + 1}`,
        ...(flow.name ? { name: nameOf(flow.name) } : {}),
        when: conditionOf(flow, id, reading),
      }));
      begun.nodes.push({ ...base, kind: 'decision', cases });
      for (const [n, flow] of asked.entries()) lead(`case${n + 1}`, flow.to);
      lead('else', otherwise?.to);
      return;
    }
    case 'parallelGateway': {
      if (flows.length > 1) {
        keep();
        return;
      }
      begun.nodes.push({ ...base, kind: 'join' });
      findings.add('warns', 'loss-bpmn-waits-for-all', ['nodes', id]);
      leadOn();
      return;
    }
    case 'sendTask':
    case 'intermediateThrowEvent': {
      if (element.name === 'intermediateThrowEvent' && definitionOf(element)?.name !== 'messageEventDefinition') {
        keep();
        return;
      }
      const channel = channelIn(title);
      if (!channel) findings.add('warns', 'loss-bpmn-channel', ['nodes', id]);
      const failed = aside('errorEventDefinition');
      const suppressed = aside('escalationEventDefinition');
      begun.nodes.push({
        ...base,
        kind: 'send',
        message: begun.message(title, channel ?? 'email'),
        channel: channel ?? 'email',
        class: 'marketing',
        ignores: [],
        onSuppressed: suppressed === undefined ? 'continue' : 'branch',
        onFailure: failed === undefined ? 'continue' : 'branch',
      });
      lead('suppressed', suppressed);
      lead('failed', failed);
      leadOn();
      return;
    }
    case 'serviceTask': {
      const failed = aside('errorEventDefinition');
      begun.nodes.push({ ...base, kind: 'webhook', targets: [title || original], payload: [], onFailure: failed === undefined ? 'continue' : 'branch' });
      lead('failed', failed);
      leadOn();
      return;
    }
    case 'userTask':
    case 'manualTask':
      begun.nodes.push({ ...base, kind: 'task', task: 'create-task' });
      leadOn();
      return;
    default:
      keep();
      return;
  }
}

function triggerOf(element: XmlElement, id: string, reading: Reading): Extract<Node, { kind: 'trigger' }>['trigger'] {
  const definition = definitionOf(element);
  const event = eventOf(element, definition, reading);
  if (event) return { kind: 'event', event };
  const every = durationSchema.safeParse(definition?.children.find(({ name }) => name === 'timeCycle')?.text.replace(/^R\d*\//, ''));
  if (every.success) return { kind: 'schedule', every: every.data };
  if (definition) reading.findings.add('blocks', 'loss-bpmn-start', ['nodes', id], { kind: definition.name, text: definition.children[0]?.text ?? '' });
  return { kind: 'manual' };
}

/** A wait as ours; undefined when it waits for something a journey cannot wait for. */
function catchOf(element: XmlElement, base: { id: string; name?: ReturnType<typeof nameOf> }, reading: Reading): Node | undefined {
  const definition = definitionOf(element);
  if (definition?.name === 'timerEventDefinition') {
    const duration = durationSchema.safeParse(definition.children.find(({ name }) => name === 'timeDuration')?.text);
    if (duration.success) return { ...base, kind: 'wait', duration: duration.data };
    const [, path = ''] = /^customer\.(\w+)$/.exec(definition.children.find(({ name }) => name === 'timeDate')?.text ?? '') ?? [];
    const known = keySchema.safeParse(fromWire(path));
    return known.success ? { ...base, kind: 'wait-until', until: { kind: 'customer', path: known.data }, onMissing: 'exit' } : undefined;
  }
  const event = eventOf(element, definition, reading);
  const late = reading.boundary.get(attribute(element, 'id'))?.get('timerEventDefinition');
  const timeout = durationSchema.safeParse(late && definitionOf(late)?.children[0]?.text);
  return event ? { ...base, kind: 'wait-event', event, timeout: timeout.success ? timeout.data : 'P30D' } : undefined;
}

/** A gateway before one message and one timer is what a wait for an event with a time-out is. */
function waitBehind(base: { id: string }, flows: readonly Flow[], reading: Reading) {
  if (flows.length !== 2) return undefined;
  let happened: { event: string; element: string; to: string | undefined } | undefined;
  let late: { duration: string; element: string; to: string | undefined } | undefined;
  for (const flow of flows) {
    const element = reading.elements.get(flow.to);
    if (!element || reading.into.get(flow.to) !== 1) return undefined;
    const definition = definitionOf(element);
    const to = reading.out.get(flow.to)?.[0]?.to;
    const event = eventOf(element, definition, reading);
    const duration = durationSchema.safeParse(definition?.children.find(({ name }) => name === 'timeDuration')?.text);
    if (event) happened = { event, element: flow.to, to };
    else if (duration.success) late = { duration: duration.data, element: flow.to, to };
  }
  if (!happened || !late) return undefined;
  reading.absorbed.add(happened.element).add(late.element);
  const node: Node = { ...base, kind: 'wait-event', event: happened.event, timeout: late.duration };
  return { node, happened: happened.to, timeout: late.to };
}

/** Ours is read; anybody else's becomes a segment that is still to be made, under the words it had. */
function conditionOf(flow: Flow, node: string, { findings }: Reading): Extract<Node, { kind: 'decision' }>['cases'][number]['when'] {
  const parsed = parseCondition(flow.condition);
  if (flow.condition && parsed.ok) return parsed.value;
  const segment = keyOf(flow.name || flow.condition, 'unnamed');
  findings.add('blocks', 'loss-bpmn-condition', ['nodes', node], { text: flow.condition || flow.name, segment });
  return { op: 'in-segment', segment };
}

function eventOf(element: XmlElement, definition: XmlElement | undefined, { names }: Reading): string | undefined {
  const isMessage = definition?.name === 'messageEventDefinition' || definition?.name === 'signalEventDefinition' || element.name === 'receiveTask';
  if (!isMessage) return undefined;
  const ref = (definition && (attribute(definition, 'messageRef') || attribute(definition, 'signalRef'))) || attribute(element, 'messageRef');
  return keyOf(names.get(ref) || attribute(element, 'name') || ref, 'event');
}

function definitionOf(element: XmlElement): XmlElement | undefined {
  return element.children.find(({ name }) => name.endsWith('EventDefinition'));
}

function extension(element: XmlElement, name: string): { value: unknown; element: XmlElement } | undefined {
  const own = element.children.find((child) => child.name === 'extensionElements')?.children.find((child) => child.name === name);
  if (!own) return undefined;
  const json = parseJsonText(own.text);
  // Else somebody's element of the same name.
  return json.ok ? { value: json.value, element: own } : undefined;
}

function boxesOf(root: XmlElement): Map<string, Box> {
  const boxes = new Map<string, Box>();
  for (const diagram of root.children.filter(({ name }) => name === 'BPMNDiagram')) {
    for (const plane of diagram.children) {
      for (const shape of plane.children) {
        const bounds = shape.children.find(({ name }) => name === 'Bounds');
        if (!bounds) continue;
        const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((key) => Number(attribute(bounds, key)));
        if ([x, y, width, height].every((one) => one !== undefined && Number.isFinite(one)))
          boxes.set(attribute(shape, 'bpmnElement'), { x: x ?? 0, y: y ?? 0, width: width ?? 0, height: height ?? 0 });
      }
    }
  }
  return boxes;
}

/** Where things stood over there; empty when not everything stood somewhere. */
function placesOf({ elements, begun }: Reading, boxes: ReadonlyMap<string, Box>): Journey['layout'] {
  const nodes = new Map(begun.nodes.map((node) => [node.id, node]));
  const places: Journey['layout'] = {};
  for (const original of elements.keys()) {
    const node = nodes.get(begun.partId(original));
    const box = boxes.get(original);
    if (node && box) places[node.id] = placeOf(node, box);
  }
  // Boxes of ours are wider than theirs: their places, set apart.
  return Object.fromEntries(Object.entries(places).map(([id, { x, y }]) => [id, { x: Math.round(x * 1.6), y: Math.round(y * 1.2) }]));
}

function attribute(element: XmlElement, name: string): string {
  return element.attributes.get(name) ?? '';
}

/** An element as JSON, for an `ext` node. */
function plain(element: XmlElement, depth: number): { [key: string]: import('../condition/facts').Json } {
  return {
    element: element.name,
    attributes: Object.fromEntries(element.attributes),
    ...(element.text ? { text: element.text.slice(0, 2000) } : {}),
    ...(depth > 0 && element.children.length > 0 ? { children: element.children.slice(0, 200).map((child) => plain(child, depth - 1)) } : {}),
  };
}

function someOf(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => name.slice(0, 60));
  return names.length > shown.length ? `${shown.join(', ')} … (${names.length})` : shown.join(', ');
}
