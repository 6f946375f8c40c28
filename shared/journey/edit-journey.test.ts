import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { countingIds, testEngagement, testId } from '../engagement/engagement.fixture';
import { type Engagement, engagementSchema } from '../engagement/schema';
import { addNote } from '../notes/edit-notes';
import { boundsOf, boxesOf } from './arrange';
import { placeInColumns } from './columns';
import { addableKinds, defaultNode } from './default-node';
import {
  addJourney,
  addJourneyFromTemplate,
  duplicateJourney,
  editPolicies,
  findJourney,
  removeJourney,
  renameJourney,
  setFrame,
  setTouchpoint,
  tidyJourney,
} from './edit-journey';
import { removeMessage, setMessageText } from './edit-messages';
import { addNode, connect, disconnect, moveNodes, removeNodes, setNode } from './edit-nodes';
import { clipSchema, copyNodes, parseClip, pasteNodes } from './paste-nodes';
import { type Journey, journeySchema, nodeSchema, portsOf } from './schema';

const catalogue = shippedCatalogue();
const mapped = mappedEngagement();
const kinds = addableKinds;
const cartOf = (engagement: Engagement): Journey => {
  const journey = engagement.journeys.find((one) => one.from === 'cart-abandonment');
  if (!journey) throw new Error('no cart journey');
  return journey;
};
const cartId = cartOf(mapped).id;
const edgesFrom = (engagement: Engagement, node: string) =>
  cartOf(engagement)
    .edges.filter((edge) => edge.from === node)
    .map((edge) => `${edge.port} → ${edge.to}`);

/** What no command may ever break. */
function faults(engagement: Engagement): string[] {
  const found: string[] = [];
  const messages = new Set(engagement.messages.map((message) => message.id));
  if (messages.size < engagement.messages.length) found.push('message id twice');
  for (const journey of engagement.journeys) {
    const parsed = journeySchema.safeParse(journey);
    if (!parsed.success) found.push(parsed.error.message);
    const nodes = new Map(journey.nodes.map((node) => [node.id, node]));
    const ids = [...journey.nodes, ...journey.edges].map((part) => part.id);
    if (new Set(ids).size < ids.length) found.push('part id twice');
    const ports = new Set<string>();
    for (const edge of journey.edges) {
      const from = nodes.get(edge.from);
      const to = nodes.get(edge.to);
      if (!from || !to) found.push(`edge ${edge.id} ends in nothing`);
      else if (!portsOf(from).includes(edge.port)) found.push(`edge ${edge.id} from no port`);
      else if (to.kind === 'trigger') found.push(`edge ${edge.id} into a trigger`);
      else if (edge.from === edge.to) found.push(`edge ${edge.id} to itself`);
      const port = `${edge.from} ${edge.port}`;
      if (ports.has(port)) found.push(`port ${port} wired twice`);
      ports.add(port);
    }
    for (const id of [...Object.keys(journey.layout), ...Object.keys(journey.annotations.touchpoints), ...journey.annotations.optional])
      if (!nodes.has(id)) found.push(`${id} is drawn or noted, but gone`);
    for (const node of journey.nodes) if (node.kind === 'send' && !messages.has(node.message)) found.push(`message ${node.message} is gone`);
  }
  return found;
}

const pick = <T>(items: readonly T[], n: number): T | undefined => items[n % Math.max(1, items.length)];

