import { describe, expect, it } from 'vitest';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { testEngagement } from '../engagement/engagement.fixture';
import { createTranslate } from '../i18n/translator';
import { bundle, edge } from '../journey/step.fixture';
import { languages } from '../text';
import { summaryPlans } from './summary-plans';
import { summaryReport } from './summary-report';
import { aSummary } from './summary-report.fixture';

const { kpis } = shippedCatalogue().kpi;
const summary = aSummary();
const [cart, welcome] = summary.journeys;
if (!cart || !welcome) throw new Error('the fixture has two journeys');
const made = bundle({
  nodes: [
    { id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'added-to-cart' } },
    { id: 'end', kind: 'exit' },
  ],
  edges: [edge('t', 'out', 'end')],
  policies: { goal: { when: { op: 'exists', left: { kind: 'customer', path: 'done' } } }, timeZone: { source: 'customer', fallback: 'UTC' } },
}).journey;
// Of a mean month: seven days of it are 700.
const engagement = {
  ...testEngagement(),
  kpiInputs: { carts: (100 * 365.25) / 12, cart_rate: 0.1 },
  journeys: [{ ...made, id: cart.journeyId, from: 'cart-abandonment', kpis: [] }],
};
const live = { journeyId: cart.journeyId, mode: 'live' as const, state: 'live' as const, deployedAt: '2026-01-01T00:00:00.000Z' };
const plansOf = (deployments = [live], at = summary.at) => summaryPlans({ summary: { ...summary, at }, deployments, engagements: [engagement], kpis });
const textOf = (value: unknown) => (JSON.stringify(value) ?? '').replace(/[\u2066-\u2069\u200e\u200f]/g, '');

describe('what was planned of a period', () => {
  it('is for as long as the journey ran within it', () => {
    expect(plansOf()[cart.journeyId]).toMatchObject({ entered: 700, goals: 70, hasGoal: true, goalShare: { from: 'client' } });
    // Published two days before the end of the period, and counted a day before it.
    const late = { ...live, deployedAt: '2026-05-28T21:00:00.000Z' };
    expect(plansOf([late])[cart.journeyId]?.entered).toBe(200);
    expect(plansOf([late], '2026-05-29T21:00:00.000Z')[cart.journeyId]?.entered).toBe(100);
    expect(plansOf([late], '2026-05-28T12:00:00.000Z')).toEqual({});
  });

  it('is not known of a journey that no engagement holds, and of one that ran for testers', () => {
    expect(plansOf()[welcome.journeyId]).toBeUndefined();
    expect(plansOf([{ ...live, mode: 'test' as never }])).toEqual({});
  });
});

describe('planned and what came, in the report', () => {
  const reportOf = (language: (typeof languages)[number], plans: ReturnType<typeof plansOf> | undefined) =>
    summaryReport({ summary, plans, bundles: {}, timeZone: 'UTC', translate: createTranslate(language), language });

  it('names the difference in words, and what nobody planned', () => {
    const text = textOf(reportOf('en', plansOf()).blocks);
    for (const part of ['388 fewer than planned: 45% of it.', '12 fewer than planned: 83% of it.', 'What was planned of Welcome is not known here'])
      expect(text).toContain(part);
    expect(text).not.toContain('assumption');
    const none = textOf(reportOf('en', { [cart.journeyId]: { hasGoal: true } }).blocks);
    expect(none).toContain('Nothing is planned of Abandoned cart');
    const goalless = textOf(reportOf('en', { [cart.journeyId]: { hasGoal: true, entered: 312 } }).blocks);
    for (const part of ['as planned', 'For the goal of Abandoned cart there is no plan']) expect(goalless).toContain(part);
    const assumed = textOf(reportOf('en', { [cart.journeyId]: { hasGoal: true, entered: 0, goals: 0, goalShare: { share: 0.1, from: 'assumed' } } }).blocks);
    for (const part of ['312 more than planned', 'assumption of the business case']) expect(assumed).toContain(part);
    expect(textOf(reportOf('en', undefined).blocks)).toContain('No engagement was given');
  });

  it.each(languages)('has words for all of it (%s)', (language) => {
    for (const plans of [plansOf(), undefined, { [cart.journeyId]: { hasGoal: true } }])
      expect(textOf(reportOf(language, plans))).not.toMatch(/"report\.|\{\{/);
  });
});
