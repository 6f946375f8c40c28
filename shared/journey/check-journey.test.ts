import { describe, expect, it } from 'vitest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { testJourney, testSender } from '../engagement/engagement.fixture';
import type { Engagement } from '../engagement/schema';
import { createTranslate, problemText } from '../i18n/translator';
import { languages } from '../text';
import { checkJourney } from './check-journey';
import { journeyContext } from './journey-context';
import { edgeOfProblem, journeyOfProblem, nodeOfProblem } from './journey-problem';
import type { Edge, Journey, Node } from './schema';

const catalogue = shippedCatalogue();
const mapped = { ...mappedEngagement(), sender: testSender };
const cartIn = (engagement: Engagement): Journey => {
  const journey = engagement.journeys.find((one) => one.from === 'cart-abandonment');
  if (!journey) throw new Error('no cart journey');
  return journey;
};
const found = (engagement: Engagement, journey = cartIn(engagement)) =>
  checkJourney(journey, journeyContext(engagement, catalogue))
    .filter(({ severity }) => severity !== 'informs')
    .map((problem) => `${problem.severity} ${problem.code} ${problem.path.slice(2).join('/')}`);
/** The cart journey with some of its parts changed. */
const changed = (change: (journey: Journey) => Partial<Journey>) => {
  const journey = cartIn(mapped);
  return found(mapped, { ...journey, ...change(journey) });
};
const node = (id: string, change: (node: Node) => Node) => (journey: Journey) => ({ nodes: journey.nodes.map((one) => (one.id === id ? change(one) : one)) });

const trigger: Node = { id: 't', kind: 'trigger', trigger: { kind: 'manual' } };
const small = (nodes: Node[], edges: [from: string, port: string, to: string][]) =>
  found(mapped, testJourney(1, nodes, { edges: edges.map(([from, port, to], i): Edge => ({ id: `e${i}`, from, port, to })) }));

describe('a value that is written', () => {
  const writing = (attribute: string) =>
    small(
      [trigger, { id: 'u', kind: 'update', attribute, value: 'x' }, { id: 'x', kind: 'exit' }],
      [
        ['t', 'next', 'u'],
        ['u', 'next', 'x'],
      ],
    ).filter((line) => line.includes('update'));

  it('is warned about where a formula works it out alone, and not where the formula begins with it or there is none', () => {
    expect(writing('lifecycle-stage')).toEqual(['warns update-of-computed nodes/u']);
    expect(writing('orders-count')).toEqual([]);
    expect(writing('vip-status')).toEqual([]);
  });

  it('is nowhere in the templates one that a formula gives', () => {
    for (const journey of mapped.journeys) expect(found(mapped, journey).filter((line) => line.includes('update-of-computed'))).toEqual([]);
  });
});

describe('blocked for want of data', () => {
  it('says which attribute at which node, and one mapping frees the journey', () => {
    expect(found({ ...mappedEngagement({ attributes: ['whatsapp-consent'] }), sender: testSender })).toEqual([
      'blocks attribute-without-source entry/filter',
      'blocks attribute-without-source nodes/cart-c8',
      'blocks attribute-without-source nodes/cart-m4a',
    ]);
    expect(found(mapped)).toEqual([]);
  });

  it('a field marked missing gives nothing; computed, platform and entered attributes never block', () => {
    const sources = mapped.sources.map((source) => ({
      ...source,
      objects: source.objects.map((object) => ({
        ...object,
        fields: object.fields.map((field) => (field.nativeName === 'sms-consent' ? { ...field, status: 'missing' as const } : field)),
      })),
    }));
    expect(found({ ...mapped, sources }).filter((line) => line.includes('nodes/cart-m4b'))).toEqual(['blocks attribute-without-source nodes/cart-m4b']);
    const context = journeyContext(mapped, catalogue);
    const origins = [...context.attributes.values()].filter(({ fields }) => fields.length === 0).map(({ attribute }) => attribute.origin);
    expect(new Set(origins)).toEqual(new Set(['computed', 'platform', 'entered']));
    expect([...context.attributes.values()].some(({ blocked }) => blocked)).toBe(false);
  });

  it('looks through segments, and warns of an event nobody plans to send', () => {
    const journey = cartIn(mapped);
    const segment = { op: 'in-segment', segment: 'by-whatsapp' } as const;
    const engagement = mappedEngagement({ attributes: ['whatsapp-consent'], events: ['payment-failed'] });
    const segments = [...engagement.segments.slice(0, 1)].map((one) => ({
      ...one,
      id: 'by-whatsapp',
      when: { op: 'exists' as const, left: { kind: 'customer' as const, path: 'whatsapp-consent' } },
    }));
    const filtered = { ...journey, entry: { ...journey.entry, filter: segment } };
    const lines = found({ ...engagement, segments: [...engagement.segments, ...segments] }, filtered);
    expect(lines).toContain('blocks attribute-without-source entry/filter');
    expect(lines).toContain('warns event-without-source nodes/cart-c2');
    expect(found(mapped, filtered)).toEqual(['blocks segment-unknown entry/filter']);
  });

  it('names what nobody knows', () => {
    const record = { ...mapped.record, attributes: mapped.record.attributes.filter(({ id }) => id !== 'sms-consent') };
    const lines = found({ ...mapped, record });
    expect(lines).toContain('blocks attribute-unknown nodes/cart-m4b');
    expect(lines).toContain('blocks consent-attribute-missing nodes/cart-m4b');
    expect(changed((journey) => ({ kpis: [...journey.kpis, 'no-such-kpi'] }))).toEqual(['warns kpi-unknown kpis/no-such-kpi']);
    expect(changed(node('cart-m2', (one) => (one.kind === 'send' ? { ...one, message: 'gone' } : one)))).toEqual(['blocks message-unknown nodes/cart-m2']);
    expect(changed(node('cart-m2', (one) => (one.kind === 'send' ? { ...one, ignores: ['gone'] } : one)))).toEqual([
      'blocks suppression-unknown nodes/cart-m2',
    ]);
    expect(changed(({ policies }) => ({ policies: { ...policies, suppressions: [...policies.suppressions, 'gone'] } }))).toEqual([
      'blocks suppression-unknown policies/suppressions/gone',
    ]);
    expect(changed(({ entry }) => ({ entry: { ...entry, filter: { op: 'exists', left: { kind: 'entry', path: 'colour' } } } }))).toEqual([
      'warns entry-property-unknown entry/filter',
    ]);
  });
});

