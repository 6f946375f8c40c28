/** A journey's file in and out: what kind it is by its content, and how each kind is read or written. */
import { isUtf8 } from 'node:buffer';
import { join } from 'node:path';
import { ulid } from 'ulid';
import { parseXml } from '../../importers/odata/parse-xml';
import type { Catalogue } from '../../shared/catalogue/schema';
import { type ExportFormat, exportJourney, fileKinds, type PictureScale } from '../../shared/convert/export-journey';
import { fromBpmn } from '../../shared/convert/from-bpmn';
import { dittofeedDefinition, fromDittofeed } from '../../shared/convert/from-dittofeed';
import { LONGEST_TEXT, longestText } from '../../shared/convert/longest-text';
import { type Incoming, journeyFileTooHeavy, MOST_NODES } from '../../shared/convert/loss';
import { fromJson, looksLikeJourney } from '../../shared/convert/read-journey';
import { parseJsonText } from '../../shared/engagement/json-text';
import type { Engagement } from '../../shared/engagement/schema';
import { createTranslate } from '../../shared/i18n/translator';
import { journeyContext } from '../../shared/journey/journey-context';
import type { Speaker } from '../../shared/journey/node-label';
import type { Journey } from '../../shared/journey/schema';
import { toDiagram } from '../../shared/journey/to-diagram';
import { failed, ok, type Problem, problem, type Result, refuse } from '../../shared/problem';
import type { RenderedFile } from '../../shared/report';
import type { Language } from '../../shared/text';
import { createCatalogueReader } from '../catalogue';

export type JourneyFile = Incoming & { kind: 'journey' | 'bpmn' | 'dittofeed' };

type ReadOptions = { newId: () => string; timeZone: string };

/**
 * Knows the file by its content. Fails with `journey-file-unknown`, `journey-file-too-heavy`, `journey-text-too-long`,
 * `json-too-deep`, `xml-doctype`, `xml-broken`, or with what the readers say.
 */
export function readJourneyFile(name: string, text: string, options: ReadOptions): Result<JourneyFile> {
  const tooHeavy = journeyFileTooHeavy(text.length);
  if (tooHeavy) return failed(tooHeavy);
  const read = readByContent(name, text, options);
  const longest = read.ok ? longestText([read.value.journey, read.value.messages]) : 0;
  return longest > LONGEST_TEXT ? refuse('journey-text-too-long', { length: longest, limit: LONGEST_TEXT }) : read;
}

function readByContent(name: string, text: string, options: ReadOptions): Result<JourneyFile> {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (start.startsWith('<')) {
    const xml = parseXml(name, start);
    if (!xml.ok) return xml;
    const read = fromBpmn(xml.value, options);
    // A file that was cut off is read as far as it goes, and says so.
    return read.ok ? ok({ ...read.value, losses: [...xml.problems, ...read.value.losses], kind: 'bpmn' }) : read;
  }
  const json = parseJsonText(start);
  if (!json.ok) return json.problems.some(({ code }) => code === 'not-json') ? refuse('journey-file-unknown') : json;
  const { value } = json;
  const kind = looksLikeJourney(value) ? 'journey' : dittofeedDefinition(value) ? 'dittofeed' : undefined;
  if (!kind) return refuse('journey-file-unknown');
  const read = kind === 'journey' ? fromJson(value) : fromDittofeed(value, options);
  return read.ok ? ok({ ...read.value, kind }) : read;
}

export function speakerFor(engagement: Engagement, catalogue: Catalogue, language: Language): Speaker {
  return { translate: createTranslate(language), language, context: journeyContext(engagement, catalogue) };
}

export type WriteOptions = {
  speaker: Speaker;
  /** The folder with the fonts, for drawings. */
  fonts: string;
  /** Of a picture. */
  scale?: PictureScale;
};

/** `problems` of the file are the losses. Fails with `drawing-too-large` or `picture-too-large`. */
export async function writeJourneyFile(format: ExportFormat, journey: Journey, { speaker, fonts, scale = 1 }: WriteOptions): Promise<Result<RenderedFile>> {
  const { ending, mime } = fileKinds[format];
  const file = (bytes: Uint8Array, problems: Problem[]) => ok({ name: `${journey.key}${scale === 1 ? '' : `@${scale}x`}.${ending}`, mime, bytes, problems });
  if (format !== 'svg' && format !== 'png') {
    const { text, losses } = exportJourney(format, journey, speaker);
    return file(new TextEncoder().encode(text), losses);
  }
  // Every word is laid out: beyond this it would take minutes, and nobody could read it.
  if (journey.nodes.length > MOST_NODES) return refuse('drawing-too-large', { nodes: journey.nodes.length, limit: MOST_NODES });
  const losses = [problem('informs', 'loss-picture-only', ['journeys', journey.id], { format: format.toUpperCase() })];
  const { loadMeasuringFonts } = await import('../../documents/pdf/fonts');
  const [diagram, measuring] = [toDiagram(journey, speaker), loadMeasuringFonts(fonts)];
  if (format === 'svg') {
    const { diagramSvg } = await import('../../documents/diagram/diagram-svg');
    return file(new TextEncoder().encode(`${diagramSvg(diagram, speaker.language, { fonts: measuring, target: 'file' })}\n`), losses);
  }
  const { diagramPng } = await import('../../documents/diagram/diagram-png');
  const picture = await diagramPng(diagram, speaker.language, { fonts: measuring, scale });
  return picture.ok ? file(picture.value, losses) : picture;
}

export function readJourneyBytes({ file, timeZone }: { file: { name: string; bytes: Uint8Array }; timeZone: string }): Result<JourneyFile> {
  if (!isUtf8(file.bytes)) return refuse('not-utf8', { file: file.name });
  return readJourneyFile(file.name, new TextDecoder().decode(file.bytes), { newId: ulid, timeZone });
}

type ExportOrder = { engagement: Engagement; journey: string; format: ExportFormat; scale: PictureScale; language: Language; assets: string };

/** Fails with `journey-missing`, or as `writeJourneyFile` does. */
export async function exportJourneyFile({ engagement, journey: id, format, scale, language, assets }: ExportOrder): Promise<Result<RenderedFile>> {
  const journey = engagement.journeys.find((one) => one.id === id);
  if (!journey) return refuse('journey-missing');
  const catalogue = await createCatalogueReader(assets)();
  if (!catalogue.ok) return catalogue;
  return writeJourneyFile(format, journey, { speaker: speakerFor(engagement, catalogue.value, language), fonts: join(assets, 'fonts'), scale });
}
