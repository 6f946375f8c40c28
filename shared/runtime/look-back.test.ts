import { expect, test } from 'vitest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import type { Condition } from '../condition/schema';
import type { DeploymentBundle } from '../executor/api';
import { toDeploymentBundle } from '../journey/to-bundle';
import { lookBackOf } from './look-back';

const day = 86_400_000;
const slack = 3 * day;

/** A bundle that looks at nothing but what is added. */
function bundleWith(when: Condition, more: Partial<DeploymentBundle> = {}): DeploymentBundle {
  const engagement = mappedEngagement();
  const made = toDeploymentBundle(engagement, engagement.journeys[0]?.id ?? '', 'live');
  if (!made.ok) throw new Error('no bundle');
  const { journey, record } = made.value;
  return {
    ...made.value,
    journey: { ...journey, nodes: [], policies: { ...journey.policies, goal: undefined, exits: [], own: [] }, entry: { ...journey.entry, filter: undefined } },
    messages: [],
    segments: [{ ...made.value.segments[0], id: 'these', name: {}, when } as DeploymentBundle['segments'][number]],
    record: { ...record, attributes: record.attributes.map(({ formula: _, ...rest }) => rest) },
    suppressions: [],
    caps: [],
    ...more,
  };
}

const performed = (event: string, window?: Extract<Condition, { op: 'performed' }>['window'], where?: Condition): Condition => ({
  op: 'performed',
  event,
  measure: 'count',
  is: { op: 'gte', value: 1 },
  ...(window && { window }),
  ...(where && { where }),
});

test('a window says how far; without one, or measured from another event, it is for ever', () => {
  const when: Condition = {
    op: 'and',
    args: [
      performed('product-viewed', { last: 'P30D' }),
      { op: 'not', arg: performed('product-viewed', { last: 'P90D' }) },
      performed('order-placed'),
      performed('cart-viewed', { sinceEntry: true }),
      performed('cart-viewed', { sinceEntry: true, last: 'P2D' }),
      performed('page-viewed', { afterLast: 'mail-opened' }),
      performed('link-clicked', { afterLast: 'mail-delivered', last: 'P10D' }),
      performed('form-sent', { beforeLast: 'login', last: 'P5D' }),
    ],
  };
  expect(Object.fromEntries(lookBackOf(bundleWith(when)))).toEqual({
    'product-viewed': 90 * day + slack,
    'order-placed': Number.POSITIVE_INFINITY,
    'cart-viewed': 2 * day + slack,
    'page-viewed': Number.POSITIVE_INFINITY,
    'mail-opened': Number.POSITIVE_INFINITY,
    'link-clicked': 10 * day + slack,
    'mail-delivered': Number.POSITIVE_INFINITY,
    'form-sent': Number.POSITIVE_INFINITY,
    login: Number.POSITIVE_INFINITY,
  });
});

test('caps, formulas and messages look back too', () => {
  const base = bundleWith(performed('visit-started', { last: 'P1D' }));
  const attribute = base.record.attributes[0];
  if (!attribute) throw new Error('no attribute');
  const reach = lookBackOf({
    ...base,
    caps: [
      { id: 'week', name: {}, classes: ['marketing'], limit: 3, window: 'P7D' },
      { id: 'day', name: {}, classes: ['marketing'], limit: 1, window: 'P1D' },
    ] as unknown as DeploymentBundle['caps'],
    record: {
      ...base.record,
      attributes: [
        { ...attribute, id: 'recent', formula: 'count(support_ticket_opened last P60D) + 1' },
        { ...attribute, id: 'all', formula: "if(sum(order_placed.order_total) > 0, 'yes', 'no')" },
      ],
    },
    messages: [
      { id: 'm', subject: { en: 'Your {{ shipment_sent.carrier }}' }, body: { en: '{{ first_name }} {{ entry.total }}' } },
    ] as unknown as DeploymentBundle['messages'],
  });
  expect(Object.fromEntries(reach)).toEqual({
    'visit-started': day + slack,
    'message-sent': 7 * day + slack,
    'support-ticket-opened': 60 * day + slack,
    'order-placed': Number.POSITIVE_INFINITY,
    'shipment-sent': Number.POSITIVE_INFINITY,
  });
});
