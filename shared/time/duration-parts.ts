/** A duration as its units, for whoever edits one. */
export const durationUnits = ['weeks', 'days', 'hours', 'minutes', 'seconds'] as const;
export type DurationUnit = (typeof durationUnits)[number];
export type DurationParts = { sign: 1 | -1 } & Record<DurationUnit, number>;

const none: DurationParts = { sign: 1, weeks: 0, days: 0, hours: 0, minutes: 0, seconds: 0 };

/** ISO 8601, as `offsetSchema` takes it, → its units; undefined for anything else. */
export function durationParts(duration: string): DurationParts | undefined {
  const match = /^(-?)P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration);
  if (!match) return undefined;
  const [, minus, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match;
  return {
    sign: minus ? -1 : 1,
    weeks: Number(weeks),
    days: Number(days),
    hours: Number(hours),
    minutes: Number(minutes),
    seconds: Number(seconds),
  };
}

/** Units → ISO 8601. Weeks stand alone in it: beside another unit they are seven days each, which is the same by the calendar. Nothing at all is no days. */
export function durationOf(given: Partial<DurationParts>): string {
  const parts = { ...none, ...given };
  const { weeks, hours, minutes, seconds } = parts;
  const minus = parts.sign < 0 ? '-' : '';
  const isWeeks = weeks > 0 && parts.days + hours + minutes + seconds === 0;
  if (isWeeks) return `${minus}P${weeks}W`;
  const days = parts.days + 7 * weeks;
  const clock = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${seconds ? `${seconds}S` : ''}`;
  if (days === 0 && clock === '') return 'P0D';
  return `${minus}P${days ? `${days}D` : ''}${clock ? `T${clock}` : ''}`;
}

/** The one unit it is given in; undefined when there are several. */
export function singleUnit(parts: DurationParts): DurationUnit | undefined {
  const used = durationUnits.filter((unit) => parts[unit] > 0);
  return used.length > 1 ? undefined : (used[0] ?? 'days');
}
