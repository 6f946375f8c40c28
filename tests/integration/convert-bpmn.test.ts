/** BPMN as bpmn-moddle (the model behind bpmn-js) reads it, our journeys out and back, and those of others. */
import BpmnModdle, { type Element } from 'bpmn-moddle';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseXml } from '../../importers/odata/parse-xml';
import { fromBpmn } from '../../shared/convert/from-bpmn';
import { fromJson } from '../../shared/convert/read-journey';
import { toBpmn } from '../../shared/convert/to-bpmn';
import { createTranslate } from '../../shared/i18n/translator';
import { journeyContext } from '../../shared/journey/journey-context';
import { type Journey, journeySchema, type Message } from '../../shared/journey/schema';
import { journeys as randomJourneys } from '../arbitrary-journeys';
import { mappedEngagement } from '../mapped-engagement';
import { shippedCatalogue } from '../shipped-catalogue';

const engagement = mappedEngagement();
const speaker = { translate: createTranslate('he'), language: 'he' as const, context: journeyContext(engagement, shippedCatalogue()) };
const options = { newId: () => '01JD8Y3Z9V7T6S5R4Q3P2N1M0K', timeZone: 'Asia/Jerusalem' };

function read(text: string) {
  const xml = parseXml('x.bpmn', text);
  if (!xml.ok) return xml;
  return fromBpmn(xml.value, options);
}
function readWell(text: string): { journey: Journey; messages: Message[]; codes: string[] } {
  const result = read(text);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const { journey, messages, losses } = result.value;
  return { journey, messages, codes: losses.map(({ code }) => code) };
}
/** As it is kept: without the settings that are `undefined`. */
const plain = (journey: Journey) => journeySchema.parse(JSON.parse(JSON.stringify(journey)));

test.each(engagement.journeys.map((journey) => [journey.key, journey] as const))(
  '%s: read by bpmn-moddle without a warning, and back exactly',
  async (_, journey) => {
    const { text } = toBpmn(journey, speaker);
    const { rootElement, warnings } = await new BpmnModdle().fromXML(text);
    expect(warnings).toEqual([]);
    const process = rootElement.rootElements.find((one: Element) => one.$type === 'bpmn:Process');
    const elements = process.flowElements;
    const flows = elements.filter((one: Element) => one.$type === 'bpmn:SequenceFlow');
    expect(flows).toHaveLength(journey.edges.length);
    for (const flow of flows) expect([flow.sourceRef?.id, flow.targetRef?.id]).not.toContain(undefined);
    // Everything is drawn: bpmn-js shows only what stands in the diagram.
    const drawn = rootElement.diagrams[0].plane.planeElement.map((one: Element) => one.bpmnElement.id);
    expect(drawn.toSorted()).toEqual(elements.map(({ id }: Element) => id).toSorted());
    expect(readWell(text)).toEqual({ journey: plain(journey), messages: [], codes: [] });
    const json = fromJson(JSON.parse(JSON.stringify(journey)));
    expect(json.ok && json.value.journey).toEqual(plain(journey));
  },
);

test('random journeys, with any words in them, come back exactly', () => {
  const words = fc.string({ unit: 'binary', maxLength: 12 });
  fc.assert(
    fc.property(randomJourneys, fc.array(words, { minLength: 1, maxLength: 5 }), fc.boolean(), ({ journey }, names, placed) => {
      const named: Journey = {
        ...journey,
        name: { en: names[0] ?? '', he: names.at(-1) },
        nodes: journey.nodes.map((node, i) => ({ ...node, name: { fa: names[i % names.length] ?? '' } })),
        layout: placed ? Object.fromEntries(journey.nodes.map((node, i) => [node.id, { x: i * 7.25 - 3, y: -i / 3 }])) : {},
        annotations: { ...journey.annotations, workshopNote: { en: names.join(']]>') } },
        ext: Object.fromEntries(names.map((name) => [name, [name]])),
      };
      expect(readWell(toBpmn(named, speaker).text)).toEqual({ journey: plain(named), messages: [], codes: [] });
    }),
    { numRuns: 25 },
  );
});

test('what was moved, removed or added over there is moved, removed or named here', async () => {
  const journey = engagement.journeys[0];
  if (!journey) throw new Error('no journey');
  const node = journey.nodes.find(({ kind }) => kind === 'send');
  const edge = journey.edges.find(({ from }) => from === node?.id);
  if (!node || !edge) throw new Error('no send');
  const moddle = new BpmnModdle();
  const { rootElement } = await moddle.fromXML(toBpmn(journey, speaker).text);
  const [process] = rootElement.rootElements.filter((one: Element) => one.$type === 'bpmn:Process');
  process.flowElements = process.flowElements.filter(({ id }: Element) => id !== `e_${edge.id}`);
  process.flowElements.push(moddle.create('bpmn:CallActivity', { id: 'added', name: 'Ask finance' }));
  const { plane } = rootElement.diagrams[0];
  plane.planeElement = plane.planeElement.filter(({ id }: Element) => id !== `e_${edge.id}_di`);
  const shape = plane.planeElement.find(({ id }: Element) => id === `n_${node.id}_di`);
  shape.bounds.x += 400;
  const { xml } = await moddle.toXML(rootElement);
  const back = readWell(xml);
  const at = journey.layout[node.id];
  expect(back.journey.edges).toEqual(journey.edges.filter((one) => one !== edge));
  expect(back.journey.layout[node.id]).toEqual(at && { x: at.x + 400, y: at.y });
  expect({ ...back.journey.layout, [node.id]: at }).toEqual(journey.layout);
  expect(back.codes).toEqual(['loss-bpmn-added']);
});

