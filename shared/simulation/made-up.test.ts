import { expect, test } from 'vitest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { madeUpCustomer, madeUpProperties } from './made-up';

const { journeys } = mappedEngagement();
const now = '2026-06-01T07:00:00.000Z';

test('the customer has what is asked for, and nothing else', () => {
  expect(madeUpCustomer(['email', 'sms-consent', 'mobile-phone', 'total-spent'], { country: 'IR', language: 'fa' })).toEqual({
    email: 'dana@shop.example',
    'sms-consent': 'granted',
    'mobile-phone': '+989121234567',
  });
});

test('an event is what its trigger asks for', () => {
  const properties = [
    { id: 'order-id', type: 'string' },
    { id: 'order-total', type: 'money' },
    { id: 'is-first-order', type: 'boolean' },
    { id: 'coupon-code', type: 'string' },
  ];
  expect(
    madeUpProperties(
      'order-placed',
      properties,
      journeys.filter(({ key }) => key === 'thank-you-returning'),
      now,
    ),
  ).toEqual({
    'order-id': 'order-1',
    'order-total': 350,
    'is-first-order': false,
  });
  expect(
    madeUpProperties(
      'order-placed',
      properties,
      journeys.filter(({ key }) => key === 'vip-upgrade'),
      now,
    )['order-total'],
  ).toBe(5000);
});
