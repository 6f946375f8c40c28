/** In and out through the worker, as the window asks for it; and taking over what came in. */
import { afterAll, expect, test } from 'vitest';
import { findAppFolders } from '../../host/app-folder';
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
  const made = await bench.run({ kind: 'export-journey', args: { document: engagement as never, journey: cart.id, format: 'bpmn', language: 'he' } });
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
  expect(await codes('[['.repeat(50_000))).toBe('journey-file-unknown');
  expect(await codes('PK')).toBe('journey-file-unknown');
});
