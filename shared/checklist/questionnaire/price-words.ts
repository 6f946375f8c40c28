/** Prices as a person reads them in the list of changes. */
import { localeOf } from '../../i18n/translator';
import type { AddOn, MessagePrice, VolumeTiers } from '../vendor-costs-schema';
import type { Asking } from './questionnaire-workbook';

type Speaker = Pick<Asking, 'engagement' | 'language' | 'translate' | 'points'>;

export function moneyWords(amount: number, { engagement, language }: Speaker): string {
  return new Intl.NumberFormat(localeOf[language], {
    style: 'currency',
    currency: engagement.client.currency,
    maximumFractionDigits: 4,
    minimumFractionDigits: 0,
  })
    .format(amount)
    .replace(/[\u200e\u200f]/g, '');
}

export function tierWords({ by, steps, perThousandAbove }: VolumeTiers, speaker: Speaker): string {
  const { translate, language } = speaker;
  const number = new Intl.NumberFormat(localeOf[language]);
  const lines = steps.map(({ upTo, perMonth }) =>
    upTo === undefined
      ? translate('questionnaire.tier-any', { price: moneyWords(perMonth, speaker) })
      : translate('questionnaire.tier-up-to', { upTo: number.format(upTo), price: moneyWords(perMonth, speaker) }),
  );
  if (perThousandAbove !== undefined) lines.push(translate('questionnaire.tier-beyond', { price: moneyWords(perThousandAbove, speaker) }));
  return [translate(`questionnaire.tier-basis.${by}`), ...lines].join('\n');
}

export function messageWords({ price, included, minimumPerMonth }: MessagePrice, speaker: Speaker): string {
  const { translate } = speaker;
  return [
    translate('questionnaire.message-each', { price: moneyWords(price, speaker) }),
    included === undefined ? '' : translate('questionnaire.message-included', { included }),
    minimumPerMonth === undefined ? '' : translate('questionnaire.message-least', { price: moneyWords(minimumPerMonth, speaker) }),
  ]
    .filter((one) => one !== '')
    .join(' · ');
}

export function addOnWords({ name, once, perMonth, point }: Omit<AddOn, 'id'>, speaker: Speaker): string {
  const { translate, points } = speaker;
  const number = points.find((one) => one.point.id === point)?.number;
  return [
    name,
    once === undefined ? '' : translate('questionnaire.amount-once', { amount: moneyWords(once, speaker) }),
    perMonth === undefined ? '' : translate('questionnaire.amount-per-month', { amount: moneyWords(perMonth, speaker) }),
    number === undefined ? '' : translate('questionnaire.for-question', { number }),
  ]
    .filter((one) => one !== '')
    .join(' · ');
}
