/** When the sun sets and night falls at a place, to the minute: whole minutes are the same in every engine. */
import { addTime, getTimes } from 'suncalc';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Three middling stars are out when the sun is so far below the horizon, in degrees. */
const NIGHTFALL = -8.5;
/** Where summer nights are too bright for that, night falls so long after sunset. */
const BRIGHT_NIGHT_MS = 72 * MINUTE_MS;

addTime(NIGHTFALL, 'starsFade', 'nightfall');

/** Degrees north and east. Beyond 65° north or south the sun may not set at all. */
export type Place = { latitude: number; longitude: number };
type Evening = { sunset: number; nightfall: number };

const known = new Map<string, Evening>();

/** Sunset and nightfall (epoch ms) of a day (days since 1970-01-01) as it is counted at the place. */
export function eveningOf(day: number, { latitude, longitude }: Place): Evening {
  const key = `${day} ${latitude} ${longitude}`;
  let evening = known.get(key);
  if (!evening) {
    if (known.size >= 20_000) known.clear();
    evening = calculate(day, latitude, longitude);
    known.set(key, evening);
  }
  return evening;
}

function calculate(day: number, latitude: number, longitude: number): Evening {
  const noon = day * DAY_MS + DAY_MS / 2 - (longitude / 360) * DAY_MS;
  const { sunset, nightfall } = getTimes(new Date(noon), latitude, longitude);
  // Only beyond the latitudes a calendar takes.
  const sets = Math.floor((sunset?.getTime() ?? noon + DAY_MS / 4) / MINUTE_MS) * MINUTE_MS;
  const falls = nightfall instanceof Date ? Math.ceil(nightfall.getTime() / MINUTE_MS) * MINUTE_MS : sets + BRIGHT_NIGHT_MS;
  return { sunset: sets, nightfall: falls };
}
