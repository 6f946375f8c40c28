import type { Engagement } from './schema';
import { walkParts } from './walk-parts';

const texts = new WeakMap<object, string>();

/** The same text as `JSON.stringify(engagement)`; parts written before are remembered. */
export function toCompactText(engagement: Engagement): string {
  let text = '';
  walkParts(
    engagement,
    (between) => {
      text += between;
    },
    (part) => {
      let written = texts.get(part);
      if (written === undefined) {
        written = JSON.stringify(part);
        texts.set(part, written);
      }
      text += written;
    },
  );
  return text;
}
