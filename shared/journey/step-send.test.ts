import { describe, expect, it } from 'vitest';
import type { Effect, StepInput, StepResult } from './run';
import type { NodeOf, Suppression } from './schema';
import { step } from './step';
import {
  apply,
  cartTrigger,
  day,
  deployed,
  edge,
  hour,
  minute,
  monday,
  newRun,
  nights,
  oneNode,
  onePerDay,
  type Parts,
  type Person,
  person,
  rules,
  send,
} from './step.fixture';

const start: StepInput = { kind: 'start' };
const wake: StepInput = { kind: 'wake' };
const ports = ['out', 'suppressed', 'failed'];

function enter(node: NodeOf<'send'>, more: Partial<Parts> = {}, customer: Person = person(), now = monday) {
  const deployment = oneNode(node, ports, more);
  const first = step(deployment, newRun(deployment, now), customer, start, now);
  apply(first.effects, customer, deployment, now);
  let run = first.run;
  return {
    first,
    feed(input: StepInput, at: number): StepResult {
      const result = step(deployment, run, customer, input, at);
      run = result.run;
      apply(result.effects, customer, deployment, at);
      return result;
    },
  };
}

const sends = (effects: readonly Effect[]) => effects.filter((e) => e.kind === 'send');
const outcome = (result: StepResult) =>
  result.trace.filter((t) => ['sent', 'not-sent', 'held', 'failed'].includes(t.what)).map((t) => [t.what, t.reason?.code]);

describe('a message', () => {
  it('leaves under the name run:node:visit', () => {
    const { first } = enter(send('m'));
    expect(first.effects).toEqual([{ kind: 'send', key: 'r1:m:1', node: 'm', message: 'hello', channel: 'email', class: 'marketing' }]);
    expect(first.run.outcomes).toEqual({ m: 'sent' });
    expect(first.run.exit?.detail).toBe('out');
  });

  it('that the deployment does not hold fails, and the run goes on', () => {
    expect(outcome(enter(send('m', { message: 'nowhere' })).first)).toEqual([['failed', 'message-missing']]);
    expect(enter(send('m', { message: 'nowhere', onFailure: 'branch' })).first.run.exit?.detail).toBe('failed');
  });
});

describe('test records and employees', () => {
  it.each([
    ['live', { 'is-test-record': true }, 'test-record'],
    ['live', { 'is-employee': true }, 'employee'],
    ['test', {}, 'not-a-test-record'],
  ] as const)('are asked for again at the send (%s %o)', (mode, attributes, code) => {
    const { first } = enter(send('m', { class: 'service' }), { mode }, person(attributes));
    expect(sends(first.effects)).toEqual([]);
    expect(outcome(first)).toEqual([['not-sent', code]]);
    expect(first.run.exit?.code).toBe('test-or-employee');
  });

  it('get what a test deployment sends', () => {
    const notToTests: Suppression = {
      ...rules.ticket,
      rule: { kind: 'condition', when: { op: 'eq', left: { kind: 'customer', path: 'is-test-record' }, right: true } },
      action: 'exit',
    };
    const customer = person({ 'is-test-record': true });
    expect(sends(enter(send('m'), { mode: 'test', suppressions: [notToTests] }, customer).first.effects)).toHaveLength(1);
  });
});

describe('consent', () => {
  const without = (channel: string) => person({ [`${channel}-consent`]: 'withdrawn' });

  it('is needed for marketing even where no rule says so', () => {
    expect(outcome(enter(send('m'), {}, without('email')).first)).toEqual([['not-sent', 'no-consent']]);
    expect(outcome(enter(send('m'), { suppressions: [rules.consent] }, without('email')).first)).toEqual([['not-sent', 'no-consent']]);
  });

  it('is not asked of a service message, nor on the shop’s own ground', () => {
    expect(sends(enter(send('m', { class: 'service' }), { suppressions: [rules.consent] }, without('email')).first.effects)).toHaveLength(1);
    expect(sends(enter(send('m', { channel: 'on-site' }), { suppressions: [rules.consent] }, without('email')).first.effects)).toHaveLength(1);
  });

  it('of the other channel lets the message go there', () => {
    const node = send('m', { fallbackChannel: 'sms' });
    expect(sends(enter(node, { suppressions: [rules.consent] }, without('email')).first.effects)).toMatchObject([{ channel: 'sms' }]);
    const neither = person({ 'email-consent': 'unknown', 'sms-consent': 'pending' });
    expect(enter(node, { suppressions: [rules.consent] }, neither).first.trace).toContainEqual({
      node: 'm',
      what: 'not-sent',
      reason: { code: 'no-consent', params: { channel: 'email' } },
    });
  });

  it('can’t be outwaited', () => {
    const held: Suppression = { ...rules.consent, action: 'hold', maxHold: 'PT1H', afterHold: 'send' };
    const walk = enter(send('m'), { suppressions: [held] }, without('email'));
    expect(walk.first.run.wait?.kind).toBe('hold');
    expect(outcome(walk.feed(wake, monday + hour))).toEqual([['not-sent', 'held-too-long']]);
  });
});

