import { describe, expect, test } from 'vitest';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { withoutMarks } from '../direction-marks';
import { testEngagement, testJourney } from '../engagement/engagement.fixture';
import type { Engagement } from '../engagement/schema';
import { createTranslate } from '../i18n/translator';
import { journeyContext } from '../journey/journey-context';
import { send } from '../journey/step.fixture';
import { toDeploymentBundle } from '../journey/to-bundle';
import type { DeploymentBundle, DeploymentSummary, TraceLine } from './api';
import { nodeName, reasonWords } from './reason-words';
import { createTellers, deploymentsOf, pastVersion } from './tellers';

const old = 'a'.repeat(64);
const next = 'b'.repeat(64);

/** The same journey with another subject, another wait and another name of a rule. */
function drawn(subject: string, duration: string, rule: string): Engagement {
  const journey = testJourney(1, [{ id: 'w', kind: 'wait', duration }, send('s', { message: 'm1' }), { id: 'x', kind: 'exit' }]);
  return testEngagement({
    journeys: [{ ...journey, policies: { ...journey.policies, suppressions: ['r1'] } }],
    messages: [{ id: 'm1', name: { en: 'First' }, channel: 'email', class: 'marketing', subject: { en: subject }, body: {}, status: 'draft' }],
    suppressions: [{ id: 'r1', name: { en: rule }, classes: ['marketing'], rule: { kind: 'manual' }, action: 'hold' }],
  });
}
function bundleOf(engagement: Engagement): DeploymentBundle {
  const made = toDeploymentBundle(engagement, engagement.journeys[0]?.id ?? '', 'live');
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return made.value;
}

const now = drawn('A new subject', 'P6D', 'A new rule');
const journeyId = now.journeys[0]?.id ?? '';
const bundles = { [old]: bundleOf(drawn('Your cart waits', 'P2D', 'Open ticket')), [next]: bundleOf(now) };
const speaker = { translate: createTranslate('en'), language: 'en' as const, context: journeyContext(now, shippedCatalogue()) };
const line = (deployment: string | undefined, more: Partial<TraceLine> = {}): TraceLine => ({
  at: '2026-11-21T10:00:00.000Z',
  run: 'r1',
  journeyId,
  deployment,
  what: 'sent',
  ...more,
});
const all = [summary(next), summary(old, 'draining')];
const because = (code: string, params: Record<string, string>) => ({ reason: { code, params } });

describe('a line', () => {
  const named = (node: string, told: TraceLine, known: Record<string, DeploymentBundle> = bundles) => {
    const { journey, speaker: own } = createTellers(known, all, now, speaker).of(told);
    return withoutMarks(nodeName(node, journey, own));
  };
  const words = (told: TraceLine, known: Record<string, DeploymentBundle> = bundles, published = all) => {
    const tellers = createTellers(known, published, now, speaker);
    return withoutMarks(told.reason ? reasonWords(told.reason, { ...tellers.of(told), node: told.node, zone: 'UTC', other: tellers.other(told) }) : '');
  };

  test('is told in the words of its version', () => {
    expect(named('s', line(old))).toBe('Your cart waits');
    expect(named('w', line(old))).toContain('2 days');
    expect(words(line(old, because('suppressed-by-rule', { suppression: 'r1' })))).toBe('The rule “Open ticket” holds');
    expect(named('s', line(next))).toBe('A new subject');
  });

  test('is told in the words of now while its version is not known, and in a simulation', () => {
    for (const told of [line(old), line(undefined)]) {
      expect(named('s', told, {})).toBe('A new subject');
      expect(named('w', told, {})).toContain('6 days');
    }
  });

  test('that names another version names its step as that one does', () => {
    const moved = line(old, { what: 'moved', ...because('moved-to', { deployment: 'bbbbbbb', node: 'w' }) });
    expect(words(moved)).toContain('6 days');
    expect(words(moved)).toContain('in version 2');
    const arrived = line(next, { what: 'moved', ...because('moved-from', { deployment: 'aaaaaaa', node: 'w' }) });
    expect(words(arrived)).toContain('2 days');
    expect(words(arrived)).toContain('in version 1');
    expect(words(arrived, bundles, [])).toContain('in version aaaaaaa');
    const gone = createTellers({ [next]: bundles[next] as DeploymentBundle }, all, drawn('Now', 'P9D', 'Rule'), speaker).other(arrived);
    expect(gone && nodeName('w', gone.journey, gone.speaker)).toContain('9');
  });

  test('needs its own deployment and the one it names', () => {
    expect([...deploymentsOf([line(old), line(old), line(undefined)], all)]).toEqual([old]);
    expect([...deploymentsOf([line(old, because('moved-to', { deployment: 'bbbbbbb', node: 'w' }))], all)]).toEqual([old, next]);
  });
});

test('a version is named where it is not the one of now', () => {
  expect(pastVersion(line(old), [summary(next), summary(old, 'draining')])).toBe(1);
  expect(pastVersion(line(next), [summary(next), summary(old, 'draining')])).toBeUndefined();
  expect(pastVersion(line(old), [summary(next, 'retired'), summary(old)]), 'gone back to').toBeUndefined();
  expect(pastVersion(line(next), [summary(next, 'retired'), summary(old)])).toBe(2);
  expect(pastVersion(line(next), [summary(next, 'paused'), summary(old, 'draining')]), 'none is live').toBeUndefined();
  expect(pastVersion(line(old), [{ ...summary(next), mode: 'test' }, summary(old)]), 'tests beside it').toBeUndefined();
  expect(pastVersion(line('c'.repeat(64)), [summary(next), summary(old)]), 'not known').toBeUndefined();
  expect(pastVersion(line(old), []), 'not asked yet').toBeUndefined();
  expect(pastVersion(line(undefined), [summary(next)]), 'simulated').toBeUndefined();
});

function summary(hash: string, state: DeploymentSummary['state'] = 'live'): DeploymentSummary {
  const none = { triggers: [], entered: 0, active: 0, exited: 0, goals: 0, sent: 0, notSent: 0, failed: 0 };
  return {
    hash,
    journeyId,
    key: 'cart',
    name: { en: 'Cart' },
    version: hash === old ? 1 : 2,
    mode: 'live',
    state,
    deployedAt: '2026-11-01T00:00:00.000Z',
    ...none,
  };
}