describe('marketing and consent', () => {
  it('refuses marketing that asks for no consent', () => {
    const without = changed(({ policies }) => ({ policies: { ...policies, suppressions: policies.suppressions.filter((id) => id !== 'no-channel-consent') } }));
    expect(without.filter((line) => line.includes('marketing-without-consent-rule'))).toHaveLength(6);
    expect(without.some((line) => line.includes('cart-m1b'))).toBe(false);
    expect(changed(node('cart-m2', (one) => (one.kind === 'send' ? { ...one, ignores: ['no-channel-consent'] } : one)))).toEqual([
      'blocks marketing-without-consent-rule nodes/cart-m2',
    ]);
  });
});

describe('messages', () => {
  const withMessage = (change: Partial<Engagement['messages'][number]>) =>
    found({ ...mapped, messages: mapped.messages.map((message) => (message.id === 'cart-m2' ? { ...message, ...change } : message)) });

  it('text in every language the client writes in', () => {
    expect(withMessage({ subject: { en: 'Questions?', he: 'שאלות?' } })).toEqual(['warns message-subject-not-in-fa nodes/cart-m2/subject']);
    expect(withMessage({ body: {} })).toEqual(['blocks message-without-body nodes/cart-m2/body']);
  });

  it('variables that have a source', () => {
    expect(withMessage({ subject: { en: '{{no-such}}', he: '{{checkout_started.cart_value|money}}', fa: '{{customer.first-name|friend}}' } })).toEqual([
      'blocks variable-unknown nodes/cart-m2/subject',
    ]);
    expect(withMessage({ subject: { en: '{{entry.colour}}', he: '{{entry.cart-id}}', fa: '{{order-placed.colour}}' } })).toEqual([
      'blocks variable-unknown nodes/cart-m2/subject',
      'blocks variable-unknown nodes/cart-m2/subject',
    ]);
    expect(withMessage({ preheader: { en: '{{no-such}}', he: '{{', fa: 'ب' } })).toEqual([
      'blocks variable-unknown nodes/cart-m2/preheader',
      'warns variable-not-closed nodes/cart-m2/preheader',
    ]);
    expect(withMessage({ preheader: { en: 'When it comes', he: ' ' } })).toEqual([
      'warns message-preheader-not-in-he nodes/cart-m2/preheader',
      'warns message-preheader-not-in-fa nodes/cart-m2/preheader',
    ]);
    expect(withMessage({ preheader: {} })).toEqual([]);
    expect(withMessage({ subject: { en: '{{first-name', he: 'א', fa: 'ب' } })).toEqual(['warns variable-not-closed nodes/cart-m2/subject']);
  });
});

