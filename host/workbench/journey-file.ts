/** A journey's file in and out: what kind it is by its content, and how each kind is read or written. */
import { isUtf8 } from 'node:buffer';
import { join } from 'node:path';
import { ulid } from 'ulid';
import { parseXml } from '../../importers/odata/parse-xml';
import type { Catalogue } from '../../shared/catalogue/schema';
import { type ExportFormat, exportJourney, fileKinds } from '../../shared/convert/export-journey';
import { fromBpmn } from '../../shared/convert/from-bpmn';
import { dittofeedDefinition, fromDittofeed } from '../../shared/convert/from-dittofeed';
import { type Incoming, MOST_NODES } from '../../shared/convert/loss';
import { fromJson, looksLikeJourney } from '../../shared/convert/read-journey';
import type { Engagement } from '../../shared/engagement/schema';
import { createTranslate } from '../../shared/i18n/translator';
import { journeyContext } from '../../shared/journey/journey-context';
import type { Speaker } from '../../shared/journey/node-label';
import type { Journey } from '../../shared/journey/schema';
import { toDiagram } from '../../shared/journey/to-diagram';
import { ok, type Problem, problem, type Result, refuse } from '../../shared/problem';
import type { RenderedFile } from '../../shared/report';
import type { Language } from '../../shared/text';
import { createCatalogueReader } from '../catalogue';

const LARGEST = 32 * 1024 * 1024;

export type JourneyFile = Incoming & { kind: 'journey' | 'bpmn' | 'dittofeed' };

/**
 * Knows the file by its content. Fails with `journey-file-unknown`, `file-too-large`, `xml-doctype`, `xml-broken`, or with
 * what the readers say.
 */
export function readJourneyFile(name: string, text: string, options: { newId: () => string; timeZone: string }): Result<JourneyFile> {
  if (text.length > LARGEST) return refuse('file-too-large', { file: name, megabytes: Math.ceil(text.length / 1_048_576), limit: LARGEST / 1_048_576 });
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (start.startsWith('<')) {
    const xml = parseXml(name, start);
    if (!xml.ok) return xml;
    const read = fromBpmn(xml.value, options);
    // A file that was cut off is read as far as it goes, and says so.
    return read.ok ? ok({ ...read.value, losses: [...xml.problems, ...read.value.losses], kind: 'bpmn' }) : read;
  }
  let value: unknown;
  try {
    value = JSON.parse(start);
  } catch {
    return refuse('journey-file-unknown');
  }
  const kind = looksLikeJourney(value) ? 'journey' : dittofeedDefinition(value) ? 'dittofeed' : undefined;
  if (!kind) return refuse('journey-file-unknown');
  const read = kind === 'journey' ? fromJson(value) : fromDittofeed(value, options);
  return read.ok ? ok({ ...read.value, kind }) : read;
}

export function speakerFor(engagement: Engagement, catalogue: Catalogue, language: Language): Speaker {
  return { translate: createTranslate(language), language, context: journeyContext(engagement, catalogue) };
}

/** `problems` of the file are the losses. A drawing needs `fonts`, the folder with the fonts. */
export async function writeJourneyFile(format: ExportFormat, journey: Journey, speaker: Speaker, fonts: string): Promise<RenderedFile> {
  const { ending, mime } = fileKinds[format];
  const { text, losses } = format === 'svg' ? await drawSvg(journey, speaker, fonts) : exportJourney(format, journey, speaker);
  return { name: `${journey.key}.${ending}`, mime, bytes: new TextEncoder().encode(text), problems: losses };
}

async function drawSvg(journey: Journey, speaker: Speaker, fontsFolder: string): Promise<{ text: string; losses: Problem[] }> {
  const losses = [problem('informs', 'loss-picture-only', ['journeys', journey.id], { format: 'SVG' })];
  // The drawing lays out every word: beyond this it would take minutes, and nobody could read it.
  if (journey.nodes.length > MOST_NODES)
    return { text: '', losses: [problem('blocks', 'journey-file-too-large', [], { nodes: journey.nodes.length, limit: MOST_NODES })] };
  const { diagramSvg } = await import('../../documents/diagram/diagram-svg');
  const { loadMeasuringFonts } = await import('../../documents/pdf/fonts');
  const fonts = loadMeasuringFonts(fontsFolder);
  return { text: `${diagramSvg(toDiagram(journey, speaker), speaker.language, { fonts })}\n`, losses };
}

export function readJourneyBytes({ file, timeZone }: { file: { name: string; bytes: Uint8Array }; timeZone: string }): Result<JourneyFile> {
  if (!isUtf8(file.bytes)) return refuse('not-utf8', { file: file.name });
  return readJourneyFile(file.name, new TextDecoder().decode(file.bytes), { newId: ulid, timeZone });
}

type ExportOrder = { engagement: Engagement; journey: string; format: ExportFormat; language: Language; assets: string };

/** Fails with `journey-missing`. */
export async function exportJourneyFile({ engagement, journey: id, format, language, assets }: ExportOrder): Promise<Result<RenderedFile>> {
  const journey = engagement.journeys.find((one) => one.id === id);
  if (!journey) return refuse('journey-missing');
  const catalogue = await createCatalogueReader(assets)();
  return catalogue.ok ? ok(await writeJourneyFile(format, journey, speakerFor(engagement, catalogue.value, language), join(assets, 'fonts'))) : catalogue;
}
