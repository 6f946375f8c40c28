/** The formats a journey leaves in, behind one door. Drawings need fonts and are made where they are (host). */
import type { Speaker } from '../journey/node-label';
import type { Journey } from '../journey/schema';
import type { Converted } from './loss';
import { toBpmn } from './to-bpmn';
import { toDittofeed } from './to-dittofeed';
import { toKlaviyo } from './to-klaviyo';
import { toMermaid } from './to-mermaid';

export const textFormats = ['json', 'bpmn', 'mermaid', 'dittofeed', 'klaviyo'] as const;
export type TextFormat = (typeof textFormats)[number];
export const exportFormats = [...textFormats, 'svg', 'png'] as const;
export type ExportFormat = (typeof exportFormats)[number];
/** Pixels per point of a picture: as large as on the screen, or twice, for print and good screens. */
export const pictureScales = [1, 2] as const;
export type PictureScale = (typeof pictureScales)[number];

/** What a file of this format is called after the journey's key, and what it is. */
export const fileKinds: Record<ExportFormat, { ending: string; mime: string }> = {
  json: { ending: 'journey.json', mime: 'application/json' },
  bpmn: { ending: 'bpmn', mime: 'application/xml' },
  mermaid: { ending: 'mmd', mime: 'text/plain' },
  dittofeed: { ending: 'dittofeed.json', mime: 'application/json' },
  klaviyo: { ending: 'klaviyo.json', mime: 'application/json' },
  svg: { ending: 'svg', mime: 'image/svg+xml' },
  png: { ending: 'png', mime: 'image/png' },
};

export function exportJourney(format: TextFormat, journey: Journey, speaker: Speaker): Converted {
  switch (format) {
    case 'json':
      return { text: jsonText(journey), losses: [] };
    case 'bpmn':
      return toBpmn(journey, speaker);
    case 'mermaid':
      return toMermaid(journey, speaker);
    case 'dittofeed': {
      const { value, losses } = toDittofeed(journey, speaker);
      return { text: jsonText(value), losses };
    }
    case 'klaviyo': {
      const { value, losses } = toKlaviyo(journey, speaker);
      return { text: jsonText(value), losses };
    }
  }
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
