import { describe, expect, it } from 'vitest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import type { Engagement } from '../engagement/schema';
import type { NodeCounts } from '../executor/api';
import { createTranslate } from '../i18n/translator';
import { bundleHash } from './content-hash';
import { changeJourney, findJourney } from './edit-journey';
import { journeyContext } from './journey-context';
import { tidy } from './layout';
import type { Journey } from './schema';
import { momentName, toStoryboard } from './storyboard';
import { curvePieces, moodAt, moodFrom } from './storyboard-curve';
import { addTouchpoint, editFrame, editSheet, moveTouchpoint, putAtTouchpoint, removeTouchpoint, unassignedSends } from './storyboard-edit';
import { storyboardInsight } from './storyboard-insight';
import { toDeploymentBundle } from './to-bundle';

const engagement = mappedEngagement();
const cart = engagement.journeys.find(({ from }) => from === 'cart-abandonment');
if (!cart) throw new Error('no cart journey');
const { id } = cart;
const of = (one: Engagement): Journey => findJourney(one, id) as Journey;
const sheetOf = (one: Engagement) => toStoryboard(of(one)).map(({ touchpoint, sends, frame }) => [touchpoint, sends.map((send) => send.id), frame?.doubt.en]);
const edit = (one: Engagement, touchpoint: number, frame: Parameters<typeof editFrame>[1]['frame']) => editFrame(one, { journey: id, touchpoint, frame });
const counts = (sent: number): NodeCounts => ({ entered: sent + 5, waiting: 0, ports: {}, notEntered: {}, passed: sent, sent, notSent: {}, failed: 0 });

describe('the sheet of a journey', () => {
  it('has a column for each touchpoint of the canvas, with its sends, its frame and when it comes', () => {
    const moments = toStoryboard(cart);
    expect(moments.map(({ touchpoint }) => touchpoint)).toEqual([1, 2, 3, 4]);
    expect(moments[0]?.sends.map((send) => send.id)).toEqual(['cart-m1b', 'cart-m1a']);
    expect(moments.every(({ frame }) => frame?.emotion.he)).toBe(true);
    expect(moments.every(({ arrival }) => arrival)).toBe(true);
    // What leads to a touchpoint belongs to it on the canvas, too.
    expect(moments.flatMap(({ nodes }) => nodes).length).toBeGreaterThan(moments.flatMap(({ sends }) => sends).length);
  });

  it('takes the actual from the executor where nobody has typed one, and the first plan from the volumes', () => {
    const trigger = cart.nodes.find((node) => node.kind === 'trigger');
    const event = trigger?.kind === 'trigger' && trigger.trigger.kind === 'event' ? trigger.trigger.event : '';
    const typed = edit(engagement, 2, { planned: 40, actual: { count: 25, on: '2026-03-02' } });
    const moments = toStoryboard(of(typed), {
      volumes: { eventsPerMonth: { [event]: 6400 } },
      counts: { nodes: { 'cart-m1a': counts(30), 'cart-m1b': counts(12), 'cart-m2': counts(99) } },
    });
    expect(moments.map(({ planned, actual, gap }) => [planned, actual, gap])).toEqual([
      [{ count: 6400, from: 'volumes' }, { count: 42, from: 'executor' }, undefined],
      [{ count: 40, from: 'typed' }, { count: 25, from: 'typed' }, -15],
      [undefined, { count: 0, from: 'executor' }, undefined],
      [undefined, { count: 0, from: 'executor' }, undefined],
    ]);
    expect(toStoryboard(of(typed))[0]).toMatchObject({ planned: undefined, actual: undefined });
  });

  it('calls a touchpoint by its name', () => {
    const speaker = { translate: createTranslate('en'), language: 'en' as const, context: journeyContext(engagement, shippedCatalogue()) };
    const [first] = toStoryboard(of(edit(engagement, 1, { name: { he: 'בדלת' } })));
    const [bare] = toStoryboard(cart);
    expect(first && momentName(first, speaker)).toBe('בדלת');
    expect(bare && momentName(bare, speaker).replace(/[\u2066-\u2069]/g, '')).toBe('Touchpoint 1');
  });
});

describe('what people say about a touchpoint', () => {
  it('is changed part by part and taken away again', () => {
    const felt = edit(engagement, 2, { mood: -2, evidence: { en: 'five interviews' }, toBe: { mood: 1 }, opportunity: { en: ' Ask less ' } });
    expect(of(felt).annotations.storyboard[1]).toMatchObject({ touchpoint: 2, mood: -2, opportunity: { en: 'Ask less' }, toBe: { mood: 1 } });
    expect(of(felt).annotations.storyboard[1]?.doubt).toEqual(cart.annotations.storyboard[1]?.doubt);
    const bare = edit(felt, 2, { mood: undefined, evidence: {}, toBe: {}, opportunity: { en: ' ' } });
    expect(of(bare).annotations.storyboard).toEqual(cart.annotations.storyboard);
    expect(edit(felt, 2, { mood: -2 })).toBe(felt);
    expect(edit(felt, 2, { mood: 3 })).toBe(felt);
    expect(edit(felt, 2, { planned: 1.5 })).toBe(felt);
    expect(edit(felt, 9, { mood: 1 })).toBe(felt);
    const sheet = editSheet(engagement, { journey: id, sheet: { persona: { he: 'דנה' }, reachedAt: 3 } });
    expect(of(sheet).annotations.sheet).toEqual({ persona: { he: 'דנה' }, reachedAt: 3 });
    expect(of(editSheet(sheet, { journey: id, sheet: { persona: {} } })).annotations.sheet).toEqual({ reachedAt: 3 });
  });

  it('changes no version: all of it is outside the content hash', () => {
    const hash = (one: Engagement) => {
      const bundle = toDeploymentBundle(one, id, 'live');
      if (!bundle.ok) throw new Error(JSON.stringify(bundle.problems));
      return bundleHash(bundle.value);
    };
    const before = hash(engagement);
    const felt = edit(engagement, 1, { mood: 2, planned: 500, actual: { count: 3, on: '2026-03-02' }, name: { en: 'Hello' }, stage: 'decision' });
    expect(hash(felt)).toBe(before);
    expect(hash(editSheet(felt, { journey: id, sheet: { goal: { en: 'Fewer lost carts' } } }))).toBe(before);
    expect(hash(moveTouchpoint(felt, { journey: id, touchpoint: 4, index: 0 }))).toBe(before);
    expect(hash(removeTouchpoint(felt, { journey: id, touchpoint: 1 }))).toBe(before);
  });
});

