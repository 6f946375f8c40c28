/**
 * A journey as BPMN 2.0 with its diagram. What BPMN can say is said in its own elements; all settings travel in extension
 * elements beside them, so that `fromBpmn` gives the same journey back.
 */
import { printCondition } from '../condition/print-condition';
import { withoutMarks } from '../direction-marks';
import { toWire } from '../ids';
import { toGraph } from '../journey/graph';
import { createFindings } from '../journey/journey-problem';
import type { Box } from '../journey/layout';
import { nodeLabel, type Speaker } from '../journey/node-label';
import type { Edge, Journey, Node } from '../journey/schema';
import { portsOf } from '../journey/schema';
import { textIn } from '../text';
import { type BpmnShape, boundaryAt, lineBetween, shapesOf } from './bpmn-drawing';
import type { Converted } from './loss';
import { xmlJson, xmlText } from './xml-text';

export const masaNamespace = 'https://masa.app/bpmn/1.0';

/** The BPMN element of a node, what it holds, and the ports that leave by an event on its edge. */
type Element = { tag: string; shape: BpmnShape; attributes?: string; inside?: string; boundary?: Record<string, string> };

const timer = (kind: 'timeDuration' | 'timeDate' | 'timeCycle', value: string) =>
  `<bpmn:timerEventDefinition><bpmn:${kind} xsi:type="bpmn:tFormalExpression">${xmlText(value)}</bpmn:${kind}></bpmn:timerEventDefinition>`;
const conditional = (words: string) =>
  `<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">${xmlText(words)}</bpmn:condition></bpmn:conditionalEventDefinition>`;
const message = (event: string) => `<bpmn:messageEventDefinition messageRef="m_${event}" />`;

function elementOf(node: Node): Element {
  switch (node.kind) {
    case 'trigger':
      return { tag: 'startEvent', shape: 'event', ...startOf(node.trigger) };
    case 'wait':
      return { tag: 'intermediateCatchEvent', shape: 'event', inside: timer('timeDuration', node.duration) };
    case 'wait-until': {
      const date = `${node.until.kind}.${toWire(node.until.path)}${node.offset ? ` ${node.offset}` : ''}`;
      return { tag: 'intermediateCatchEvent', shape: 'event', inside: timer('timeDate', date) };
    }
    case 'wait-event':
      return { tag: 'receiveTask', shape: 'task', attributes: ` messageRef="m_${node.event}"`, boundary: { timeout: timer('timeDuration', node.timeout) } };
    case 'window':
      return { tag: 'intermediateCatchEvent', shape: 'event', inside: conditional(`${node.days.join(' ')} ${node.from}–${node.to}`) };
    case 'decision':
    case 'ab':
    case 'join':
      return { tag: 'exclusiveGateway', shape: 'gateway' };
    case 'send':
      return {
        tag: 'sendTask',
        shape: 'task',
        boundary: { suppressed: '<bpmn:escalationEventDefinition />', failed: '<bpmn:errorEventDefinition />' },
      };
    case 'webhook':
      return { tag: 'serviceTask', shape: 'task', boundary: { failed: '<bpmn:errorEventDefinition />' } };
    case 'update':
      return { tag: 'scriptTask', shape: 'task' };
    case 'task':
      return { tag: 'userTask', shape: 'task' };
    case 'goal':
    case 'exit':
      return { tag: 'endEvent', shape: 'event' };
    case 'ext':
      return { tag: 'task', shape: 'task' };
  }
}

function startOf(trigger: Extract<Node, { kind: 'trigger' }>['trigger']): { inside?: string } {
  switch (trigger.kind) {
    case 'event':
      return { inside: message(trigger.event) };
    case 'schedule':
      return { inside: timer('timeCycle', `R/${trigger.every}`) };
    case 'date-attribute':
      return { inside: timer('timeDate', `customer.${toWire(trigger.attribute)} ${trigger.offset}`) };
    case 'segment-enter':
    case 'segment-exit':
      return { inside: conditional(`${trigger.kind === 'segment-exit' ? 'not ' : ''}segment ${trigger.segment}`) };
    case 'attribute-changed':
      return { inside: conditional(`changed customer.${toWire(trigger.attribute)}`) };
    case 'manual':
    case 'api':
      return {};
  }
}

