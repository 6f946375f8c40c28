import type { Translate } from '../i18n/translator';
import { localeOf } from '../i18n/translator';
import type { Language } from '../text';

const form = /^-?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const units = ['weeks', 'days', 'hours', 'minutes', 'seconds'] as const;

/** `P1DT2H` → "1 day and 2 hours", in the language's own words and digits; a sign is left out. Zero → "at once". */
export function durationWords(duration: string, translate: Translate, language: Language): string {
  const match = form.exec(duration);
  if (!match) return duration;
  const parts = units.flatMap((unit, i) => {
    const count = Number(match[i + 1] ?? 0);
    return count > 0 ? [translate(`duration.${unit}`, { count })] : [];
  });
  if (parts.length === 0) return translate('duration.none');
  return new Intl.ListFormat(localeOf[language], { type: 'conjunction' }).format(parts);
}

/** How often: `P1D` → "every day", `PT12H` → "every 12 hours". */
export function everyWords(duration: string, translate: Translate, language: Language): string {
  if (duration === 'P1D') return translate('duration.every-day');
  if (duration === 'P1W' || duration === 'P7D') return translate('duration.every-week');
  return translate('duration.every', { duration: durationWords(duration, translate, language) });
}

/** Days and seconds as a duration in whole units: {days: 9, seconds: 3600} → `P9DT1H`. */
export function toDuration({ days, seconds }: { days: number; seconds: number }): string {
  const h = Math.floor(seconds / 3600);
  const m = Math.floor((seconds % 3600) / 60);
  const s = seconds % 60;
  const time = `${h ? `${h}H` : ''}${m ? `${m}M` : ''}${s ? `${s}S` : ''}`;
  if (!time) return `P${days}D`;
  return `P${days ? `${days}D` : ''}T${time}`;
}
