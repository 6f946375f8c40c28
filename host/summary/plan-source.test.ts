import { expect, it } from 'vitest';
import { testEngagement } from '../../shared/engagement/engagement.fixture';
import { aSummary } from '../../shared/executor/summary-report.fixture';
import { bundle, edge } from '../../shared/journey/step.fixture';
import { ok, refuse } from '../../shared/problem';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { planSourceOf } from './plan-source';

const summary = aSummary();
const journeyId = summary.journeys[0]?.journeyId ?? '';
const { journey } = bundle({
  nodes: [
    { id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'added-to-cart' } },
    { id: 'end', kind: 'exit' },
  ],
  edges: [edge('t', 'out', 'end')],
});
const planned = (carts: number) => ({
  ...testEngagement(),
  kpiInputs: { carts, cart_rate: 0.1 },
  journeys: [{ ...journey, id: journeyId, from: 'cart-abandonment', kpis: [] }],
});
const facts = { summary, deployments: [{ journeyId, mode: 'live', state: 'live', deployedAt: '2026-01-01T00:00:00.000Z' }] as never };
const filesOf = (documents: Record<string, unknown>) => ({
  list: async () => ok(Object.keys(documents).map((id) => ({ id }) as never)),
  read: async (id: string) => (documents[id] === undefined ? refuse('engagement-missing') : ok({ document: JSON.stringify(documents[id]) })),
});
const catalogue = async () => ok(shippedCatalogue());

it('asks the engagement that holds the journey, the one last changed before its copies, and passes over what can’t be opened', async () => {
  const files = filesOf({ gone: undefined, torn: { formatVersion: 'x' }, other: testEngagement(), newest: planned(10_000), copy: planned(99) });
  const plans = await planSourceOf(files, catalogue)(facts);
  expect(plans?.[journeyId]?.entered).toBe(Math.round((10_000 * 7 * 12) / 365.25));
});

it('knows nothing where engagements can’t be listed, and that nothing is planned where none holds the journey', async () => {
  const shut = { ...filesOf({}), list: async () => refuse('file-failed') };
  expect(await planSourceOf(shut, catalogue)(facts)).toBeUndefined();
  expect(await planSourceOf(filesOf({ other: testEngagement() }), catalogue)(facts)).toEqual({});
});
