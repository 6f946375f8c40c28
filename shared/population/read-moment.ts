/** Moments and days out of cells: what is ISO already without ado, everything else by the reader of dates. */
import { readDate } from '../record/transform-date';
import { localParts } from '../time/duration';
import { spanOf } from '../time/moment';

const DAY_LENGTH = 10;
/** Days repeat and moments hardly do: what is remembered stays small either way. */
const MOST_KNOWN = 20_000;

export type MomentReader = {
  /** Epoch ms, of a day its beginning; undefined when the text is no date or may be two. */
  moment(text: string): number | undefined;
  /** ISO date or date-time as records hold it; a time without an offset stays wall clock. */
  dateTime(text: string): string | undefined;
  /** ISO day; of a moment the day it is in the zone. */
  day(text: string): string | undefined;
};

/** `zone`: a valid IANA zone; where days begin and clocks without an offset hang. */
export function createMomentReader(zone: string): MomentReader {
  const known = new Map<string, { iso: string; at: number } | null>();
  const read = (text: string) => {
    let found = known.get(text);
    if (found === undefined) {
      found = readFresh(text, zone);
      if (known.size >= MOST_KNOWN) known.clear();
      known.set(text, found);
    }
    return found ?? undefined;
  };
  return {
    moment: (text) => quickMoment(text) ?? read(text)?.at,
    dateTime: (text) => (quickMoment(text) === undefined ? read(text)?.iso : text),
    day(text) {
      const at = quickMoment(text);
      // A day is what the source wrote: midnight in its own offset is not the day before.
      if (at !== undefined) return midnight.test(text) ? text.slice(0, DAY_LENGTH) : localParts(at, zone).date;
      const found = read(text);
      if (!found) return undefined;
      return found.iso.length === DAY_LENGTH || midnight.test(found.iso) ? found.iso.slice(0, DAY_LENGTH) : localParts(found.at, zone).date;
    },
  };
}

function readFresh(text: string, zone: string): { iso: string; at: number } | null {
  const read = readDate(text, 'auto');
  if (!('value' in read)) return null;
  const span = spanOf(read.value, zone);
  return span ? { iso: read.value, at: span.from } : null;
}

const midnight = /T00:00(?::00(?:\.0+)?)?[+-]/;
const precise = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?(?:Z|[+-]\d{2}:\d{2})$/;

/** A moment with its offset, read by the engine; undefined for everything it might take for something else. */
function quickMoment(text: string): number | undefined {
  if (text.length < 20 || text.length > 29 || text.charCodeAt(10) !== 84) return undefined;
  const found = precise.exec(text);
  // JavaScript takes 30 February for 2 March.
  if (!found || Number(found[3]) > 28 || Number(found[1]) < 1600) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}
