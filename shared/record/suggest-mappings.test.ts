import { describe, expect, it } from 'vitest';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { compileRecord } from '../catalogue/compile-attributes';
import { countingIds, testAttribute, testEngagement, testField, testSource } from '../engagement/engagement.fixture';
import type { Engagement } from '../engagement/schema';
import { addSourceFromCatalogue } from '../sources/add-source';
import { allFields } from '../sources/find';
import type { CanonicalType, Source } from '../sources/schema';
import { mapField, refuseSuggestion } from './edit-record';
import { meaningsOf } from './name-words';
import { suggestMappings } from './suggest-mappings';
import { bestSuggestions, suggestionsForAttribute, suggestionsForField } from './suggestion';

const catalogue = shippedCatalogue();
const record = compileRecord(catalogue);
const answers = new Map(catalogue.dataSources.sources.flatMap((s) => s.objects.flatMap((o) => o.fields.map((f) => [f.id, f.unifiedField] as const))));

/** All 15 systems of the catalogue, 242 fields. */
function everySource(): Engagement {
  const newId = countingIds();
  return catalogue.dataSources.sources.reduce((e, template) => addSourceFromCatalogue(e, { template, newId }), testEngagement({ record }));
}

/** One object with these fields, and what is suggested first for each. */
function firstFor(
  fields: readonly (readonly [name: string, type?: CanonicalType])[],
  source: Partial<Source> = {},
  object = 'customers',
): (string | undefined)[] {
  const made = fields.map(([nativeName, type = 'string'], i) => testField(i, { nativeName, type }));
  const one = testSource(1, made, source);
  const sources = [{ ...one, objects: one.objects.map((o) => ({ ...o, nativeName: object })) }];
  const suggestions = suggestMappings(testEngagement({ record, sources }));
  return made.map(({ id }) => suggestionsForField(suggestions, id)[0]?.attribute);
}