type Op = { what: number; a: number; b: number; c: number };
function apply(engagement: Engagement, { what, a, b, c }: Op, newId: () => string): Engagement {
  const journey = pick(engagement.journeys, c);
  if (!journey) return addJourney(engagement, { id: newId(), name: { en: `Journey ${a}` } });
  const node = pick(journey.nodes, a);
  const other = pick(journey.nodes, b);
  const edge = pick(journey.edges, b);
  const id = journey.id;
  switch (what) {
    case 0:
      return addNode(engagement, { journey: id, kind: kinds[a % kinds.length] ?? 'wait', id: newId(), newId, ...(edge ? { edge: edge.id } : {}) });
    case 1:
      return addNode(engagement, {
        journey: id,
        kind: kinds[a % kinds.length] ?? 'wait',
        id: newId(),
        newId,
        ...(other ? { after: { node: other.id, port: 'out' } } : {}),
      });
    case 2:
      return removeNodes(engagement, { journey: id, nodes: [node, other].flatMap((one) => (one ? [one.id] : [])) });
    case 3:
      return node && other ? connect(engagement, { journey: id, edge: newId(), from: node.id, port: portsOf(node)[c % 2] ?? 'out', to: other.id }) : engagement;
    case 4:
      return disconnect(engagement, { journey: id, edges: edge ? [edge.id, 'no-such-edge'] : [] });
    case 5:
      return moveNodes(engagement, { journey: id, positions: { [node?.id ?? 'x']: { x: a, y: b }, gone: { x: 0, y: 0 } } });
    case 6: {
      if (!node) return engagement;
      if (node.kind === 'decision')
        return setNode(engagement, {
          journey: id,
          node: { ...node, cases: [...node.cases, { port: `case-${b}`, when: { op: 'exists', left: { kind: 'customer', path: 'email' } } }] },
        });
      if (node.kind === 'send') return setNode(engagement, { journey: id, node: { ...node, onFailure: node.onFailure === 'branch' ? 'continue' : 'branch' } });
      return setNode(engagement, { journey: id, node: { ...node, name: { en: String(a) } } });
    }
    case 7: {
      const clip = copyNodes(engagement, { journey: id, nodes: journey.nodes.slice(a % 5, (a % 5) + 6).map((one) => one.id) });
      const target = pick(engagement.journeys, b);
      return clip && target
        ? pasteNodes(engagement, { journey: target.id, clip: clipSchema.parse(JSON.parse(JSON.stringify(clip))), at: { x: a, y: b }, newId })
        : engagement;
    }
    case 8:
      return duplicateJourney(engagement, { id, newId: newId() });
    case 9:
      return engagement.journeys.length > 2 ? removeJourney(engagement, { id }) : engagement;
    case 10:
      return setTouchpoint(engagement, { id, node: node?.id ?? '', touchpoint: a % 4 === 0 ? undefined : a % 7, optional: b % 2 === 0 });
    case 11:
      return tidyJourney(engagement, { id });
    default:
      return node?.kind === 'send' ? setMessageText(engagement, { id: node.message, part: 'subject', language: 'he', words: 'שלום' }) : engagement;
  }
}

describe('any sequence of commands', () => {
  it('keeps journeys valid, edges true and messages there', { tags: ['long'], timeout: 30_000 }, () => {
    const base: Engagement = { ...mapped, journeys: mapped.journeys.slice(2, 5) };
    const op = fc.record({ what: fc.nat(12), a: fc.nat(60), b: fc.nat(60), c: fc.nat(5) });
    fc.assert(
      fc.property(fc.array(op, { minLength: 1, maxLength: 14 }), (ops) => {
        const newId = countingIds('N');
        const after = ops.reduce((engagement, one) => apply(engagement, one, newId), base);
        expect(faults(after)).toEqual([]);
      }),
      { numRuns: 60 },
    );
    expect(faults(base)).toEqual([]);
  });

  it.each(kinds)('a new %s fits the schema', (kind) => {
    const { node, message } = defaultNode(kind, 'n1', mapped);
    expect(nodeSchema.parse(node)).toEqual(node);
    expect(message !== undefined).toBe(kind === 'send');
    expect(faults(addNode(mapped, { journey: cartId, kind, id: 'fresh', newId: countingIds('N') }))).toEqual([]);
  });
});