describe('an address', () => {
  it('that the record should hold and does not sends the message another way, or not at all', () => {
    const attributes: Parts['attributes'] = [
      { id: 'email', group: 'g', label: {}, type: 'email', pii: 'high', origin: 'mapped', survivorship: 'most-recent', sources: [], refused: [] },
    ];
    expect(outcome(enter(send('m'), { attributes }).first)).toEqual([['not-sent', 'no-address']]);
    expect(sends(enter(send('m', { fallbackChannel: 'sms' }), { attributes }).first.effects)).toMatchObject([{ channel: 'sms' }]);
    expect(sends(enter(send('m'), { attributes }, person({ email: 'a@example.com' })).first.effects)).toHaveLength(1);
  });
});

describe('a condition', () => {
  const when = rules.ticket.rule;
  const busy = () => person({ 'open-tickets-count': 1 });

  it('skips, by the suppressed port where there is one', () => {
    const skip: Suppression = { ...rules.ticket, action: 'skip' };
    expect(enter(send('m'), { suppressions: [skip] }, busy()).first.run.exit?.detail).toBe('out');
    const branch = enter(send('m', { onSuppressed: 'branch' }), { suppressions: [skip] }, busy()).first;
    expect(branch.run.exit?.detail).toBe('suppressed');
    expect(branch.run.outcomes.m).toBe('not-sent');
    expect(outcome(branch)).toEqual([['not-sent', 'suppressed-by-rule']]);
  });

  it('ends the run when it says exit', () => {
    const { first } = enter(send('m'), { suppressions: [{ ...rules.ticket, action: 'exit' }] }, busy());
    expect(first.run.exit).toMatchObject({ code: 'suppressed' });
    expect(outcome(first)).toEqual([['not-sent', 'suppressed-by-rule']]);
  });

  it('holds, and lets go as soon as it no longer holds', () => {
    const customer = busy();
    const walk = enter(send('m'), { suppressions: [rules.ticket] }, customer);
    expect(walk.first.run.wait).toMatchObject({ kind: 'hold', since: monday, until: monday + 7 * day });
    expect(outcome(walk.first)).toEqual([['held', 'suppressed-by-rule']]);
    expect(outcome(walk.feed({ kind: 'changed' }, monday + hour))).toEqual([]);
    customer.attributes['open-tickets-count'] = 0;
    expect(outcome(walk.feed({ kind: 'changed' }, monday + 2 * hour))).toEqual([['sent', 'sent']]);
  });

  it('that time ends is looked at every hour', () => {
    const recent: Suppression = {
      ...rules.ticket,
      rule: { kind: 'condition', when: { op: 'within', left: { kind: 'customer', path: 'last' }, past: 'PT90M' } },
    };
    const walk = enter(send('m'), { suppressions: [recent] }, person({ last: new Date(monday).toISOString() }));
    expect(walk.first.run.wait?.until).toBe(monday + hour);
    expect(outcome(walk.feed(wake, monday + hour))).toEqual([]);
    expect(outcome(walk.feed(wake, monday + 2 * hour))).toEqual([['sent', 'sent']]);
  });

  it('may be ignored by a message, or meant for other channels and classes', () => {
    const skip: Suppression = { ...rules.ticket, action: 'skip' };
    expect(sends(enter(send('m', { ignores: ['ticket'] }), { suppressions: [skip] }, busy()).first.effects)).toHaveLength(1);
    expect(sends(enter(send('m', { class: 'service' }), { suppressions: [skip] }, busy()).first.effects)).toHaveLength(1);
    expect(sends(enter(send('m'), { suppressions: [{ ...skip, channels: ['sms'] }] }, busy()).first.effects)).toHaveLength(1);
  });

  it.each([
    ['send', undefined, 'marketing', ['sent', 'sent']],
    ['skip', undefined, 'marketing', ['not-sent', 'held-too-long']],
    ['exit', undefined, 'marketing', ['not-sent', 'held-too-long']],
    [undefined, undefined, 'marketing', ['not-sent', 'held-too-long']],
    [undefined, undefined, 'service', ['sent', 'sent']],
    [undefined, 'run-now', 'marketing', ['sent', 'sent']],
    [undefined, 'skip', 'service', ['not-sent', 'held-too-long']],
  ] as const)('held to its end: afterHold %s, late %s, %s', (afterHold, policy, messageClass, expected) => {
    const suppression: Suppression = { ...rules.ticket, classes: ['marketing', 'service'], rule: when, maxHold: 'PT2H', ...(afterHold ? { afterHold } : {}) };
    const node = send('m', { class: messageClass, ...(policy ? { late: { policy } } : {}) });
    const walk = enter(node, { suppressions: [suppression] }, busy());
    expect(outcome(walk.feed(wake, monday + 2 * hour - 1))).toEqual([]);
    const last = walk.feed(wake, monday + 2 * hour);
    expect(outcome(last)).toEqual([expected]);
    expect(last.run.exit?.code).toBe(afterHold === 'exit' ? 'suppressed' : 'completed');
  });
});

