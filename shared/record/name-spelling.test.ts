import { expect, it } from 'vitest';
import { meaningsOfName } from './name-words';

it.each([
  ['cstmr_phn', ['customer', 'phone']],
  ['tarikh_tavallod', ['date', 'birth']],
  ['taarikh', ['date']],
  ['lakuach', ['customer']],
  ['הזמנות', ['order']],
  ['משפחת', ['last']],
  ['مشتریان', ['customer']],
  ['hasoptedoutofemail', ['optout', 'email']],
  ['mailingcity', ['city']],
  ['ordnm', ['order', 'name']],
  // Another word, not another spelling.
  ['start', ['start']],
  ['bcdfg', ['bcdfg']],
])('%s means %j', (name, meanings) => {
  expect(meaningsOfName(name)).toEqual(meanings);
});
