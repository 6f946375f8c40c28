import { expect, it } from 'vitest';
import { testAttribute } from '../../../shared/engagement/engagement.fixture';
import type { KnownAttribute } from '../../../shared/journey/journey-context';
import type { ConditionContext } from './condition-names';
import { newPart } from './new-part';

const known = (id: string, origin: KnownAttribute['attribute']['origin'], blocked: boolean): KnownAttribute => ({
  attribute: testAttribute(id, { origin }),
  fields: [],
  blocked,
});
const contextOf = (...attributes: KnownAttribute[]): ConditionContext => ({
  attributes: new Map(attributes.map((one) => [one.attribute.id, one])),
  events: new Map(),
  segments: new Map(),
});
const existing = (path: string) => ({ op: 'exists', left: { kind: 'customer', path } });

it('begins with an attribute that a source delivers, without one with the first', () => {
  const platform = known('customer-id', 'platform', false);
  const context = contextOf(platform, known('city', 'mapped', true), known('email', 'mapped', false));
  expect(newPart('attribute', context, undefined, 'and')).toEqual(existing('email'));
  expect(newPart('attribute', contextOf(platform), undefined, 'and')).toEqual(existing('customer-id'));
  expect(newPart('attribute', contextOf(), undefined, 'and')).toBeUndefined();
});
