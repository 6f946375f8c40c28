/** In and out through the worker, as the window asks for it; and taking over what came in. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findAppFolders } from '../../host/app-folder';
import { createHome } from '../../host/home';
import { createHost } from '../../host/host';
import { createWorkbench } from '../../host/workbench/workbench';
import { acceptJourney, missingParts } from '../../shared/convert/accept-journey';
import { testEngagement, testId } from '../../shared/engagement/engagement.fixture';
import { engagementSchema } from '../../shared/engagement/schema';
import { mappedEngagement } from '../mapped-engagement';

const { workbenchWorker, assets } = findAppFolders();
const bench = createWorkbench({ script: workbenchWorker, data: { assets } });
afterAll(() => bench.close());
const engagement = mappedEngagement();
const cart = engagement.journeys.find(({ key }) => key === 'cart-abandonment');
const read = (name: string, text: string) =>
  bench.run({ kind: 'read-journey', args: { file: { name, bytes: new TextEncoder().encode(text) }, timeZone: 'Asia/Jerusalem' } });

test('a journey leaves as BPMN, comes back, and is taken over beside the one that is there', async () => {
  if (!cart) throw new Error('no cart journey');
  const made = await bench.run({ kind: 'export-journey', args: { document: engagement as never, journey: cart.id, format: 'bpmn', scale: 1, language: 'he' } });
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  expect(made.value.name).toBe('cart-abandonment.bpmn');
  const back = await read('any.name', new TextDecoder().decode(made.value.bytes as Uint8Array));
  if (!back.ok) throw new Error(JSON.stringify(back.problems));
  expect(back.value).toMatchObject({ kind: 'bpmn', journey: { id: cart.id } });

  const incoming = { journey: cart, messages: [] };
  const here = acceptJourney(engagement, { ...incoming, newId: testId(1, 'N') });
  const taken = here.journeys.at(-1);
  expect([taken?.id, taken?.key, taken?.status, here.messages.length]).toEqual([testId(1, 'N'), 'cart-abandonment-2', 'draft', engagement.messages.length]);
  expect(missingParts(engagement, incoming)).toEqual([]);

  // Elsewhere nothing it speaks of is there: each is named, and the messages are begun.
  const empty = testEngagement();
  expect(new Set(missingParts(empty, incoming).map(({ code }) => code))).toEqual(new Set(['message-unknown', 'suppression-unknown']));
  const elsewhere = acceptJourney(empty, { ...incoming, newId: testId(2, 'N') });
  expect(engagementSchema.safeParse(JSON.parse(JSON.stringify(elsewhere))).success).toBe(true);
  const sent = new Set(cart.nodes.flatMap((node) => (node.kind === 'send' ? [node.message] : [])));
  expect(new Set(elsewhere.messages.map(({ id }) => id))).toEqual(sent);
});

test('files that are no journeys are refused in words', async () => {
  const codes = async (text: string) => {
    const result = await read('f', text);
    return result.ok ? 'read' : result.problems[0]?.code;
  };
  expect(await codes('<!DOCTYPE x [<!ENTITY a "b">]><x/>')).toBe('xml-doctype');
  expect(await codes('{"schemaVersion":"1.0","nodes":[],"edges":[],"__proto__":{"id":1}}')).toBe('journey-value');
  expect(await codes('[['.repeat(50_000))).toBe('json-too-deep');
  expect(await codes('PK')).toBe('journey-file-unknown');
});

test('hostile journeys are refused in words, or kept inert and said', async () => {
  const hostile = (change: (journey: Record<string, unknown> & { nodes: Record<string, unknown>[] }) => void) => {
    const journey = JSON.parse(JSON.stringify(cart));
    change(journey);
    return JSON.stringify(journey);
  };
  const long = 'x'.repeat(10_000_000);
  const joins = (count: number) => Array.from({ length: count }, (_, i) => ({ id: `j${i}`, kind: 'join' }));
  const outcome = async (text: string) => {
    const result = await read('f', text);
    return result.ok ? result.value.losses.map(({ code }) => code) : result.problems[0];
  };
  expect(await outcome(hostile((journey) => Object.assign(journey, { nodes: joins(100_000) })))).toMatchObject({ code: 'journey-file-too-large' });
  expect(await outcome(hostile((journey) => Object.assign(journey, { name: { en: long } })))).toMatchObject({ code: 'journey-text-too-long' });
  expect(await outcome(hostile((journey) => journey.nodes.push({ id: 'x', kind: 'teleport', blob: long })))).toMatchObject({ code: 'journey-text-too-long' });
  expect(await outcome('x'.repeat(33 * 1024 * 1024))).toMatchObject({ code: 'journey-file-too-heavy' });
  const nest = hostile((journey) => journey.nodes.push({ id: 'x', kind: 'teleport', nest: 'HERE' }));
  expect(await outcome(nest.replace('"HERE"', '['.repeat(100_000) + ']'.repeat(100_000)))).toMatchObject({ code: 'json-too-deep' });
  expect(await outcome(hostile((journey) => journey.nodes.push({ ...journey.nodes[0] })))).toMatchObject({ code: 'journey-id-twice' });
  expect(await outcome(hostile((journey) => Object.assign(journey, { key: 7 })))).toMatchObject({ code: 'journey-value', params: { place: 'key' } });
  expect(await outcome(hostile((journey) => journey.nodes.push({ id: 'x', kind: 'teleport', to: 'Mars' })))).toEqual(['loss-node-kind']);
  const ring = Array.from({ length: 9_000 }, (_, i) => ({ id: `e${i}`, from: `j${i}`, port: 'out', to: `j${(i * 7_919 + 1) % 9_000}` }));
  expect(await outcome(hostile((journey) => Object.assign(journey, { nodes: joins(9_000), edges: ring, layout: {} })))).toEqual([]);
});

test('a journey leaves as a picture of one or two pixels per point, and as a drawing that needs no fonts', async () => {
  if (!cart) throw new Error('no cart journey');
  const made = async (format: 'png' | 'svg', scale: 1 | 2) => {
    const result = await bench.run({ kind: 'export-journey', args: { document: engagement as never, journey: cart.id, format, scale, language: 'he' } });
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    const bytes = result.value.bytes as Uint8Array;
    return { name: result.value.name, bytes, view: new DataView(bytes.buffer, bytes.byteOffset) };
  };
  const [svg, once, twice] = [await made('svg', 1), await made('png', 1), await made('png', 2)];
  expect([svg.name, once.name, twice.name]).toEqual(['cart-abandonment.svg', 'cart-abandonment.png', 'cart-abandonment@2x.png']);
  const drawing = new TextDecoder().decode(svg.bytes);
  expect(drawing).not.toMatch(/<text|font-family/);
  const [, width = 0, height = 0] = drawing.match(/width="([\d.]+)" height="([\d.]+)"/)?.map(Number) ?? [];
  for (const [picture, scale] of [
    [once, 1],
    [twice, 2],
  ] as const)
    for (const [at, points] of [
      [16, width],
      [20, height],
    ] as const)
      expect(Math.abs(picture.view.getUint32(at) - points * scale)).toBeLessThanOrEqual(1);
});

test('a conversion is stopped by the name its caller gave it', async () => {
  const bugs: unknown[] = [];
  const home = createHome(mkdtempSync(join(tmpdir(), 'masa-stop-')));
  const host = await createHost({
    home,
    folders: findAppFolders(),
    shell: 'browser',
    spawnExecutor: () => {
      throw new Error('no executor here');
    },
    onBug: (...bug) => bugs.push(bug),
  });
  try {
    const tasks = Array.from(
      { length: 5_000 },
      (_, i) => `<task id="t${i}"/><sequenceFlow id="f${i}" sourceRef="${i ? `t${i - 1}` : 's'}" targetRef="t${i}"/>`,
    );
    const xml = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p"><startEvent id="s"/>${tasks.join('')}</process></definitions>`;
    const reading = host.dispatch('workbench.readJourney', { file: { name: 'a.bpmn', bytes: Buffer.from(xml) }, timeZone: 'UTC', job: 'reading' });
    const drawing = host.dispatch('workbench.exportJourney', { document: engagement, journey: cart?.id, format: 'png', language: 'he', job: 'drawing' });
    expect(await host.dispatch('workbench.progress', { job: 'reading' })).toMatchObject({ ok: true, value: { file: 'a.bpmn' } });
    await Promise.all(['reading', 'drawing'].map((job) => host.dispatch('workbench.cancel', { job })));
    for (const stopped of [await reading, await drawing]) expect(stopped).toMatchObject({ ok: false, problems: [{ code: 'cancelled' }] });
    const again = { document: engagement, journey: cart?.id, format: 'json', language: 'he' };
    expect(await host.dispatch('workbench.exportJourney', again)).toMatchObject({ ok: true });
  } finally {
    await host.close();
    rmSync(home.folder, { recursive: true, force: true });
  }
  expect(bugs).toEqual([]);
});