const foreign = (inside: string, beside = '') =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">${beside}<process id="p" name="Order to cash">${inside}</process></definitions>`;
const flow = (from: string, to: string, more = '', inside = '') =>
  `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}" ${more}>${inside}</sequenceFlow>`;

test('a process of somebody else: events, waits, gateways and tasks mean what they mean here', () => {
  const { journey, messages, codes } = readWell(
    foreign(
      `<startEvent id="s" name="Order placed"><messageEventDefinition messageRef="m" /></startEvent>${flow('s', 'w')}
       <intermediateCatchEvent id="w"><timerEventDefinition><timeDuration>PT2H</timeDuration></timerEventDefinition></intermediateCatchEvent>${flow('w', 'g')}
       <exclusiveGateway id="g" name="Big order?" default="g_mail" />
       ${flow('g', 'call', 'name="Yes"', '<conditionExpression>entry.order_total &gt; 500</conditionExpression>')}${flow('g', 'mail')}
       <sendTask id="mail" name="Thank-you e-mail" />${flow('mail', 'eb')}
       <userTask id="call" name="Call the customer" />${flow('call', 'eb')}
       <eventBasedGateway id="eb" />${flow('eb', 'paid')}${flow('eb', 'late')}
       <intermediateCatchEvent id="paid" name="Paid"><messageEventDefinition /></intermediateCatchEvent>${flow('paid', 'end')}
       <intermediateCatchEvent id="late"><timerEventDefinition><timeDuration>P3D</timeDuration></timerEventDefinition></intermediateCatchEvent>${flow('late', 'book')}
       <serviceTask id="book" name="Book a reminder" />${flow('book', 'end')}
       <endEvent id="end" /><textAnnotation id="t" />`,
      '<message id="m" name="order_placed" />',
    ),
  );
  expect(journeySchema.safeParse(journey).success).toBe(true);
  expect(journey.name).toEqual({ en: 'Order to cash' });
  expect(journey.nodes.map(({ kind }) => kind)).toEqual(['trigger', 'wait', 'decision', 'send', 'task', 'wait-event', 'webhook', 'exit']);
  expect(journey.nodes[0]).toMatchObject({ trigger: { kind: 'event', event: 'order-placed' } });
  expect(journey.nodes[2]).toMatchObject({ cases: [{ name: { en: 'Yes' }, when: { op: 'gt', left: { kind: 'entry', path: 'order-total' }, right: 500 } }] });
  expect(journey.nodes[5]).toMatchObject({ event: 'paid', timeout: 'P3D' });
  expect(journey.edges.map(({ from, port, to }) => `${from}.${port} ${to}`)).toEqual([
    's.out w',
    'w.out g',
    'g.case1 call',
    'g.else mail',
    'mail.out eb',
    'call.out eb',
    'eb.happened end',
    'eb.timeout book',
    'book.out end',
  ]);
  expect(messages.map(({ name, channel, status }) => [name.en, channel, status])).toEqual([['Thank-you e-mail', 'email', 'draft']]);
  expect(codes).toEqual(['loss-bpmn-ignored']);
});

test('what means nothing to a journey is kept inert, and said', () => {
  const { journey, codes } = readWell(
    foreign(
      `<startEvent id="s" />${flow('s', 'call')}<callActivity id="call" name="Scoring" />${flow('call', 'x')}
       <exclusiveGateway id="x" />${flow('x', 'a', '', '<conditionExpression>#{score &gt; 3}</conditionExpression>')}${flow('x', 'b')}
       <task id="a" /><endEvent id="b" /><subProcess id="toString"><startEvent id="q" /></subProcess>`,
    ),
  );
  expect(journeySchema.safeParse(journey).success).toBe(true);
  expect(journey.nodes.filter(({ kind }) => kind === 'ext')).toMatchObject([
    { originalKind: 'bpmn:callActivity' },
    { originalKind: 'bpmn:task' },
    { originalKind: 'bpmn:subProcess' },
  ]);
  expect(codes).toEqual(['loss-bpmn-kind', 'loss-bpmn-condition', 'loss-bpmn-kind', 'loss-bpmn-kind']);
});

test('hostile files are refused in words or read, never a hang', () => {
  const laughs = `<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>${foreign('<startEvent id="&b;" />')}`;
  const huge = foreign(Array.from({ length: 100_000 }, (_, i) => `<task id="t${i}" />`).join(''));
  const fan = foreign(`<exclusiveGateway id="g" />${Array.from({ length: 30_000 }, () => flow('g', 'g')).join('')}`);
  const circle = foreign(`<startEvent id="s" />${flow('s', 'g')}<exclusiveGateway id="g" />${flow('g', 'g')}`);
  const proto = foreign('<startEvent id="__proto__" name="__proto__" /><sendTask id="constructor" name="constructor" />');
  const long = foreign(`<startEvent id="s" name="${'x'.repeat(10_000_000)}" />`);
  const ours = foreign('<extensionElements><journey>{"schemaVersion":"1.0","nodes":5}</journey></extensionElements>');
  const outcome = (text: string) => {
    const result = read(text);
    return result.ok ? result.value.journey.nodes.length : result.problems[0]?.code;
  };
  expect([laughs, huge, fan, circle, proto, long, ours, '<html/>', ''].map(outcome)).toEqual([
    'xml-doctype',
    'journey-file-too-large',
    1,
    2,
    // Each gets the exit that was only implied.
    4,
    2,
    'journey-value',
    'bpmn-without-process',
    'xml-broken',
  ]);
});
