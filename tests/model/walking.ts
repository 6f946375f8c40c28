/** One run on its way: it is looked at, goes on from node to node, and stands still or leaves. */

import type { Json } from '../../shared/condition/facts';
import type { NodeOf } from '../../shared/journey/schema';
import { armOf } from '../../shared/journey/step-branches';
import { customerId } from '../../shared/runtime/customer-id';
import { type Happened, holds, referred, type View } from './conditions';
import type { Kept } from './people';
import { isTest, known } from './people';
import { judge } from './sending';
import { clockOn, dateAt, firstMinute, isOpen, iso, nextAt, plus, spanOf, wallAt } from './wall-clock';
import { attributeOf, customerOf, type Line, type News, nodeOf, type Reason, type Run, record, type Standing, viewOf, type World, zoneFor } from './world';

export type Input = { kind: 'start' | 'wake' | 'changed' } | { kind: 'event'; event: Kept };
type Go = { do: 'pass'; port: string } | { do: 'stand'; at: Standing } | { do: 'stay' } | { do: 'leave'; code: string; reason: Reason };

const out: Go = { do: 'pass', port: 'out' };

/** Looks at a run once and lets it go as far as it can. Gives what others must hear of. */
export function walk(world: World, run: Run, given: Input): News[] {
  if (run.left) return [];
  // Put at a step of another version it has begun long ago, though it stands nowhere yet.
  const input: Input = run.stands || run.visit > 0 ? given : { kind: 'start' };
  const { program } = run;
  const { journey } = program;
  const { policies } = journey;
  const { now } = world;
  const customer = customerOf(world, run.customer);
  const zone = zoneFor(program, customer);
  const news: News[] = [];
  const view = (event: Happened | undefined = input.kind === 'event' ? input.event : undefined): View => viewOf(world, program, customer, event, run);
  const overdue = run.stands && now > run.stands.until ? run.stands.until : undefined;
  /** It came in after the wake-up that was due, which nobody had got round to. */
  let unheard = input.kind === 'event' && run.stands && now >= run.stands.until ? input.event : undefined;
  let inWindow = false;
  let isDecided = false;
  const deadline = policies.maxDuration === undefined ? Number.POSITIVE_INFINITY : plus(run.enteredAt, policies.maxDuration, policies.timeZone.fallback);

  const say = (what: string, reason?: Reason, port?: string) => {
    const line: Line = { at: now, program, customer: run.customer, run, node: run.node, what, port, reason };
    world.lines.push(line);
  };
  const key = () => `${run.id}:${run.node}:${run.visit}`;
  const happens = (uid: string, name: string, properties: Record<string, Json>) => {
    const event = record(world, { uid, name, at: now, properties, customer: run.customer, isTest: isTest(customer), isOwn: true });
    news.push({ customer: run.customer, event, changed: new Set() });
  };

  const ending = (beforeSend: boolean): Go | undefined => {
    if (policies.goal && holds(policies.goal.when, view())) return { do: 'leave', code: 'goal', reason: { code: 'goal-reached', params: {} } };
    for (const { id, scope, when } of policies.exits)
      if ((beforeSend || scope === 'immediate') && holds(when, view()))
        return { do: 'leave', code: 'exit-rule', reason: { code: 'exit-rule', params: { exit: id } } };
    if (now >= deadline) return { do: 'leave', code: 'too-long', reason: { code: 'too-long', params: { duration: policies.maxDuration ?? '' } } };
    return undefined;
  };

  const standTill = (kind: Standing['kind'], until: number, reason?: Reason, since = run.stands?.since ?? now): Go => ({
    do: 'stand',
    at: { kind, since, until, ...(reason ? { reason } : {}) },
  });
  const untilDate = (node: NodeOf<'wait-until'>): Go => {
    const date = spanOf(referred(node.until, view()), zone)?.from;
    if (date === undefined)
      return node.onMissing === 'continue'
        ? out
        : { do: 'leave', code: 'missing-date', reason: { code: 'missing-date', params: { attribute: node.until.path } } };
    const moved = node.offset ? plus(date, node.offset, zone) : date;
    const until = node.at ? clockOn(dateAt(moved, zone), node.at, zone) : moved;
    return until <= now ? out : standTill('timer', until);
  };
  const untilOpen = (node: NodeOf<'window'>): Go => {
    const opens = firstMinute(now, (at) => isOpen(node, at, zone), 15) ?? now;
    inWindow ||= opens === now;
    return opens === now ? out : standTill('window', opens);
  };
  /** Its own time decides, not when it came in; of the shared millisecond it is the event's. What was before the run, or began it, does not count. */
  const isAwaited = (node: NodeOf<'wait-event'>, event: Happened, until: number) =>
    event.name === node.event &&
    event.at <= until &&
    event.at >= run.entry.at &&
    event.uid !== run.entry.uid &&
    (!node.match || holds(node.match, view(event)));

  const send = (node: NodeOf<'send'>): Go => {
    const decided = (what: 'sent' | 'not-sent', reason: Reason) => {
      isDecided = true;
      if (what === 'sent') run.sent.add(node.id);
      else run.sent.delete(node.id);
      say(what, reason);
    };
    const skipped = (reason: Reason): Go => {
      decided('not-sent', reason);
      return { do: 'pass', port: node.onSuppressed === 'branch' ? 'suppressed' : 'out' };
    };
    const ended = ending(true);
    if (ended) return ended;
    if (run.sentBefore.has(node.id)) {
      const isHers = run.sent.has(node.id);
      run.sentBefore.delete(node.id);
      decided('not-sent', { code: isHers ? 'sent-before-move' : 'sent-before-merge', params: { message: node.message } });
      // For the journey she has had it.
      run.sent.add(node.id);
      return out;
    }
    const held = run.stands?.kind === 'hold' ? run.stands : undefined;
    const { late } = node;
    if (late && late.policy !== 'run-now' && overdue !== undefined && now > plus(overdue, late.olderThan ?? 'PT1M', zone)) {
      if (late.policy === 'skip') return skipped({ code: 'too-late', params: { due: iso(overdue) } });
      const { minute } = wallAt(overdue, zone);
      const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
      const until = nextAt(now - 60_000, clock, zone);
      if (!inWindow && until > now) return standTill('hold', until, { code: 'too-late-now', params: { due: iso(overdue), until: iso(until) } });
    }
    const verdict = judge(world, run, node, view(), held?.since);
    if (verdict.do === 'hold') return standTill('hold', verdict.until, verdict.reason, held?.since ?? now);
    if (verdict.do === 'skip') return skipped(verdict.reason);
    if (verdict.do === 'leave') {
      decided('not-sent', verdict.reason);
      return verdict;
    }
    const { channel } = verdict;
    const address = channel === 'email' ? 'email' : channel === 'sms' || channel === 'whatsapp' ? 'mobile-phone' : undefined;
    const to = address && known(customer, address);
    world.outgoing.push({
      key: key(),
      at: now,
      run,
      node: node.id,
      kind: 'send',
      content: { message: node.message, channel, class: node.class, ...(typeof to === 'string' ? { to } : {}) },
    });
    decided('sent', { code: 'sent', params: { channel, message: node.message } });
    happens(`sent:${key()}`, 'message-sent', {
      'message-id': node.message,
      channel,
      'message-class': node.class,
      'journey-id': journey.key,
      'step-id': node.id,
    });
    return out;
  };

  const update = (node: NodeOf<'update'>): Go => {
    const { attribute, mode = 'set' } = node;
    const value = typeof node.value === 'object' && node.value !== null && 'kind' in node.value ? referred(node.value, view()) : node.value;
    if (value === undefined) {
      say('updated', { code: 'no-value', params: { attribute } });
      return out;
    }
    const before = known(customer, attribute);
    const list = before === undefined || before === '' ? [] : Array.isArray(before) ? before : [before];
    const after = mode === 'set' ? value : mode === 'remove' ? list.filter((one) => one !== value) : list.includes(value) ? list : [...list, value];
    customer.values[attribute] = { value: after, at: now };
    say('updated', { code: 'attribute-set', params: { attribute } });
    if (JSON.stringify(before) !== JSON.stringify(after)) news.push({ customer: run.customer, changed: new Set([attribute]) });
    return out;
  };

  const arrive = (): Go => {
    const node = nodeOf(program, run.node);
    switch (node.kind) {
      case 'trigger':
      case 'join':
        return out;
      case 'wait': {
        const over = plus(now, node.duration, zone);
        const until = node.align ? nextAt(over, node.align.at, zone, node.align.days) : over;
        return until <= now ? out : standTill('timer', until);
      }
      case 'wait-until':
        return untilDate(node);
      case 'wait-event':
        return standTill('event', plus(now, node.timeout, zone), undefined, now);
      case 'window':
        return untilOpen(node);
      case 'decision':
        return { do: 'pass', port: node.cases.find(({ when }) => holds(when, view()))?.port ?? 'else' };
      case 'ab':
        return { do: 'pass', port: armOf(node, node.unit === 'customer' ? customerId(run.customer) : run.id) };
      case 'send':
        return send(node);
      case 'update':
        return update(node);
      case 'task': {
        world.outgoing.push({ key: key(), at: now, run, node: node.id, kind: 'task', content: { task: node.task } });
        say('task', { code: 'task-made', params: { task: node.task } });
        if (node.emits) happens(`emitted:${key()}`, node.emits, node.params ?? {});
        return out;
      }
      case 'webhook': {
        const payload = Object.fromEntries(node.payload.map((attribute) => [attribute, attributeOf(customer, attribute) ?? null]));
        world.outgoing.push({ key: key(), at: now, run, node: node.id, kind: 'webhook', content: { targets: node.targets, payload } });
        say('webhook', { code: 'webhook-called', params: { targets: node.targets.join(', ') } });
        if (node.emits) happens(`emitted:${key()}`, node.emits, {});
        return out;
      }
      case 'goal':
        return { do: 'leave', code: 'goal', reason: { code: 'goal-reached', params: {} } };
      case 'exit':
        return { do: 'leave', code: 'completed', reason: { code: 'completed', params: { exit: node.reason ?? 'completed' } } };
      case 'ext':
        throw new Error('an unknown kind is never published');
    }
  };

  const lookAgain = (stands: Standing): Go => {
    const node = nodeOf(program, run.node);
    const isOver = now >= stands.until;
    switch (node.kind) {
      case 'wait-until':
        return node.until.kind === 'customer' ? untilDate(node) : isOver ? out : { do: 'stay' };
      case 'wait-event': {
        const isHere = input.kind === 'event' && isAwaited(node, input.event, stands.until);
        // The time-out was looked at first, in the very millisecond in which it happened.
        const isShared = isOver && view().happened.some((event) => event.at === stands.until && isAwaited(node, event, stands.until));
        if (isHere || isShared) return { do: 'pass', port: 'happened' };
        return isOver ? { do: 'pass', port: 'timeout' } : { do: 'stay' };
      }
      case 'window':
        return untilOpen(node);
      case 'send':
        // Her time goes on from a step of another version.
        if (stands.kind !== 'hold' && !isOver) return { do: 'stay' };
        if (stands.reason?.code === 'too-late-now' && !isOver && !run.sentBefore.has(node.id)) return { do: 'stay' };
        return send(node);
      case 'wait':
        return isOver ? out : { do: 'stay' };
      default:
        // Nobody stands here but by a time of another version.
        return isOver ? arrive() : { do: 'stay' };
    }
  };

  const leave = ({ code, reason }: Extract<Go, { do: 'leave' }>) => {
    if (nodeOf(program, run.node).kind === 'send' && !isDecided) {
      run.sent.delete(run.node);
      say('not-sent', { code: 'run-ended', params: { exit: code } });
    }
    if (code === 'goal') say('goal', reason);
    say('exited', reason, code);
    run.left = { code, at: now };
    run.stands = undefined;
  };

  const stand = (at: Standing) => {
    const before = run.stands;
    const until = Math.min(at.until, deadline);
    run.stands = { ...at, until };
    if (before && (at.kind === 'hold' ? before.reason?.code === at.reason?.code : before.until === until)) return;
    const node = nodeOf(program, run.node);
    if (at.kind === 'hold') say('held', at.reason);
    else if (node.kind === 'wait-event') say('waiting', { code: 'waiting-for-event', params: { event: node.event, until: iso(until) } });
    else say('waiting', { code: at.kind === 'window' ? 'waiting-for-window' : 'waiting-until', params: { until: iso(until) } });
  };

  if (input.kind === 'start') say('entered', { code: 'entered', params: { event: run.entry.name } });
  let go: Go = ending(false) ?? (run.stands ? lookAgain(run.stands) : arrive());
  while (go.do === 'pass') {
    const { port } = go;
    if (port === 'happened') unheard = undefined;
    say('passed', undefined, port);
    run.stands = undefined;
    run.node = journey.edges.find((edge) => edge.from === run.node && edge.port === port)?.to ?? '';
    run.visit += 1;
    isDecided = false;
    go = arrive();
    const node = nodeOf(program, run.node);
    if (unheard && node.kind === 'wait-event' && go.do === 'stand' && isAwaited(node, unheard, go.at.until)) go = { do: 'pass', port: 'happened' };
  }
  if (go.do === 'leave') leave(go);
  if (go.do === 'stand') stand(go.at);
  return news;
}

/** Takes a run out for a reason that lies outside its journey. */
export function expel(world: World, run: Run, code: 'merged' | 'stopped', reason: Reason): void {
  const line = { at: world.now, program: run.program, customer: run.customer, run, node: run.node };
  if (run.stands?.kind === 'hold') world.lines.push({ ...line, what: 'not-sent', reason: { code: 'run-ended', params: { exit: code } } });
  world.lines.push({ ...line, what: 'exited', port: code, reason });
  run.left = { code, at: world.now };
  run.stands = undefined;
  run.parked = undefined;
}
