import { describe, expect, it } from 'vitest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { setOnSeveral, setOnTouchpoints, settingOf, sharedFrameSetting, sharedSettings, touchpointsOfNodes, withSetting } from './edit-several';
import { type Journey, journeySchema, nodeSchema } from './schema';

const engagement = mappedEngagement();
const find = (one: typeof engagement) => one.journeys.find(({ from }) => from === 'cart-abandonment') as Journey;
const cart = find(engagement);
const sends = cart.nodes.filter((node) => node.kind === 'send');
const waits = cart.nodes.filter((node) => node.kind === 'wait');
const ids = (nodes: readonly { id: string }[]) => nodes.map(({ id }) => id);

describe('what several nodes have in common', () => {
  it('is nothing between kinds, and each different value once within one', () => {
    expect(sharedSettings([...sends, ...waits])).toEqual([]);
    const duration = sharedSettings(waits).find(({ path }) => path === 'duration');
    expect(duration?.values).toEqual([...new Set(waits.map((node) => node.duration))]);
    expect(duration?.values.length).toBeGreaterThan(1);
    // A day without an hour to go on at means nothing.
    expect(sharedSettings(waits).some(({ path }) => path === 'align/days')).toBe(waits.every((node) => node.align));
  });

  it('is set on all as one change, and on no other', () => {
    const after = setOnSeveral(engagement, { journey: cart.id, nodes: [...ids(waits), ...ids(sends)], path: 'duration', value: 'P3D' });
    const now = find(after);
    expect(now.nodes.filter((node) => node.kind === 'wait').map((node) => node.duration)).toEqual(waits.map(() => 'P3D'));
    expect(now.nodes.filter((node) => node.kind !== 'wait')).toEqual(cart.nodes.filter((node) => node.kind !== 'wait'));
    expect(setOnSeveral(after, { journey: cart.id, nodes: ids(waits), path: 'duration', value: 'P3D' })).toBe(after);
  });

  it('refuses what would spoil a node', () => {
    for (const value of ['soon', undefined, 7, null])
      expect(setOnSeveral(engagement, { journey: cart.id, nodes: ids(waits), path: 'duration', value })).toBe(engagement);
    expect(setOnSeveral(engagement, { journey: cart.id, nodes: ids(waits), path: 'id', value: 'x' })).toBe(engagement);
  });

  it('takes the message along to another channel, and ways of ports that go', () => {
    const sms = setOnSeveral(engagement, { journey: cart.id, nodes: ids(sends), path: 'channel', value: 'sms' });
    expect(new Set(sends.map((node) => sms.messages.find(({ id }) => id === node.message)?.channel))).toEqual(new Set(['sms']));
    const branched = setOnSeveral(engagement, { journey: cart.id, nodes: ids(sends), path: 'onSuppressed', value: 'branch' });
    const [send] = sends;
    const wired = find(branched);
    const edge = { id: 'extra', from: send?.id ?? '', port: 'suppressed', to: wired.nodes.at(-1)?.id ?? '' };
    const withWay = { ...branched, journeys: branched.journeys.map((one) => (one === wired ? { ...one, edges: [...one.edges, edge] } : one)) };
    const back = find(setOnSeveral(withWay, { journey: cart.id, nodes: ids(sends), path: 'onSuppressed', value: 'continue' }));
    expect(back.edges).toEqual(cart.edges);
    expect(journeySchema.safeParse(back).success).toBe(true);
  });

  it('a setting goes with its group', () => {
    const [wait] = waits;
    if (!wait) throw new Error('no wait');
    const aligned = withSetting(withSetting(wait, 'align/at', '09:30'), 'align/days', ['su', 'mo']);
    expect(nodeSchema.parse(aligned)).toMatchObject({ align: { at: '09:30', days: ['su', 'mo'] } });
    expect(settingOf(aligned, 'align/at')).toBe('09:30');
    expect(nodeSchema.parse(withSetting(aligned, 'align/at', undefined))).toEqual({ ...wait, align: undefined });
  });

  it('of their touchpoints is said once', () => {
    const touchpoints = touchpointsOfNodes(cart, ids(sends));
    expect(touchpoints.length).toBeGreaterThan(1);
    const after = setOnTouchpoints(engagement, { journey: cart.id, touchpoints, frame: { stage: 'purchase', owner: { en: 'Dana' } } });
    expect(sharedFrameSetting(find(after), touchpoints, 'stage')).toEqual(['purchase']);
    expect(sharedFrameSetting(find(after), touchpoints, 'owner')).toEqual([{ en: 'Dana' }]);
    const without = setOnTouchpoints(after, { journey: cart.id, touchpoints, frame: { stage: undefined } });
    expect(sharedFrameSetting(find(without), touchpoints, 'stage')).toEqual([undefined]);
  });
});
