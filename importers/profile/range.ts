import { createHistogram, type Histogram } from './histogram';

/** Smallest and largest value of a column as they were written, and how the values lie between them. */
export type ValueRange = { min: string; max: string; bars: number[] };
export type RangeFinder = { add(value: number, text: string, times: number): void; result(): ValueRange | undefined };

export function createRangeFinder(): RangeFinder {
  let histogram: Histogram | undefined;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  let min = '';
  let max = '';
  return {
    add(value, text, times) {
      // Most columns have neither numbers nor dates; only those that do pay for the steps.
      histogram ??= createHistogram();
      // Of two spellings of the same number the first in order, so that it does not matter which came first.
      if (value < least || (value === least && text < min)) [least, min] = [value, text];
      if (value > most || (value === most && text < max)) [most, max] = [value, text];
      histogram.add(value, times);
    },
    result: () => histogram && { min, max, bars: histogram.bars() },
  };
}
