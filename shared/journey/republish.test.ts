import { describe, expect, test } from 'vitest';
import { checkMovePlan, goOn, moveRows, moveSums, placementBy, planBy, timersBetween } from './republish';
import type { Edge, Journey, Node } from './schema';
import { bundle, cartTrigger, edge, send } from './step.fixture';

const wait = (id: string, duration = 'P1D'): Node => ({ id, kind: 'wait', duration });
const clicked = (id: string, event = 'clicked'): Node => ({ id, kind: 'wait-event', event, timeout: 'P2D' });
const office: Node = { id: 'office', kind: 'window', days: ['mo'], from: '09:00', to: '17:00' };
const birthday: Node = { id: 'birthday', kind: 'wait-until', until: { kind: 'customer', path: 'birthday' }, onMissing: 'continue' };
const delivery: Node = { id: 'delivery', kind: 'wait-until', until: { kind: 'entry', path: 'delivery' }, onMissing: 'continue' };
const choice: Node = { id: 'choice', kind: 'decision', cases: [{ port: 'yes', when: { op: 'in-segment', segment: 'vip' } }] };
const goal: Node = { id: 'goal', kind: 'goal' };
const end: Node = { id: 'end', kind: 'exit' };

function journey(nodes: Node[], edges: Edge[], onRepublish: Journey['policies']['onRepublish'] = { default: 'migrate' }): Journey {
  return bundle({ nodes: [cartTrigger, ...nodes, end, goal], edges, policies: { onRepublish } }).journey;
}
const old = journey(
  [wait('w'), send('m'), clicked('e'), choice, wait('w2'), office],
  [
    edge('start', 'out', 'w'),
    edge('w', 'out', 'm'),
    edge('m', 'out', 'e'),
    edge('e', 'happened', 'end'),
    edge('e', 'timeout', 'choice'),
    edge('choice', 'yes', 'w2'),
    edge('choice', 'else', 'office'),
    edge('w2', 'out', 'end'),
    edge('office', 'out', 'end'),
  ],
);

describe('a waiting time is kept only where it says something', () => {
  test.each<[string, Node, Node, boolean]>([
    ['a wait goes on as a wait', wait('a'), wait('b'), true],
    ['… as the time-out of an event', wait('a'), clicked('b'), true],
    ['an event waited for goes on as a wait till the time-out', clicked('a'), wait('b'), true],
    ['… for another event', clicked('a'), clicked('b', 'bought'), true],
    ['a message goes when the time that was told is over', wait('a'), send('b'), true],
    ['a window opens when the wall says so', wait('a'), office, false],
    ['when a window opens is no length of waiting', office, wait('b'), false],
    ['… but it is when the next step may come', office, send('b'), true],
    ["a customer's own date is read anew", wait('a'), birthday, false],
    ['a date that was read on arrival is kept', wait('a'), delivery, true],
    ['a held message stays held', send('a'), send('b'), true],
    ['how long it is held is no waiting time', send('a'), wait('b'), false],
    ['… and keeps nobody from a decision', send('a'), choice, false],
    ['a decision is taken when the time is over', wait('a'), choice, true],
  ])('%s', (_, from, to, keeps) => {
    expect(timersBetween(from, to)).toEqual(keeps ? ['keep', 'restart'] : ['restart']);
  });
});

