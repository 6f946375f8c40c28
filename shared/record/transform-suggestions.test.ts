import { describe, expect, it } from 'vitest';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { compileRecord } from '../catalogue/compile-attributes';
import { testEngagement, testField, testSource } from '../engagement/engagement.fixture';
import type { Field, FieldProfile } from '../sources/schema';
import { mapFields } from './edit-record';
import { suggestMappings } from './suggest-mappings';
import { bestSuggestions } from './suggestion';
import { suggestTransforms } from './transform-suggestions';

const record = compileRecord(shippedCatalogue());
const attribute = (id: string) => {
  const found = record.attributes.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};
const profile = (patch: Partial<FieldProfile> = {}): FieldProfile => ({ rows: 100, filled: 100, distinct: 100, minLength: 1, maxLength: 30, ...patch });
const steps = (id: string, patch: Partial<Field>, country: string | undefined = 'IL') => suggestTransforms(testField(1, patch), attribute(id), country);

describe('suggestTransforms', () => {
  it('makes phone numbers international, by the client’s country', () => {
    expect(steps('mobile-phone', { type: 'phone' })).toEqual([{ kind: 'phone', country: 'IL' }]);
    expect(steps('mobile-phone', { type: 'string' }, 'IR')).toEqual([{ kind: 'phone', country: 'IR' }]);
    expect(steps('mobile-phone', { type: 'phone' }, '')).toEqual([]);
    expect(steps('city', { type: 'phone' })).toEqual([]);
  });

  it.each<[Partial<Field>, string | undefined]>([
    [{ nativeType: 'date (dd/mm/yyyy)', type: 'date' }, 'dd/mm/yyyy'],
    [{ nativeType: 'date (dd.mm.yyyy)', type: 'date' }, 'dd/mm/yyyy'],
    [{ nativeType: 'datetime (mm-dd-yyyy)', type: 'datetime' }, 'mm/dd/yyyy'],
    [{ nativeType: 'date (Jalali yyyy/mm/dd)', type: 'date' }, 'jalali'],
    [{ nativeType: 'date (yyyymmdd)', type: 'date' }, 'yyyymmdd'],
    [{ nativeType: 'date (yyyy/mm/dd)', type: 'date' }, 'yyyy-mm-dd'],
    [{ nativeType: 'date (yyyy-mm-dd)', type: 'date' }, undefined],
    [{ nativeType: 'date', type: 'date' }, undefined],
    [{ nativeType: 'integer (seconds)', type: 'datetime' }, 'epoch-seconds'],
    [{ nativeType: 'integer (milliseconds)', type: 'datetime' }, 'epoch-milliseconds'],
    [{ nativeType: 'int', type: 'integer', profile: profile({ minLength: 8, maxLength: 8 }) }, 'yyyymmdd'],
    [{ nativeType: 'int', type: 'integer', profile: profile({ minLength: 1, maxLength: 8 }) }, undefined],
    [{ nativeType: 'varchar(10)', type: 'string' }, 'auto'],
  ])('reads dates as %j → %s', (field, form) => {
    expect(steps('birth-date', field)).toEqual(form === undefined ? [] : [{ kind: 'date', form }]);
  });

  it('splits a whole name, by what it is called and by its values', () => {
    const split = (part: 'first' | 'last') => [{ kind: 'trim' }, { kind: 'split-name', part }];
    expect(steps('first-name', { nativeName: 'Full name' })).toEqual(split('first'));
    expect(steps('last-name', { nativeName: 'customer_name' })).toEqual(split('last'));
    expect(steps('first-name', { nativeName: 'שם', label: { he: 'שם מלא' } })).toEqual(split('first'));
    expect(steps('first-name', { nativeName: 'first_name' })).toEqual([]);
    expect(steps('first-name', { nativeName: 'name', profile: profile({ pattern: 'Aaaa' }) })).toEqual([]);
    expect(steps('first-name', { nativeName: 'name', profile: profile({ pattern: 'Aaaa Aaaaa' }) })).toEqual(split('first'));
  });

  it('puts the attribute’s own values in place of the field’s, when it knows them all', () => {
    const top = (...values: string[]) => ({ profile: profile({ top: values.map((value) => [value, 10]) }) });
    expect(steps('gender', { type: 'enum', ...top('M', 'F') })).toEqual([
      {
        kind: 'value-map',
        values: [
          { from: 'M', to: 'male' },
          { from: 'F', to: 'female' },
        ],
        otherwise: 'keep',
      },
    ]);
    expect(steps('gender', { type: 'enum', ...top('male', 'female') })).toEqual([]);
    expect(steps('gender', { type: 'enum', ...top('M', '7') })).toEqual([]);
  });
});

