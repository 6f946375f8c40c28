/** Cards: words that lie on the drawing, about no step in particular. What a journey does is the same with and without them. */
import type { Engagement } from '../engagement/schema';
import { changeJourney, findJourney } from './edit-journey';
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

export function removeCards(engagement: Engagement, { journey: id, cards }: { journey: string; cards: readonly string[] }): Engagement {
  const journey = findJourney(engagement, id);
  if (!journey || !cardsOf(journey).some((one) => cards.includes(one.id))) return engagement;
  return setCards(
    engagement,
    journey,
    cardsOf(journey).filter((one) => !cards.includes(one.id)),
  );
}

function setCards(engagement: Engagement, journey: Journey, cards: Card[]): Engagement {
  const { cards: _, ...annotations } = journey.annotations;
  return changeJourney(engagement, journey.id, { annotations: cards.length > 0 ? { ...annotations, cards } : annotations });
}
