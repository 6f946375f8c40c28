/** Our BPMN as other people open it: in bpmn-js itself, the editor most of them use. */
import { createRequire } from 'node:module';
import { expect, test } from '@playwright/test';
import { toBpmn } from '../../shared/convert/to-bpmn';
import { journeyContext } from '../../shared/journey/journey-context';
import { mappedEngagement } from '../mapped-engagement';
import { shippedCatalogue } from '../shipped-catalogue';
import { onlyInTheBrowser } from './app';
import { wordsIn } from './words';

onlyInTheBrowser('the page is bpmn-js’s own');

/** What of bpmn-js is used here. */
type Shape = { id: string; type: string; width: number; height: number };
type Viewer = {
  importXML(xml: string): Promise<{ warnings: unknown[] }>;
  get(service: 'elementRegistry'): { getAll(): Shape[]; getGraphics(shape: Shape): SVGElement };
};
declare const BpmnJS: new (options: { container: string }) => Viewer;

test('every template is imported without a warning, and each of its steps and ways is drawn', async ({ page }) => {
  const engagement = mappedEngagement();
  const speaker = { translate: wordsIn('he'), language: 'he' as const, context: journeyContext(engagement, shippedCatalogue()) };
  await page.setContent('<div id="canvas" style="width: 1200px; height: 800px"></div>');
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('bpmn-js/dist/bpmn-viewer.production.min.js') });
  expect(engagement.journeys).toHaveLength(17);
  for (const journey of engagement.journeys) {
    const shown = await page.evaluate(async (xml) => {
      document.querySelector('#canvas')?.replaceChildren();
      const viewer = new BpmnJS({ container: '#canvas' });
      const { warnings } = await viewer.importXML(xml);
      const registry = viewer.get('elementRegistry');
      const drawn = registry.getAll().filter((shape) => {
        const { width, height } = registry.getGraphics(shape).getBoundingClientRect();
        return width + height > 0;
      });
      return { warnings: warnings.map(String), drawn: drawn.map(({ id }) => id) };
    }, toBpmn(journey, speaker).text);
    expect(shown.warnings, journey.key).toEqual([]);
    const expected = [...journey.nodes.map(({ id }) => `n_${id}`), ...journey.edges.map(({ id }) => `e_${id}`)];
    expect(expected.filter((id) => !shown.drawn.includes(id))).toEqual([]);
  }
});
