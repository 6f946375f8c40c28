import { describe, expect, it } from 'vitest';
import { eventNameOf, eventNameOfSample } from './event-name';

describe('the event a payload tells of', () => {
  it.each([
    [{ event: 'Order Completed', properties: { total: 1 } }, 'Order Completed'],
    [{ type: 'customer.created', data: { object: {} } }, 'customer.created'],
    [{ topic: 'orders/create', payload: { id: 1 } }, 'orders/create'],
    [{ event_type: 'contact_updated', email: 'x' }, 'contact_updated'],
    [{ type: 'subscribe_created', fired_at: 'x' }, 'subscribe_created'],
    [{ action: 'opened', issue: { id: 1 } }, 'opened'],
  ])('%j', (payload, name) => expect(eventNameOfSample(payload)).toBe(name));

  it.each([
    [{ type: 'company', id: 1 }],
    [{ action: 'opened' }],
    [{ event: 17 }],
    [{ event: 'https://example.com' }],
    [{ type: 'person', attributes: { email: 'x' } }],
    [{ name: 'Noa', data: { x: 1 } }],
  ])('%j tells of none', (record) => expect(eventNameOfSample(record)).toBeUndefined());

  it('of many records only those with a payload are events: a list of concerts is a table', () => {
    expect(eventNameOf({ event: 'Jazz night', city: 'Haifa' })).toBeUndefined();
    expect(eventNameOf({ event: 'Signed Up', properties: { plan: 'a' } })).toBe('Signed Up');
  });
});
