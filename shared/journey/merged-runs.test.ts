import { describe, expect, test } from 'vitest';
import { compileDeployment } from './deployment';
import { isFurther, type MergedRun, runThatStays } from './merged-runs';
import type { ExitCode, Run } from './run';
import type { Journey } from './schema';
import { step } from './step';
import { bundle, day, edge, hour, monday, person, send } from './step.fixture';

const never = { mode: 'never' } as const;
const again = { mode: 'after-exit' } as const;

function run(id: string, visit: number, enteredAt: number, more: Partial<Run> = {}): Run {
  const entry = { uid: `e-${id}`, event: 'cart', at: enteredAt, properties: {} };
  return { id, deployment: 'd', customer: 'c1', key: '', status: 'active', node: 'n', visit, enteredAt, entry, outcomes: {}, ...more };
}
const over = (id: string, visit: number, enteredAt: number, at: number, code: ExitCode = 'completed', more: Partial<Run> = {}) =>
  run(id, visit, enteredAt, { status: 'exited', exit: { code, at }, ...more });
const winners = (one: Run): MergedRun => ({ run: one, whose: 'winner' });
const losers = (one: Run): MergedRun => ({ run: one, whose: 'loser' });
const settled = (runs: readonly MergedRun[], reentry: Journey['entry']['reentry']) => {
  const [active, gone] = (['active', 'exited'] as const).map((status) => runs.filter((one) => one.run.status === status));
  return runThatStays(active ?? [], gone ?? [], { reentry, zone: 'Asia/Jerusalem' });
};
const stays = (...args: Parameters<typeof settled>) => settled(...args)?.stays.run.id;

describe('which run goes on', () => {
  test('of active ones the furthest, of equally far ones the older', () => {
    expect(stays([winners(run('a', 2, 0)), losers(run('b', 3, 5))], never)).toBe('b');
    expect(stays([winners(run('a', 2, 5)), losers(run('b', 2, 0))], never)).toBe('b');
    expect(isFurther(run('a', 2, 0), run('b', 2, 0))).toBe(false);
  });

  test('none, when the other customer has been through it already and nobody enters twice', () => {
    const done = over('a', 5, 0, hour);
    expect(settled([winners(done), losers(run('b', 3, day))], never)).toBeUndefined();
    // Where one may come again after the end, this one did.
    expect(stays([winners(done), losers(run('b', 3, day))], again)).toBe('b');
    expect(settled([winners(done), losers(run('b', 3, hour / 2))], again)).toBeUndefined();
    expect(settled([winners(done), losers(run('b', 3, day))], { ...again, cooldown: 'P2D' })).toBeUndefined();
    expect(stays([winners(done), losers(run('b', 3, 3 * day))], { ...again, cooldown: 'P2D' })).toBe('b');
  });

  test('one restock is one occasion, whoever heard of it', () => {
    const entry = { uid: 'restock-1', event: 'restock', at: 0, properties: {} };
    expect(settled([losers(over('a', 5, 0, hour, 'completed', { entry })), winners(run('b', 3, day, { entry }))], again)).toBeUndefined();
  });

  test('what is over but was not as far, or was ended from outside, keeps nobody from going on', () => {
    expect(stays([winners(over('a', 2, 0, hour, 'exit-rule')), losers(run('b', 3, day))], never)).toBe('b');
    for (const code of ['stopped', 'failed', 'merged', 'moved'] as const)
      expect(stays([winners(over('a', 5, 0, hour, code)), losers(run('b', 3, day))], never)).toBe('b');
  });

  test('her own earlier passage is no other customer’s: the next in line goes on', () => {
    const all = [winners(over('a', 9, 0, hour)), winners(run('b', 2, day)), losers(run('c', 4, hour / 2))];
    expect(
      stays(
        [all[0], all[1]].flatMap((one) => one ?? []),
        again,
      ),
    ).toBe('b');
    expect(stays(all, again)).toBe('b');
  });
});

describe('what the others have sent', () => {
  const sent = { outcomes: { s: 'sent', x: 'not-sent' } };
  const knownSent = (...args: Parameters<typeof settled>) => settled(...args)?.sentBefore;

  test('is known to the one that goes on, unless it has sent it itself', () => {
    expect(knownSent([winners(run('a', 4, 0)), losers(run('b', 3, 0, sent))], never)).toEqual(['s']);
    expect(knownSent([winners(run('a', 4, 0, sent)), losers(run('b', 3, 0, sent))], never)).toEqual([]);
    expect(knownSent([winners(run('a', 4, 0)), losers(over('b', 3, 0, 1, 'stopped', sent))], never)).toEqual(['s']);
    expect(knownSent([winners(run('a', 4, 0, { sentBefore: ['r'] })), losers(run('b', 3, 0, { sentBefore: ['t'] }))], never)).toEqual(['r', 't']);
    // An earlier passage that was over before is another occasion.
    expect(knownSent([winners(run('a', 4, day)), losers(over('b', 3, 0, 1, 'stopped', sent))], again)).toEqual([]);
  });

  test('does not leave again, counts as sent, and says why', () => {
    const nodes = [
      { id: 't', kind: 'trigger' as const, trigger: { kind: 'event' as const, event: 'cart' } },
      send('s'),
      send('u'),
      { id: 'end', kind: 'exit' as const },
    ];
    const edges = [edge('t', 'out', 's'), edge('s', 'out', 'u'), edge('u', 'out', 'end')];
    const deployment = compileDeployment(bundle({ nodes, edges }), 'd');
    const start = run('a', 0, monday, { node: 't', sentBefore: ['s'] });
    const result = step(deployment, start, person({ email: 'a@shop.example' }), { kind: 'start' }, monday);
    expect(result.effects.map((effect) => effect.kind === 'send' && effect.node)).toEqual(['u']);
    expect(result.run).toMatchObject({ outcomes: { s: 'sent', u: 'sent' }, sentBefore: [], exit: { code: 'completed' } });
    expect(result.trace.find(({ node }) => node === 's')).toEqual({
      node: 's',
      what: 'not-sent',
      reason: { code: 'sent-before-merge', params: { message: 'hello' } },
    });
    expect(start.sentBefore).toEqual(['s']);
  });
});