describe('a cap', () => {
  it('holds until the oldest message leaves the window', () => {
    const customer = person();
    customer.happened('message-sent', monday - 20 * hour, { 'message-class': 'marketing', channel: 'sms' });
    const walk = enter(send('m'), { suppressions: [rules.caps], caps: [onePerDay] }, customer);
    expect(walk.first.run.wait).toMatchObject({ kind: 'hold', until: monday + 4 * hour, reason: { code: 'cap-reached' } });
    expect(outcome(walk.feed(wake, monday + 4 * hour))).toEqual([['sent', 'sent']]);
  });

  it('counts a message sent in the same step', () => {
    const deployment = deployed({
      nodes: [cartTrigger, send('m1'), send('m2'), { id: 'end', kind: 'exit' }],
      edges: [edge('start', 'out', 'm1'), edge('m1', 'out', 'm2'), edge('m2', 'out', 'end')],
      suppressions: [{ ...rules.caps, action: 'skip' }],
      caps: [onePerDay],
    });
    const result = step(deployment, newRun(deployment, monday), person(), start, monday);
    expect(outcome(result)).toEqual([
      ['sent', 'sent'],
      ['not-sent', 'cap-reached'],
    ]);
  });

  it('may be for some customers only', () => {
    const none = { ...onePerDay, limit: 0, when: { op: 'eq', left: { kind: 'customer', path: 'contact-frequency' }, right: 'essential' } } as const;
    const parts: Partial<Parts> = { suppressions: [{ ...rules.caps, action: 'skip' }], caps: [{ ...none, classes: ['marketing'] }] };
    expect(sends(enter(send('m'), parts).first.effects)).toHaveLength(1);
    expect(outcome(enter(send('m'), parts, person({ 'contact-frequency': 'essential' })).first)).toEqual([['not-sent', 'cap-reached']]);
  });
});

describe('quiet times', () => {
  const friday = Date.UTC(2026, 5, 5, 12);
  const parts: Partial<Parts> = { suppressions: [rules.quiet], calendars: [nights] };

  it('hold a service message too, over Shabbat to Sunday morning', () => {
    const walk = enter(send('m', { class: 'service' }), parts, person(), friday);
    expect(walk.first.run.wait).toMatchObject({
      kind: 'hold',
      until: Date.UTC(2026, 5, 7, 5, 30),
      reason: { code: 'quiet-times', params: { calendar: 'nights' } },
    });
    expect(outcome(walk.feed(wake, Date.UTC(2026, 5, 7, 5, 30)))).toEqual([['sent', 'sent']]);
  });

  it('follow the country of the customer, and may be ignored', () => {
    expect(sends(enter(send('m'), parts, person({ country: 'DE' }), friday).first.effects)).toHaveLength(1);
    expect(sends(enter(send('m', { ignores: ['quiet'] }), parts, person(), friday).first.effects)).toHaveLength(1);
  });
});

