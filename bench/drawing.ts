/**
 * A journey drawn as SVG at sizes that differ by ten, and as a picture of twice the size. Processor time, for its part of a
 * step: the same at every size where the work grows with the steps and not with their square.
 *   npm run bench -- drawing
 */
import { fileURLToPath } from 'node:url';
import { diagramPng } from '../documents/diagram/diagram-png';
import { diagramSvg } from '../documents/diagram/diagram-svg';
import { loadMeasuringFonts } from '../documents/pdf/fonts';
import { createTranslate } from '../shared/i18n/translator';
import { journeyContext } from '../shared/journey/journey-context';
import { toDiagram } from '../shared/journey/to-diagram';
import { shippedCatalogue } from '../tests/shipped-catalogue';
import { engagementWithJourney } from './canvas-journeys';
import { tell } from './measure';

const RUNS = 3;
const fonts = loadMeasuringFonts(fileURLToPath(new URL('../assets/fonts', import.meta.url)));

async function timed<T>(work: () => T | Promise<T>): Promise<{ value: T; ms: number }> {
  const before = process.cpuUsage();
  const value = await work();
  const { user, system } = process.cpuUsage(before);
  return { value, ms: (user + system) / 1000 };
}

for (const size of [100, 1_000, 10_000]) {
  const { engagement, journey } = engagementWithJourney(size);
  const speaker = { translate: createTranslate('he'), language: 'he' as const, context: journeyContext(engagement, shippedCatalogue()) };
  const times = { layout: [] as number[], svg: [] as number[], png: [] as number[] };
  for (let run = 0; run < RUNS; run++) {
    const diagram = await timed(() => toDiagram(journey, speaker));
    times.layout.push(diagram.ms / size);
    times.svg.push((await timed(() => diagramSvg(diagram.value, 'he', { fonts, target: 'file' }))).ms / size);
    const picture = await timed(() => diagramPng(diagram.value, 'he', { fonts, scale: 2 }));
    if (picture.value.ok) times.png.push(picture.ms / size);
  }
  tell(`${size} steps: layout per step`, times.layout);
  tell(`${size} steps: SVG per step`, times.svg);
  if (times.png.length > 0) tell(`${size} steps: PNG (2×) per step`, times.png);
}
