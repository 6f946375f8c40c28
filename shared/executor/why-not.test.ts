import { describe, expect, test } from 'vitest';
import { testId } from '../engagement/engagement.fixture';
import type { TraceLine } from './api';
import { readableTrace, stillWaiting, whyNot } from './why-not';

const row = (what: TraceLine['what'], node: string, run = 'r1', port?: string): TraceLine => ({
  at: '2026-11-21T10:00:00.000Z',
  run,
  journeyId: testId(1, 'J'),
  node,
  what,
  ...(port ? { port } : {}),
});

describe('whyNot', () => {
  test('is the newest line that says no', () => {
    const trace = [row('entered', 't'), row('not-sent', 'm1'), row('passed', 'm1'), row('not-sent', 'm2'), row('sent', 'm3')];
    expect(whyNot(trace)).toBe(trace[3]);
  });

  test('a message that is still held is the answer, one that went on is not', () => {
    const held = [row('entered', 't'), row('held', 'm1')];
    expect(whyNot(held)).toBe(held[1]);
    expect(whyNot([...held, row('sent', 'm1')])).toBeUndefined();
    const other = [...held, row('sent', 'm1', 'r2')];
    expect(whyNot(other)).toBe(other[1]);
  });

  test('a message that was decided for and did not arrive is an answer, one that did is not', () => {
    const sent = (state: 'delivered' | 'bounced'): TraceLine => ({ ...row('sent', 'm1'), delivery: { n: 1, state, tries: 1, at: '2026-11-21T10:00:01.000Z' } });
    const bounced = [row('entered', 't'), sent('bounced'), row('passed', 'm1')];
    expect(whyNot(bounced)).toBe(bounced[1]);
    expect(whyNot([row('entered', 't'), sent('delivered')])).toBeUndefined();
  });

  test('a door that opened later is no answer', () => {
    const shut = [row('not-entered', 't', '')];
    expect(whyNot([...shut, row('entered', 't')])).toBeUndefined();
    expect(whyNot([row('entered', 't'), row('exited', 'x'), ...shut])).toBe(shut[0]);
    expect(whyNot([row('entered', 't'), ...shut]), 'inside already').toBeUndefined();
    expect(whyNot([row('entered', 't'), ...shut, row('exited', 'x')]), 'was inside then').toBeUndefined();
    const elsewhere = { ...row('entered', 't'), journeyId: testId(2, 'J') };
    expect(whyNot([...shut, elsewhere])).toBe(shut[0]);
  });

  test('nothing that said no, no answer', () => {
    expect(whyNot([])).toBeUndefined();
    expect(whyNot([row('entered', 't'), row('sent', 'm1'), row('exited', 'x')])).toBeUndefined();
  });
});

test('stillWaiting is the newest wait that nothing followed in its run', () => {
  const trace = [row('entered', 't'), row('waiting', 'w'), row('entered', 't', 'r2'), row('waiting', 'w', 'r2'), row('goal', 'w', 'r2')];
  expect(stillWaiting(trace)).toBe(trace[1]);
  expect(stillWaiting([...trace, row('passed', 'w')])).toBeUndefined();
  expect(stillWaiting([...trace, row('not-entered', 't', '')])).toBe(trace[1]);
});

test('readableTrace says the end of a run once', () => {
  const trace = [row('goal', 'g'), row('exited', 'g'), row('exited', 'x', 'r2'), row('failed', 'm', 'r3'), row('exited', 'm', 'r3')];
  expect(readableTrace(trace).map((r) => r.what)).toEqual(['goal', 'exited', 'failed']);
});

test('readableTrace keeps the ways that were chosen and drops the only way on', () => {
  const trace = [row('passed', 'd', 'r1', 'yes'), row('passed', 'w', 'r1', 'out'), row('passed', 'j'), row('sent', 'm1')];
  expect(readableTrace(trace).map((r) => r.node)).toEqual(['d', 'm1']);
});
