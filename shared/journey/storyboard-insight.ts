import type { Sheet } from './schema';
import type { Moment } from './storyboard';

/** Below this share of the plan a difference is noise. */
const NOTICEABLE = 0.05;
/** A gap that was there before, give or take this share of it, is not this touchpoint's doing. */
const CARRIED = 0.25;

export type GapKind =
  /** Too small to speak of. */
  | 'even'
  /** People are lost (or come unasked) here. */
  | 'own'
  /** They were lost before. */
  | 'carried'
  /** More than planned, where more is welcome. */
  | 'gain';

/** What a touchpoint's gap means. `since`: the touchpoint it was lost at. */
export type GapReading = { kind: GapKind; since?: number };

export type Insight = {
  /** How many of those planned for the first touchpoint came as far as the goal, and how many should have. */
  reached?: { touchpoint: number; of: number; share: number; planned: number };
  /** Where most people are lost that had come so far. */
  loss?: { touchpoint: number; fewer: number; lowestMood: boolean };
  /** Where the customer feels worst, as it is. */
  lowest?: { touchpoint: number; mood: number };
};

/** Reads each gap in the order of the journey: lost here, lost before, or nothing to speak of. */
export function readGaps(moments: readonly Moment[], reachedAt?: number): Map<number, GapReading> {
  const readings = new Map<number, GapReading>();
  let last: { touchpoint: number; gap: number } | undefined;
  for (const { touchpoint, gap, planned } of moments) {
    if (gap === undefined || !planned) continue;
    const noticeable = Math.abs(gap) > 0 && Math.abs(gap) >= planned.count * NOTICEABLE;
    const after = reachedAt !== undefined && touchpoint > reachedAt;
    if (!noticeable) readings.set(touchpoint, { kind: 'even' });
    // After the goal come those who missed it: more of them is the loss.
    else if (after) readings.set(touchpoint, { kind: gap > 0 ? 'own' : 'gain' });
    else if (gap > 0) readings.set(touchpoint, { kind: 'gain' });
    else if (last && gap - last.gap > gap * CARRIED) readings.set(touchpoint, { kind: 'carried', since: last.touchpoint });
    else {
      readings.set(touchpoint, { kind: 'own' });
      last = { touchpoint, gap };
    }
    // Who came back is not lost any more.
    if (!after && (gap >= 0 || !noticeable)) last = undefined;
  }
  return readings;
}

/** The two sentences on top of the sheet: what share came as far as planned, and the moment that costs most. */
export function storyboardInsight(moments: readonly Moment[], { reachedAt }: Pick<Sheet, 'reachedAt'> = {}): Insight {
  const lowest = lowestMood(moments);
  const loss = largestLoss(moments.filter(({ touchpoint }) => reachedAt === undefined || touchpoint <= reachedAt));
  return {
    ...reachedShare(moments, reachedAt),
    ...(loss ? { loss: { ...loss, lowestMood: lowest?.touchpoint === loss.touchpoint } } : {}),
    ...(lowest ? { lowest } : {}),
  };
}

/** Without a word on where the goal is reached, it is the last touchpoint whose numbers are known. */
function reachedShare(moments: readonly Moment[], reachedAt: number | undefined): Pick<Insight, 'reached'> {
  const base = moments[0];
  const at = reachedAt === undefined ? moments.findLast(({ gap }) => gap !== undefined) : moments.find(({ touchpoint }) => touchpoint === reachedAt);
  if (base?.planned?.from !== 'typed' || base.planned.count === 0 || at?.planned?.from !== 'typed' || !at.actual) return {};
  const of = base.planned.count;
  return { reached: { touchpoint: at.touchpoint, of, share: at.actual.count / of, planned: at.planned.count / of } };
}

/** The touchpoint whose gap is most below that of the one before: a loss that was there already is not its own. */
function largestLoss(moments: readonly Moment[]): { touchpoint: number; fewer: number } | undefined {
  let worst: { touchpoint: number; fewer: number; own: number } | undefined;
  let before = 0;
  for (const { touchpoint, gap } of moments) {
    if (gap === undefined) continue;
    const own = gap - Math.min(0, before);
    if (gap < 0 && own < (worst?.own ?? 0)) worst = { touchpoint, fewer: -gap, own };
    before = gap;
  }
  return worst && { touchpoint: worst.touchpoint, fewer: worst.fewer };
}

/** Nothing to say while all moods are the same or nobody has judged them. */
function lowestMood(moments: readonly Moment[]): Insight['lowest'] {
  const judged = moments.flatMap(({ touchpoint, frame }) => (frame?.mood === undefined ? [] : [{ touchpoint, mood: frame.mood }]));
  if (new Set(judged.map(({ mood }) => mood)).size < 2) return undefined;
  return judged.reduce((low, one) => (one.mood < low.mood ? one : low));
}
