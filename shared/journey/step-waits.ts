/** Nodes at which a run stands still: wait, wait-until, wait-event, window. */
import { evaluate } from '../condition/evaluate';
import type { EventRecord } from '../condition/facts';
import { addDuration, clockMs, localParts, nextClock } from '../time/duration';
import { eachWeek, weekTime } from '../time/weekly';
import { type NodeOf, weekdays } from './schema';
import { momentOfDate } from './step-dates';
import { refValue } from './step-facts';
import { type Outcome, type Passage, pass, type Wait } from './step-passage';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A zone that crossed the date line has once left a whole weekday out. */
const LONGEST_CLOSED_MS = 15 * DAY_MS;

type WaitingNode = NodeOf<'wait' | 'wait-until' | 'wait-event' | 'window'>;

export function enterWait(node: WaitingNode, p: Passage): Outcome {
  switch (node.kind) {
    case 'wait': {
      const over = addDuration(p.now, node.duration, p.zone);
      return waitTill(node.align ? nextClock(over, node.align.at, p.zone, node.align.days) : over, p);
    }
    case 'wait-until':
      return waitForDate(node, p);
    case 'wait-event': {
      const until = addDuration(p.now, node.timeout, p.zone);
      return { do: 'wait', wait: { kind: 'event', since: p.now, until, event: node.event } };
    }
    case 'window':
      return waitForWindow(node, p);
  }
}

/** Looked at again: its time may have come, its event may have happened, its date may have moved. */
export function resumeWait(node: WaitingNode, wait: Wait, p: Passage): Outcome {
  switch (node.kind) {
    case 'wait':
      return p.now >= wait.until ? pass() : { do: 'stay' };
    case 'wait-until':
      // Only the customer's own attributes are live; anything else was read on arrival.
      if (node.until.kind === 'customer') return waitForDate(node, p);
      return p.now >= wait.until ? pass() : { do: 'stay' };
    case 'wait-event':
      if (hasHappened(node, wait, p)) return pass('happened');
      return p.now >= wait.until ? pass('timeout') : { do: 'stay' };
    case 'window':
      return waitForWindow(node, p);
  }
}

function waitTill(until: number, p: Passage): Outcome {
  if (until <= p.now) return pass();
  return { do: 'wait', wait: { kind: 'timer', since: p.run.wait?.since ?? p.now, until } };
}

function waitForDate(node: NodeOf<'wait-until'>, p: Passage): Outcome {
  const date = momentOfDate(refValue(node.until, p.facts), node, p.zone);
  if (date === undefined) {
    if (node.onMissing === 'continue') return pass();
    return { do: 'leave', code: 'missing-date', reason: { code: 'missing-date', params: { attribute: node.until.path } }, detail: node.until.path };
  }
  return waitTill(date, p);
}

/**
 * Time of the event decides, not time of arrival: one dated up to the very millisecond of the time-out has happened. The
 * millisecond they share is the event's even when the time-out is looked at first. An event older than the run's
 * beginning does not count, nor does the one that began it.
 */
export function hasHappened(node: NodeOf<'wait-event'>, wait: Wait, p: Passage): boolean {
  const matches = (event: EventRecord) => event.at >= p.run.entry.at && event.uid !== p.run.entry.uid && (!node.match || evaluate(node.match, p.facts, event));
  if (p.input.kind === 'event') {
    const { event } = p.input;
    if (event.name === node.event && event.at <= wait.until && matches(event)) return true;
  }
  if (p.now < wait.until) return false;
  return p.facts.events(node.event).some((event) => event.at === wait.until && matches(event));
}

function waitForWindow(node: NodeOf<'window'>, p: Passage): Outcome {
  if (isInWindow(node, p.now, p.zone)) {
    p.inWindow = true;
    return pass();
  }
  return { do: 'wait', wait: { kind: 'window', since: p.run.wait?.since ?? p.now, until: windowOpens(node, p.now, p.zone) } };
}

/** The first moment from `at` on that is in the window. Where clocks are changed it may open late, or once more. */
export function windowOpens({ days, from, to }: Pick<NodeOf<'window'>, 'days' | 'from' | 'to'>, at: number, zone: string): number {
  let opens = at + LONGEST_CLOSED_MS;
  // The same hour at both ends means whole days.
  const [begins, length] = from === to ? ['00:00', DAY_MS] : [from, (clockMs(to) - clockMs(from) + DAY_MS) % DAY_MS];
  const periods = days.map((day) => ({ from: weekTime(day, begins), length }));
  eachWeek(periods, zone, at, opens, (since) => {
    opens = Math.min(opens, Math.max(since, at));
  });
  return opens;
}

/** `from` is inside, `to` is not. A window over midnight belongs to the day it begins on. */
export function isInWindow(node: Pick<NodeOf<'window'>, 'days' | 'from' | 'to'>, at: number, zone: string): boolean {
  const { weekday, minuteOfDay } = localParts(at, zone);
  const today = node.days.includes(weekday);
  const [from, to] = [clockMs(node.from) / MINUTE_MS, clockMs(node.to) / MINUTE_MS];
  if (from === to) return today;
  if (from < to) return today && minuteOfDay >= from && minuteOfDay < to;
  const yesterday = weekdays[(weekdays.indexOf(weekday) + 6) % 7];
  return (today && minuteOfDay >= from) || (yesterday !== undefined && node.days.includes(yesterday) && minuteOfDay < to);
}
