/** How many messages people get, for whoever asks: counted when it is asked for, for so long and no longer, and kept for a minute. */
import type { Pressure } from '../../shared/executor/monitor';
import type { Clock } from '../clock';
import type { Database } from '../store/driver';
import { type AskedCap, type CountedPressure, countPressure } from './pressure';

const keptMs = 60_000;
/** Of the store's thread, by the machine's own time: others are served in between. */
const mostWorkMs = 1500;

export type PressureSources = {
  db: Database;
  clock: Clock;
  caps(): readonly AskedCap[];
  /** Who a customer is, by her number. */
  labelOf(customer: number): string;
  /** Ms of whatever beginning, as `performance.now`. */
  stopwatch?(): number;
};

type Kept = { weeks: number; at: number; counted: Promise<CountedPressure> };

export function createPressure({ db, clock, caps, labelOf, stopwatch = () => performance.now() }: PressureSources): {
  of(weeks: number): Promise<Pressure>;
  /** What was counted names somebody who is no more. */
  forget(): void;
} {
  let kept: Kept | undefined;

  function count(weeks: number): Promise<CountedPressure> {
    let worked = 0;
    let began = stopwatch();
    return countPressure(db, {
      now: clock.now(),
      weeks,
      caps: caps(),
      mayGoOn: () => worked < mostWorkMs,
      async pause() {
        worked += stopwatch() - began;
        await new Promise((resolve) => setImmediate(resolve));
        began = stopwatch();
      },
    });
  }

  return {
    async of(weeks) {
      const now = clock.now();
      if (!kept || kept.weeks !== weeks || now < kept.at || now - kept.at >= keptMs) {
        const mine: Kept = { weeks, at: now, counted: count(weeks) };
        kept = mine;
        // What failed is asked anew by the next.
        mine.counted.catch(() => {
          if (kept === mine) kept = undefined;
        });
      }
      const { most, ...counted } = await kept.counted;
      // Whoever was counted may have turned out to be somebody else meanwhile, or be gone.
      return { ...counted, most: most.flatMap(({ n, ...one }) => (isThere(db, n) ? [{ ...one, label: labelOf(n) }] : [])) };
    },
    forget() {
      kept = undefined;
    },
  };
}

function isThere(db: Database, n: number): boolean {
  return db.get('SELECT 1 FROM customer WHERE n = ?', n) !== undefined;
}
