/** Small engagements for tests. Pure, so that every folder's tests may use it. */
import type { Answer, Point } from '../checklist/schema';
import type { Journey, Node } from '../journey/schema';
import type { Sender } from '../messages/sender';
import type { Attribute } from '../record/schema';
import type { Field, Source } from '../sources/schema';
import { type Engagement, FORMAT, FORMAT_VERSION } from './schema';

/** The n-th made-up ULID; `kind` keeps ids of different things apart. */
export function testId(n: number, kind = 'A'): string {
  return `01${kind}${String(n).padStart(23, '0')}`;
}

/** A factory of ULIDs that counts. */
export function countingIds(kind = 'Z'): () => string {
  let n = 0;
  return () => testId(++n, kind);
}

export function testEngagement(patch: Partial<Engagement> = {}): Engagement {
  return {
    format: FORMAT,
    formatVersion: FORMAT_VERSION,
    id: testId(1),
    revision: 0,
    createdAt: '2026-01-05T08:00:00.000Z',
    updatedAt: '2026-01-05T08:00:00.000Z',
    name: 'Karmelon',
    client: { name: 'Karmelon Home & Garden', country: 'IL', timeZone: 'Asia/Jerusalem', currency: 'ILS' },
    languages: { document: 'he', customers: ['he'] },
    sources: [],
    record: { groups: [{ id: 'identity', label: { en: 'Identity keys' } }], attributes: [] },
    identity: { rules: [] },
    segments: [],
    journeys: [],
    messages: [],
    suppressions: [],
    caps: [],
    calendars: [],
    checklist: { points: [], vendors: [], answers: [], trialTasks: [], trialResults: [] },
    volumes: { eventsPerMonth: {}, messagePrices: {} },
    kpiInputs: {},
    businessCase: { ranges: {}, sources: {}, journeys: [] },
    documents: { cover: 'road', chapters: {} },
    plannedSends: [],
    phases: [],
    notes: [],
    ...patch,
  };
}

/** Who writes, with all that checks ask for. */
export const testSender: Sender = {
  name: { en: 'Karmelon Ltd.', he: 'כרמלון בע״מ', fa: 'شرکت کارملون' },
  address: { en: '12 HaNamal St., Haifa', he: 'רחוב הנמל 12, חיפה', fa: 'خیابان هنمل ۱۲، حیفا' },
  contact: '+972-4-555-0100',
  marks: true,
  mark: { en: 'Advertisement', he: 'פרסומת', fa: 'تبلیغ' },
};

export function testField(n: number, patch: Partial<Field> = {}): Field {
  return {
    id: testId(n, 'F'),
    nativeName: `field_${n}`,
    nativeType: 'string',
    type: 'string',
    label: {},
    required: false,
    key: false,
    pii: 'none',
    status: 'confirmed',
    use: 'direct',
    eventProperties: [],
    ...patch,
  };
}

/** One source with one object of these fields. */
export function testSource(n: number, fields: Field[], patch: Partial<Source> = {}): Source {
  return {
    id: testId(n, 'S'),
    name: { en: `Source ${n}` },
    transports: ['api'],
    direction: 'in',
    objects: [{ id: testId(n, 'C'), nativeName: 'customer', label: {}, fields }],
    ...patch,
  };
}

export function testAttribute(id: string, patch: Partial<Attribute> = {}): Attribute {
  return {
    id,
    group: 'identity',
    label: { en: id },
    type: 'string',
    pii: 'none',
    origin: 'mapped',
    survivorship: 'most-recent',
    sources: [],
    refused: [],
    ...patch,
  };
}

export function testJourney(n: number, nodes: Node[], patch: Partial<Journey> = {}): Journey {
  return {
    schemaVersion: '1.0',
    id: testId(n, 'J'),
    key: `journey-${n}`,
    name: { en: `Journey ${n}` },
    version: 1,
    status: 'draft',
    entry: { reentry: { mode: 'never' } },
    policies: {
      timeZone: { source: 'customer', fallback: 'Asia/Jerusalem' },
      priority: 50,
      exits: [],
      suppressions: [],
      own: [],
      onRepublish: { default: 'finish-on-old' },
    },
    nodes,
    edges: [],
    kpis: [],
    layout: {},
    annotations: { storyboard: [], touchpoints: {}, optional: [] },
    ...patch,
  };
}

export function testPoint(id: string, patch: Partial<Point> = {}): Point {
  return { id, weight: 3, priority: 'must', ...patch };
}

export function testAnswer(vendor: string, point: string, score: number | undefined, patch: Partial<Answer> = {}): Answer {
  return { vendor, point, applies: true, verified: false, ...(score === undefined ? {} : { score }), ...patch };
}