/** Fails for nothing: what BPMN lacks (draws, touchpoints, policies) is kept beside it and named in the losses. */
export function toBpmn(journey: Journey, speaker: Speaker): Converted {
  const findings = createFindings(journey.id);
  const graph = toGraph(journey);
  const nodes = [...graph.nodes.values()];
  const shapes = shapesOf({ ...journey, nodes }, (node) => elementOf(node).shape);
  const drawn = new Set<Edge>([...graph.out.values()].flat());
  const flows = journey.edges.filter((edge) => drawn.has(edge));
  const boundaryOf = (node: Node) => Object.entries(elementOf(node).boundary ?? {}).filter(([port]) => portsOf(node).includes(port));
  const sourceOf = (edge: Edge) => {
    const node = graph.nodes.get(edge.from);
    return node && boundaryOf(node).some(([port]) => port === edge.port) ? boundaryId(node.id, edge.port) : nodeId(edge.from);
  };

  const events = new Set<string>();
  const elements: string[] = [];
  const drawings: string[] = [];
  for (const node of nodes) {
    const { tag, attributes = '', inside = '' } = elementOf(node);
    if (node.kind === 'trigger' && node.trigger.kind === 'event') events.add(node.trigger.event);
    if (node.kind === 'wait-event') events.add(node.event);
    if (node.kind === 'ab') findings.add('informs', 'loss-bpmn-draw', ['nodes', node.id]);
    const id = nodeId(node.id);
    const out = graph.out.get(node.id) ?? [];
    const otherwise = node.kind === 'decision' ? out.find((edge) => edge.port === 'else') : undefined;
    const box = shapes.get(node.id) ?? { x: 0, y: 0, width: 36, height: 36 };
    const kept = { node, ...(journey.layout[node.id] ? { at: journey.layout[node.id] } : {}) };
    const place = `${round(box.x)},${round(box.y)}`;
    elements.push(
      `<bpmn:${tag} id="${id}" name="${xmlText(withoutMarks(nodeLabel(node, speaker).title))}"${attributes}${otherwise ? ` default="${edgeId(otherwise.id)}"` : ''}>`,
      `<bpmn:extensionElements><masa:node drawn="${place}">${xmlJson(kept)}</masa:node></bpmn:extensionElements>`,
      `${inside}</bpmn:${tag}>`,
    );
    drawings.push(shape(id, box));
    for (const [index, [port, definition]] of boundaryOf(node).entries()) {
      const event = boundaryId(node.id, port);
      elements.push(`<bpmn:boundaryEvent id="${event}" attachedToRef="${id}">${definition}</bpmn:boundaryEvent>`);
      drawings.push(shape(event, boundaryAt(box, index)));
    }
  }

  for (const edge of flows) {
    const node = graph.nodes.get(edge.from);
    const when = node?.kind === 'decision' ? node.cases.find(({ port }) => port === edge.port)?.when : undefined;
    const words = node ? nodeLabel(node, speaker).ports?.[portsOf(node).indexOf(edge.port)] : undefined;
    const from = boundaryBox(shapes, node, edge, node ? boundaryOf(node).map(([port]) => port) : []);
    const to = shapes.get(edge.to);
    elements.push(
      `<bpmn:sequenceFlow id="${edgeId(edge.id)}"${words ? ` name="${xmlText(withoutMarks(words))}"` : ''} sourceRef="${sourceOf(edge)}" targetRef="${nodeId(edge.to)}">`,
      `<bpmn:extensionElements><masa:edge>${xmlJson(edge)}</masa:edge></bpmn:extensionElements>`,
      `${when ? `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${xmlText(printCondition(when))}</bpmn:conditionExpression>` : ''}</bpmn:sequenceFlow>`,
    );
    if (from && to) {
      const points = lineBetween(from, to).map(({ x, y }) => `<di:waypoint x="${round(x)}" y="${round(y)}" />`);
      drawings.push(`<bpmndi:BPMNEdge id="${edgeId(edge.id)}_di" bpmnElement="${edgeId(edge.id)}">${points.join('')}</bpmndi:BPMNEdge>`);
    }
  }

  findings.add('informs', 'loss-bpmn-settings', []);
  const { nodes: _n, edges: _e, layout, ...rest } = journey;
  const known = new Set(nodes.map(({ id }) => id));
  const kept = {
    ...rest,
    // What cannot be drawn: lines that lead nowhere, places of nodes that are gone.
    edges: journey.edges.filter((edge) => !drawn.has(edge)),
    layout: Object.fromEntries(Object.entries(layout).filter(([id]) => !known.has(id))),
  };
  const text = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:masa="${masaNamespace}" id="definitions" targetNamespace="${masaNamespace}" exporter="Masa" exporterVersion="1.0">`,
    ...[...events].sort().map((event) => `<bpmn:message id="m_${event}" name="${toWire(event)}" />`),
    `<bpmn:process id="p_${journey.key}" name="${xmlText(withoutMarks(textIn(journey.name, speaker.language)))}" isExecutable="false">`,
    `<bpmn:extensionElements><masa:journey>${xmlJson(kept)}</masa:journey></bpmn:extensionElements>`,
    ...elements,
    '</bpmn:process>',
    `<bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="p_${journey.key}">`,
    ...drawings,
    '</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>',
    '</bpmn:definitions>',
  ];
  return { text: `${text.join('\n')}\n`, losses: findings.problems };
}

// Ids of XML begin with a letter and are unique in the whole file; ours begin with anything and are unique among their kind.
const nodeId = (id: string) => `n_${id}`;
const edgeId = (id: string) => `e_${id}`;
const boundaryId = (node: string, port: string) => `b_${node}.${port}`;

function boundaryBox(shapes: ReadonlyMap<string, Box>, node: Node | undefined, edge: Edge, ports: readonly string[]): Box | undefined {
  const box = node && shapes.get(node.id);
  const index = ports.indexOf(edge.port);
  return box && index >= 0 ? boundaryAt(box, index) : box;
}

function shape(id: string, { x, y, width, height }: Box): string {
  return `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${round(x)}" y="${round(y)}" width="${width}" height="${height}" /></bpmndi:BPMNShape>`;
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