describe('suggestMappings', () => {
  it('knows the catalogue’s own fields, and says so', () => {
    const engagement = everySource();
    const suggestions = suggestMappings(engagement, { catalogue });
    for (const { field } of allFields(engagement)) {
      const usual = answers.get(field.from ?? '');
      if (!usual) continue;
      const first = suggestionsForField(suggestions, field.id)[0];
      expect(first?.attribute, field.from).toBe(usual);
      expect(first?.reasons.some((reason) => reason.for && reason.code === 'catalogue')).toBe(true);
    }
  });

  it.each([
    ['with labels', 0.9, true],
    ['by native names alone', 0.9, false],
  ])('is right for nine fields of ten when the answers are hidden, %s', (_, share, labels) => {
    const engagement = everySource();
    const truth = new Map<string, string>();
    const hidden: Engagement = {
      ...engagement,
      sources: engagement.sources.map(({ from: _from, ...source }) => ({
        ...source,
        objects: source.objects.map(({ from: _object, ...object }) => ({
          ...object,
          fields: object.fields.map(({ from, ...field }) => {
            const answer = answers.get(from ?? '');
            if (answer) truth.set(field.id, answer);
            return { ...field, use: 'direct' as const, label: labels ? field.label : {} };
          }),
        })),
      })),
    };
    const suggestions = suggestMappings(hidden);
    const right = [...truth].filter(([id, answer]) => suggestionsForField(suggestions, id)[0]?.attribute === answer).length;
    expect(truth.size).toBeGreaterThan(140);
    expect(right / truth.size).toBeGreaterThanOrEqual(share);
  });

  it('reads abbreviations', () => {
    expect(firstFor([['cust_mob_no'], ['eml_addr'], ['fname'], ['L_NAME'], ['dob', 'date'], ['zip_cd'], ['addr_city'], ['cntry_cd'], ['lang']])).toEqual([
      'mobile-phone',
      'email',
      'first-name',
      'last-name',
      'birth-date',
      'postal-code',
      'city',
      'country',
      'preferred-language',
    ]);
  });

  it('reads words run together', () => {
    expect(firstFor([['CUSTOMERPHONE'], ['FIRSTNAME'], ['BIRTHDATE', 'date'], ['EMAILADDRESS'], ['ZIPCODE']])).toEqual([
      'mobile-phone',
      'first-name',
      'birth-date',
      'email',
      'postal-code',
    ]);
  });

  it('reads Hebrew, Persian, and both in Latin letters', () => {
    const wanted = ['mobile-phone', 'first-name', 'last-name', 'birth-date', 'city', 'email', 'gender'];
    expect(
      firstFor([['טלפון נייד'], ['שם פרטי'], ['שם משפחה'], ['תאריך לידה', 'date'], ['עיר'], ['דוא"ל'], ['מגדר']], { name: { he: 'לקוחות' } }, 'לקוחות'),
    ).toEqual(wanted);
    expect(
      firstFor([['تلفن همراه'], ['نام'], ['نام خانوادگی'], ['تاریخ تولد', 'date'], ['شهر'], ['ایمیل'], ['جنسیت']], { name: { fa: 'مشتریان' } }, 'مشتری'),
    ).toEqual(wanted);
    expect(firstFor([['telefon_nayad'], ['shem_prati'], ['shem_mishpacha'], ['taarich_leida', 'date'], ['ir'], ['imeil'], ['migdar']]).slice(0, 4)).toEqual(
      wanted.slice(0, 4),
    );
  });

  it('lets the object and the system decide what an id is', () => {
    expect(firstFor([['id']], { name: { en: 'Web shop' } }, 'customer')).toEqual(['shop-customer-id']);
    expect(firstFor([['id']], { name: { en: 'Salesforce CRM' } }, 'Contact')).toEqual(['crm-contact-id']);
    expect(firstFor([['id']], { name: { en: 'Web shop' } }, 'order')).toEqual(['orders-count']);
  });

  it('does not take a product’s name for a person’s', () => {
    expect(firstFor([['name'], ['description'], ['price', 'money']], { name: { en: 'Web shop' } }, 'products')).toEqual([undefined, undefined, undefined]);
  });

  it('knows nothing about what means nothing', () => {
    expect(firstFor([['xq_7'], ['col1'], [''], ['***'], ['__proto__'], ['constructor']])).toEqual(Array(6).fill(undefined));
  });

  it('says what speaks against it', () => {
    const fields = [testField(1, { nativeName: 'HasOptedOutOfEmail', type: 'boolean' }), testField(2, { nativeName: 'phone', status: 'missing' })];
    const suggestions = suggestMappings(testEngagement({ record, sources: [testSource(1, fields)] }));
    const against = (n: number) =>
      suggestionsForField(suggestions, fields[n]?.id ?? '')[0]
        ?.reasons.filter((reason) => !reason.for)
        .map((reason) => reason.code);
    expect(against(0)).toContain('opposite-meaning');
    expect(against(1)).toEqual(expect.arrayContaining(['field-missing', 'may-be-landline']));
  });

  it('weighs a type that clashes', () => {
    const score = (type: CanonicalType) => {
      const fields = [testField(1, { nativeName: 'birth_date', type })];
      return suggestMappings(testEngagement({ record, sources: [testSource(1, fields)] }))[0]?.score ?? 0;
    };
    expect(score('date')).toBeGreaterThan(score('string'));
    expect(score('string')).toBeGreaterThan(score('boolean'));
  });

  it('never comes back with what was refused, nor with what is mapped', () => {
    const field = testField(1, { nativeName: 'email' });
    const start = testEngagement({ record, sources: [testSource(1, [field])] });
    expect(suggestMappings(start)[0]?.attribute).toBe('email');
    const refused = refuseSuggestion(start, { attribute: 'email', field: field.id });
    expect(suggestMappings(refused).map(({ attribute }) => attribute)).not.toContain('email');
    expect(suggestMappings(mapField(start, { attribute: 'city', field: field.id }))).toEqual([]);
  });

  it('learns from what was mapped elsewhere under the same name', () => {
    const [one, two] = [testField(1, { nativeName: 'ZZ_KOD' }), testField(2, { nativeName: 'zzKod' })];
    const start = testEngagement({ record, sources: [testSource(1, [one]), testSource(2, [two])] });
    expect(suggestMappings(start)).toEqual([]);
    const learned = suggestMappings(mapField(start, { attribute: 'loyalty-tier', field: one.id }));
    expect(learned.map(({ attribute, field, reasons }) => [attribute, field, reasons[0]?.code])).toEqual([['loyalty-tier', two.id, 'mapped-like-this']]);
  });

  it('finds an attribute of the client’s own by its id and labels', () => {
    const own = testAttribute('shoe-size', { label: { en: 'Shoe size', he: 'מידת נעל' } });
    const fields = [testField(1, { nativeName: 'SHOE_SIZE' }), testField(2, { nativeName: 'מידת נעל' })];
    const suggestions = suggestMappings(testEngagement({ record: { groups: [], attributes: [...record.attributes, own] }, sources: [testSource(1, fields)] }));
    expect(suggestionsForAttribute(suggestions, 'shoe-size').map(({ field }) => field)).toEqual(fields.map(({ id }) => id));
  });

  it('keeps scores between 0 and 1, best first, and is the same every time', () => {
    const engagement = everySource();
    const suggestions = suggestMappings(engagement, { catalogue });
    for (const [i, { score, reasons }] of suggestions.entries()) {
      expect(score).toBeGreaterThanOrEqual(0.45);
      expect(score).toBeLessThan(1);
      expect(score).toBeLessThanOrEqual(suggestions[i - 1]?.score ?? 1);
      expect(reasons.some((reason) => reason.for)).toBe(true);
    }
    expect(suggestMappings(engagement, { catalogue })).toEqual(suggestions);
  });

  it('accepts one attribute per field above a threshold', () => {
    const suggestions = suggestMappings(everySource(), { catalogue });
    const best = bestSuggestions(suggestions, 0.9);
    expect(new Set(best.map(({ field }) => field)).size).toBe(best.length);
    expect(Math.min(...best.map(({ score }) => score))).toBeGreaterThanOrEqual(0.9);
    expect(best.length).toBeGreaterThan(100);
  });
});

describe('meaningsOf', () => {
  it('survives names made to hurt', () => {
    expect(meaningsOf(['a'.repeat(100_000)])).toEqual(['a'.repeat(100_000)]);
    expect(meaningsOf(['custcustcustcustcustcustcustcustcustcust'])).toEqual(['customer']);
    expect(meaningsOf(['__proto__', 'constructor', 'tostring'])).toHaveLength(3);
  });
});
