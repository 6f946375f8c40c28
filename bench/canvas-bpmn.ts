/** The same drawing in bpmn-js's modeler: as many shapes at the same places, in a window of the same size. */
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { nodeSize } from '../shared/journey/layout';
import type { Journey } from '../shared/journey/schema';
import { sum, tasksDuring } from './measure';

const file = (name: string) => fileURLToPath(new URL(`../node_modules/bpmn-js/dist/${name}`, import.meta.url));

type Modeler = {
  importXML: (xml: string) => Promise<unknown>;
  get: (service: string) => { viewbox: (box: object) => void; undo: () => void };
};
declare const BpmnJS: new (options: object) => Modeler;
type ModelerWindow = Window & { modeler?: Modeler };

/** Opens the journey there; processor time of the import. The window is closed with its context. */
export async function openInBpmnJs(browser: Browser, journey: Journey): Promise<{ page: Page; openedMs: number }> {
  const page = await browser.newPage({ viewport: { width: 1100, height: 700 } });
  page.setDefaultTimeout(300_000);
  await page.setContent('<!doctype html><style>html,body,#canvas{margin:0;width:100%;height:100%}</style><div id="canvas"></div>');
  for (const style of ['diagram-js.css', 'bpmn-js.css']) await page.addStyleTag({ path: file(`assets/${style}`) });
  await page.addScriptTag({ path: file('bpmn-modeler.production.min.js') });
  const xml = toXml(journey);
  const tasks = await tasksDuring(page, async () => {
    await page.evaluate(async (text) => {
      const modeler = new BpmnJS({ container: '#canvas' });
      (window as ModelerWindow).modeler = modeler;
      await modeler.importXML(text);
      modeler.get('canvas').viewbox({ x: -80, y: -20, width: 1100 / 0.72, height: 700 / 0.72 });
    }, xml);
    await page.waitForTimeout(500);
  });
  return { page, openedMs: sum(tasks) };
}

export async function undoInBpmnJs(page: Page): Promise<void> {
  await page.evaluate(() => (window as ModelerWindow).modeler?.get('commandStack').undo());
}

function toXml(journey: Journey): string {
  const boxes = new Map(journey.nodes.map((node) => [node.id, { ...(journey.layout[node.id] ?? { x: 0, y: 0 }), ...nodeSize(node) }]));
  const tasks = journey.nodes.map(({ id }) => `<bpmn:task id="t_${id}" name="${id}"/>`);
  const flows = journey.edges.map(({ id, from, to }) => `<bpmn:sequenceFlow id="f_${id}" sourceRef="t_${from}" targetRef="t_${to}"/>`);
  const shapes = [...boxes].map(
    ([id, { x, y, width, height }]) =>
      `<bpmndi:BPMNShape id="s_${id}" bpmnElement="t_${id}"><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}"/></bpmndi:BPMNShape>`,
  );
  const lines = journey.edges.map(({ id, from, to }) => {
    const ends = [from, to].map((end) => boxes.get(end));
    const points = ends.map((box) => `<di:waypoint x="${(box?.x ?? 0) + (box?.width ?? 0) / 2}" y="${(box?.y ?? 0) + (box?.height ?? 0) / 2}"/>`);
    return `<bpmndi:BPMNEdge id="l_${id}" bpmnElement="f_${id}">${points.join('')}</bpmndi:BPMNEdge>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="d" targetNamespace="bench">
<bpmn:process id="p">${tasks.join('')}${flows.join('')}</bpmn:process>
<bpmndi:BPMNDiagram id="g"><bpmndi:BPMNPlane id="n" bpmnElement="p">${shapes.join('')}${lines.join('')}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>`;
}
