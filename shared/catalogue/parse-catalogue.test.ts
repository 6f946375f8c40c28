import { describe, expect, it } from 'vitest';
import { rawCatalogue, shippedCatalogue } from '../../tests/shipped-catalogue';
import { keySchema } from '../ids';
import { checkCatalogue } from './check-catalogue';
import { parseCatalogue } from './parse-catalogue';

describe('the shipped catalogue', () => {
  it('has the promised form and size', () => {
    const result = parseCatalogue(rawCatalogue());
    expect(result.problems).toEqual([]);
    const { checklist, dataSources, events, journeys, kpi, segments, unifiedRecord } = shippedCatalogue();
    expect({
      points: checklist.points.length,
      sources: dataSources.sources.length,
      fields: dataSources.sources.flatMap(({ objects }) => objects.flatMap(({ fields }) => fields)).length,
      events: events.events.length,
      journeys: journeys.journeys.length,
      kpis: kpi.kpis.length,
      segments: segments.segments.length,
      attributes: unifiedRecord.fields.length,
    }).toEqual({ points: 43, sources: 15, fields: 242, events: 73, journeys: 17, kpis: 47, segments: 57, attributes: 90 });
  });

  it('mentions nothing that does not exist', () => {
    expect(checkCatalogue(shippedCatalogue())).toEqual([]);
  });

  it('has kebab-case ids and all three languages everywhere', () => {
    const wrong: string[] = [];
    // KPI inputs are variables of a formula, rule modifiers words of the grammar, `string[]` a type: spelled as they are used.
    const spelledAsUsed = /^\$\.(kpi\.kpis\.\d+\.inputs|segments\.ruleGrammar\.eventModifiers|unifiedRecord\.types)\./;
    const visit = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      if ('id' in value && !keySchema.safeParse(value.id).success && !spelledAsUsed.test(path)) wrong.push(`${path}: ${String(value.id)}`);
      if ('en' in value || 'he' in value || 'fa' in value) {
        for (const language of ['en', 'he', 'fa']) if (!String(Reflect.get(value, language) ?? '').trim()) wrong.push(`${path}: no ${language}`);
        if (!/[\u0590-\u05ff]/.test(String(Reflect.get(value, 'he'))) && /[a-z]{12}/.test(String(Reflect.get(value, 'en'))))
          wrong.push(`${path}: he is not Hebrew`);
      }
      for (const [key, child] of Object.entries(value)) visit(child, `${path}.${key}`);
    };
    visit(rawCatalogue(), '$');
    expect(wrong).toEqual([]);
  });
});

describe('a damaged catalogue', () => {
  /** The raw catalogue with every text `from` replaced by `to`, as a typo would. */
  function damaged(from: string, to: string): ReturnType<typeof rawCatalogue> {
    const text = JSON.stringify(rawCatalogue());
    expect(text.includes(from)).toBe(true);
    return JSON.parse(text.replace(from, to));
  }

  it.each([
    ['a misspelled key', '"windowDays":7', '"windowdays":7'],
    ['an unknown operator', '"op":"older-than-days"', '"op":"older-than"'],
    ['a value that does not fit its operator', '"op":"is-set","value":true', '"op":"is-set","value":"yes"'],
    ['an unknown type', '"type":"datetime"', '"type":"timestamp"'],
    ['a duration in words', '"duration":"P14D"', '"duration":"14 days"'],
    ['an id with a capital', '"id":"abandoned-carts"', '"id":"Abandoned-carts"'],
  ])('%s is not read', (_, from, to) => {
    const result = parseCatalogue(damaged(from, to));
    expect(result.ok).toBe(false);
    expect(result.problems[0]?.code).toBe('invalid-catalogue');
  });

  it.each([
    ['an unknown attribute in a segment', '"field":"visits-last-30d"', '"field":"visits-last-30"', 'catalogue-unknown', 'visits-last-30'],
    ['an unknown event', '"event":"checkout-started"', '"event":"checkout-begun"', 'catalogue-unknown', 'checkout-begun'],
    ['an unknown property', '"property":"recovered-cart"', '"property":"recovered"', 'catalogue-unknown', 'recovered'],
    ['a property the trigger does not have', '{"trigger":"product-id"}', '{"trigger":"policy-number"}', 'catalogue-unknown', 'policy-number'],
    ['a step that leads nowhere', '"next":"cart-m3a"', '"next":"cart-m9"', 'catalogue-unknown', 'cart-m9'],
    ['an unknown KPI', '"primaryKpi":"renewal-rate"', '"primaryKpi":"renewals"', 'catalogue-unknown', 'renewals'],
    ['an attribute fed by an unknown source', '"fedBySources":["erp"', '"fedBySources":["sap"', 'catalogue-unknown', 'sap'],
    ['a segment nobody can enter', '"segment":"sales-ready-leads"', '"segment":"ready-leads"', 'catalogue-unknown', 'ready-leads'],
    ['a segment that exists twice', '"id":"lapsed","category"', '"id":"country","category"', 'catalogue-twice', 'country'],
  ])('%s is found', (_, from, to, code, id) => {
    const result = parseCatalogue(damaged(from, to));
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    expect(checkCatalogue(result.value)).toContainEqual(expect.objectContaining({ code, params: expect.objectContaining({ id }) }));
  });
});
