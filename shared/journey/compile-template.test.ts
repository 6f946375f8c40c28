import { describe, expect, it } from 'vitest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { refsOf } from '../condition/refs';
import { testId, testSender } from '../engagement/engagement.fixture';
import { engagementSchema } from '../engagement/schema';
import { checkJourney } from './check-journey';
import { compileTemplate } from './compile-template';
import { journeyContext } from './journey-context';
import { nodeSize } from './layout';
import { journeySchema, messageSchema, portsOf } from './schema';

const catalogue = shippedCatalogue();
const engagement = mappedEngagement();
const context = journeyContext({ ...engagement, sender: testSender }, catalogue);
const journeyOf = (from: string) => {
  const journey = engagement.journeys.find((one) => one.from === from);
  if (!journey) throw new Error(from);
  return journey;
};
const nodeOf = (from: string, id: string) => journeyOf(from).nodes.find((node) => node.id === id);

describe('the 17 templates', () => {
  it('fit the schema, and the engagement made of them too', () => {
    expect(engagement.journeys).toHaveLength(17);
    for (const journey of engagement.journeys) expect(journeySchema.parse(journey)).toEqual(journey);
    for (const message of engagement.messages) expect(messageSchema.parse(message)).toEqual(message);
    expect(engagement.messages).toHaveLength(74);
    expect(engagementSchema.safeParse(engagement).success).toBe(true);
  });

  it.each(catalogue.journeys.journeys.map(({ id }) => id))('%s passes every check when everything is mapped', (id) => {
    expect(checkJourney(journeyOf(id), context).filter(({ severity }) => severity !== 'informs')).toEqual([]);
  });

  it.each(catalogue.journeys.journeys.map(({ id }) => id))('%s keeps every step, wires every port once and lays every node out', (id) => {
    const journey = journeyOf(id);
    const steps = catalogue.journeys.journeys.find((one) => one.id === id)?.steps ?? [];
    const nodes = new Set(journey.nodes.map((node) => node.id));
    expect(steps.filter((step) => !nodes.has(step.id)).map((step) => step.id)).toEqual(id === 'back-in-stock' ? ['stock-a1'] : []);
    const wired = journey.edges.map((edge) => `${edge.from} ${edge.port}`).sort();
    expect(wired).toEqual(journey.nodes.flatMap((node) => portsOf(node).map((port) => `${node.id} ${port}`)).sort());
    expect(Object.keys(journey.layout).sort()).toEqual([...nodes].sort());
    expect(journey.nodes.every((node) => nodeSize(node).width === 158)).toBe(true);
  });
});

