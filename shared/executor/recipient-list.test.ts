import { expect, test } from 'vitest';
import { addRecipients, mostRecipients } from './recipient-list';

const added = (typed: string, list: string[] = []) => {
  const done = addRecipients(list, typed);
  return [done.list, done.problems.map(({ code }) => code)];
};

test('addresses, domains, numbers with their country and ids, one or many at once', () => {
  expect(added('me@shop.example; @agency.example,\n+972 50-123-4567\nc-12')).toEqual([['me@shop.example', '@agency.example', '+972 50-123-4567', 'c-12'], []]);
});

test('who is on the list already is not added again, however it is written', () => {
  const list = ['me@shop.example', '+972501234567'];
  expect(added('ME@shop.example, +972 50 123 4567', list)).toEqual([list, []]);
  // A domain covers an address, and may be added all the same, as may an address beside its domain.
  expect(added('@shop.example', list)[0]).toHaveLength(3);
});

test('what nobody could be written to by is said, and the rest is added', () => {
  expect(added('me@, 050-1234567, you@shop.example, @nowhere')).toEqual([['you@shop.example'], ['recipient-form', 'recipient-form', 'recipient-form']]);
});

test('no more than the executor takes', () => {
  const many = Array.from({ length: mostRecipients + 5 }, (_, at) => `p${at}@shop.example`).join('\n');
  const [list, problems] = added(many);
  expect(list).toHaveLength(mostRecipients);
  expect(problems).toEqual(['recipients-many']);
  expect(addRecipients([], many).left).toHaveLength(5);
});
