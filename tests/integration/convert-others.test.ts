/** Mermaid, Dittofeed and Klaviyo, checked with their own tools where they have any. */
import DOMPurify from 'dompurify';
import type { FlowCreateQuery } from 'klaviyo-api';
import { ObjectSerializer } from 'klaviyo-api/dist/model/models';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { dittofeedEntrySchema, dittofeedNodeSchema, dittofeedSegmentSchema } from '../../shared/convert/dittofeed';
import { fromDittofeed } from '../../shared/convert/from-dittofeed';
import type { KlaviyoFlow } from '../../shared/convert/klaviyo';
import { toDittofeed } from '../../shared/convert/to-dittofeed';
import { toKlaviyo } from '../../shared/convert/to-klaviyo';
import { toMermaid } from '../../shared/convert/to-mermaid';
import { createTranslate } from '../../shared/i18n/translator';
import { journeyContext } from '../../shared/journey/journey-context';
import { nodeOfProblem } from '../../shared/journey/journey-problem';
import { type Journey, journeySchema, type Node } from '../../shared/journey/schema';
import { bundle, cartParts, cartTrigger, edge, message, send } from '../../shared/journey/step.fixture';
import { mappedEngagement } from '../mapped-engagement';
import { shippedCatalogue } from '../shipped-catalogue';

const engagement = mappedEngagement();
const speakers = (['en', 'he', 'fa'] as const).map((language) => ({
  translate: createTranslate(language),
  language,
  context: journeyContext({ ...engagement, messages: [...engagement.messages, message] }, shippedCatalogue()),
}));
const [english] = speakers;
if (!english) throw new Error('no speaker');
const cart = bundle(cartParts()).journey;
const all: Journey[] = [...engagement.journeys, cart];

type Mermaid = { parse(text: string): Promise<{ diagramType: string }> };
let mermaid: Mermaid;
beforeAll(async () => {
  // Labels are sanitized with a browser's help when they are drawn; here only the grammar is asked.
  Object.assign(DOMPurify, { sanitize: (text: string) => text, addHook: () => {} });
  mermaid = (await import('mermaid')).default as Mermaid;
});

test('Mermaid itself reads every journey in every language, and words that are signs of its own', async () => {
  for (const speaker of speakers) for (const journey of all) expect((await mermaid.parse(toMermaid(journey, speaker).text)).diagramType).toBe('flowchart-v2');
  const names = ['end', '"]-->x', '`**bold**`', '</svg><script>', 'a;b|c{d}#quot;', '%% comment', ''];
  const nodes = names.map((name, i): Node => ({ id: i === 0 ? 'end' : `n${i}`, name: { en: name }, kind: 'join' }));
  const edges = nodes.slice(1).map((node, i) => edge(nodes[i]?.id ?? '', 'out', node.id));
  const { text } = toMermaid({ ...cart, nodes, edges }, english);
  expect((await mermaid.parse(text)).diagramType).toBe('flowchart-v2');
  expect(text.match(/-->/g)).toHaveLength(edges.length);
  await expect(mermaid.parse('flowchart LR\n a[x')).rejects.toThrow();
});

/** Klaviyo's own type as it goes over the wire. */
type Snake<T extends string> = T extends `${infer A}${infer B}` ? (A extends Lowercase<A> ? `${A}${Snake<B>}` : `_${Lowercase<A>}${Snake<B>}`) : T;
type Wire<T> = T extends (infer U)[] ? Wire<U>[] : T extends object ? { [K in keyof T as K extends string ? Snake<K> : K]: Wire<T[K]> } : T;
/** Does not compile when our flow is not one of theirs. */
const asTheirs = (flow: KlaviyoFlow): Wire<FlowCreateQuery> => flow;

test.each(all.map((journey) => [journey.key, journey] as const))('%s: a flow that klaviyo-api knows whole', (_, journey) => {
  const { value, losses } = toKlaviyo(journey, english);
  const wire = JSON.parse(JSON.stringify(asTheirs(value)));
  // What its serializer does not know it drops.
  expect(ObjectSerializer.serialize(ObjectSerializer.deserialize(wire, 'FlowCreateQuery'), 'FlowCreateQuery')).toEqual(wire);
  const { actions, entry_action_id } = value.data.attributes.definition;
  const ids = new Set(actions.map(({ temporary_id }) => temporary_id));
  expect(ids.size).toBe(actions.length);
  const targets = actions.flatMap(({ links }) => ('next' in links ? [links.next] : [links.next_if_true, links.next_if_false]));
  for (const target of [entry_action_id, ...targets]) if (target !== null) expect(ids).toContain(target);
  accountedFor(
    journey,
    ids,
    losses.flatMap((loss) => nodeOfProblem(loss) ?? []),
  );
});

