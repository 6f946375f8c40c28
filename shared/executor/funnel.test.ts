import { expect, it } from 'vitest';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { bundle, edge, send } from '../journey/step.fixture';
import { toFunnel } from './funnel';

const { journey } = bundle({
  nodes: [{ id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'checkout-started' } }, send('s1'), send('s2'), { id: 'end', kind: 'exit' }],
  edges: [edge('t', 'out', 's1'), edge('s1', 'out', 's2'), edge('s2', 'out', 'end')],
  policies: { goal: { when: { op: 'exists', left: { kind: 'customer', path: 'done' } } }, timeZone: { source: 'customer', fallback: 'Asia/Jerusalem' } },
});
const { kpis } = shippedCatalogue().kpi;
const numbers = (eventsPerMonth: Record<string, number>, kpiInputs = {}) => ({ volumes: { eventsPerMonth, messagePrices: {} }, kpiInputs });
const none = { waiting: 0, passed: 0, ports: {}, notEntered: {}, failed: 0 };
const counts = {
  at: '2026-06-08T00:00:00.000Z',
  entered: 120,
  exited: { goal: 31, completed: 50 },
  notEntered: { cooldown: 8, 'entry-filter': 2 },
  nodes: { s1: { ...none, entered: 120, sent: 100, notSent: { 'no-consent': 15, 'cap-reached': 5 } }, s2: { ...none, entered: 60, sent: 60, notSent: {} } },
};

it('scales the month’s volume to the time since publishing, and says how many stood at the door', () => {
  const funnel = toFunnel(journey, counts, { numbers: numbers({ 'checkout-started': 1740 }), kpis, deployedAt: '2026-06-01T00:00:00.000Z' });
  expect(funnel.days).toBe(7);
  expect(funnel.steps).toEqual([
    { kind: 'entered', count: 120, planned: 400 },
    { kind: 'sent', node: 's1', count: 100, notSent: 20 },
    { kind: 'sent', node: 's2', count: 60, notSent: 0 },
    { kind: 'goal', count: 31 },
  ]);
  expect(funnel).toMatchObject({
    events: ['checkout-started'],
    came: 130,
    refused: [
      ['cooldown', 8],
      ['entry-filter', 2],
    ],
  });
});

it('has no plan where nobody knows the volume, and takes a typed one for a touchpoint as it stands', () => {
  const told = { ...journey, annotations: { ...journey.annotations, storyboard: [{ touchpoint: 1, planned: 90 } as never] } };
  const funnel = toFunnel(told, counts, { numbers: numbers({}), kpis, deployedAt: '2026-06-01T00:00:00.000Z' });
  expect(funnel.steps.map(({ planned }) => planned)).toEqual([undefined, 90, undefined, undefined]);
});

it('names what the goal’s gap is made of, whose share was planned, and who may still get there', () => {
  const cart = { ...journey, from: 'cart-abandonment', kpis: ['cart-recovery-rate'] };
  const at = { kpis, deployedAt: '2026-06-01T00:00:00.000Z' };
  const { goal, steps } = toFunnel(cart, counts, { ...at, numbers: numbers({ 'checkout-started': 1740 }, { cart_rate: 0.2 }) });
  expect(steps.at(-1)).toEqual({ kind: 'goal', count: 31, planned: 80 });
  // 280 fewer came in, so 56 fewer could get there; of those who came more did than planned.
  expect(goal).toEqual({ share: 31 / 120, planned: { share: 0.2, from: 'client' }, gap: { byDoor: -56, byShare: 7 }, inside: 39 });
  expect(toFunnel(cart, counts, { ...at, numbers: numbers({}, { cart_rate: 0.2 }) }).goal).not.toHaveProperty('gap');
  expect(toFunnel(journey, { ...counts, entered: 0, exited: {} }, { ...at, numbers: numbers({}) }).goal).toEqual({ inside: 0 });
});
