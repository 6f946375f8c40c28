import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { toCanonicalJson } from '../canonical-json';
import type { Engagement } from '../engagement/schema';
import { journeyHash } from './content-hash';
import { applyChanges, type Change, diffParts, diffVersions, type Parts, partsOf } from './diff';
import { fromFacts, toFacts } from './diff-facts';
import { duplicateJourney, editPolicies, renameJourney, setFrame, tidyJourney } from './edit-journey';
import { setMessageText } from './edit-messages';
import { addNode, connect, disconnect, moveNodes, removeNodes, setNode } from './edit-nodes';
import type { Journey } from './schema';
import { type JourneyVersion, journeyVersion } from './to-bundle';

const engagement = mappedEngagement();
const versionIn = (one: Engagement, id: string): JourneyVersion => {
  const version = journeyVersion(one, id);
  if (!version) throw new Error('no such journey');
  return version;
};
const cart = engagement.journeys.find(({ from }) => from === 'cart-abandonment')?.id ?? '';
const plain = (parts: Parts) => toCanonicalJson(diffParts.map((part) => Object.fromEntries(parts[part])));
const executable = (changes: readonly Change[]) =>
  changes.some((change) => change.executable && ['node', 'way', 'order', 'message', 'journey'].includes(change.part));
const hashOf = (version: JourneyVersion) => journeyHash(version.journey, version.messages);

function expectLaws(before: JourneyVersion, after: JourneyVersion): void {
  const changes = diffVersions(before, after);
  expect(plain(applyChanges(partsOf(before), changes))).toBe(plain(partsOf(after)));
  expect(executable(changes)).toBe(hashOf(before) !== hashOf(after));
}

describe('the difference between two versions', () => {
  it('is nothing between equal ones, however their keys are ordered', { tags: ['long'] }, () => {
    for (const { id } of engagement.journeys) {
      const version = versionIn(engagement, id);
      expect(diffVersions(version, JSON.parse(JSON.stringify(version)))).toEqual([]);
      expect(diffVersions(version, JSON.parse(toCanonicalJson(version)))).toEqual([]);
    }
  });

  it('put on the older one gives the newer one, between two journeys that have little in common', { tags: ['long'] }, () => {
    const versions = engagement.journeys.map(({ id }) => versionIn(engagement, id));
    for (const [i, before] of versions.entries()) expectLaws(before, versions[(i + 5) % versions.length] ?? before);
  });

  it('put on the older one gives the newer one after any edits, and says rightly whether anything runs differently', { tags: ['long'] }, () => {
    const number = fc.nat(1000);
    const edit = fc.record({ kind: fc.nat(11), a: number, b: number, c: number });
    fc.assert(
      fc.property(fc.nat(engagement.journeys.length - 1), fc.array(edit, { maxLength: 6 }), (at, edits) => {
        const id = engagement.journeys[at]?.id ?? '';
        const now = edits.reduce((one, { kind, a, b, c }, i) => edited(one, id, kind, [a, b, c], `x${i}`), engagement);
        expectLaws(versionIn(engagement, id), versionIn(now, id));
        expectLaws(versionIn(now, id), versionIn(engagement, id));
      }),
      { seed: 20261128, numRuns: 25 },
    );
  });

  it('names each thing once, with what was and is there', () => {
    const wait = versionIn(engagement, cart).journey.nodes.find((node) => node.kind === 'wait');
    if (wait?.kind !== 'wait') throw new Error('no wait');
    const longer = setNode(engagement, { journey: cart, node: { ...wait, duration: 'PT5H', name: { he: 'שם' } } });
    const moved = moveNodes(longer, { journey: cart, positions: { [wait.id]: { x: 5, y: 6 } } });
    const changes = diffVersions(versionIn(engagement, cart), versionIn(moved, cart));
    expect(changes.map(({ part, id, sign, executable: runs }) => [part, id, sign, runs])).toEqual([
      ['node', wait.id, 'changed', true],
      ['layout', wait.id, 'changed', false],
    ]);
    expect(changes[0]?.settings).toEqual([
      { path: 'duration', before: wait.duration, after: 'PT5H' },
      { path: 'name/he', after: 'שם' },
    ]);
  });

  it('sees the rules around the journey', () => {
    const { caps, segments } = engagement;
    const looser = { ...engagement, caps: caps.map((cap, i) => (i === 0 ? { ...cap, limit: cap.limit + 1 } : cap)) };
    expect(diffVersions(versionIn(engagement, cart), versionIn(looser, cart))).toEqual([
      {
        part: 'cap',
        id: caps[0]?.id,
        sign: 'changed',
        settings: [{ path: 'limit', before: caps[0]?.limit, after: (caps[0]?.limit ?? 0) + 1 }],
        executable: true,
      },
    ]);
    const renamed = { ...engagement, segments: segments.map((one) => ({ ...one, name: 'Another name' as never })) };
    expect(diffVersions(versionIn(engagement, cart), versionIn(renamed, cart)).every((change) => change.part === 'segment' && !change.executable)).toBe(true);
  });
});

