import { describe, expect, it } from 'vitest';
import { completionsAt } from './completions';

const vocabulary = {
  attributes: [
    { id: 'orders-count', label: 'Number of orders' },
    { id: 'last-order-at', label: 'Last order' },
  ],
  events: [
    { id: 'order-placed', label: 'Order placed', properties: [{ id: 'order-total', label: 'Total' }] },
    { id: 'cart-updated', label: 'Cart updated', properties: [{ id: 'cart-value', label: 'Value of the cart' }] },
  ],
};
const names = (text: string) => completionsAt(text, text.length, vocabulary).options.map(({ name }) => name);

describe('completion in a formula', () => {
  it('offers attributes and functions by name or label', () => {
    expect(names('ord')).toEqual(['orders_count', 'last_order_at']);
    expect(names('1 + number of')).toContain('orders_count');
    expect(names('1 + numb')).toEqual(['orders_count']);
    expect(names('days')).toEqual(['days_since', 'add_days', 'gap_days']);
  });

  it('offers events inside an aggregate, then what narrows them down', () => {
    expect(names('count(')).toEqual(['order_placed', 'cart_updated']);
    expect(names('count(order_placed ')).toEqual(['where', 'last', 'every', 'since import']);
    expect(names('count(order_placed, ')).toEqual(['order_placed', 'cart_updated']);
  });

  it('offers the properties of the event', () => {
    expect(names('sum(order_placed.')).toEqual(['order_total']);
    expect(names('count(cart_updated where (cart')).toEqual(['cart_value']);
    expect(names('count(cart_updated where ((cart_value > 1) and c')[0]).toBe('cart_value');
    expect(names('count(cart_updated) + ord')).toEqual(['orders_count', 'last_order_at']);
  });

  it('replaces the whole word the caret is in', () => {
    expect(completionsAt('1 + orders_x * 2', 7, vocabulary)).toMatchObject({ from: 4, to: 12 });
  });
});
