/** Cards: words that lie on the drawing, about no step in particular. What a journey does is the same with and without them. */
import type { Engagement } from '../engagement/schema';
import { boundsOf } from './arrange';
import { changeJourney, findJourney } from './edit-journey';
import type { Box, Spot } from './layout';
import { type Card, cardSchema, type Journey } from './schema';

export function cardsOf(journey: Pick<Journey, 'annotations'>): readonly Card[] {
  return journey.annotations.cards ?? [];
}

/** Adds a card, or puts it in the place of the one with its id. */
export function setCard(engagement: Engagement, { journey: id, card }: { journey: string; card: Card }): Engagement {
  const journey = findJourney(engagement, id);
  if (!journey || !cardSchema.safeParse(card).success) return engagement;
  const cards = cardsOf(journey);
  const at = cards.findIndex((one) => one.id === card.id);
  return setCards(engagement, journey, at < 0 ? [...cards, card] : cards.with(at, card));
}

/** New places of cards; those that are not there are passed over. */
export function moveCards(engagement: Engagement, { journey: id, positions }: { journey: string; positions: Readonly<Record<string, Spot>> }): Engagement {
  const journey = findJourney(engagement, id);
  const moved = new Map(Object.entries(positions));
  if (!journey || !cardsOf(journey).some((card) => moved.has(card.id))) return engagement;
  return setCards(
    engagement,
    journey,
    cardsOf(journey).map((card) => ({ ...card, ...moved.get(card.id) })),
  );
}

export function removeCards(engagement: Engagement, { journey: id, cards }: { journey: string; cards: readonly string[] }): Engagement {
  const journey = findJourney(engagement, id);
  if (!journey || !cardsOf(journey).some((one) => cards.includes(one.id))) return engagement;
  return setCards(
    engagement,
    journey,
    cardsOf(journey).filter((one) => !cards.includes(one.id)),
  );
}

/** Between a card and what it lies beside. */
const GAP = 16;

/**
 * The nearest spot beside `wanted`, along or across, where a box of its size lies over none of the others; `wanted` itself
 * when nothing is there.
 */
export function freeSpot(wanted: Box, others: readonly Box[]): Spot {
  const { x, y, width, height } = wanted;
  const isFree = (at: Spot) => !others.some((box) => at.x < box.x + box.width && box.x < at.x + width && at.y < box.y + box.height && box.y < at.y + height);
  if (isFree(wanted)) return { x, y };
  const farFrom = (at: Spot) => Math.hypot(at.x - x, at.y - y);
  const beside = others
    .flatMap((box) => [
      { x: box.x + box.width + GAP, y },
      { x: box.x - width - GAP, y },
      { x, y: box.y + box.height + GAP },
      { x, y: box.y - height - GAP },
    ])
    .sort((a, b) => farFrom(a) - farFrom(b));
  // Above all of them there is always room.
  return beside.find(isFree) ?? { x, y: (boundsOf(others)?.y ?? y) - height - GAP };
}

function setCards(engagement: Engagement, journey: Journey, cards: Card[]): Engagement {
  const { cards: _, ...annotations } = journey.annotations;
  return changeJourney(engagement, journey.id, { annotations: cards.length > 0 ? { ...annotations, cards } : annotations });
}