/** Every step is there, means nothing over there by its kind, or is named as lost. */
function accountedFor(journey: Journey, ids: ReadonlySet<string>, lost: readonly string[]): void {
  const silent = new Set(['trigger', 'join', 'goal', 'exit']);
  for (const node of journey.nodes) if (!silent.has(node.kind) && !ids.has(node.id)) expect(lost, node.id).toContain(node.id);
}

test('the cart journey as a Klaviyo flow: goal as a filter, an aligned day, a wait for an event asked afterwards', () => {
  const { value, losses } = toKlaviyo(cart, english);
  const { definition } = value.data.attributes;
  expect(definition.triggers).toEqual([{ type: 'metric', id: 'checkout_started', trigger_filter: null }]);
  expect(definition.profile_filter?.condition_groups).toMatchObject([
    { conditions: [{ metric_id: 'order_placed', measurement_filter: { operator: 'less-than', value: 1 }, timeframe_filter: { operator: 'flow-start' } }] },
  ]);
  expect(definition.actions.find((one) => one.temporary_id === 'w2')).toMatchObject({
    type: 'time-delay',
    data: {
      unit: 'days',
      value: 1,
      timezone: 'profile',
      delay_until_time: '09:00:00',
      delay_until_weekdays: ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday'],
    },
  });
  expect(definition.actions.find((one) => one.temporary_id === 'm1')).toMatchObject({
    data: { message: { subject_line: "Hello {{ person.first_name|default:'there' }}", transactional: false, smart_sending_enabled: true } },
  });
  expect(definition.actions.find((one) => one.temporary_id === 'e1-happened')).toMatchObject({ links: { next_if_true: 'task', next_if_false: null } });
  // An exit by a value that may be missing can't be turned round.
  expect(losses.filter(({ severity }) => severity === 'blocks').map(({ code }) => code)).toEqual(['loss-exits']);
});

test('the line beside the subject goes along to Klaviyo; Dittofeed has none, and says so', () => {
  const welcome = all.find(({ from }) => from === 'welcome');
  if (!welcome) throw new Error('no welcome');
  const email = welcome.nodes.flatMap((node) => (node.kind === 'send' && node.channel === 'email' ? [node] : []));
  expect(email.length).toBeGreaterThan(3);
  const flow = toKlaviyo(welcome, english).value.data.attributes.definition.actions;
  for (const { id, message: said } of email) {
    const preview_text = english.context.messages.get(said)?.preheader?.en;
    if (!preview_text) throw new Error(`${said} has no preheader to be carried along`);
    expect(flow.find(({ temporary_id }) => temporary_id === id)).toMatchObject({ data: { message: { preview_text } } });
  }
  const lost = toDittofeed(welcome, english).losses.filter(({ code }) => code === 'loss-preheader');
  expect(lost.map(nodeOfProblem)).toEqual(expect.arrayContaining(email.map(({ id }) => id)));
  expect(lost).toHaveLength(email.length);
});

const definitionSchema = z.object({
  entryNode: dittofeedEntrySchema,
  exitNode: z.object({ type: z.literal('ExitNode') }),
  nodes: z.array(dittofeedNodeSchema),
});

test.each(all.map((journey) => [journey.key, journey] as const))('%s: a Dittofeed definition whose references all lead somewhere, and back', (_, journey) => {
  const { value, losses } = toDittofeed(journey, english);
  const plain = JSON.parse(JSON.stringify(value));
  expect(definitionSchema.parse(plain.definition)).toEqual(plain.definition);
  expect(z.array(dittofeedSegmentSchema).parse(plain.segments)).toEqual(plain.segments);
  const { nodes, entryNode } = value.definition;
  const ids = new Set(nodes.map(({ id }) => id));
  const segments = new Map(value.segments.map((segment) => [segment.id, segment]));
  const children = nodes.flatMap((node) => {
    switch (node.type) {
      case 'SegmentSplitNode':
        return [node.variant.trueChild, node.variant.falseChild];
      case 'WaitForNode':
        return [node.timeoutChild, ...node.segmentChildren.map(({ id }) => id)];
      default:
        return [node.child];
    }
  });
  for (const child of [entryNode.child, ...children]) expect(ids.has(child) || child === 'ExitNode', child).toBe(true);
  for (const node of nodes) {
    if (node.type === 'SegmentSplitNode') expect(segments.has(node.variant.segment)).toBe(true);
    if (node.type === 'WaitForNode') for (const { segmentId } of node.segmentChildren) expect(segments.has(segmentId)).toBe(true);
  }
  for (const { definition } of value.segments) {
    const known = new Set(definition.nodes.map(({ id }) => id));
    for (const node of [definition.entryNode, ...definition.nodes]) for (const child of node.children ?? []) expect(known).toContain(child);
  }
  for (const id of segments.keys()) expect(z.uuid().safeParse(id).success).toBe(true);
  accountedFor(
    journey,
    ids,
    losses.flatMap((loss) => nodeOfProblem(loss) ?? []),
  );

  const back = fromDittofeed(plain, { newId: () => '01JD8Y3Z9V7T6S5R4Q3P2N1M0K', timeZone: 'Asia/Jerusalem' });
  if (!back.ok) throw new Error(JSON.stringify(back.problems));
  expect(journeySchema.safeParse(back.value.journey).success).toBe(true);
  const count = (kinds: readonly { kind: string; channel?: string }[], kind: string) =>
    kinds.filter((node) => node.kind === kind && (kind !== 'send' || ['email', 'sms', 'push'].includes(node.channel ?? ''))).length;
  expect(count(back.value.journey.nodes, 'send')).toBe(count(journey.nodes, 'send'));
  expect(count(back.value.journey.nodes, 'wait-event')).toBe(count(journey.nodes, 'wait-event'));
});

