import { describe, expect, it } from 'vitest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import type { Condition } from '../condition/schema';
import { testAttribute, testEngagement, testField, testId, testJourney, testSource } from '../engagement/engagement.fixture';
import type { Engagement } from '../engagement/schema';
import { checkJourney } from '../journey/check-journey';
import { journeyContext } from '../journey/journey-context';
import type { Message, NodeOf } from '../journey/schema';
import type { Segment } from '../segments/schema';
import { createLineage, hasSource, whatBreaks } from './lineage';

const is = (path: string): Condition => ({ op: 'exists', left: { kind: 'customer', path } });
const segment = (id: string, when: Condition): Segment => ({ id, name: { en: id }, category: 'rfm', when, administrative: false, minimumSize: 0 });
const message = (id: string, subject: string): Message => ({
  id,
  name: { en: id },
  channel: 'email',
  class: 'marketing',
  subject: { en: subject },
  body: {},
  status: 'draft',
});
const send = (id: string, patch: Partial<NodeOf<'send'>> = {}): NodeOf<'send'> => ({
  id,
  kind: 'send',
  message: 'hello',
  channel: 'email',
  class: 'marketing',
  ignores: [],
  onSuppressed: 'continue',
  onFailure: 'continue',
  ...patch,
});
const keys = (uses: { kind: string; id: string }[]) => uses.map(({ kind, id }) => `${kind}:${id}`).sort();
const J = testId(1, 'J');

const phone = testField(1);
const second = testField(2, { status: 'missing' });
const base: Partial<Engagement> = {
  sources: [testSource(1, [phone, second])],
  record: {
    groups: [],
    attributes: [
      testAttribute('email'),
      testAttribute('email-consent'),
      testAttribute('mobile-phone', { sources: [{ field: phone.id }, { field: second.id }] }),
      testAttribute('birth-date', { sources: [{ field: second.id }] }),
      testAttribute('age', { origin: 'computed', formula: 'if(years_since(birth_date) > 17, "mobile_phone", "none")' }),
      testAttribute('first-name'),
      testAttribute('vip'),
      testAttribute('unused'),
    ],
  },
};

describe('a field that is a part of another field’s value', () => {
  it('feeds the attribute, though not alone', () => {
    const [main, part] = [testField(1), testField(2)];
    const concat = { kind: 'concat' as const, fields: [part.id, 'gone'], separator: ' ' };
    const attributes = [testAttribute('first-name', { sources: [{ field: main.id, transforms: [concat] }] })];
    const lineage = createLineage(testEngagement({ sources: [testSource(1, [main, part])], record: { groups: [], attributes } }));
    expect(lineage.attributesOfField(part.id)).toEqual(['first-name']);
    expect(lineage.attributesOfField('gone')).toEqual([]);
    expect(whatBreaks(lineage, part.id)).toMatchObject([{ alone: false }]);
    expect(whatBreaks(lineage, main.id)).toMatchObject([{ alone: true }]);
  });
});

