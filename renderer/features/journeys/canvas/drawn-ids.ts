/** Groups and cards lie among the nodes of the canvas under ids no node can have. */
import type { Placed } from '../../../../shared/journey/arrange';
import { boxesOf } from '../../../../shared/journey/arrange';
import { cardsOf } from '../../../../shared/journey/cards';
import { groupFrames, groupsOf, hiddenIn } from '../../../../shared/journey/groups';
import type { Journey } from '../../../../shared/journey/schema';

export const groupId = (id: string) => `group:${id}`;
export const cardId = (id: string) => `card:${id}`;

/** The group's or card's own id; undefined for everything else. */
export const groupOf = (id: string) => (id.startsWith('group:') ? id.slice(6) : undefined);
export const cardOf = (id: string) => (id.startsWith('card:') ? id.slice(5) : undefined);

/** The steps behind what is chosen: a folded group stands for all of its own. */
export function stepsOf(journey: Pick<Journey, 'annotations'>, ids: Iterable<string>): Set<string> {
  const chosen = new Set(ids);
  const inside = groupsOf(journey).flatMap((group) => (chosen.has(groupId(group.id)) ? group.nodes : []));
  return new Set([...[...chosen].filter((id) => !id.includes(':')), ...inside]);
}

/** What can be gone to with arrows: nodes that are seen, folded groups and cards. Document coordinates. */
export function seenBoxes(journey: Journey): Placed[] {
  const hidden = hiddenIn(journey);
  return [
    ...boxesOf(journey).filter(({ id }) => !hidden.has(id)),
    ...groupFrames(journey).flatMap(({ group, x, y, width, height }) => (group.folded ? { id: groupId(group.id), x, y, width, height } : [])),
    ...cardsOf(journey).map(({ id, x, y, width, height }) => ({ id: cardId(id), x, y, width, height })),
  ];
}

/** The order of the way with each folded group in the place of its first node, cards at the end. */
export function seenOrder(journey: Journey, order: readonly string[]): string[] {
  const hidden = hiddenIn(journey);
  const cards = cardsOf(journey).map(({ id }) => cardId(id));
  return [
    ...new Set([
      ...order.map((id) => {
        const group = hidden.get(id);
        return group ? groupId(group.id) : id;
      }),
      ...cards,
    ]),
  ];
}
