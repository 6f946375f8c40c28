import { describe, expect, it } from 'vitest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { toCanonicalJson } from '../canonical-json';
import { engagementHash, shortHash } from '../engagement/engagement-hash';
import type { Engagement } from '../engagement/schema';
import { deploymentBundleSchema } from '../executor/api';
import { bundleHash, journeyHash, sha256Hex } from './content-hash';
import { renameJourney, tidyJourney } from './edit-journey';
import { setMessageText } from './edit-messages';
import { moveNodes, setNode } from './edit-nodes';
import type { Journey } from './schema';
import { toDeploymentBundle } from './to-bundle';

const engagement = mappedEngagement();
const cartIn = (one: Engagement): Journey => {
  const journey = one.journeys.find(({ from }) => from === 'cart-abandonment');
  if (!journey) throw new Error('no cart journey');
  return journey;
};
const id = cartIn(engagement).id;
const bundleOf = (one: Engagement, mode: 'live' | 'test' = 'live', journey = id) => {
  const result = toDeploymentBundle(one, journey, mode);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
};
const hashOf = (one: Engagement) => bundleHash(bundleOf(one));

describe('canonical JSON', () => {
  it('is one spelling for one value', () => {
    expect(toCanonicalJson({ b: [1, { d: undefined, c: 'א' }], a: null })).toBe('{"a":null,"b":[1,{"c":"א"}]}');
    expect(toCanonicalJson({ z: 1, a: 2 })).toBe(toCanonicalJson({ a: 2, z: 1 }));
    expect(() => toCanonicalJson({ a: Number.NaN })).toThrow();
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('the content hash', () => {
  it('stays when nothing executable changes', () => {
    const before = hashOf(engagement);
    expect(before).toMatch(/^[0-9a-f]{64}$/);
    const cart = cartIn(engagement);
    const same: Engagement[] = [
      JSON.parse(JSON.stringify(engagement)),
      renameJourney(engagement, { id, name: { en: 'Other' } }),
      moveNodes(engagement, { journey: id, positions: { 'cart-w2': { x: 1, y: 2 } } }),
      tidyJourney(engagement, { id }),
      setMessageText(engagement, { id: 'welcome-m1', part: 'subject', language: 'en', words: 'Hi' }),
      { ...engagement, messages: engagement.messages.toReversed(), segments: engagement.segments.toReversed() },
      { ...engagement, record: { ...engagement.record, attributes: engagement.record.attributes.map((one) => ({ ...one, label: { en: 'x' } })) } },
      {
        ...engagement,
        journeys: [
          {
            ...cart,
            version: 9,
            status: 'approved',
            edges: cart.edges.toReversed(),
            ext: { a: 1 },
            annotations: { storyboard: [], touchpoints: {}, optional: [] },
          },
        ],
      },
    ];
    for (const one of same) expect(hashOf(one)).toBe(before);
  });

  it('is what it was before there were preheaders, and again once one is taken away', () => {
    const write = (one: Engagement, words: string) => setMessageText(one, { id: 'cart-m2', part: 'preheader', language: 'en', words });
    const bare = (['en', 'he', 'fa'] as const).reduce(
      (one, language) => setMessageText(one, { id: 'cart-m2', part: 'preheader', language, words: '' }),
      engagement,
    );
    expect(bare.messages.find((message) => message.id === 'cart-m2')).not.toHaveProperty('preheader');
    const written = write(bare, 'When it comes');
    expect(hashOf(written)).not.toBe(hashOf(bare));
    expect(hashOf(write(written, ' '))).toBe(hashOf(bare));
  });

  it('changes with every rule, time, edge, word, mode', () => {
    const cart = cartIn(engagement);
    const wait = cart.nodes.find((node) => node.id === 'cart-w2');
    if (wait?.kind !== 'wait') throw new Error('wait');
    const others = [
      hashOf(engagement),
      bundleHash(bundleOf(engagement, 'test')),
      hashOf(setNode(engagement, { journey: id, node: { ...wait, duration: 'P2D' } })),
      hashOf(setMessageText(engagement, { id: 'cart-m2', part: 'body', language: 'he', words: 'שלום' })),
      hashOf({ ...engagement, caps: engagement.caps.slice(1) }),
      hashOf({ ...engagement, calendars: [] }),
      hashOf({ ...engagement, journeys: [{ ...cart, policies: { ...cart.policies, priority: 1 } }] }),
      hashOf({ ...engagement, journeys: [{ ...cart, edges: cart.edges.slice(1) }] }),
    ];
    expect(new Set(others).size).toBe(others.length);
  });

  it('of a journey alone looks only at its own messages', () => {
    const cart = cartIn(engagement);
    const hash = journeyHash(cart, engagement.messages);
    expect(
      journeyHash(
        { ...cart, name: { en: 'x' }, layout: {} },
        engagement.messages.filter((message) => message.id.startsWith('cart-')),
      ),
    ).toBe(hash);
    expect(journeyHash(cart, [])).not.toBe(hash);
  });
});

describe('the bundle', () => {
  it('holds what the journey needs and nothing else', () => {
    for (const journey of engagement.journeys) expect(deploymentBundleSchema.parse(bundleOf(engagement, 'live', journey.id)).mode).toBe('live');
    const bundle = bundleOf(engagement, 'test');
    expect(bundle.messages.map((message) => message.id).sort()).toEqual(['cart-m1a', 'cart-m1b', 'cart-m2', 'cart-m3a', 'cart-m3b', 'cart-m4a', 'cart-m4b']);
    expect(bundle.segments.map((segment) => segment.id).sort()).toEqual(['employees', 'test-records']);
    expect(bundle.suppressions).toHaveLength(8);
  });

  it('brings segments that segments rest on', () => {
    const [first, second] = engagement.segments.filter((segment) => !segment.administrative);
    if (!first || !second) throw new Error('segments');
    const nested = { ...first, when: { op: 'in-segment' as const, segment: second.id } };
    const segments = engagement.segments.map((segment) => (segment.id === first.id ? nested : segment));
    const cart = cartIn(engagement);
    const journeys = [{ ...cart, entry: { ...cart.entry, filter: { op: 'in-segment' as const, segment: first.id } } }];
    expect(
      bundleOf({ ...engagement, segments, journeys })
        .segments.map((segment) => segment.id)
        .sort(),
    ).toEqual([first.id, second.id, 'employees', 'test-records'].sort());
  });

  it('fails in words when something is not there', () => {
    expect(toDeploymentBundle(engagement, 'x', 'live')).toMatchObject({ ok: false, problems: [{ code: 'journey-unknown' }] });
    const poor = { ...engagement, messages: [], suppressions: [] };
    const result = toDeploymentBundle(poor, id, 'live');
    expect(result.ok).toBe(false);
    expect(new Set(result.problems.map((problem) => problem.code))).toEqual(new Set(['message-unknown', 'suppression-unknown']));
  });
});

describe('the engagement hash', () => {
  it('is over the content, not over when and how often it was saved', () => {
    const hash = engagementHash(engagement);
    expect(engagementHash({ ...engagement, revision: 7, updatedAt: '2027-01-01T00:00:00.000Z' })).toBe(hash);
    expect(engagementHash({ ...engagement, name: 'Other' })).not.toBe(hash);
    expect(shortHash('0123456789abcdef')).toBe('0123 4567 89ab');
  });
});