describe('values of a consent', () => {
  const top = (...values: string[]) => ({ profile: profile({ top: values.map((value) => [value, 10]) }) });
  const map = (patch: Partial<Field>, id = 'email-consent') => {
    const [step, ...more] = steps(id, { nativeName: 'mail_ok', type: 'string', ...patch });
    expect(more).toEqual([]);
    if (step === undefined) return undefined;
    if (step.kind !== 'value-map') throw new Error(step.kind);
    return Object.fromEntries(step.values.map(({ from, to }) => [from, to]));
  };

  it.each<[string[], Record<string, string>]>([
    [['כן', 'לא'], { כן: 'granted', לא: 'withdrawn' }],
    [['Y', 'N'], { Y: 'granted', N: 'withdrawn' }],
    [['0', '1'], { '0': 'withdrawn', '1': 'granted' }],
    [['TRUE', 'false'], { TRUE: 'granted', false: 'withdrawn' }],
    [['opted_in', 'unsubscribed', 'Pending'], { opted_in: 'granted', unsubscribed: 'withdrawn', Pending: 'pending' }],
    [['subscribed', 'cleaned'], { subscribed: 'granted', cleaned: 'unknown' }],
    [['מאשר', 'סירב'], { מאשר: 'granted', סירב: 'withdrawn' }],
    [['موافق', 'لغو شده'], { موافق: 'granted', 'لغو شده': 'withdrawn' }],
    // A sample without a no says nothing about the day somebody says it.
    [['Y'], { Y: 'granted', n: 'withdrawn' }],
  ])('%j', (values, expected) => {
    expect(map(top(...values))).toEqual(expected);
  });

  it('of who wants no mail a yes is a withdrawal, and a no is nothing yet', () => {
    expect(map({ nativeName: 'unsubscribed', ...top('1', '0') })).toEqual({ '1': 'withdrawn', '0': 'unknown' });
    expect(map({ nativeName: 'do_not_contact', type: 'boolean' })).toMatchObject({ true: 'withdrawn', false: 'unknown' });
    expect(map({ nativeName: 'email_optout', ...top('opted_out', 'subscribed') })).toEqual({ opted_out: 'withdrawn', subscribed: 'granted' });
  });

  it('of a column of booleans they are known without a sample; of a text they are not', () => {
    expect(map({ type: 'boolean' })).toEqual({ true: 'granted', false: 'withdrawn', '1': 'granted', '0': 'withdrawn' });
    expect(map({})).toBeUndefined();
  });

  it('nothing is guessed where one value is not understood, none is needed in the attribute’s own words', () => {
    expect(map(top('כן', 'לא', '7'))).toBeUndefined();
    expect(map(top('pending', 'unknown'))).toBeUndefined();
    expect(map(top('granted', 'withdrawn'))).toBeUndefined();
    expect(map(top('כן', 'לא'), 'city')).toBeUndefined();
  });

  it('makes the suggestion surer, and says why', () => {
    const suggested = (patch: Partial<Field>) => {
      const fields = [testField(1, { nativeName: 'email_consent', type: 'string', ...patch })];
      const found = suggestMappings(testEngagement({ record, sources: [testSource(1, fields)] }), { threshold: 0 });
      return found.find((one) => one.attribute === 'email-consent');
    };
    const [plain, said] = [suggested({}), suggested(top('מאשר', 'סירב'))];
    expect(said?.score).toBeGreaterThan(plain?.score ?? 1);
    expect(said?.reasons).toContainEqual({ for: true, code: 'values-consent', params: { values: 'מאשר, סירב' } });
    expect(said?.transforms).toHaveLength(1);
    expect(plain?.reasons.map(({ code }) => code)).not.toContain('values-consent');
  });
});

describe('a suggestion', () => {
  it('carries its steps into the mapping', () => {
    const fields = [testField(1, { nativeName: 'cust_phone' }), testField(2, { nativeName: 'birth_date', type: 'date', nativeType: 'date (dd/mm/yyyy)' })];
    const engagement = testEngagement({ record, sources: [testSource(1, fields)] });
    const mapped = mapFields(engagement, { mappings: bestSuggestions(suggestMappings(engagement), 0.5) });
    const transforms = (id: string) => mapped.record.attributes.find((one) => one.id === id)?.sources[0]?.transforms;
    expect(transforms('mobile-phone')).toEqual([{ kind: 'phone', country: engagement.client.country }]);
    expect(transforms('birth-date')).toEqual([{ kind: 'date', form: 'dd/mm/yyyy' }]);
  });

  it('weighs what samples show', () => {
    const score = (id: string, patch: Partial<Field>) => {
      const engagement = testEngagement({ record, sources: [testSource(1, [testField(1, patch)])] });
      const found = suggestMappings(engagement, { threshold: 0 }).find((one) => one.attribute === id);
      return { score: found?.score ?? 0, codes: found?.reasons.map(({ code }) => code) ?? [] };
    };
    const plain = score('mobile-phone', { nativeName: 'cust_phone' });
    const good = score('mobile-phone', {
      nativeName: 'cust_phone',
      profile: profile({ pattern: '999-9999999', patternCount: 90, minLength: 11, maxLength: 14 }),
    });
    const bad = score('mobile-phone', { nativeName: 'cust_phone', profile: profile({ pattern: 'Aaaaaa', patternCount: 90 }) });
    expect(good.score).toBeGreaterThan(plain.score);
    expect(bad.score).toBeLessThan(plain.score);
    expect(good.codes).toContain('values-phone');
    expect(bad.codes).toContain('values-no-phone');
    expect(score('email', { nativeName: 'eml', profile: profile({ distinct: 10 }) }).codes).toContain('values-repeat');
    expect(score('email', { nativeName: 'eml', profile: profile() }).codes).toContain('values-unique');
    expect(score('gender', { nativeName: 'sex', profile: profile({ top: [['male', 60]] }) }).codes).toContain('values-known');
    expect(score('city', { nativeName: 'city', profile: profile({ rows: 10_000 }) }).codes).toContain('mostly-empty');
    // Too few rows prove nothing.
    expect(score('mobile-phone', { nativeName: 'cust_phone', profile: profile({ filled: 3, pattern: 'Aaaaaa', patternCount: 3 }) }).score).toBe(plain.score);
  });

  it('is made by the values where the name says nothing, without being sure', () => {
    const engagement = testEngagement({ record, sources: [testSource(1, [testField(1, { nativeName: 'xq_7', type: 'email' })])] });
    const [found] = suggestMappings(engagement);
    expect(found?.attribute).toBe('email');
    expect(found?.reasons[0]?.code).toBe('form-alone');
    expect(found?.score).toBeLessThan(0.75);
  });
});