describe('on the canvas', () => {
  it('quick-add on an edge puts the node in between', () => {
    const edge = cartOf(mapped).edges.find((one) => one.from === 'cart-w2')?.id ?? '';
    const after = addNode(mapped, { journey: cartId, kind: 'wait-event', id: 'new', newId: countingIds('N'), edge });
    expect(edgesFrom(after, 'cart-w2')).toEqual(['out → new']);
    expect(edgesFrom(after, 'new')).toEqual(['happened → cart-c3']);
    expect(cartOf(after).layout.new).toEqual({ x: cartOf(mapped).layout['cart-w2']?.x, y: (cartOf(mapped).layout['cart-w2']?.y ?? 0) + 46 + 20 });
  });

  it('removing a node that led to one place heals the way; a decision leaves a gap', () => {
    const healed = removeNodes(mapped, { journey: cartId, nodes: ['cart-m2', 'cart-w3'] });
    expect(edgesFrom(healed, 'cart-c3')).toEqual(['yes → cart-goal', 'else → cart-c4']);
    expect(healed.messages.some((message) => message.id === 'cart-m2')).toBe(false);
    const open = removeNodes(mapped, { journey: cartId, nodes: ['cart-c3'] });
    expect(edgesFrom(open, 'cart-w2')).toEqual([]);
  });

  it('keeps a message another node still sends, and notes about what is gone', () => {
    const copy = duplicateJourney(mapped, { id: cartId, newId: testId(7, 'K') });
    const sends = (id: string) => findJourney(copy, id)?.nodes.flatMap((node) => (node.kind === 'send' ? [node.message] : [])) ?? [];
    expect(sends(testId(7, 'K')).filter((id) => sends(cartId).includes(id))).toEqual([]);
    const noted = addNote(copy, {
      id: testId(1, 'N'),
      now: '2026-01-05T08:00:00.000Z',
      note: { kind: 'question', text: 'Who writes it?', about: { kind: 'node', id: 'cart-m2', within: cartId } },
    });
    const removed = removeNodes(noted, { journey: cartId, nodes: ['cart-m2'] });
    expect(removed.notes[0]?.about).toBeUndefined();
    expect(removed.notes[0]?.text).toContain('Who writes it?');
    const other = removeNodes(noted, { journey: testId(7, 'K'), nodes: ['cart-m2'] });
    expect(other.notes[0]?.about).toEqual({ kind: 'node', id: 'cart-m2', within: cartId });
  });

  it('connects a port once, never into a trigger or to itself', () => {
    const again = connect(mapped, { journey: cartId, edge: 'x1', from: 'cart-w2', port: 'out', to: 'cart-end' });
    expect(edgesFrom(again, 'cart-w2')).toEqual(['out → cart-end']);
    for (const wrong of [
      { from: 'cart-w2', port: 'out', to: 'trigger' },
      { from: 'cart-w2', port: 'out', to: 'cart-w2' },
      { from: 'cart-w2', port: 'yes', to: 'cart-end' },
      { from: 'cart-w2', port: 'out', to: 'nowhere' },
    ])
      expect(connect(mapped, { journey: cartId, edge: 'x1', ...wrong })).toBe(mapped);
  });

  it('settings the schema refuses, or two ports of one name, change nothing', () => {
    expect(setNode(mapped, { journey: cartId, node: { id: 'cart-w2', kind: 'wait', duration: 'P1M' } })).toBe(mapped);
    const node = cartOf(mapped).nodes.find((one) => one.id === 'cart-c3');
    if (node?.kind !== 'decision') throw new Error('decision');
    expect(setNode(mapped, { journey: cartId, node: { ...node, cases: [...node.cases, ...node.cases] } })).toBe(mapped);
    const narrowed = setNode(mapped, { journey: cartId, node: { ...node, cases: node.cases.map((one) => ({ ...one, port: 'ordered' })) } });
    expect(edgesFrom(narrowed, 'cart-c3')).toEqual(['else → cart-m2']);
  });
});

describe('journeys and messages', () => {
  it('a new journey runs from trigger to exit, and its key comes from its English name', () => {
    const after = addJourney(testEngagement(), { id: testId(1, 'J'), name: { en: ' Spring  Sale! ', he: 'מבצע אביב' } });
    expect(after.journeys[0]).toMatchObject({ key: 'spring-sale', name: { en: 'Spring  Sale!', he: 'מבצע אביב' } });
    expect(faults(after)).toEqual([]);
    expect(addJourney(after, { id: testId(2, 'J'), name: { he: 'מבצע' } }).journeys[1]?.key).toBe('journey');
    expect(addJourney(after, { id: testId(2, 'J'), name: { he: '  ' } })).toBe(after);
    expect(renameJourney(after, { id: testId(1, 'J'), name: { en: '' } })).toBe(after);
  });

  it('a template names only suppressions the client has', () => {
    const template = catalogue.journeys.journeys[0];
    if (!template) throw new Error('template');
    const after = addJourneyFromTemplate(testEngagement(), { template, catalogue, newId: countingIds('J') });
    expect(after.journeys[0]?.policies.suppressions).toEqual([]);
    expect(engagementSchema.safeParse(after).success).toBe(true);
  });

  it('removing a journey takes its messages and its place in the phases', () => {
    const planned = { ...mapped, phases: [{ id: testId(1, 'P'), name: { en: 'First' }, journeys: [cartId] }] };
    const after = removeJourney(planned, { id: cartId });
    expect(after.phases[0]?.journeys).toEqual([]);
    expect(after.messages.filter((message) => message.id.startsWith('cart-'))).toEqual([]);
    expect(removeMessage(mapped, { id: 'cart-m2' })).toBe(mapped);
  });

  it('new words make an approved message a draft again', () => {
    const approved = { ...mapped, messages: mapped.messages.map((message) => ({ ...message, status: 'approved' as const })) };
    const same = setMessageText(approved, { id: 'cart-m2', part: 'subject', language: 'en', words: ' Questions before you finish? ' });
    expect(same).toBe(approved);
    const after = setMessageText(approved, { id: 'cart-m2', part: 'subject', language: 'en', words: 'Any questions?' });
    expect(after.messages.find((message) => message.id === 'cart-m2')).toMatchObject({ status: 'draft', subject: { en: 'Any questions?' } });
    const beside = setMessageText(approved, { id: 'cart-m2', part: 'preheader', language: 'fa', words: 'تا سه روز' });
    expect(beside.messages.find((message) => message.id === 'cart-m2')).toMatchObject({ status: 'draft', preheader: { fa: 'تا سه روز' } });
    expect(setMessageText(approved, { id: 'cart-m2', part: 'name', language: 'en', words: 'Two' }).messages.find((m) => m.id === 'cart-m2')?.status).toBe(
      'approved',
    );
  });

  it('goal and frames can be taken away again', () => {
    const without = editPolicies(mapped, { id: cartId, policies: { goal: undefined, priority: 3 } });
    expect(cartOf(without).policies).toMatchObject({ goal: undefined, priority: 3 });
    expect(editPolicies(mapped, { id: cartId, policies: { priority: 300 } })).toBe(mapped);
    const framed = setFrame(mapped, { id: cartId, touchpoint: 2, frame: { emotion: { en: 'Calm' }, doubt: {}, motivation: {}, mood: 1 } });
    expect(cartOf(framed).annotations.storyboard.map((frame) => [frame.touchpoint, frame.mood])).toEqual([
      [1, undefined],
      [2, 1],
      [3, undefined],
      [4, undefined],
    ]);
    expect(cartOf(setFrame(framed, { id: cartId, touchpoint: 2, frame: undefined })).annotations.storyboard).toHaveLength(3);
  });
});

