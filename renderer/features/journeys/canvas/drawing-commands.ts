/** What hands do to groups and cards. Each is one named step. */

import { boxesOf } from '../../../../shared/journey/arrange';
import { cardsOf, freeSpot, removeCards, setCard } from '../../../../shared/journey/cards';
import { editGroup, groupNodes, groupsOf, ungroup } from '../../../../shared/journey/groups';
import type { Spot } from '../../../../shared/journey/layout';
import type { Card, Journey } from '../../../../shared/journey/schema';
import type { Text } from '../../../../shared/text';
import { newPartId } from '../../../store/new-id';
import { run } from '../../../store/session';

export function addGroup(journey: Journey, nodes: readonly string[], name: Text): string {
  const id = newPartId('group');
  run({ key: 'canvas.step.group', params: { count: nodes.length } }, (e) => groupNodes(e, { journey: journey.id, group: { id, name, nodes: [...nodes] } }));
  return id;
}

export function nameGroup(journey: Journey, group: string, name: Text): void {
  run({ key: 'canvas.step.group-name' }, (e) => editGroup(e, { journey: journey.id, group, change: { name } }));
}

export function foldGroup(journey: Journey, group: string, folded: boolean): void {
  run({ key: folded ? 'canvas.step.fold' : 'canvas.step.unfold' }, (e) => editGroup(e, { journey: journey.id, group, change: { folded } }));
}

/** The groups of some nodes go. */
export function ungroupSteps(journey: Journey, nodes: ReadonlySet<string>): void {
  const groups = groupsOf(journey).filter((group) => group.nodes.some((node) => nodes.has(node)));
  run({ key: 'canvas.step.ungroup' }, (e) => ungroup(e, { journey: journey.id, groups: groups.map(({ id }) => id) }));
}

export function removeGroup(journey: Journey, group: string): void {
  run({ key: 'canvas.step.ungroup' }, (e) => ungroup(e, { journey: journey.id, groups: [group] }));
}

/** An empty card with its top left corner there, or beside what lies there. */
export function addCard(journey: Journey, wanted: Spot): string {
  const at = freeSpot({ ...CARD, ...wanted }, [...boxesOf(journey), ...cardsOf(journey)]);
  const card: Card = { id: newPartId('card'), text: '', ...at, width: CARD.width, height: CARD.height, tint: 'saffron' };
  run({ key: 'canvas.step.card-add' }, (e) => setCard(e, { journey: journey.id, card }));
  return card.id;
}
export const CARD = { width: 180, height: 100 };

/** New words, place, size or tint; moves of one gesture merge into one step. */
export function changeCard(journey: Journey, card: Card): void {
  run({ key: 'canvas.step.card' }, (e) => setCard(e, { journey: journey.id, card }), `${journey.id}:${card.id}`);
}

export function removeCardsOf(journey: Journey, cards: readonly string[]): void {
  if (cards.some((id) => cardsOf(journey).some((card) => card.id === id)))
    run({ key: 'canvas.step.card-remove' }, (e) => removeCards(e, { journey: journey.id, cards }));
}