test('a client’s Dittofeed journey comes in with what it means, and says what it could not', () => {
  const answer = {
    journeys: [
      {
        name: 'Win back',
        definition: {
          entryNode: { type: 'EventEntryNode', event: 'CART_LEFT', key: 'cart_id', child: 'd' },
          exitNode: { type: 'ExitNode' },
          nodes: [
            { type: 'DelayNode', id: 'd', variant: { type: 'LocalTime', hour: 9, allowedDaysOfWeek: [0, 4] }, child: 's' },
            { type: 'SegmentSplitNode', id: 's', variant: { type: 'Boolean', segment: 'uuid-1', trueChild: 'm', falseChild: 'r' } },
            { type: 'MessageNode', id: 'm', name: 'Come back', variant: { type: 'Email', templateId: 't' }, child: 'ExitNode' },
            { type: 'RateLimitNode', id: 'r', child: 'constructor' },
            { type: 'DelayNode', id: 'constructor', variant: { type: 'Second', seconds: 86400 }, child: 'ExitNode' },
          ],
        },
      },
    ],
  };
  const read = fromDittofeed(answer, { newId: () => '01JD8Y3Z9V7T6S5R4Q3P2N1M0K', timeZone: 'UTC' });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const { journey, messages, losses } = read.value;
  expect(journey.entry.reentry).toEqual({ mode: 'parallel-by-key', key: { kind: 'event', path: 'cart-id' } });
  expect(journey.nodes).toMatchObject([
    { kind: 'trigger', trigger: { kind: 'event', event: 'cart-left' } },
    { kind: 'wait', duration: 'PT0S', align: { at: '09:00', days: ['su', 'th'] } },
    { kind: 'decision', cases: [{ when: { op: 'in-segment', segment: 'segment-uuid-1' } }] },
    { kind: 'send', message: 'come-back', channel: 'email' },
    { kind: 'ext', originalKind: 'dittofeed:RateLimitNode' },
    { kind: 'wait', duration: 'PT24H' },
    { kind: 'exit' },
  ]);
  expect(messages).toMatchObject([{ id: 'come-back', status: 'draft' }]);
  expect(losses.map(({ code }) => code)).toEqual(['loss-dittofeed-segment', 'loss-dittofeed-kind']);
});

test('hostile Dittofeed definitions are refused in words', () => {
  const read = (value: unknown) => {
    const result = fromDittofeed(value, { newId: () => '01JD8Y3Z9V7T6S5R4Q3P2N1M0K', timeZone: 'UTC' });
    return result.ok ? result.value.journey.nodes.length : result.problems[0]?.code;
  };
  const entryNode = { type: 'EventEntryNode', event: '__proto__', child: '__proto__' };
  const nodes = Array.from({ length: 100_000 }, (_, i) => ({ type: 'DelayNode', id: `${i}`, variant: { type: 'Second', seconds: 1 }, child: `${i}` }));
  expect(
    [
      null,
      {},
      { entryNode: { type: 'X' }, nodes: [] },
      { entryNode, nodes },
      JSON.parse(`{"entryNode":${JSON.stringify(entryNode)},"nodes":[{"__proto__":1,"id":"__proto__","type":"__proto__"}]}`),
    ].map(read),
  ).toEqual(['journey-file-unknown', 'journey-file-unknown', 'dittofeed-entry', 'journey-file-too-large', 3]);
});

test('losses name the step they are about', () => {
  const journey = bundle({
    nodes: [cartTrigger, send('m', { channel: 'in-app' }), { id: 'end', kind: 'exit' }],
    edges: [edge('start', 'out', 'm'), edge('m', 'out', 'end')],
  }).journey;
  for (const { losses } of [toKlaviyo(journey, english), toDittofeed(journey, english)])
    expect(losses.filter(({ code }) => code === 'loss-channel').map((loss) => [nodeOfProblem(loss), loss.severity])).toEqual([['m', 'blocks']]);
});
