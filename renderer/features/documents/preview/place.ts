/** A spot in what is printed: `top` in points from the top edge of its page. */
export type Place = { page: number; top: number };

/** Which of these, in the order they are printed in, has been reached; -1: none yet. */
export function reached(places: readonly Place[], { page, top }: Place): number {
  return places.findLastIndex((place) => place.page < page || (place.page === page && place.top <= top));
}
