import { describe, expect, it } from 'vitest';
import type { Json } from '../condition/facts';
import type { NodeOf } from './schema';
import { step } from './step';
import { cartTrigger, deployed, edge, monday, newRun, oneNode, type Person, person } from './step.fixture';

function enter(node: Parameters<typeof oneNode>[0], customer: Person = person()) {
  const deployment = oneNode(node, ['out', 'failed']);
  return step(deployment, newRun(deployment, monday), customer, { kind: 'start' }, monday);
}

describe('update', () => {
  const node = (value: NodeOf<'update'>['value'], mode?: NodeOf<'update'>['mode']): NodeOf<'update'> => ({
    id: 'u',
    kind: 'update',
    attribute: 'tags',
    value,
    ...(mode ? { mode } : {}),
  });
  const written = (value: NodeOf<'update'>['value'], mode?: NodeOf<'update'>['mode'], tags?: Json) =>
    enter(node(value, mode), person(tags === undefined ? {} : { tags })).effects[0];

  it('sets a value, its own or one it points to', () => {
    expect(written('prospect')).toEqual({ kind: 'update', node: 'u', attribute: 'tags', value: 'prospect' });
    expect(written({ kind: 'entry', path: 'cart-id' })).toMatchObject({ value: 'k1' });
    expect(written({ kind: 'customer', path: 'country' })).toMatchObject({ value: 'IL' });
    expect(written({ kind: 'journey', path: 'key' })).toMatchObject({ value: 'cart' });
    expect(written(null)).toMatchObject({ value: null });
  });

  it('never wipes a value with one that is missing', () => {
    expect(enter(node({ kind: 'entry', path: 'nothing' })).effects).toEqual([]);
    expect(enter(node({ kind: 'entry', path: 'constructor' })).effects).toEqual([]);
  });

  it('puts into a list once, and takes out', () => {
    expect(written('b', 'add', ['a'])).toMatchObject({ value: ['a', 'b'] });
    expect(written('a', 'add', ['a'])).toMatchObject({ value: ['a'] });
    expect(written(['a', 'c', 'c'], 'add', 'a')).toMatchObject({ value: ['a', 'c'] });
    expect(written('a', 'add')).toMatchObject({ value: ['a'] });
    expect(written('a', 'remove', ['a', 'b'])).toMatchObject({ value: ['b'] });
  });

  it('is seen by what follows in the same step', () => {
    const deployment = deployed({
      nodes: [
        cartTrigger,
        { id: 'u', kind: 'update', attribute: 'stage', value: 'won' },
        { id: 'd', kind: 'decision', cases: [{ port: 'won', when: { op: 'eq', left: { kind: 'customer', path: 'stage' }, right: 'won' } }] },
        { id: 'yes', kind: 'exit', reason: 'yes' },
        { id: 'no', kind: 'exit', reason: 'no' },
      ],
      edges: [edge('start', 'out', 'u'), edge('u', 'out', 'd'), edge('d', 'won', 'yes'), edge('d', 'else', 'no')],
    });
    const customer = person();
    expect(step(deployment, newRun(deployment, monday), customer, { kind: 'start' }, monday).run.exit?.detail).toBe('yes');
    expect(customer.attributes.stage).toBeUndefined();
  });
});

describe('task', () => {
  it('is for the person the record names, and says so as an event', () => {
    const node: NodeOf<'task'> = { id: 't', kind: 'task', task: 'create-task', assignTo: 'account-manager', emits: 'lead-handed-over', params: { urgency: 1 } };
    expect(enter(node, person({ 'account-manager': 'Dana' })).effects).toEqual([
      { kind: 'task', key: 'r1:t:1', node: 't', task: 'create-task', assignTo: 'Dana' },
      { kind: 'emit', key: 'emitted:r1:t:1', event: 'lead-handed-over', properties: { urgency: 1, 'assigned-to': 'Dana' } },
    ]);
    expect(enter(node).effects[0]).toEqual({ kind: 'task', key: 'r1:t:1', node: 't', task: 'create-task' });
  });
});

describe('webhook', () => {
  it('names its targets and what it carries', () => {
    const node: NodeOf<'webhook'> = { id: 'h', kind: 'webhook', targets: ['erp', 'shop'], payload: ['vip-status'], onFailure: 'continue' };
    const result = enter(node);
    expect(result.effects).toEqual([{ kind: 'webhook', key: 'r1:h:1', node: 'h', targets: ['erp', 'shop'], payload: ['vip-status'] }]);
    expect(result.run.exit?.detail).toBe('out');
  });
});

describe('a step we do not know', () => {
  it('stops the run and says why', () => {
    const result = enter({ id: 'x', kind: 'ext', originalKind: 'lottery', data: {} });
    expect(result.run.exit).toEqual({ code: 'failed', at: monday, detail: 'unknown-step' });
    expect(result.trace).toContainEqual({ node: 'x', what: 'failed', reason: { code: 'unknown-step', params: { kind: 'lottery' } } });
  });
});