describe('createLineage', () => {
  it('finds uses in rules, nodes, channels, segments and texts, with the node', () => {
    const lineage = createLineage(
      testEngagement({
        ...base,
        segments: [segment('adults', is('age')), segment('nested', { op: 'not', arg: { op: 'in-segment', segment: 'adults' } })],
        messages: [message('hello', 'Hi {{first-name|there}}, {{order-placed.order-id}}')],
        suppressions: [{ id: 'vip-rest', name: {}, classes: ['marketing'], rule: { kind: 'condition', when: is('vip') }, action: 'skip' }],
        journeys: [
          testJourney(1, [send('s1'), { id: 'd', kind: 'decision', cases: [{ port: 'a', when: { op: 'in-segment', segment: 'nested' } }] }], {
            policies: { ...testJourney(1, []).policies, suppressions: ['vip-rest'] },
          }),
        ],
      }),
    );
    const uses = (id: string) => keys(lineage.allUses(id));
    expect(uses('email')).toEqual([`journey:${J}`]);
    expect(lineage.allUses('email')[0]?.parts).toEqual(['s1']);
    expect(uses('first-name')).toEqual([`journey:${J}`, 'message:hello']);
    expect(uses('birth-date')).toEqual(['attribute:age', `journey:${J}`, 'segment:adults', 'segment:nested']);
    expect(lineage.allUses('birth-date').find(({ kind }) => kind === 'journey')?.parts).toEqual(['d']);
    expect(uses('vip')).toEqual([`journey:${J}`, 'suppression:vip-rest']);
    expect(uses('unused')).toEqual([]);
    expect([...lineage.needsOf('segment', 'nested')].sort()).toEqual(['age', 'birth-date']);
    // The quoted word in the formula is no attribute.
    expect(uses('mobile-phone')).toEqual([]);
  });

  it('survives segments and formulas that go round in circles', () => {
    const lineage = createLineage(
      testEngagement({
        record: {
          groups: [],
          attributes: [testAttribute('a', { origin: 'computed', formula: 'b + 1' }), testAttribute('b', { origin: 'computed', formula: 'a + 1' })],
        },
        segments: [segment('x', { op: 'in-segment', segment: 'y' }), segment('y', { op: 'and', args: [{ op: 'in-segment', segment: 'x' }, is('a')] })],
      }),
    );
    expect(keys(lineage.allUses('b'))).toEqual(['attribute:a', 'attribute:b', 'segment:x', 'segment:y']);
    expect([...lineage.needsOf('segment', 'x')].sort()).toEqual(['a', 'b']);
  });

  it('a written attribute and the address of a fallback are used, but block nothing', () => {
    const lineage = createLineage(
      testEngagement({
        ...base,
        journeys: [
          testJourney(1, [
            { id: 'u', kind: 'update', attribute: 'vip', value: true },
            send('s', { channel: 'sms', class: 'service', fallbackChannel: 'email' }),
          ]),
        ],
      }),
    );
    expect(keys(lineage.allUses('vip'))).toEqual([`journey:${J}`]);
    expect(keys(lineage.allUses('email'))).toEqual([`journey:${J}`]);
    expect(lineage.missingFor(J)).toEqual([]);
  });

  it('knows what blocks: a mapped attribute without a field that comes', () => {
    const filter = (...ids: string[]) => testJourney(1, [], { entry: { filter: { op: 'and', args: ids.map(is) }, reentry: { mode: 'never' } } });
    const lineage = createLineage(testEngagement({ ...base, journeys: [filter('vip', 'mobile-phone', 'birth-date', 'age')] }));
    expect(lineage.missingFor(J)).toEqual(['birth-date', 'vip']);
  });

  it('answers what breaks when a field never comes', () => {
    const lineage = createLineage(testEngagement({ ...base, segments: [segment('reachable', is('mobile-phone'))] }));
    expect(whatBreaks(lineage, phone.id).map(({ attribute, alone, uses }) => [attribute.id, alone, keys(uses)])).toEqual([
      // The other field that feeds it is missing anyway.
      ['mobile-phone', true, ['segment:reachable']],
    ]);
    expect(whatBreaks(lineage, second.id).map(({ attribute, alone }) => [attribute.id, alone])).toEqual([
      ['mobile-phone', false],
      ['birth-date', true],
    ]);
    expect(whatBreaks(lineage, 'nobody')).toEqual([]);
  });

  it('agrees with the check of journeys about what blocks them', () => {
    const engagement = mappedEngagement({ attributes: ['whatsapp-consent', 'open-cart-value', 'email', 'city', 'open-tickets-count', 'do-not-contact'] });
    const lineage = createLineage(engagement);
    const context = journeyContext(engagement, shippedCatalogue());
    let blocked = 0;
    for (const journey of engagement.journeys) {
      const problems = checkJourney(journey, context).filter(({ code }) => code === 'attribute-without-source');
      const missing = [...new Set(problems.map(({ params }) => String(params.attribute)))].sort();
      expect(lineage.missingFor(journey.id).sort(), journey.key).toEqual(missing);
      if (missing.length > 0) blocked++;
    }
    expect(blocked).toBeGreaterThan(0);
  });

  it('reads the whole catalogue', () => {
    const engagement = mappedEngagement();
    const lineage = createLineage(engagement);
    for (const found of lineage.attributes.values()) expect(hasSource(found)).toBe(true);
    expect(keys(lineage.allUses('email')).filter((key) => key.startsWith('journey:'))).toHaveLength(17);
  });
});