describe('touchpoints', () => {
  const before = sheetOf(engagement);
  const shifted = (column: (typeof before)[number] | undefined, touchpoint: number) => column && [touchpoint, column[1], column[2]];

  it('are added between others, which move on with their nodes and words', () => {
    const after = addTouchpoint(engagement, { journey: id, after: 1, name: { en: 'The shelf' } });
    expect(sheetOf(after)).toEqual([before[0], [2, [], undefined], shifted(before[1], 3), shifted(before[2], 4), shifted(before[3], 5)]);
    expect(of(after).annotations.storyboard[1]?.name).toEqual({ en: 'The shelf' });
    expect(sheetOf(addTouchpoint(engagement, { journey: id })).at(-1)).toEqual([5, [], undefined]);
    expect(addTouchpoint(engagement, { journey: id, after: 9 })).toBe(engagement);
  });

  it('are moved, and the goal with them', () => {
    const goal = editSheet(engagement, { journey: id, sheet: { reachedAt: 4 } });
    const after = moveTouchpoint(goal, { journey: id, touchpoint: 4, index: 1 });
    expect(sheetOf(after)).toEqual([before[0], shifted(before[3], 2), shifted(before[1], 3), shifted(before[2], 4)]);
    expect(of(after).annotations.sheet).toEqual({ reachedAt: 2 });
    expect(moveTouchpoint(goal, { journey: id, touchpoint: 1, index: -1 })).toBe(goal);
  });

  it('are removed; their nodes stay, at no touchpoint, until somebody puts them elsewhere', () => {
    const after = removeTouchpoint(engagement, { journey: id, touchpoint: 2 });
    expect(sheetOf(after)).toEqual([before[0], shifted(before[2], 2), shifted(before[3], 3)]);
    expect(of(after).nodes).toBe(cart.nodes);
    expect(unassignedSends(of(after))).toEqual(['cart-m2']);
    const back = putAtTouchpoint(after, { journey: id, node: 'cart-m2', touchpoint: 3 });
    expect(unassignedSends(of(back))).toEqual([]);
    expect(toStoryboard(of(back))[2]?.sends.map((send) => send.id)).toContain('cart-m2');
  });

  it('stand in their new order on the canvas, unless somebody has moved a node by hand', () => {
    const orders = [
      (one: Engagement) => moveTouchpoint(one, { journey: id, touchpoint: 3, index: 0 }),
      (one: Engagement) => addTouchpoint(one, { journey: id, after: 1 }),
      (one: Engagement) => removeTouchpoint(one, { journey: id, touchpoint: 2 }),
      (one: Engagement) => putAtTouchpoint(one, { journey: id, node: 'cart-m2', touchpoint: 4 }),
    ];
    const byHand = changeJourney(engagement, id, { layout: { ...cart.layout, 'cart-m2': { x: 7, y: 7 } } });
    for (const order of orders) {
      expect(of(order(engagement)).layout).toEqual(tidy(of(order(engagement))));
      expect(of(order(byHand)).layout).toEqual(of(byHand).layout);
    }
    expect(of(orders[0]?.(engagement) ?? engagement).layout).not.toEqual(cart.layout);
  });

  it('that are all removed leave an empty sheet', () => {
    let bare = engagement;
    for (let i = 0; i < 4; i++) bare = removeTouchpoint(bare, { journey: id, touchpoint: 1 });
    expect(toStoryboard(of(bare))).toEqual([]);
    expect(storyboardInsight(toStoryboard(of(bare)))).toEqual({});
    expect(of(bare).nodes).toBe(cart.nodes);
  });
});

describe('the curve of moods', () => {
  it('joins at the edges of columns, is level at each mood, and breaks where nobody has judged', () => {
    const [first, second, gap, last] = curvePieces([2, -2, undefined, 0]);
    expect(first?.line).toBe('M50 20C75 20 87.5 35 100 50');
    expect(second?.line).toBe('M0 50C12.5 65 25 80 50 80');
    expect(second?.area).toBe(`${second?.line}L50 50L0 50Z`);
    expect([gap?.line, last?.line]).toEqual(['', '']);
  });

  it('finds the mood of a place, and never one beyond the scale', () => {
    for (const mood of [-2, -1, 0, 1, 2]) expect(moodFrom(moodAt(mood))).toBe(mood);
    expect([moodFrom(-5), moodFrom(5), moodFrom(0.51)]).toEqual([2, -2, 0]);
  });
});
