/** Message texts and numbers as other systems write them. */
import { toWire } from '../ids';
import { replaceVariables } from '../journey/message-variables';
import { approximateMs } from '../time/duration';

/** Our `{{first-name|there}}` in a template language like Liquid: `{{ user.first_name | default: "there" }}`. */
export function liquidText(text: string, owner: string, fallback: (standIn: string) => string): string {
  return replaceVariables(text, ({ of, id, standIn }) => {
    const name = of === 'attribute' ? `${owner}.${toWire(id)}` : `event.${toWire(id)}`;
    return `{{ ${name}${standIn === undefined ? '' : fallback(standIn)} }}`;
  });
}

/** Roughly, a day as 24 hours. */
export function secondsOf(duration: string): number {
  return approximateMs(duration) / 1000;
}
