import { describe, expect, test } from 'vitest';
import { compileDeployment, type Deployment } from './deployment';
import { createMove } from './move-run';
import type { Run } from './run';
import type { Edge, Node } from './schema';
import { bundle, cartTrigger, day, edge, hour, monday, newRun, type Parts, person, send } from './step.fixture';

const wait = (id: string, duration = 'P2D'): Node => ({ id, kind: 'wait', duration });
const clicked: Node = { id: 'e', kind: 'wait-event', event: 'clicked', timeout: 'P9D' };
const end: Node = { id: 'end', kind: 'exit' };
const version = (hash: string, nodes: Node[], edges: Edge[], more: Partial<Parts> = {}): Deployment =>
  compileDeployment(bundle({ nodes: [cartTrigger, ...nodes, end], edges, ...more }), hash);

const straight: [Node[], Edge[]] = [
  [wait('w'), send('s'), wait('w2'), send('s2')],
  [edge('start', 'out', 'w'), edge('w', 'out', 's'), edge('s', 'out', 'w2'), edge('w2', 'out', 's2'), edge('s2', 'out', 'end')],
];
const old = version('old', ...straight);
const next = version('next', ...straight);

const standingAt = (node: string, more: Partial<Run> = {}): Run =>
  newRun(old, monday, { node, visit: 4, wait: { kind: 'timer', since: monday, until: monday + day }, outcomes: {}, ...more });
const moved = (run: Run, to: string, timer: 'keep' | 'restart' = 'keep', target = next, from = old, sent: string[] = []) => {
  const answer = createMove(from, target)(run, { to, timer }, person(), monday + hour, sent);
  if (!answer.moved) throw new Error(answer.reason.code);
  return answer;
};

describe('the run', () => {
  test('stays the same run; a kept wait is the same passage, one that begins again is a new one', () => {
    const run = standingAt('w');
    expect(moved(run, 'w').run).toEqual({ ...run, deployment: 'next' });
    const { wait: _, ...begins } = { ...run, deployment: 'next', visit: 5 };
    expect(moved(run, 'w', 'restart').run).toEqual(begins);
    expect(run.deployment).toBe('old');
  });

  test('says what it waits for by the step where it stands now', () => {
    const target = version('next', [clicked, wait('w')], []);
    expect(moved(standingAt('w'), 'e', 'keep', target).run.wait).toEqual({ kind: 'event', since: monday, until: monday + day, event: 'clicked' });
    const from = version('old', [clicked], []);
    const waiting = standingAt('e', { wait: { kind: 'event', since: monday, until: monday + day, event: 'clicked' } });
    expect(moved(waiting, 'w', 'keep', target, from).run.wait).toEqual({ kind: 'timer', since: monday, until: monday + day });
  });

  test('waits no longer than the new version lets anybody stay, and not as short as the old one would have', () => {
    const short = version('next', ...straight, { policies: { maxDuration: 'PT6H' } });
    expect(moved(standingAt('w'), 'w', 'keep', short).run.wait?.until).toBe(monday + 6 * hour);
    const from = version('old', ...straight, { policies: { maxDuration: 'PT24H' } });
    expect(moved(standingAt('w'), 'w', 'keep', next, from).run.wait).toBeUndefined();
  });

  test('has the key by which the new version tells runs apart', () => {
    const byCart = version('next', ...straight, { entry: { reentry: { mode: 'parallel-by-key', key: { kind: 'entry', path: 'cart-id' } } } });
    expect(moved(standingAt('w'), 'w', 'keep', byCart).run.key).toBe('k1');
    expect(moved(standingAt('w', { key: 'k1' }), 'w', 'keep', old, byCart).run.key).toBe('');
  });

  test('is asked for a new entry filter, not for one it has passed', () => {
    const filter = { op: 'exists' as const, left: { kind: 'customer' as const, path: 'club' } };
    const closed = version('next', ...straight, { entry: { filter } });
    const ask = (from: Deployment) => createMove(from, closed)(standingAt('w'), { to: 'w', timer: 'keep' }, person(), monday, []);
    expect(ask(old)).toEqual({ moved: false, reason: { code: 'entry-filter', params: {} } });
    expect(ask(version('old', ...straight, { entry: { filter } })).moved).toBe(true);
  });
});

