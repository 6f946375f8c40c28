import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTranslate } from '../i18n/translator';
import { languages } from '../text';
import { applyTransforms, type Row } from './transform';
import { splitName } from './transform-name';
import { dateForms, type Transform } from './transform-schema';
import { describeTransform } from './transform-words';

const other = '01J00000000000000000000001';
const third = '01J00000000000000000000002';
const context = { nameOf: (field: string) => (field === other ? 'LAST' : field === third ? 'TITLE' : undefined) };
const apply = (value: unknown, transforms: Transform[], row: Row = {}) => applyTransforms(value, row, { transforms }, context);
const resultOf = (value: unknown, ...transforms: Transform[]) => apply(value, transforms).value;

describe('splitName', () => {
  it.each([
    ['Cohen, Dana', 'Dana', 'Cohen', 'comma'],
    ['Dana Cohen', 'Dana', 'Cohen', 'two-words'],
    ['  dana   cohen ', 'dana', 'cohen', 'two-words'],
    ['כהן, דנה', 'דנה', 'כהן', 'comma'],
    ['דנה כהן', 'דנה', 'כהן', 'two-words'],
    ['דנה כהן לוי', 'דנה', 'כהן לוי', 'first-word'],
    ['דנה כהן-לוי', 'דנה', 'כהן-לוי', 'two-words'],
    ['יוסי בן דוד', 'יוסי', 'בן דוד', 'particle'],
    ['ד"ר יוסי אבו חצירא', 'יוסי', 'אבו חצירא', 'particle'],
    ["גב' רות לוי", 'רות', 'לוי', 'two-words'],
    ['בת שבע כהן', 'בת שבע', 'כהן', 'given-pair'],
    ['בן ציון בן דוד', 'בן ציון', 'בן דוד', 'particle'],
    ['رضا کریمی', 'رضا', 'کریمی', 'two-words'],
    ['محمد رضا کریمی', 'محمد رضا', 'کریمی', 'given-pair'],
    ['سید علی حسینی', 'سید علی', 'حسینی', 'given-pair'],
    ['رضا کریم زاده', 'رضا', 'کریم زاده', 'family-pair'],
    ['آقای رضا کریمی', 'رضا', 'کریمی', 'two-words'],
    ['کریمی، رضا', 'رضا', 'کریمی', 'comma'],
    ['Jan van der Berg', 'Jan', 'van der Berg', 'particle'],
    ['Maria de la Cruz Garcia', 'Maria', 'de la Cruz Garcia', 'particle'],
    ['Jean Pierre Dubois', 'Jean Pierre', 'Dubois', 'given-pair'],
    ['Dana COHEN LEVI', 'Dana', 'COHEN LEVI', 'capitals'],
    ['COHEN Dana', 'Dana', 'COHEN', 'capitals'],
    ['DANA COHEN', 'DANA', 'COHEN', 'two-words'],
    ['Dana R. Cohen', 'Dana R.', 'Cohen', 'given-pair'],
    ['Dr. Dana Cohen', 'Dana', 'Cohen', 'two-words'],
    ['Dana Cohen, PhD', 'Dana', 'Cohen', 'two-words'],
    ['Dana', 'Dana', '', 'one-word'],
    [', Dana', 'Dana', '', 'one-word'],
    ['Dr.', 'Dr.', '', 'one-word'],
    ['', '', '', 'one-word'],
  ])('%s → %s | %s, by %s', (text, first, last, by) => {
    expect(splitName(text)).toEqual({ first, last, by });
  });

  it('neither loses nor invents a word, titles apart', () => {
    const word = fc.constantFrom('Dana', 'כהן', 'بن', 'van', 'R.', 'COHEN', 'רות', 'رضا', 'محمد', 'זהב');
    fc.assert(
      fc.property(fc.array(word, { minLength: 2, maxLength: 6 }), (words) => {
        const { first, last } = splitName(words.join(' '));
        expect(`${first} ${last}`.trim().split(' ').sort()).toEqual([...words].sort());
        expect(first).not.toBe('');
      }),
    );
  });
});

