import { withoutMarks } from '../../shared/direction-marks';

const LIMIT = 31;

/** Names Excel accepts, in order: at most 31 units, none of `* ? : \ / [ ]`, no edge apostrophe, unlike each other without regard to case. */
export function toSheetNames(wanted: readonly string[]): string[] {
  // "History" is Excel's own; the other two are ours.
  const taken = new Set(['history', '_lists', '_masa']);
  return wanted.map((name, index) => {
    const base = clean(name) || `Sheet ${index + 1}`;
    let free = shorten(base, LIMIT);
    for (let n = 2; taken.has(free.toLowerCase()); n++) {
      const suffix = ` (${n})`;
      free = shorten(base, LIMIT - suffix.length) + suffix;
    }
    taken.add(free.toLowerCase());
    return free;
  });
}

function clean(name: string): string {
  return withoutMarks(name)
    .replace(/[*?:\\/[\]]/g, ' ')
    .replace(/\p{Cc}|\p{Surrogate}/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s']+|[\s']+$/g, '');
}

function shorten(name: string, units: number): string {
  return name
    .slice(0, units)
    .replace(/[\ud800-\udbff]$/, '')
    .replace(/[\s']+$/, '');
}