describe('messages she has had', () => {
  test('come once: moved back, at another step too; not where the message is another one', () => {
    const other = { ...send('s2'), message: 'other' };
    const target = version('next', [wait('w'), send('s'), send('copy'), other], []);
    const run = standingAt('w2', { outcomes: { s: 'sent' } });
    expect(moved(run, 'w', 'restart', target).run).toMatchObject({ sentBefore: ['s', 'copy'], outcomes: { s: 'sent', copy: 'sent' } });
  });

  test('come again where the old version would have sent them again', () => {
    // s2 is the same message once more, and still before her.
    expect(moved(standingAt('w2', { outcomes: { s: 'sent' } }), 'w2').run.sentBefore).toEqual(['s']);
    const circle = version('old', [wait('w'), send('s')], [edge('start', 'out', 'w'), edge('w', 'out', 's'), edge('s', 'out', 'w')]);
    expect(moved(standingAt('w', { outcomes: { s: 'sent' } }), 'w', 'keep', next, circle).run.sentBefore).toEqual(['s2']);
  });

  test('are known also where the version in between had no such step', () => {
    const between = version('between', [wait('w')], []);
    expect(moved(standingAt('w', { outcomes: { s: 'sent' } }), 'w', 'restart', next, between, ['hello']).run.sentBefore).toEqual(['s', 's2']);
  });

  test('as another customer they are hers as well', () => {
    const target = version('next', [wait('w'), send('renamed')], []);
    expect(moved(standingAt('w', { sentBefore: ['s'] }), 'w', 'keep', target).run).toMatchObject({ sentBefore: ['s', 'renamed'], outcomes: {} });
  });

  test('as another customer, at a step that sends another message now: that one she has not had', () => {
    const target = version('next', [wait('w'), { ...send('s'), message: 'other' }], []);
    expect(moved(standingAt('w', { sentBefore: ['s'] }), 'w', 'keep', target).run.sentBefore).toBeUndefined();
  });

  test('a held one whose step sends what she has had: passed over as hers', () => {
    const held = standingAt('s', { wait: { kind: 'hold', since: monday, until: monday + day, reason: { code: 'quiet-times', params: {} } } });
    const target = version('next', [wait('w'), { ...send('s'), message: 'other' }], []);
    expect(moved(held, 'w', 'restart', target, old, ['other']).run).toMatchObject({ sentBefore: ['s'], outcomes: { s: 'sent' } });
  });

  test('a held one is decided: by the new version where it goes on as the same message, else here', () => {
    const held = standingAt('s', { wait: { kind: 'hold', since: monday, until: monday + day, reason: { code: 'quiet-times', params: {} } } });
    const same = moved(held, 's');
    expect(same.run.wait).toEqual(held.wait);
    expect(same.left.map(({ what }) => what)).toEqual(['moved']);
    const past = moved(held, 'w2', 'restart');
    expect(past.left.map(({ what, reason }) => `${what} ${reason?.code}`)).toEqual(['not-sent run-moved', 'moved moved-to']);
    expect(past.run.outcomes).toEqual({ s: 'not-sent' });
  });
});

test('the trace says whence and whither, and how long she waits', () => {
  const { left, arrived } = moved(standingAt('w'), 'w2');
  expect(left).toEqual([{ node: 'w', what: 'moved', reason: { code: 'moved-to', params: { deployment: 'next', node: 'w2' } } }]);
  expect(arrived).toEqual([
    { node: 'w2', what: 'moved', reason: { code: 'moved-from', params: { deployment: 'old', node: 'w' } } },
    { node: 'w2', what: 'waiting', reason: { code: 'waiting-until', params: { until: '2026-06-02T07:00:00.000Z' } } },
  ]);
});
