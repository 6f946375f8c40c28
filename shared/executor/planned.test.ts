import { expect, it } from 'vitest';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { bundle, edge, send } from '../journey/step.fixture';
import { journeyPlan } from './planned';

const { kpis } = shippedCatalogue().kpi;
const month = 365.25 / 12;
const made = bundle({
  nodes: [{ id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'added-to-cart' } }, send('s1'), { id: 'end', kind: 'exit' }],
  edges: [edge('t', 'out', 's1'), edge('s1', 'out', 'end')],
  policies: { goal: { when: { op: 'exists', left: { kind: 'customer', path: 'done' } } }, timeZone: { source: 'customer', fallback: 'Asia/Jerusalem' } },
}).journey;
const cart = { ...made, from: 'cart-abandonment', kpis: ['cart-recovery-rate', 'revenue-per-recipient'] };
const renewal = { ...made, from: 'insurance-renewal', kpis: ['renewal-rate', 'click-rate'] };
const volumes = { eventsPerMonth: { 'added-to-cart': 6400 }, messagePrices: {} };

it('takes what the client said of a journey in the business case before how often its event happens', () => {
  expect(journeyPlan(cart, { volumes, kpiInputs: {} }, kpis, month).entered).toBe(6400);
  expect(journeyPlan(cart, { volumes, kpiInputs: { carts: 1500, cart_rate: 0.1 } }, kpis, month / 2)).toEqual({
    entered: 750,
    sent: new Map(),
    goalShare: { share: 0.1, from: 'client' },
    goals: 75,
  });
});

it('says whose figure the share is: an assumption of the library is used and told, an example is none', () => {
  expect(journeyPlan(cart, { volumes, kpiInputs: {} }, kpis, month)).toMatchObject({ goalShare: { share: 0.08, from: 'assumed' }, goals: 512 });
  expect(journeyPlan(renewal, { volumes, kpiInputs: {} }, kpis, month)).toEqual({ entered: 6400, sent: new Map() });
  // Half a share is none: the other half would be the library's example.
  expect(journeyPlan(renewal, { volumes, kpiInputs: { renewed: 900 } }, kpis, month).goalShare).toBeUndefined();
  const said = journeyPlan(renewal, { volumes, kpiInputs: { renewed: 900, due: 1000 } }, kpis, month);
  expect(said).toMatchObject({ goalShare: { share: 0.9, from: 'client' }, goals: 5760 });
  // Nobody can reach a goal more often than not at all.
  expect(journeyPlan(renewal, { volumes, kpiInputs: { renewed: 1900, due: 1000 } }, kpis, month).goalShare).toBeUndefined();
});

it('plans nothing of what nobody has said, and no goal where the journey has none', () => {
  const none = { volumes: { eventsPerMonth: {}, messagePrices: {} }, kpiInputs: {} };
  expect(journeyPlan(renewal, none, kpis, month)).toEqual({ sent: new Map() });
  const { goal: _, ...policies } = cart.policies;
  const aimless = journeyPlan({ ...cart, policies }, { volumes, kpiInputs: { carts: 1500, cart_rate: 0.1 } }, kpis, month);
  expect(aimless).toEqual({ entered: 1500, sent: new Map() });
  expect(journeyPlan(cart, { volumes, kpiInputs: {} }, [], month)).toEqual({ entered: 6400, sent: new Map() });
});
