type Unit = [unit: 'millisecond' | 'second' | 'minute' | 'hour' | 'day', ms: number, below: number];

/** Each with up to how many ms one says it in. */
const units: readonly Unit[] = [
  ['millisecond', 1, 1000],
  ['second', 1000, 120_000],
  ['minute', 60_000, 120 * 60_000],
  ['hour', 3_600_000, 72 * 3_600_000],
];
const longest: Unit = ['day', 86_400_000, Number.POSITIVE_INFINITY];

/** So much time in the unit one would say it in. */
export function spanText(ms: number, locale: string): string {
  const [unit, size] = units.find(([, , below]) => ms < below) ?? longest;
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 0 }).format(Math.round(ms / size));
}