describe('what a template says becomes what 1.0 says', () => {
  it('triggers: event, field change, alternative with its own first step, schedule with an audience', () => {
    expect(journeyOf('welcome').nodes.filter((node) => node.kind === 'trigger')).toEqual([
      {
        id: 'trigger',
        kind: 'trigger',
        trigger: { kind: 'event', event: 'consent-granted', where: { op: 'eq', left: { kind: 'event', path: 'channel' }, right: 'email' } },
      },
      { id: 'trigger-2', kind: 'trigger', trigger: { kind: 'attribute-changed', attribute: 'email-consent', to: 'granted' } },
    ]);
    const ticket = journeyOf('event-digital-ticket');
    expect(ticket.edges.filter((edge) => edge.from.startsWith('trigger')).map((edge) => edge.to)).toEqual(['ev-c0', 'ev-c0']);
    const lapsed = nodeOf('lapsed-customers', 'trigger');
    expect(lapsed).toMatchObject({ trigger: { kind: 'schedule', every: 'P1D' }, audience: journeyOf('lapsed-customers').entry.filter });
  });

  it('a restock has no customer: everybody who waits for the product, in waves', () => {
    expect(nodeOf('back-in-stock', 'trigger')).toEqual({
      id: 'trigger',
      kind: 'trigger',
      trigger: { kind: 'event', event: 'product-restocked', where: { op: 'gt', left: { kind: 'event', path: 'quantity-available' }, right: 0 } },
      audience: { op: 'contains', left: { kind: 'customer', path: 'waitlist-product-ids' }, right: { kind: 'entry', path: 'product-id' } },
      waves: { people: 3, per: 'quantity-available', every: 'PT12H' },
    });
    expect(journeyOf('back-in-stock').edges.find((edge) => edge.from === 'trigger')?.to).toBe('stock-c1');
    expect(nodeOf('back-in-stock', 'stock-u1')).toMatchObject({ value: { kind: 'entry', path: 'product-id' }, mode: 'remove' });
  });

  it('leaves out a field change that could never start a run, and says so', () => {
    for (const [id, field] of [
      ['vip-upgrade', 'vip-status'],
      ['insurance-renewal', 'next-policy-expiry-on'],
    ] as const) {
      expect(journeyOf(id).nodes.filter((node) => node.kind === 'trigger')).toHaveLength(1);
      expect(journeyOf(id).ext).toEqual({ 'left-out': [`field-change ${field}`] });
    }
  });

  it('a segment that is entered, and what happens to a message that comes too late', () => {
    expect(nodeOf('sales-hand-over', 'trigger')).toEqual({ id: 'trigger', kind: 'trigger', trigger: { kind: 'segment-enter', segment: 'sales-ready-leads' } });
    expect(nodeOf('sales-hand-over', 'sales-m1')).toMatchObject({ class: 'service', late: { policy: 'skip', olderThan: 'P2D' } });
    // Who is ready leaves the one and enters the other: sales has one task.
    expect(refsOf(journeyOf('lead-nurturing').policies.goal?.when).segments).toEqual(['sales-ready-leads']);
    expect(journeyOf('lead-nurturing').nodes.filter(({ kind }) => kind === 'task')).toEqual([]);
  });

  it('re-entry: never, after exit, parallel by key', () => {
    expect(journeyOf('welcome').entry.reentry).toEqual({ mode: 'never' });
    expect(journeyOf('cart-abandonment').entry.reentry).toEqual({ mode: 'after-exit', cooldown: 'P3D' });
    expect(journeyOf('insurance-renewal').entry.reentry).toEqual({ mode: 'parallel-by-key', key: { kind: 'entry', path: 'policy-number' }, cooldown: 'P300D' });
    expect(engagement.journeys.filter((one) => one.entry.reentry.mode === 'parallel-by-key').map((one) => one.from)).toEqual([
      'back-in-stock',
      'insurance-renewal',
      'event-digital-ticket',
    ]);
  });

  it('priority 1 becomes 100, priority 10 becomes 10', () => {
    expect(journeyOf('back-in-stock').policies.priority).toBe(100);
    expect(journeyOf('list-cleaning').policies.priority).toBe(10);
  });

  it('dates: signed offset from the entry, at nine where a day has no hour', () => {
    expect(nodeOf('insurance-renewal', 'ins-wd1')).toEqual({
      id: 'ins-wd1',
      kind: 'wait-until',
      until: { kind: 'entry', path: 'expires-on' },
      offset: '-P30D',
      at: '09:00',
      onMissing: 'exit',
    });
    expect(nodeOf('event-digital-ticket', 'ev-wd3')).not.toHaveProperty('at');
  });

  it('a wait takes the event of the same order; of any, for who came in without one', () => {
    expect(nodeOf('thank-you-new', 'tyn-we1')).toMatchObject({
      match: {
        op: 'or',
        args: [
          { op: 'not', arg: { op: 'exists', left: { kind: 'entry', path: 'order-id' } } },
          { op: 'eq', left: { kind: 'event', path: 'order-id' }, right: { kind: 'entry', path: 'order-id' } },
        ],
      },
    });
  });

  it('actions: a call, a task, an alert to the owner', () => {
    expect(nodeOf('event-digital-ticket', 'ev-a5')).toMatchObject({
      kind: 'webhook',
      targets: ['event-ticketing'],
      payload: ['email', 'mobile-phone'],
    });
    // The link in the ticket's message is the other system's: it has to be told before anything can be sent.
    expect(nodeOf('event-digital-ticket', 'ev-we3')).toMatchObject({ kind: 'wait-event', event: 'ticket-issued', timeout: 'PT15M' });
    expect(nodeOf('vip-upgrade', 'vip-a1')).toMatchObject({ kind: 'webhook', targets: ['erp', 'customer-service', 'web-shop', 'loyalty'], maxDelay: 'PT1M' });
    expect(nodeOf('review-request', 'review-a1')).toMatchObject({ kind: 'task', task: 'ticket', assignTo: 'account-manager' });
    expect(nodeOf('sales-hand-over', 'sales-a3')).toMatchObject({ kind: 'task', task: 'alert' });
  });

  it('suppressions: own ones inline, words only as manual, about its own past as a condition of entry', () => {
    expect(journeyOf('insurance-renewal').policies.own).toMatchObject([{ id: 'single-owner', rule: { kind: 'manual' }, action: 'exit' }]);
    expect(journeyOf('list-cleaning').policies.own).toMatchObject([{ classes: ['marketing'], action: 'skip' }]);
    const site = journeyOf('site-abandonment');
    expect(site.policies.own).toEqual([]);
    expect(JSON.stringify(site.entry.filter)).toContain('"right":"site-abandonment"');
    // Its second message is marketing, although its template lists no consent rule.
    expect(journeyOf('thank-you-new').policies.suppressions).toContain('no-channel-consent');
    expect(nodeOf('event-digital-ticket', 'ev-m5')).toMatchObject({ ignores: ['quiet-hours'] });
    expect(nodeOf('list-cleaning', 'clean-m1')).toMatchObject({ ignores: ['list-cleaning'] });
  });

  it('messages are drafted in three languages, and a second copy gets ids of its own', () => {
    const message = engagement.messages.find((one) => one.id === 'cart-m2');
    expect(message?.body.he).toBe(`שלום,\n\nשאלות לפני הסיום?\n\n[לכתיבה: ${message?.purpose?.he}]\n\nתודה`);
    expect(message?.status).toBe('draft');
    for (const { subject, body } of engagement.messages)
      for (const text of [subject, body]) expect(Object.values(text).every((words) => words.trim() !== '')).toBe(true);
    const template = catalogue.journeys.journeys.find((one) => one.id === 'cart-abandonment');
    if (!template) throw new Error('cart');
    const taken = { journeys: new Set(['cart-abandonment']), messages: new Set(engagement.messages.map((one) => one.id)) };
    const copy = compileTemplate(template, catalogue, { newId: () => testId(99, 'J'), timeZone: 'UTC', taken });
    expect(copy.journey.key).toBe('cart-abandonment-2');
    expect(copy.messages.map((one) => one.id)).toContain('cart-m2-2');
    expect(copy.journey.nodes.find((node) => node.id === 'cart-m2')).toMatchObject({ message: 'cart-m2-2' });
  });
});