describe('room for a new node', () => {
  it('among nodes placed by hand what stands in its place moves down, and what stands elsewhere stays', () => {
    const exit = boxesOf(cartOf(mapped)).find(({ id }) => cartOf(mapped).nodes.some((node) => node.id === id && node.kind === 'exit'));
    if (!exit) throw new Error('no exit');
    const byHand = moveNodes(mapped, { journey: cartId, positions: { [exit.id]: { x: exit.x + 40, y: exit.y } } });
    const before = cartOf(byHand);
    const edge = before.edges.find((one) => one.from === 'cart-w1');
    if (!edge) throw new Error('no edge');
    const after = cartOf(addNode(byHand, { journey: cartId, kind: 'task', id: 'new', newId: countingIds(), edge: edge.id }));
    const boxes = boxesOf(after);
    const touching = boxes.flatMap((a, i) =>
      boxes
        .slice(i + 1)
        .filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)
        .map((b) => `${a.id} ${b.id}`),
    );
    expect(touching).toEqual([]);
    const { x } = after.layout.new ?? { x: 0 };
    const moved = before.nodes.filter((node) => before.layout[node.id]?.y !== after.layout[node.id]?.y);
    expect(moved.length).toBeGreaterThan(0);
    for (const node of moved) expect(Math.abs((before.layout[node.id]?.x ?? 0) - x)).toBeLessThan(160);
  });

  it('a tidy drawing stays tidy: a wait on any edge leaves the columns beside each other', () => {
    /** Pairs of columns, as they stand on the drawing, that reach into each other. */
    const crossing = (journey: Journey) => {
      const { keys, columnOf } = placeInColumns(journey);
      const spans = keys.map((key) => boundsOf(boxesOf(journey, new Set([...columnOf].filter(([, of]) => of === key).map(([id]) => id)))));
      return spans.slice(1).filter((span, i) => span && spans[i] && span.x < (spans[i]?.x ?? 0) + (spans[i]?.width ?? 0));
    };
    const tidy = cartOf(mapped);
    expect(crossing(tidy)).toEqual([]);
    for (const edge of tidy.edges) {
      const after = cartOf(addNode(mapped, { journey: cartId, kind: 'wait', id: 'new', newId: countingIds('N'), edge: edge.id }));
      expect(crossing(after), `${edge.from} to ${edge.to}`).toEqual([]);
    }
  });
});

describe('the clipboard', () => {
  const send = cartOf(mapped).nodes.find((node) => node.kind === 'send');
  const approved: Engagement = { ...mapped, messages: mapped.messages.map((message) => ({ ...message, status: 'approved' })) };
  const clip = send && parseClip(JSON.stringify(copyNodes(approved, { journey: cartId, nodes: [send.id] })));

  it('takes approved words along as drafts to a client who has never seen them', () => {
    if (!clip) throw new Error('no clip');
    const statusIn = (engagement: Engagement) =>
      pasteNodes(engagement, { journey: cartId, clip, at: { x: 0, y: 0 }, newId: countingIds() }).messages.at(-1)?.status;
    expect(statusIn(approved)).toBe('approved');
    expect(statusIn({ ...approved, messages: approved.messages.map((message) => ({ ...message, body: { en: 'Other words' } })) })).toBe('draft');
  });

  it('knows other text from its own, and its own when it is damaged', () => {
    expect(parseClip('Dear customer')).toBeUndefined();
    expect(parseClip('{"masa":"journey-clip","nodes":[{"id":"x","kind":"bomb"}]}')).toBeUndefined();
    expect(parseClip('{"masa":"journey-clip",')).toBeUndefined();
  });
});
