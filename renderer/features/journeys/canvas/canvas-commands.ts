/** What hands and keys do to the journey on the canvas. Each is one named step; what it makes is given back to be chosen. */
import { type Axis, align, boxesOf, distribute, type Line } from '../../../../shared/journey/arrange';
import { cardsOf, freeSpot, moveCards, removeCards } from '../../../../shared/journey/cards';
import { type AddableKind, addableKinds } from '../../../../shared/journey/default-node';
import { tidyJourney } from '../../../../shared/journey/edit-journey';
import { addNode, connect, disconnect, moveNodes, removeNodes } from '../../../../shared/journey/edit-nodes';
import type { Spot } from '../../../../shared/journey/layout';
import { type Clip, clipBox, copyNodes, pasteNodes } from '../../../../shared/journey/paste-nodes';
import { type Journey, portsOf } from '../../../../shared/journey/schema';
import { newPartId } from '../../../store/new-id';
import { openSession, run } from '../../../store/session';
import type { Words } from '../../../ui/words';
import { cardId } from './drawn-ids';
import type { Place } from './place';

const edgeId = () => newPartId('e');

/** `at`: where it was dropped; `place`: where on the way. */
export function addStep(journey: Journey, kind: AddableKind, { place, at, t }: { place?: Place; at?: Spot; t: Words['t'] }): string {
  const id = newPartId(kind);
  const edge = place && wireAt(journey, place)?.id;
  const where = at ? { at } : edge !== undefined ? { edge } : place ? { after: place } : {};
  run({ key: 'canvas.step.add', params: { kind: t(`node.kind.${kind}`) } }, (e) => addNode(e, { journey: journey.id, kind, id, newId: edgeId, ...where }));
  return id;
}

/** The palette's kinds; undefined for whatever else was dropped. */
export function addableKind(text: string): AddableKind | undefined {
  return addableKinds.find((kind) => kind === text);
}

export function wireAt(journey: Journey, { node, port }: Place) {
  return journey.edges.find((edge) => edge.from === node && edge.port === port);
}

/** The place after a node: its port of that number from 1, else its first free port, else its first. */
export function placeAfter(journey: Journey, id: string, number?: number): Place | undefined {
  const node = journey.nodes.find((one) => one.id === id);
  const ports = node ? portsOf(node) : [];
  const port = number === undefined ? (ports.find((one) => !wireAt(journey, { node: id, port: one })) ?? ports[0]) : ports[number - 1];
  return port === undefined ? undefined : { node: id, port };
}

export function leadTo(journey: Journey, { node, port }: Place, to: string): void {
  run({ key: 'canvas.step.connect' }, (e) => connect(e, { journey: journey.id, edge: edgeId(), from: node, port, to }));
}

export function cutEdges(journey: Journey, edges: readonly string[]): void {
  run({ key: 'canvas.step.disconnect' }, (e) => disconnect(e, { journey: journey.id, edges }));
}

export function removeSteps(journey: Journey, nodes: readonly string[], cards: readonly string[] = []): void {
  const title = nodes.length > 0 ? { key: 'canvas.step.remove', params: { count: nodes.length } } : { key: 'canvas.step.card-remove' };
  run(title, (e) => removeCards(removeNodes(e, { journey: journey.id, nodes }), { journey: journey.id, cards }));
}

/** Moves of one gesture merge into one step. */
export function moveSteps(journey: Journey, positions: Readonly<Record<string, Spot>>, cards: Readonly<Record<string, Spot>> = {}): void {
  const count = Object.keys(positions).length;
  if (count + Object.keys(cards).length === 0) return;
  const title = count > 0 ? { key: 'canvas.step.move', params: { count } } : { key: 'canvas.step.card' };
  run(
    title,
    (e) => moveCards(moveNodes(e, { journey: journey.id, positions }), { journey: journey.id, positions: cards }),
    [journey.id, 'move', ...Object.keys(cards)].join(':'),
  );
}

export function alignSteps(journey: Journey, nodes: ReadonlySet<string>, line: Line): void {
  run({ key: 'canvas.step.align', params: { count: nodes.size } }, (e) =>
    moveNodes(e, { journey: journey.id, positions: align(boxesOf(journey, nodes), line) }),
  );
}

export function distributeSteps(journey: Journey, nodes: ReadonlySet<string>, axis: Axis): void {
  const positions = distribute(boxesOf(journey, nodes), axis);
  run({ key: 'canvas.step.align', params: { count: nodes.size } }, (e) => moveNodes(e, { journey: journey.id, positions }));
}

export function tidySteps(journey: Journey): void {
  run({ key: 'canvas.step.tidy' }, (e) => tidyJourney(e, { id: journey.id }));
}

export function copySteps(journey: Journey, nodes: ReadonlySet<string>, cards: readonly string[] = []): Clip | undefined {
  const engagement = openSession()?.history.present;
  return engagement && nodes.size + cards.length > 0 ? copyNodes(engagement, { journey: journey.id, nodes: [...nodes], cards }) : undefined;
}

/** What is pasted alone goes where it was asked for; with cards to the nearest place where it lies over nothing. */
export function pasteSteps(journey: Journey, clip: Clip, wanted: Spot, step: 'paste' | 'duplicate'): string[] {
  const ids: string[] = [];
  const newId = () => {
    const id = newPartId('n');
    ids.push(id);
    return id;
  };
  const { cards = [] } = clip;
  const at = cards.length > 0 ? freeSpot({ ...clipBox(clip), ...wanted }, [...boxesOf(journey), ...cardsOf(journey)]) : wanted;
  const title =
    clip.nodes.length > 0 ? { key: `canvas.step.${step}` as const, params: { count: clip.nodes.length } } : { key: 'canvas.step.card-add' as const };
  run(title, (e) => pasteNodes(e, { journey: journey.id, clip, at, newId }));
  const made = ids.slice(0, clip.nodes.length + cards.length);
  return made.map((id, i) => (i < clip.nodes.length ? id : cardId(id)));
}

/** A copy beside what it is a copy of. */
export function duplicateSteps(journey: Journey, nodes: ReadonlySet<string>, cards: readonly string[] = []): string[] {
  const clip = copySteps(journey, nodes, cards);
  if (!clip) return [];
  const { x, y } = clipBox(clip);
  return pasteSteps(journey, clip, { x: x + 40, y: y + 40 }, 'duplicate');
}