describe('the order of objections', () => {
  it('is consent, conditions, caps, quiet times, however they are listed', () => {
    const all: Suppression[] = [rules.quiet, rules.caps, { ...rules.ticket, action: 'skip' }, rules.consent];
    const parts: Partial<Parts> = { suppressions: all, caps: [onePerDay], calendars: [nights] };
    const night = monday + 14 * hour;
    const customer = person({ 'email-consent': 'withdrawn', 'open-tickets-count': 1 });
    customer.happened('message-sent', night - hour, { 'message-class': 'marketing', channel: 'email' });
    const why = () => outcome(enter(send('m'), parts, customer, night).first)[0]?.[1];
    expect(why()).toBe('no-consent');
    customer.attributes['email-consent'] = 'granted';
    expect(why()).toBe('suppressed-by-rule');
    customer.attributes['open-tickets-count'] = 0;
    expect(why()).toBe('cap-reached');
    customer.history.length = 0;
    expect(why()).toBe('quiet-times');
  });
});

describe('a held message', () => {
  it('is decided when the run leaves: not sent', () => {
    const goal = { when: { op: 'performed', event: 'order-placed', measure: 'count', is: { op: 'gte', value: 1 } } } as const;
    const customer = person({ 'open-tickets-count': 1 });
    const walk = enter(send('m'), { suppressions: [rules.ticket], policies: { goal } }, customer);
    const last = walk.feed({ kind: 'event', event: customer.happened('order-placed', monday + hour) }, monday + hour);
    expect(outcome(last)).toEqual([['not-sent', 'run-ended']]);
    expect(last.run.exit?.code).toBe('goal');
    expect(last.run.wait).toBeUndefined();
  });
});

describe('late wake-ups', () => {
  const late = (policy: 'run-now' | 'next-window' | 'skip', olderThan?: string) =>
    deployed({
      nodes: [
        cartTrigger,
        { id: 'w', kind: 'wait', duration: 'PT1H' },
        send('m', { late: { policy, ...(olderThan ? { olderThan } : {}) } }),
        { id: 'end', kind: 'exit' },
      ],
      edges: [edge('start', 'out', 'w'), edge('w', 'out', 'm'), edge('m', 'out', 'end')],
    });
  /** Due at 11:00, woken `by` later. */
  const wokenLate = (deployment: ReturnType<typeof late>, by: number) => {
    const { run } = step(deployment, newRun(deployment, monday), person(), start, monday);
    return step(deployment, run, person(), wake, monday + hour + by);
  };

  it('send at once, if so wished', () => {
    expect(outcome(wokenLate(late('run-now'), 2 * day))).toEqual([['sent', 'sent']]);
  });

  it('skip what is older than so much', () => {
    expect(outcome(wokenLate(late('skip', 'PT6H'), 5 * hour))).toEqual([['sent', 'sent']]);
    expect(outcome(wokenLate(late('skip', 'PT6H'), 7 * hour))).toEqual([['not-sent', 'too-late']]);
    expect(outcome(wokenLate(late('skip'), 30_000))).toEqual([['sent', 'sent']]);
    expect(outcome(wokenLate(late('skip'), 2 * minute))).toEqual([['not-sent', 'too-late']]);
  });

  it('wait for the same clock time, if so wished, and then send', () => {
    const deployment = late('next-window');
    const held = wokenLate(deployment, 12 * hour);
    expect(outcome(held)).toEqual([['held', 'too-late-now']]);
    expect(held.run.wait?.until).toBe(monday + hour + day);
    const touched = step(deployment, held.run, person(), { kind: 'changed' }, monday + 15 * hour);
    expect(outcome(touched)).toEqual([]);
    expect(outcome(step(deployment, touched.run, person(), wake, monday + hour + day))).toEqual([['sent', 'sent']]);
  });
});