describe('the drawing', () => {
  it('ports, edges, ways in', () => {
    const end: Node = { id: 'end', kind: 'exit' };
    expect(small([], [])).toEqual(['blocks journey-without-trigger ']);
    expect(small([trigger], [])).toEqual(['blocks port-unwired nodes/t/out']);
    expect(
      small(
        [trigger, end],
        [
          ['t', 'out', 'end'],
          ['t', 'out', 'end'],
        ],
      ),
    ).toEqual(['blocks port-wired-twice nodes/t/out']);
    expect(
      small(
        [trigger, end, { id: 'lone', kind: 'exit' }],
        [
          ['t', 'out', 'end'],
          ['t', 'yes', 'gone'],
        ],
      ),
    ).toEqual(['blocks edge-to-nowhere edges/e1', 'warns node-unreachable nodes/lone']);
    expect(
      small(
        [trigger, { id: 'j', kind: 'join' }],
        [
          ['t', 'out', 'j'],
          ['j', 'out', 't'],
        ],
      ),
    ).toContain('blocks edge-into-trigger edges/e1');
    expect(small([trigger, { id: 'x', kind: 'ext', originalKind: 'sms-blast', data: {} }], [['t', 'out', 'x']])).toEqual(['blocks node-kind-unknown nodes/x']);
    expect(small([trigger, trigger], [])).toContain('blocks part-id-taken nodes/t');
  });

  it('a circle needs a wait of a minute; a date that is over or an open window is none', () => {
    const circle = (between: Node) =>
      small(
        [
          trigger,
          { id: 'j', kind: 'join' },
          between,
          { id: 'd', kind: 'decision', cases: [{ port: 'yes', when: { op: 'exists', left: { kind: 'customer', path: 'email' } } }] },
          { id: 'end', kind: 'exit' },
        ],
        [
          ['t', 'out', 'j'],
          ['j', 'out', between.id],
          [between.id, 'out', 'd'],
          ['d', 'yes', 'end'],
          ['d', 'else', 'j'],
        ],
      );
    expect(circle({ id: 'w', kind: 'wait', duration: 'PT1M' })).toEqual([]);
    expect(circle({ id: 'w', kind: 'wait', duration: 'PT59S' })).toEqual(['blocks loop-without-wait nodes/j']);
    expect(circle({ id: 'w', kind: 'window', days: ['mo'], from: '09:00', to: '10:00' })).toEqual(['blocks loop-without-wait nodes/j']);
    expect(circle({ id: 'w', kind: 'wait-until', until: { kind: 'customer', path: 'birth-date' }, onMissing: 'exit' })).toEqual([
      'blocks loop-without-wait nodes/j',
    ]);
  });

  it('weights, zone, goal', () => {
    expect(changed(node('cart-s1', (one) => (one.kind === 'ab' ? { ...one, arms: one.arms.map((arm) => ({ ...arm, weight: 40 })) } : one)))).toEqual([
      'blocks arm-weights nodes/cart-s1/arms',
    ]);
    expect(changed(({ policies }) => ({ policies: { ...policies, timeZone: { source: 'customer', fallback: 'Asia/Nowhere' } } }))).toEqual([
      'blocks time-zone-unknown policies/timeZone',
    ]);
    expect(changed(({ policies }) => ({ policies: { ...policies, exits: [] } }))).toEqual(['warns goal-without-exits policies/exits']);
    expect(changed(({ policies }) => ({ policies: { ...policies, goal: undefined } }))).toEqual(['warns goal-without-rule nodes/cart-goal']);
  });
});

describe('a problem', () => {
  it('has words in every language and knows its place', () => {
    const broken = mappedEngagement({ attributes: ['whatsapp-consent', 'open-cart-value'], events: ['payment-failed'] });
    const problems = checkJourney(
      { ...cartIn(broken), policies: { ...cartIn(broken).policies, exits: [], timeZone: { source: 'customer', fallback: 'x' } } },
      journeyContext({ ...broken, messages: [] }, catalogue),
    );
    expect(new Set(problems.map(({ code }) => code)).size).toBeGreaterThan(4);
    for (const language of languages) {
      const translate = createTranslate(language);
      for (const problem of problems) expect(problemText(problem, translate)).not.toMatch(/^problem\.|\{\{/);
    }
    const [blocked] = problems.filter(({ code, params }) => code === 'attribute-without-source' && params.attribute === 'whatsapp-consent').slice(-1);
    expect(blocked && problemText(blocked, createTranslate('en')).replace(/[\u2066-\u2069]/g, '')).toBe('Blocked: no mapped source gives “WhatsApp consent”.');
    expect(blocked && [journeyOfProblem(blocked), nodeOfProblem(blocked), edgeOfProblem(blocked)]).toEqual([cartIn(broken).id, 'cart-m4a', undefined]);
  });

  it('is found in a journey of 3,000 nodes as in a small one', () => {
    const nodes: Node[] = [trigger, ...Array.from({ length: 3000 }, (_, i): Node => ({ id: `w${i}`, kind: 'wait', duration: 'P1D' }))];
    const problems = small(
      nodes,
      nodes.slice(1).map((one, i) => [nodes[i]?.id ?? '', 'out', one.id]),
    );
    expect(problems).toEqual(['blocks port-unwired nodes/w2999/out']);
  });
});
