/** Places a calendar can go by, the largest of a country first, and how long before sunset candles are lit there. */
import type { Place } from './sunset';

export type City = Place & { id: string; country: string; beforeSunset: number };

const table: readonly (readonly [id: string, country: string, latitude: number, longitude: number, beforeSunset: number])[] = [
  ['jerusalem', 'IL', 31.77, 35.21, 40],
  ['tel-aviv', 'IL', 32.09, 34.78, 22],
  ['haifa', 'IL', 32.79, 34.99, 30],
  ['beer-sheva', 'IL', 31.25, 34.79, 20],
  ['eilat', 'IL', 29.56, 34.95, 20],
  ['tehran', 'IR', 35.69, 51.39, 0],
  ['mashhad', 'IR', 36.3, 59.61, 0],
  ['isfahan', 'IR', 32.65, 51.67, 0],
  ['shiraz', 'IR', 29.59, 52.58, 0],
  ['tabriz', 'IR', 38.08, 46.29, 0],
  ['new-york', 'US', 40.71, -74.01, 18],
  ['los-angeles', 'US', 34.05, -118.24, 18],
  ['london', 'GB', 51.51, -0.13, 18],
  ['paris', 'FR', 48.86, 2.35, 18],
  ['berlin', 'DE', 52.52, 13.4, 18],
  ['istanbul', 'TR', 41.01, 28.98, 0],
  ['dubai', 'AE', 25.2, 55.27, 0],
  ['riyadh', 'SA', 24.71, 46.68, 0],
  ['cairo', 'EG', 30.04, 31.24, 0],
];

export const cities: readonly City[] = table.map(([id, country, latitude, longitude, beforeSunset]) => ({ id, country, latitude, longitude, beforeSunset }));

/** The city that lies exactly there. */
export function cityAt(place: Place): City | undefined {
  return cities.find((city) => city.latitude === place.latitude && city.longitude === place.longitude);
}