describe('where people go on', () => {
  test('at the same step; else at the one that would have come next, while there is one way only', () => {
    const next = journey([wait('w', 'P3D'), wait('w2')], []);
    expect(goOn(old, next, 'w')).toEqual({ action: 'migrate', to: 'w', timer: 'keep' });
    expect(goOn(old, next, 'office')).toEqual({ action: 'migrate', to: 'end', timer: 'keep' });
    // Behind the time-out stands a choice that is gone: nobody knows which way.
    expect(goOn(old, next, 'e')).toBeUndefined();
    expect(goOn(old, journey([choice], []), 'm')).toEqual({ action: 'migrate', to: 'choice', timer: 'restart' });
    // Whoever has not begun stays; so does everybody in a journey that has nothing of the old one.
    expect(goOn(old, next, 'start')).toBeUndefined();
    expect(goOn(old, journey([], []), 'w')).toBeUndefined();
  });

  test('in a circle of steps that are gone nobody runs for ever', () => {
    const round = journey([wait('a'), wait('b')], [edge('start', 'out', 'a'), edge('a', 'out', 'b'), edge('b', 'out', 'a')]);
    expect(goOn(round, { ...journey([], []), nodes: [cartTrigger] }, 'a')).toBeUndefined();
  });

  test('the journey has its word: on the step, on the step before it was taken out, on the whole', () => {
    const said = {
      default: 'exit',
      byNode: { w: { action: 'migrate', to: 'office', timer: 'keep' }, w2: { action: 'migrate', to: 'nowhere', timer: 'keep' } },
    } as const;
    const next = journey([wait('w'), office], [], said);
    // A time that can't be kept begins again; what can't be done at all is as for the whole.
    expect(placementBy(old, next, 'w')).toEqual({ action: 'migrate', to: 'office', timer: 'restart' });
    expect(placementBy(old, next, 'w2')).toEqual({ action: 'exit' });
    const before = { ...old, policies: { ...old.policies, onRepublish: { default: 'exit', byNode: { m: { action: 'finish-on-old' } } } as const } };
    expect(placementBy(before, next, 'm')).toEqual({ action: 'finish-on-old' });
    expect(placementBy(old, journey([wait('w')], [], { default: 'finish-on-old' }), 'w')).toEqual({ action: 'finish-on-old' });
  });

  test('whatever two versions there are, what the journey says can be done', () => {
    const versions = [
      old,
      journey([wait('m'), office], [], { default: 'migrate', byNode: { w: { action: 'migrate', to: 'goal', timer: 'keep' } } }),
      journey([clicked('w'), birthday, send('e')], [], { default: 'exit' }),
      journey([], []),
    ];
    for (const one of versions) for (const other of versions) expect(checkMovePlan(one, other, planBy(one, other))).toEqual([]);
  });
});

test('what can not be done is refused, each with its step', () => {
  const next = journey([wait('w'), office], []);
  const problems = checkMovePlan(old, next, {
    nowhere: { action: 'exit' },
    start: { action: 'migrate', to: 'w', timer: 'restart' },
    w: { action: 'migrate', to: 'goal', timer: 'restart' },
    m: { action: 'migrate', to: 'w', timer: 'keep' },
    e: { action: 'migrate', to: 'gone', timer: 'keep' },
    w2: { action: 'migrate', to: 'w', timer: 'keep' },
  });
  expect(problems.map(({ code, path }) => `${code} ${path.at(-1)}`)).toEqual([
    'move-from-unknown nowhere',
    'move-not-begun start',
    'move-to-impossible w',
    'move-timer-lost m',
    'move-to-unknown e',
  ]);
});

test('steps with people, in reading order, with what became of them and how many go where', () => {
  const next = journey([wait('w', 'P3D'), send('m'), wait('e')], [], {
    default: 'finish-on-old',
    byNode: { w: { action: 'migrate', to: 'w', timer: 'keep' } },
  });
  const people = new Map([
    ['w2', 5],
    ['e', 40],
    ['m', 2],
    ['w', 312],
    ['office', 0],
  ]);
  const rows = moveRows(old, next, people, (id) => (id === 'e' ? { action: 'exit' } : placementBy(old, next, id)));
  expect(rows.map(({ node, people: count, change }) => [node.id, count, change])).toEqual([
    ['w', 312, 'changed'],
    ['m', 2, 'same'],
    ['e', 40, 'other-kind'],
    ['w2', 5, 'gone'],
  ]);
  expect(moveSums(rows)).toEqual({ goOn: 312, leave: 40, finish: 7 });
});