describe('facts', () => {
  it('give back what they were taken from', () => {
    const value = fc.jsonValue({ maxDepth: 5 });
    fc.assert(
      fc.property(value, (one) => {
        expect(toCanonicalJson(fromFacts(toFacts(one)))).toBe(toCanonicalJson(one));
      }),
      { seed: 7, numRuns: 500, examples: [[{ a: {} }], [[{ id: 'a', 'b/c': 1 }]], [[{ id: 'a' }, { id: 'a' }]], [{ '': { '': 1 } }], [{ '#order': 1 }]] },
    );
  });
});

/** One edit of a kind, made of three numbers. */
function edited(one: Engagement, id: string, kind: number, [a, b, c]: [number, number, number], fresh: string): Engagement {
  const journey = one.journeys.find((other) => other.id === id) as Journey;
  const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];
  const node = pick(journey.nodes, a);
  const other = pick(engagement.journeys, b) as Journey;
  if (!node) return one;
  switch (kind) {
    case 0:
      return removeNodes(one, { journey: id, nodes: [node.id] });
    case 1:
      return addNode(one, { journey: id, kind: 'decision', id: fresh, newId: () => `${fresh}e` });
    case 2: {
      // The settings of another node of its kind, here or in another journey.
      const like = pick(
        other.nodes.filter((some) => some.kind === node.kind),
        c,
      );
      return like ? setNode(one, { journey: id, node: { ...like, id: node.id } }) : one;
    }
    case 3:
      return moveNodes(one, { journey: id, positions: { [node.id]: { x: b, y: c } } });
    case 4:
      return {
        ...one,
        journeys: one.journeys.map((some) => (some.id === id ? { ...some, nodes: some.nodes.toSorted((x, y) => rank(x.id, b) - rank(y.id, b)) } : some)),
      };
    case 5: {
      const edge = pick(journey.edges, b);
      return edge ? connect(one, { journey: id, edge: `${fresh}e`, from: edge.from, port: edge.port, to: node.id }) : one;
    }
    case 6:
      return disconnect(one, { journey: id, edges: [pick(journey.edges, b)?.id ?? ''] });
    case 7:
      return node.kind === 'send' ? setMessageText(one, { id: node.message, part: c % 2 ? 'subject' : 'purpose', language: 'he', words: `מילים ${b}` }) : one;
    case 8:
      return setNode(one, { journey: id, node: { ...node, name: { en: `Name ${b}` } } });
    case 9: {
      const keys = ['goal', 'exits', 'priority', 'own', 'onRepublish', 'maxDuration'] as const;
      const key = pick(keys, c) ?? 'goal';
      return editPolicies(one, { id, policies: { [key]: other.policies[key] } });
    }
    case 10:
      return setFrame(renameJourney(one, { id, name: { en: `Journey ${b}` } }), {
        id,
        touchpoint: 1 + (a % 4),
        frame: other.annotations.storyboard[c % 3] as never,
      });
    default:
      return tidyJourney(duplicateJourney(one, { id, newId: '01Z00000000000000000000001' }), { id });
  }
}

/** An order that depends on a number only. */
function rank(id: string, n: number): number {
  return [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0) * (n + 1)) % 9973, n);
}