describe('applyTransforms', () => {
  it.each<[string, unknown, Transform, string]>([
    ['trim', '  a b ', { kind: 'trim' }, 'a b'],
    ['trim', '\u200fדנה\u200e\u00a0', { kind: 'trim' }, 'דנה'],
    ['case', 'DANA', { kind: 'case', to: 'lower' }, 'dana'],
    ['case', 'İstanbul', { kind: 'case', to: 'lower' }, 'i̇stanbul'],
    ['case', 'dana', { kind: 'case', to: 'upper' }, 'DANA'],
    ['case', 'DANA ben-david', { kind: 'case', to: 'title' }, 'Dana Ben-David'],
    ['case', "O'BRIEN McDonald dana's", { kind: 'case', to: 'title' }, "O'Brien McDonald Dana's"],
    ['case', 'דנה کریمی', { kind: 'case', to: 'upper' }, 'דנה کریمی'],
    ['case', 'דנה کریمی', { kind: 'case', to: 'title' }, 'דנה کریمی'],
    ['number', 42, { kind: 'trim' }, '42'],
    ['list', ['a', 'b'], { kind: 'trim' }, 'a, b'],
    ['phone', '050-123 4567', { kind: 'phone', country: 'IL' }, '+972501234567'],
    ['phone', '972501234567', { kind: 'phone', country: 'FR' }, '+972501234567'],
    ['phone', '۰۹۱۲۳۴۵۶۷۸۹', { kind: 'phone', country: 'IR' }, '+989123456789'],
    ['phone', '+44 20 7946 0958 ext. 12', { kind: 'phone', country: 'IL' }, '+442079460958'],
    ['phone', '\u2066050-1234567\u2069', { kind: 'phone', country: 'IL' }, '+972501234567'],
    ['split-name', 'Cohen, Dana', { kind: 'split-name', part: 'last' }, 'Cohen'],
    ['value-map', 'm', { kind: 'value-map', values: [{ from: 'M', to: 'male' }], otherwise: 'keep' }, 'male'],
    ['value-map', 'X', { kind: 'value-map', values: [{ from: 'M', to: 'male' }], otherwise: 'keep' }, 'X'],
    ['value-map', '1', { kind: 'value-map', values: [{ from: '۱', to: 'yes' }], otherwise: 'empty' }, 'yes'],
    ['date', '07/03/2026', { kind: 'date', form: 'dd/mm/yyyy' }, '2026-03-07'],
  ])('%s: %j', (_, value, transform, wanted) => {
    expect(apply(value, [transform])).toEqual({ value: wanted });
  });

  it('prefers the value that is written exactly so', () => {
    const values = [
      { from: 'a', to: 'small' },
      { from: 'A', to: 'big' },
    ];
    expect(resultOf('A', { kind: 'value-map', values, otherwise: 'empty' })).toBe('big');
  });

  it('puts fields together and leaves empty ones out', () => {
    const concat: Transform = { kind: 'concat', fields: [third, other, '01J00000000000000000000009'], separator: ' ' };
    expect(apply('Dana', [concat], { LAST: ' Cohen ', TITLE: '' }).value).toBe('Dana Cohen');
    expect(apply('', [concat], { LAST: 'Cohen', TITLE: 'Dr' }).value).toBe('Dr Cohen');
    expect(apply('', [concat], {}).value).toBe('');
    // A row is foreign: what it inherits is not in it.
    expect(applyTransforms('a', {}, { transforms: [concat] }, { nameOf: () => 'constructor' }).value).toBe('a');
  });

  it('says why a step gave nothing, and which', () => {
    expect(apply('soon', [{ kind: 'trim' }, { kind: 'date', form: 'auto' }])).toEqual({ value: '', reason: { code: 'date-unreadable', step: 1 } });
    expect(apply('123', [{ kind: 'phone', country: 'IL' }]).reason?.code).toBe('phone-unreadable');
    expect(apply('0501234567', [{ kind: 'phone', country: 'ZZ' }]).reason?.code).toBe('phone-unreadable');
    expect(apply('call 050-1234567 now', [{ kind: 'phone', country: 'IL' }]).reason?.code).toBe('phone-unreadable');
    expect(apply('Dana', [{ kind: 'split-name', part: 'last' }]).reason?.code).toBe('name-one-word');
    expect(apply('X', [{ kind: 'value-map', values: [], otherwise: 'empty' }]).reason?.code).toBe('value-not-listed');
    // An empty value is no failure.
    expect(apply('', [{ kind: 'date', form: 'auto' }])).toEqual({ value: '' });
    expect(apply(null, [{ kind: 'phone', country: 'IL' }])).toEqual({ value: '' });
  });

  it('takes the steps in order', () => {
    expect(resultOf(' COHEN, DANA ', { kind: 'trim' }, { kind: 'split-name', part: 'first' }, { kind: 'case', to: 'title' })).toBe('Dana');
  });

  const step: fc.Arbitrary<Transform> = fc.oneof(
    fc.constant<Transform>({ kind: 'trim' }),
    fc.constantFrom('lower', 'upper', 'title').map((to): Transform => ({ kind: 'case', to: to as 'lower' })),
    fc.constantFrom('first', 'last').map((part): Transform => ({ kind: 'split-name', part: part as 'first' })),
    fc.constantFrom(...dateForms).map((form): Transform => ({ kind: 'date', form })),
    fc.constantFrom('IL', 'IR', 'DE', 'ZZ').map((country): Transform => ({ kind: 'phone', country })),
    fc.constant<Transform>({ kind: 'concat', fields: [other], separator: ', ' }),
  );
  const foreign = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[+\d()\- ]{0,20}$/), fc.anything());

  it('never throws, whatever comes', { tags: ['long'] }, () => {
    fc.assert(
      fc.property(foreign, fc.array(step, { maxLength: 5 }), fc.dictionary(fc.string(), fc.anything()), (value, steps, row) => {
        expect(typeof apply(value, steps, row).value).toBe('string');
      }),
      { numRuns: 1000 },
    );
  });

  it('changes nothing the second time: trim, case, phone, date', () => {
    const stable = step.filter(({ kind }) => kind !== 'concat' && kind !== 'split-name');
    fc.assert(
      fc.property(foreign, stable, (value, one) => {
        const once = resultOf(value, one);
        expect(resultOf(once, one)).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  it('stays quick with values made to hurt', () => {
    for (const text of [' '.repeat(100_000), 'a '.repeat(50_000), '('.repeat(100_000), `${'0'.repeat(50_000)}/1`, 'ה'.repeat(100_000)])
      for (const form of dateForms) expect(resultOf(text, { kind: 'date', form })).toBe('');
    for (const text of [`${' '.repeat(50_000)}a${' '.repeat(50_000)}b`, ', '.repeat(50_000), 'Dana '.repeat(20_000)])
      for (const transform of [
        { kind: 'trim' },
        { kind: 'split-name', part: 'first' },
        { kind: 'case', to: 'title' },
        { kind: 'phone', country: 'IL' },
      ] as const)
        expect(typeof resultOf(text, transform)).toBe('string');
  });
});

describe('describeTransform', () => {
  it('has words for every step in every language', () => {
    const steps: Transform[] = [
      { kind: 'trim' },
      ...(['lower', 'upper', 'title'] as const).map((to): Transform => ({ kind: 'case', to })),
      ...(['first', 'last'] as const).map((part): Transform => ({ kind: 'split-name', part })),
      { kind: 'concat', fields: [other], separator: ' ' },
      ...(['keep', 'empty'] as const).map((otherwise): Transform => ({ kind: 'value-map', values: [], otherwise })),
      ...dateForms.map((form): Transform => ({ kind: 'date', form })),
      { kind: 'phone', country: 'IL' },
    ];
    for (const language of languages) {
      const t = createTranslate(language);
      const texts = steps.map((one) => describeTransform(one, t, context.nameOf));
      expect(new Set(texts).size).toBe(steps.length);
      for (const text of texts) expect(text).not.toMatch(/transform\.|date-form\./);
    }
    expect(describeTransform({ kind: 'concat', fields: [other], separator: ' ' }, createTranslate('en'), context.nameOf)).toContain('LAST');
  });
});
