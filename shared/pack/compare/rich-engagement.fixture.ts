/** An engagement that has every setting there is, of one thing each, so that changing any of them can be tried. */
import { testField, testId } from '../../engagement/engagement.fixture';
import { type Engagement, engagementSchema } from '../../engagement/schema';

const text = (words: string) => ({ en: words, he: `${words} א`, fa: `${words} ب` });
const day = '2026-03-01';
const moment = '2026-03-01T08:00:00.000Z';
const hash = 'a1'.repeat(32);
const span = { low: 0.1, expected: 0.2, high: 0.3 };
const logo = { mime: 'image/png', data: 'iVBORw0KGgo=', plate: true } as const;

/** `base` lends its catalogue's parts; of its journeys one is kept. */
export function richEngagement(base: Engagement): Engagement {
  const [vendor, other, task, file, fieldId] = [testId(1, 'V'), testId(2, 'V'), testId(1, 'K'), testId(1, 'X'), testId(900, 'F')];
  const journey = base.journeys.find(({ key }) => key === 'cart-abandonment') ?? base.journeys[0];
  if (!journey) throw new Error('no journey');
  const sent = new Set(journey.nodes.flatMap((node) => (node.kind === 'send' ? [node.message] : [])));
  const point = 'own-point';
  const field = testField(1, {
    ...{ id: fieldId, from: 'from-field', nativeName: 'PHONE', nativeType: 'varchar', label: text('phone'), example: '050', note: 'note', owner: 'IT' },
    ...{ eventProperties: ['order-placed.order-id'] },
    profile: {
      rows: 9,
      filled: 8,
      distinct: 7,
      minLength: 1,
      maxLength: 9,
      min: '1',
      max: '9',
      top: [['a', 3]],
      pattern: '999',
      patternCount: 5,
      bars: [1, 2],
    },
    typeReason: { code: 'phone', params: { matching: 3, of: 3 } },
  });
  const others = base.record.attributes;
  const attribute = {
    ...{ id: 'rich', group: base.record.groups[0]?.id ?? '', label: text('rich'), description: text('about'), type: 'enum' as const },
    ...{ values: [{ id: 'gold', label: text('gold') }], pii: 'low' as const, basis: 'consent' as const, origin: 'mapped' as const },
    ...{ identifier: { strength: 'strong' as const }, survivorship: 'most-recent' as const, formula: 'a + b', refused: [fieldId], note: 'note' },
    sources: [{ field: fieldId, transforms: [{ kind: 'trim' as const }] }],
  };
  const cost = { price: 0.1, included: 100, minimumPerMonth: 50 };
  const count = { rows: 9, identified: 8, accounts: 7, people: 6 };
  return engagementSchema.parse({
    ...base,
    consultant: 'Noa',
    client: { ...base.client, industry: 'Shops' },
    sender: { name: text('Shop'), address: text('Street 1'), contact: '03-1234567', marks: true, mark: text('Ad') },
    sources: [
      {
        ...{ id: testId(50, 'S'), from: 'from-source', name: text('Till'), product: 'P', transports: ['csv-export'], direction: 'in', frequency: 'daily' },
        ...{ owner: 'IT', contact: 'Dan', note: 'note' },
        objects: [
          {
            ...{ id: testId(50, 'T'), from: 'from-object', nativeName: 'CUSTOMERS', label: text('customers'), model: text('one customer'), note: 'note' },
            links: [{ fields: [fieldId], object: testId(51, 'T'), toFields: [fieldId] }],
            fields: [field],
          },
          { id: testId(51, 'T'), nativeName: 'ORDERS', label: text('orders'), fields: [] },
        ],
      },
    ],
    record: { groups: base.record.groups.slice(0, 3), attributes: [attribute, ...others.map((one) => ({ ...one, sources: [] }))] },
    identity: {
      rules: [
        {
          ...{ attribute: 'rich', strength: 'strong', owner: 'person', normaliser: 'code', ignoreGmailDots: true, limit: 2, window: 'P30D' },
          ...{ blocked: ['000'], atMost: [{ attribute: others[0]?.id ?? '', values: 1 }] },
        },
      ],
      policy: { anonymousAndKnown: 'merge', knownByStrong: 'merge', knownByMedium: 'review' },
      alarm: { records: 50, names: 3 },
    },
    journeys: [journey],
    messages: [...base.messages.filter(({ id }) => sent.has(id)), ...base.messages.filter(({ id }) => !sent.has(id)).slice(0, 1)],
    checklist: {
      points: [
        {
          ...{ id: point, weight: 5, priority: 'must', wanted: 3, switchedOff: 'not here', requirement: { value: '99%', reason: 'law' } },
          own: {
            ...{ category: 'data', question: text('question'), why: text('why'), evidence: text('evidence'), redFlag: text('flag') },
            ...{ costQuestion: text('cost'), answerType: 'number', unit: text('days'), ordinal: 1 },
          },
        },
      ],
      vendors: [
        {
          ...{ id: vendor, name: 'Doar', role: 'candidate', product: 'P', contact: 'Dan', note: 'note' },
          costs: {
            ...{ perMonth: 100, tiers: { by: 'contacts', steps: [{ upTo: 1000, perMonth: 50 }], perThousandAbove: 3 }, messages: { sms: cost } },
            addOns: [{ id: testId(1, 'A'), name: 'Add-on', once: 5, perMonth: 6, point }],
            ...{ implementation: 1, migration: 2, training: 3, exit: 4, yearlyIncrease: 0.05, discount: 0.1 },
          },
        },
        { id: other, name: 'Other', role: 'current' },
      ],
      answers: [
        {
          ...{ vendor, point, applies: true, score: 3, claim: 'says', claimedScore: 4, claimedValue: 5, verified: true, verifiedValue: 6, evidence: 'seen' },
          ...{ links: ['https://shop.example/a'], files: [{ id: file, name: 'offer.pdf', mediaType: 'application/pdf', bytes: 9, sha256: hash }] },
          ...{ by: 'Dan', at: day, confidence: 'low', fallback: 'by hand', fallbackCost: { once: 1, perMonth: 2 }, cost: 'in the price' },
        },
      ],
      trialTasks: [{ id: task, task: 'Send a mail', weight: 2, minutes: 5 }],
      trialResults: [{ vendor, task, outcome: 'alone', minutes: 6, ease: 4, by: 'Dan', note: 'note' }],
    },
    volumes: {
      ...{ contacts: 1, customers: 2, ordersPerMonth: 3, eventsPerMonth: { 'order-placed': 4 }, growthPerYear: 0.1, averageOrderValue: 5, margin: 0.3 },
      messagePrices: { sms: 0.1 },
    },
    kpiInputs: { aov: 3 },
    businessCase: {
      ...{ ranges: { aov: span }, sources: { aov: 'export' }, platform: vendor },
      journeys: [{ journey: journey.id, perMonth: span, reach: span, conversion: span, value: span, incremental: span, source: 'export' }],
    },
    plannedSends: [{ id: testId(1, 'N'), name: 'Spring', date: day, channel: 'email', segment: base.segments[0]?.id, recipients: 100 }],
    phases: [{ id: testId(1, 'P'), name: text('First'), journeys: [journey.id], start: day, note: 'note' }],
    notes: [
      {
        ...{
          id: testId(1, 'Q'),
          kind: 'decision',
          text: 'Doar it is',
          owner: 'IT',
          due: day,
          state: 'open',
          answer: 'yes',
          evidence: 'mail',
          createdAt: moment,
        },
        about: { kind: 'node', id: journey.nodes[0]?.id, within: journey.id },
        decision: {
          ...{ choice: 'vendor', vendor, on: day, conditions: 'price', next: 'sign', hash, draws: 10 },
          standing: [{ vendor, name: 'Doar', role: 'candidate', share: 0.8, rank: 1, gates: [point], leads: 9, cost: 100, unanswered: 1 }],
        },
      },
    ],
    documents: {
      ...{ logo, clientLogo: logo, cover: 'road', coverNote: 'Confidential', header: 'Head', footer: 'Foot' },
      ...{ chapters: { 'gap-report': [{ id: 'summary', off: true }] }, colors: { main: '#0B6E4F', accent: '#AA3300' } },
    },
    measured: {
      identity: {
        ...{ at: moment, rules: hash, ...count, households: 2, reviews: 1, largest: 3, suspicious: 1, shuffles: { tried: 2, same: true } },
        sources: [{ source: testId(50, 'S'), ...count }],
        overlap: [{ a: testId(50, 'S'), b: testId(50, 'S'), people: 2 }],
        identifiers: [{ attribute: 'rich', records: 3, values: 2, joined: 1, refused: { weak: 1 } }],
      },
      segments: { at: moment, people: 6, total: 10, sizes: { vip: 2 }, overlap: [{ a: 'vip', b: 'vip', people: 1 }], none: 4 },
    },
  });
}
